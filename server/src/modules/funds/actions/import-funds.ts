import type { Actor } from '@shanju/contract/access.ts'
import { sentence, word } from '@shanju/contract/catalogue.ts'
import type { ImportOutcome } from '@shanju/contract/funds/shapes.ts'
import { fill, type Language } from '@shanju/contract/kit/language.ts'
import { sql } from 'kysely'
import { subjectOfOrganisation } from '#modules/organisations/index.ts'
import { type Judgement, shownFinding } from '#modules/regulations/index.ts'
import { uuidv7 } from '#platform/kit/ids.ts'
import { refuse } from '#platform/kit/refusal.ts'
import type { Tx } from '#platform/pg/db.ts'
import { record } from '#platform/trail/index.ts'
import { type CellProblem, type ImportedFund, readHeadings, readRows } from '../logic/import-rows.ts'
import { judgeRows } from '../queries/import-facts.ts'
import { getImport, sealFileName } from '../queries/imports.ts'
import { subjectOfFund } from '../queries/subject.ts'
import { makeFund } from './make-fund.ts'
import { oweAfterOpening } from './settle-opening.ts'

type Told = ImportOutcome['problems'][number]

/**
 * A first load of a host's funds from a table: every row is judged, and all are opened or none. Money the funds had
 * before comes with the opening balances of the books; nothing is posted here. The same file twice is harmless: each
 * name is then taken.
 * @param trial judges only
 * @throws Refusal funds.import_empty, import_column_missing, host_unknown
 */
export async function importFunds(
  tx: Tx,
  actor: Actor,
  wanted: { readonly hostId: string; readonly fileName: string; readonly trial: boolean },
  table: readonly (readonly string[])[],
  language: Language,
): Promise<ImportOutcome> {
  const headings = readHeadings(table[0] ?? [])
  if ('missing' in headings) {
    const columns = headings.missing.map((column) => word(language, 'funds', `column.${column}`)).join('、')
    throw refuse('funds.import_column_missing', { columns })
  }
  const { funds, problems } = readRows(table, headings.at)
  if (funds.length === 0 && problems.length === 0) throw refuse('funds.import_empty')
  const judged = await judgeRows(tx, wanted.hostId, funds)
  const told: Told[] = [
    ...problems.map((problem) => tellCell(problem, language)),
    ...judged.flatMap(({ fund, refused, judgement }) => [
      ...refused.map(({ code, params }) => ({
        row: fund.row,
        column: null,
        message: sentence(language, `funds.${code}`, params),
      })),
      ...tellFindings(fund, judgement.blocks, language),
    ]),
  ].sort((a, b) => a.row - b.row)
  const warnings = judged.flatMap(({ fund, judgement }) => tellFindings(fund, judgement.warnings, language))
  const rowCount = funds.length + new Set(problems.map(({ row }) => row)).size
  if (wanted.trial || told.length > 0) return { rowCount, problems: told, warnings, import: null }
  const id = await load(tx, actor, wanted, judged)
  return { rowCount, problems: [], warnings, import: await getImport(tx, id) }
}

const tellCell = ({ row, column, key, value }: CellProblem, language: Language): Told => ({
  row,
  column: word(language, 'funds', `column.${column}`),
  message: fill(word(language, 'funds', `import.${key}`), { value }),
})

const tellFindings = ({ row }: ImportedFund, findings: Judgement['blocks'], language: Language): Told[] =>
  findings.map(shownFinding).map(({ regulation, sentence: said }) => ({
    row,
    column: null,
    message: `${regulation} ${said[language]}`,
  }))

async function load(
  tx: Tx,
  actor: Actor,
  { hostId, fileName }: { readonly hostId: string; readonly fileName: string },
  judged: readonly { readonly fund: ImportedFund; readonly judgement: Judgement }[],
): Promise<string> {
  const importId = uuidv7(tx.now)
  const personId = actor.kind === 'person' ? actor.personId : null
  await sql`insert into funds.imports (id, host_id, name, state, fund_count, loaded_by, loaded_at)
    values (${importId}, ${hostId}, ${sealFileName(tx, fileName)}, 'loaded', ${judged.length}, ${personId}, ${tx.now})`.execute(
    tx.db,
  )
  for (const { fund, judgement } of judged) {
    const wanted = { ...fund, hostId, ownBankAccount: false, ownSeal: false }
    const serves = fund.serves.length > 0 ? [...new Set(fund.serves)] : [fund.placeCode]
    const id = await makeFund(tx, wanted, { state: 'open', importId, serves })
    if (fund.officePhone !== null)
      await sql`update funds.funds set office_phone = ${fund.officePhone} where id = ${id}`.execute(tx.db)
    if (fund.complaintLine) {
      const { telephone, publishedIn, publishedOn } = fund.complaintLine
      await sql`insert into funds.complaint_lines
          (fund_id, number, telephone, published_in, published_on, recorded_by, recorded_at)
        values (${id}, 1, ${telephone}, ${publishedIn}, ${publishedOn}, ${personId}, ${tx.now})`.execute(tx.db)
    }
    const subject = await subjectOfFund(tx, id)
    await oweAfterOpening(tx, actor, { id, name: fund.name, hostId, subject }, judgement.tasks)
    await record(tx, actor, {
      action: 'funds.open',
      subjectKind: 'fund',
      subjectId: id,
      subject,
      details: { host: hostId, place: fund.placeCode, opensOn: fund.opensOn, import: importId },
    })
  }
  await record(tx, actor, {
    action: 'funds.import',
    subjectKind: 'fund_import',
    subjectId: importId,
    subject: await subjectOfOrganisation(tx, hostId),
    details: { host: hostId, funds: judged.length },
  })
  return importId
}
