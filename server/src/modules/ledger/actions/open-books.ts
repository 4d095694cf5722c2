import type { Actor } from '@shanju/contract/access.ts'
import { words } from '@shanju/contract/ledger/words.ts'
import { sql } from 'kysely'
import { subjectOfOrganisation } from '#modules/organisations/index.ts'
import { refuse } from '#platform/kit/refusal.ts'
import type { Tx } from '#platform/pg/db.ts'
import { record } from '#platform/trail/index.ts'
import { EDITION_2024_FROM, type EntryDraft, type Line, NO_DIMENSIONS } from '../logic/index.ts'
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
  readonly restrictionId?: string | undefined
  readonly fundId?: string | undefined
}

/**
 * Records the balances with which a host's books begin: one entry of type `opening` on the first day, or that there
 * were none.
 * @throws Refusal ledger.books_already_open when it stands, and every refusal of the check of entries
 */
export async function openBooks(tx: Tx, actor: Actor, hostId: string, lines: readonly OpeningLine[]): Promise<void> {
  await ensureBooks(tx, hostId)
  const opening = lines.length === 0 ? 'zero' : 'entry'
  // The change of state is the lock: of two accountants at once one is refused.
  const first = await sql`update ledger.books set opening = ${opening} where id = ${hostId} and opening = 'awaited'`.execute(tx.db)
  if (first.numAffectedRows !== 1n) throw refuse('ledger.books_already_open')
  // New books begin at zero: there is nothing an entry could say.
  const drafts = lines.length === 0 ? [] : [{ key: 'opening', draft: openingDraft(actor, hostId, lines) }]
  const [posted] = await post(tx, drafts)
  await record(tx, actor, {
    action: 'ledger.open_books',
    subjectKind: 'book',
    subjectId: hostId,
    subject: await subjectOfOrganisation(tx, hostId),
    details: { entry: posted?.id ?? null, lines: lines.length },
  })
}

const openingDraft = (actor: Actor, book: string, lines: readonly OpeningLine[]): EntryDraft => ({
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
  lines: lines.map(openingLine),
})

/** 3101 is the host's free money, 3102 what stands in a restriction; assets and debts carry neither. */
const openingLine = (line: OpeningLine): Line => {
  const restricted = line.account.startsWith('3102')
  const netAssets = /^[345]/.test(line.account)
  return {
    ...NO_DIMENSIONS,
    account: line.account,
    side: line.side,
    amountFen: line.amountFen,
    restriction: netAssets ? (restricted ? 'R' : 'U') : null,
    restrictionId: restricted ? (line.restrictionId ?? null) : null,
    fund: netAssets ? (line.fundId ?? 'general') : null,
  }
}
