/** Rows of a side that no plain request makes: files, messages, duties, and the ids of what requests made on the way. */

import { showId } from '@shanju/contract/kit/ids.ts'
import { sql } from 'kysely'
import { setContacts } from '#modules/funds/actions/contacts.ts'
import { addPaper } from '#modules/funds/actions/papers.ts'
import { sealFileName as sealFundFile } from '#modules/funds/queries/imports.ts'
import { numberVouchers } from '#modules/ledger/actions/number-vouchers.ts'
import { commit, openBooks } from '#modules/ledger/index.ts'
import { addPartyRecord } from '#modules/organisations/actions/party.ts'
import { addStaff } from '#modules/organisations/actions/staff.ts'
import { sealFileName as sealBodyFile } from '#modules/organisations/queries/imports.ts'
import { addAccount } from '#modules/payments/actions/add-account.ts'
import { importLines } from '#modules/payments/actions/import-lines.ts'
import { addEvidence } from '#modules/regulations/actions/evidence-files.ts'
import { keepFile } from '#platform/files/index.ts'
import { notify } from '#platform/notify/index.ts'
import type { FreshDatabase } from '#test/support/clone.ts'
import { SETUP } from '#test/support/house.ts'
import { newUuid } from './ids.ts'

const oneOf =
  (fresh: FreshDatabase) =>
  async (sql: string, ...values: unknown[]): Promise<string> => {
    const { rows } = await fresh.owner.query<{ id: string }>(sql, values)
    const [row] = rows
    if (!row) throw new Error(`no row: ${sql}`)
    return row.id
  }

export const communityIn = (fresh: FreshDatabase, town: string): Promise<string> =>
  oneOf(fresh)(
    `select code as id from divisions.divisions where parent_code = $1 and not hidden order by code limit 1`,
    town,
  )

export const firstRegulation = (fresh: FreshDatabase): Promise<string> =>
  oneOf(fresh)('select id from regulations.regulations order by id limit 1')

export const addOrganisation = (fresh: FreshDatabase, name: string, banner: string, remark: string): Promise<string> =>
  oneOf(fresh)(
    `insert into organisations.organisations
       (id, name, credit_code, kind, charity, registered_in, remark, demonstration, created_at, updated_at)
     values ($1, $2, $3, 'charity_federation', true, $4, $5, true, now(), now()) returning id`,
    ...[newUuid(), `${name} 慈善会`, `DEMO ${name}`, banner, remark],
  )

/** One witness is the whole city's: it belongs to no side. */
export const addWitness = (fresh: FreshDatabase): Promise<string> =>
  oneOf(fresh)(
    `insert into transparency.witnesses (id, vkey, url, title, added_at) values ($1, 'any', 'https://w.test', '见证人', now())
     on conflict (vkey) do update set title = excluded.title returning id`,
    newUuid(),
  )

interface Made {
  readonly org: string
  readonly gift: string
  readonly person: string
  readonly complaintCode: string
}

export async function addByHand(
  fresh: FreshDatabase,
  made: Made,
  place: { readonly banner: string; readonly town: string; readonly community: string },
  texts: { readonly duty: string; readonly evidence: string },
) {
  const one = oneOf(fresh)
  const path = ['150600', place.banner, place.town, place.community]
  const duty = await one(
    `insert into regulations.duties (id, regulation_id, subject_kind, subject_id, subject_name, due_on, owner_role,
       owner_organisation_id, divisions, organisation_ids, opened_at)
     values ($1, $2, 'gift', $3, $4, '2026-12-01', 'charity_accountant', $5, $6, $7, now()) returning id`,
    ...[newUuid(), await firstRegulation(fresh), made.gift, texts.duty, made.org, path, [made.org]],
  )
  const mongolianName = await one(
    `insert into divisions.mongolian_names (id, code, script, transliteration, source, confidence, added_at)
     values ($1, $2, 'ᠲᠡᠰᠲ', 'test', 'a test', 'secondary', now()) returning id`,
    ...[newUuid(), place.community],
  )
  await fresh.database.transact('test', async (tx) => {
    const content = Buffer.from(texts.evidence)
    await addEvidence(tx, SETUP, duty, { name: texts.evidence, content })
    const params = { good: 1, repeated: 0, bad: 0 }
    await notify(tx, { personId: made.person, template: 'giving.import_loaded', params })
  })
  const session = await one(
    `insert into identity.sessions (id, person_id, token, expires_at, created_at, updated_at)
     values ($1::uuid, $2, $1::uuid::text, now() + interval '1 hour', now(), now()) returning id`,
    ...[newUuid(), made.person],
  )
  const file = await one('select file_id as id from regulations.evidence_files where duty_id = $1', duty)
  const entry = await one('select entry_id as id from ledger.lines where gift_id = $1 limit 1', made.gift)
  const assignment = await one('select id from identity.role_assignments where person_id = $1', made.person)
  const message = await one('select id from notify.messages where person_id = $1', made.person)
  const complaint = await one('select id from supervision.complaints where code = $1', made.complaintCode)
  return {
    ...{ duty: showId('duty', duty), file: showId('file', file) },
    ...{ entry: showId('entry', entry), assignment: showId('assignment', assignment), message: showId('msg', message) },
    ...{ mongolianName: showId('mnname', mongolianName), session: showId('session', session) },
    complaint: showId('complaint', complaint),
  }
}

/** A fund's sealed paper and the person behind its telephone, and a file of funds. */
export async function addToFund(
  fresh: FreshDatabase,
  made: { readonly org: string; readonly fund: string },
  texts: { readonly paper: string; readonly fundContact: string; readonly fundFile: string },
) {
  const paper = await fresh.database.transact('test', async (tx) => {
    const contacts = { officePhone: null, contactName: texts.fundContact, contactPhone: '', forget: false }
    await setContacts(tx, SETUP, made.fund, contacts)
    const content = Buffer.from(`%PDF-1.7 ${texts.paper}`)
    return addPaper(tx, SETUP, made.fund, { kind: 'agreement', name: texts.paper, content })
  })
  const fundImport = await oneOf(fresh)(
    `insert into funds.imports (id, host_id, name, state, fund_count, loaded_at)
     values ($1, $2, $3, 'loaded', 1, now()) returning id`,
    ...[newUuid(), made.org, await fresh.database.transact('test', async (tx) => sealFundFile(tx, texts.fundFile))],
  )
  return { fundPaper: showId('file', paper.id), fundImport: showId('fundimport', fundImport) }
}

/** What waits in the books of a body: a draft, an order, a voucher, and a bundle of a month. */
export async function addToBooks(fresh: FreshDatabase, made: { readonly org: string; readonly person: string }) {
  const one = oneOf(fresh)
  const order = { book: made.org, fund: 'general', restrictionId: null, key: 'order', amountFen: 1n }
  const commitment = await fresh.database.transact('test', async (tx) => {
    await numberVouchers(tx, made.org, '2026-12-31')
    const content = Buffer.from('PK')
    const file = await keepFile(tx, { name: 'archive.zip', mediaType: 'application/zip', content, addedBy: null })
    await sql`insert into ledger.archives (id, book_id, month, file_id, made_at)
      values (${newUuid()}, ${made.org}, '2026-01', ${file}, ${tx.now})`.execute(tx.db)
    await openBooks(tx, SETUP, made.org, [
      { account: '1002', side: 'debit', amountFen: 100n },
      { account: '3101', side: 'credit', amountFen: 100n },
    ])
    return commit(tx, SETUP, { ...order, purpose: '付款', dueOn: '2026-12-31' })
  })
  const draft = await one(
    `insert into ledger.drafts (id, book_id, recipe, input, document_on, posted_on, summary, papers, lines, total_fen, maker,
       made_at)
     values ($1, $2, 'E55.paid', '{}', '2026-05-03', '2026-05-03', '办公用品', '[]', '[]', 100, $3, now()) returning id`,
    ...[newUuid(), made.org, made.person],
  )
  const voucher = await one('select id from ledger.vouchers where book_id = $1 order by number limit 1', made.org)
  return {
    ...{ draft: showId('draft', draft), commitment: showId('commitment', commitment.id) },
    voucher: showId('voucher', voucher),
  }
}

/** What the registry knows of a body: a certificate, somebody on its staff, a party record, and a file of bodies. */
export async function addToRegistry(
  fresh: FreshDatabase,
  org: string,
  place: { readonly banner: string },
  texts: { readonly staff: string; readonly secretary: string; readonly registry: string },
) {
  const one = oneOf(fresh)
  const certificate = await one(
    `insert into organisations.certificates
       (record_id, revision, organisation_id, kind, level, issuer, from_on, recorded_at)
     values ($1, 1, $2, 'rating', '3A', '民政局', '2026-01-01', now()) returning record_id as id`,
    ...[newUuid(), org],
  )
  const { staff, partyRecord } = await fresh.database.transact('test', async (tx) => {
    const terms = { phone: null, duty: 'finance', title: '', fullTime: true, fromOn: '2026-01-01', toOn: null } as const
    const added = await addStaff(tx, SETUP, { ...asked(org), body: { name: texts.staff, ...terms } })
    const record = { form: 'liaison', name: '', inStep: false, evidence: '', fromOn: '2026-01-01', toOn: null } as const
    const person = { name: texts.secretary, phone: null }
    const file = await addPartyRecord(tx, SETUP, { ...asked(org), body: { ...record, person } })
    return { staff: added.now.id, partyRecord: file.records[0]?.now.id ?? '' }
  })
  const organisationImport = await one(
    `insert into organisations.imports (id, name, state, row_count, good_count, repeated_count, bad_count, rows,
       divisions, started_at, updated_at)
     values ($1, $2, 'checked', 0, 0, 0, 0, '[]', $3, now(), now()) returning id`,
    ...[
      newUuid(),
      await fresh.database.transact('test', async (tx) => sealBodyFile(tx, texts.registry)),
      ['150600', place.banner],
    ],
  )
  return {
    ...{ certificate: showId('cert', certificate), staff: showId('staff', staff) },
    ...{ partyRecord: showId('party', partyRecord), organisationImport: showId('orgimport', organisationImport) },
  }
}

const asked = (id: string) => ({ params: { id }, query: undefined })

/** An account at a bank with one line, matched to the gift. */
export async function addBank(
  fresh: FreshDatabase,
  made: { readonly org: string; readonly gift: string },
  texts: { readonly bankPayer: string },
) {
  const number = newUuid().replace(/\D/g, '').padEnd(12, '7')
  const terms = { hostId: made.org, bankName: '银行', number, ledgerAccount: '1002', startsOn: '2026-01-01' } as const
  const account = await fresh.database.transact('test', (tx) => addAccount(tx, SETUP, terms))
  await fresh.database.transact('test', (tx) => {
    const table = [
      ['日期', '金额', '对方户名'],
      ['2026-05-03', '1.00', texts.bankPayer],
    ]
    const told = { language: 'zh', numbersOf: async () => new Map<string, string>() } as const
    return importLines(tx, SETUP, { accountId: account, table, check: false }, told)
  })
  const one = oneOf(fresh)
  const line = await one('select id from payments.bank_lines where account_id = $1', account)
  const match = await one('select id from payments.matches where account_id = $1', account)
  return { bankAccount: showId('bank', account), bankLine: showId('bankline', line), bankMatch: showId('match', match) }
}
