import type { Actor } from '@shanju/contract/access.ts'
import { sql } from 'kysely'
import { subjectOfOrganisation } from '#modules/organisations/index.ts'
import { refuse } from '#platform/kit/refusal.ts'
import type { Tx } from '#platform/pg/db.ts'
import { record } from '#platform/trail/index.ts'
import { type StandingDraft, standingDraft } from '../queries/drafts.ts'
import { lockBooks } from '../queries/lock-books.ts'
import { post } from './post.ts'

interface Named {
  readonly book: string
  readonly id: string
}

/**
 * Posts a draft that somebody else made: its lines as they were made, checked once more, on the balances of now.
 * @throws Refusal ledger.draft_not_found, draft_ended, maker_is_checker, and every refusal of posting
 */
export async function checkDraft(tx: Tx, actor: Actor, named: Named): Promise<void> {
  const { draft, person } = await waiting(tx, actor, named)
  if (draft.maker === person) throw refuse('ledger.maker_is_checker')
  const [posted] = await post(tx, [
    {
      key: `draft ${named.id}`,
      draft: { ...draft.entry, checker: person },
      settles: draft.settles ?? undefined,
    },
  ])
  await end(tx, actor, named, draft, { how: 'posted', person, reason: null, entry: posted?.id ?? null })
}

/** @throws Refusal ledger.draft_not_found, draft_ended, maker_is_checker */
export async function refuseDraft(tx: Tx, actor: Actor, named: Named, reason: string): Promise<void> {
  const { draft, person } = await waiting(tx, actor, named)
  if (draft.maker === person) throw refuse('ledger.maker_is_checker')
  await end(tx, actor, named, draft, { how: 'refused', person, reason, entry: null })
}

/** @throws Refusal ledger.draft_not_found, draft_ended, not_the_maker */
export async function withdrawDraft(tx: Tx, actor: Actor, named: Named): Promise<void> {
  const { draft, person } = await waiting(tx, actor, named)
  if (draft.maker !== person) throw refuse('ledger.not_the_maker')
  await end(tx, actor, named, draft, { how: 'withdrawn', person, reason: null, entry: null })
}

/** Under the lock of the books: of two who decide at once the second sees what the first did. */
async function waiting(
  tx: Tx,
  actor: Actor,
  { book, id }: Named,
): Promise<{ readonly draft: StandingDraft; readonly person: string }> {
  if (actor.kind !== 'person') throw new Error('a draft is decided by a person')
  await lockBooks(tx, [book])
  const draft = await standingDraft(tx, book, id)
  if (draft.state !== 'waiting') throw refuse('ledger.draft_ended')
  return { draft, person: actor.personId }
}

interface End {
  readonly how: 'posted' | 'refused' | 'withdrawn'
  readonly person: string
  readonly reason: string | null
  readonly entry: string | null
}

const ACTS = {
  posted: 'ledger.check_draft',
  refused: 'ledger.refuse_draft',
  withdrawn: 'ledger.withdraw_draft',
} as const

async function end(tx: Tx, actor: Actor, { book, id }: Named, { maker }: StandingDraft, as: End): Promise<void> {
  await sql`
    insert into ledger.draft_ends (draft_id, maker, how, person_id, reason, entry_id, at)
    values (${id}, ${maker}, ${as.how}, ${as.person}, ${as.reason}, ${as.entry}, ${tx.now})`.execute(tx.db)
  await record(tx, actor, {
    action: ACTS[as.how],
    subjectKind: 'draft',
    subjectId: id,
    subject: await subjectOfOrganisation(tx, book),
    details: { ...(as.entry ? { entry: as.entry } : {}), ...(as.reason ? { reason: as.reason } : {}) },
  })
}
