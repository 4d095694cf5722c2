import type { Actor } from '@shanju/contract/access.ts'
import { words } from '@shanju/contract/ledger/words.ts'
import { sql } from 'kysely'
import { subjectOfOrganisation } from '#modules/organisations/index.ts'
import { refuse } from '#platform/kit/refusal.ts'
import type { Tx } from '#platform/pg/db.ts'
import { record } from '#platform/trail/index.ts'
import { EDITION_2024_FROM, type EntryDraft, GENERAL_FUND, type Line, NO_DIMENSIONS } from '../logic/index.ts'
import { SYSTEM_MAKER } from '../queries/rows.ts'
import { post } from './post.ts'

/** Books exist from the moment a host opens its first fund; the opening balances may follow once. */
export async function ensureBooks(tx: Tx, hostId: string): Promise<void> {
  await sql`insert into ledger.books (id, begins_on, opened_at) values (${hostId}, ${EDITION_2024_FROM}, ${tx.now})
    on conflict (id) do nothing`.execute(tx.db)
}

export interface OpeningLine {
  readonly account: string
  readonly side: 'debit' | 'credit'
  readonly amountFen: bigint
  readonly fundId?: string | undefined
}

/**
 * Records the balances with which a host's books begin: one entry of type `opening` on the first day, or that there
 * were none.
 * @throws Refusal ledger.books_already_open when it stands, and every refusal of the check of entries
 */
export async function openBooks(tx: Tx, actor: Actor, hostId: string, lines: readonly OpeningLine[]): Promise<void> {
  await ensureBooks(tx, hostId)
  // The lock lets one of two accountants through; the other then sees what is said.
  const { rows } = await sql<{ opening: string }>`
    select opening from ledger.books where id = ${hostId} for no key update`.execute(tx.db)
  if (rows[0]?.opening !== 'awaited') throw refuse('ledger.books_already_open')
  const entryId = lines.length === 0 ? await beginAtZero(tx, hostId) : await postOpening(tx, actor, hostId, lines)
  await record(tx, actor, {
    action: 'ledger.open_books',
    subjectKind: 'book',
    subjectId: hostId,
    subject: await subjectOfOrganisation(tx, hostId),
    details: { entry: entryId, lines: lines.length },
  })
}

/** There is nothing an entry could say. */
async function beginAtZero(tx: Tx, hostId: string): Promise<null> {
  await sql`update ledger.books set opening = 'zero' where id = ${hostId}`.execute(tx.db)
  return null
}

async function postOpening(tx: Tx, actor: Actor, hostId: string, lines: readonly OpeningLine[]): Promise<string> {
  const limits = await limitsOfFunds(tx, hostId, lines)
  const whole = lines.map((line) => openingLine(line, line.fundId ? limits.get(line.fundId) : undefined))
  const [posted] = await post(tx, [{ key: 'opening', draft: openingDraft(actor, hostId, whole) }])
  if (!posted) throw new Error('one draft makes one entry')
  return posted.id
}

/** What a fund brings along stands under the one limit it has by then, its purpose. */
async function limitsOfFunds(
  tx: Tx,
  hostId: string,
  lines: readonly OpeningLine[],
): Promise<ReadonlyMap<string, string>> {
  const funds = lines.flatMap((line) => (line.fundId ? [line.fundId] : []))
  const { rows } = await sql<{ fund: string; limit: string }>`
    select fund_id as fund, min(id::text) as limit from ledger.restrictions
     where book_id = ${hostId} and fund_id = any(${funds}::uuid[]) group by fund_id having count(*) = 1`.execute(tx.db)
  return new Map(rows.map((row) => [row.fund, row.limit]))
}

const openingDraft = (actor: Actor, book: string, lines: readonly Line[]): EntryDraft => ({
  book,
  edition: '2024',
  type: 'opening',
  documentOn: EDITION_2024_FROM,
  postedOn: EDITION_2024_FROM,
  recipe: 'E104',
  summary: words.zh['summary.opening'],
  papers: [],
  maker: actor.kind === 'person' ? actor.personId : SYSTEM_MAKER,
  checker: null,
  reverses: null,
  reason: null,
  channel: null,
  lines,
})

/** 3101 is money without a limit, 3102 money within one; assets and debts carry neither. */
function openingLine(line: OpeningLine, limit: string | undefined): Line {
  const restricted = line.account.startsWith('3102')
  const netAssets = /^[345]/.test(line.account)
  return {
    ...NO_DIMENSIONS,
    account: line.account,
    side: line.side,
    amountFen: line.amountFen,
    restriction: netAssets ? (restricted ? 'R' : 'U') : null,
    restrictionId: restricted ? (limit ?? null) : null,
    fund: netAssets ? (line.fundId ?? GENERAL_FUND) : null,
  }
}
