import type { Actor } from '@shanju/contract/access.ts'
import type { DraftBody } from '@shanju/contract/ledger/vouchers/shapes.ts'
import { sql } from 'kysely'
import { subjectOfOrganisation } from '#modules/organisations/index.ts'
import { uuidv7 } from '#platform/kit/ids.ts'
import { refuse } from '#platform/kit/refusal.ts'
import type { Tx } from '#platform/pg/db.ts'
import { record } from '#platform/trail/index.ts'
import { type BalancedEntry, bookRecipe } from '../logic/index.ts'
import { checkDrafts } from '../queries/check-drafts.ts'
import { standingDraft } from '../queries/drafts.ts'
import { lockBooks } from '../queries/lock-books.ts'
import { policiesOf } from '../queries/policies.ts'
import { lineRow } from '../queries/rows.ts'
import { refuseEnded } from './end-commitments.ts'

/**
 * The entry a template makes of what was typed, checked as if it were posted now. Nothing is written.
 * @throws Refusal ledger.<reason of the recipe or of the check>
 */
export async function previewEntry(tx: Tx, actor: Actor, book: string, body: DraftBody): Promise<BalancedEntry> {
  const policies = await policiesOf(tx, book)
  const { documentOn, postedOn, summary, papers } = body
  const booked = bookRecipe(body.recipe, body.input, policies, {
    ...{
      book,
      documentOn,
      postedOn,
      summary,
      papers,
      maker: makerOf(actor),
      checker: null,
      reason: null,
      channel: null,
    },
  })
  if (booked.refused) {
    const [first] = booked.refused
    throw refuse(`ledger.${first.code}`, { fact: first.fact, zh: first.label.zh, en: first.label.en })
  }
  const locked = await lockBooks(tx, [book])
  if (body.settles) await refuseEnded(tx, book, [body.settles])
  const [entry] = await checkDrafts(tx, locked, [{ draft: booked.draft }], body.settles ? [body.settles] : [])
  if (!entry) throw new Error('one draft makes one entry')
  return entry
}

/** Sums as texts: JSON has no whole numbers of this size. */
const exactly = (_name: string, value: unknown): unknown => (typeof value === 'bigint' ? value.toString() : value)

/** A draft is made by somebody: the platform itself posts what it has to. */
function makerOf(actor: Actor): string {
  if (actor.kind !== 'person') throw new Error('a draft has a maker')
  return actor.personId
}

/**
 * Puts a voucher from a template into the queue of its checkers.
 * @throws Refusal ledger.draft_not_found, draft_not_refused, and those of the preview
 */
export async function makeDraft(tx: Tx, actor: Actor, book: string, body: DraftBody): Promise<string> {
  const entry = await previewEntry(tx, actor, book, body)
  if (body.replaces) {
    const before = await standingDraft(tx, book, body.replaces)
    if (before.state !== 'refused' && before.state !== 'withdrawn') throw refuse('ledger.draft_not_refused')
    const { rows } = await sql`select 1 from ledger.drafts where replaces = ${body.replaces}`.execute(tx.db)
    if (rows.length > 0) throw refuse('ledger.draft_ended')
  }
  const id = uuidv7(tx.now)
  const lines = entry.lines.map((line, index) => lineRow(line, entry, id, index + 1))
  await sql`
    insert into ledger.drafts (id, book_id, recipe, input, document_on, posted_on, summary, papers, lines, total_fen,
      settles, replaces, maker, made_at)
    values (${id}, ${book}, ${body.recipe}, ${JSON.stringify(body.input)}::jsonb, ${body.documentOn}, ${body.postedOn},
      ${body.summary}, ${JSON.stringify(body.papers)}::jsonb, ${JSON.stringify(lines, exactly)}::jsonb, ${entry.totalFen},
      ${body.settles ?? null}, ${body.replaces ?? null}, ${makerOf(actor)}, ${tx.now})`.execute(tx.db)
  await record(tx, actor, {
    action: 'ledger.make_draft',
    subjectKind: 'draft',
    subjectId: id,
    subject: await subjectOfOrganisation(tx, book),
    details: { recipe: body.recipe, sum: entry.totalFen.toString() },
  })
  return id
}
