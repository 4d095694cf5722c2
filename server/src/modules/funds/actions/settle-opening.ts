import type { Actor, Subject } from '@shanju/contract/access.ts'
import type { SourceKind } from '@shanju/contract/funds/vocab.ts'
import { words } from '@shanju/contract/funds/words.ts'
import { sql } from 'kysely'
import { draftOf, post, SYSTEM_MAKER } from '#modules/ledger/index.ts'
import { type Finding, openDuties } from '#modules/regulations/index.ts'
import { refuse } from '#platform/kit/refusal.ts'
import type { Tx } from '#platform/pg/db.ts'

/**
 * Moves the host's own money into a fund that opens with it: event E67. It stays unrestricted (3101) and carries the
 * fund, because the host's board designates and cannot restrict (N24 art. 67). Other sources bring their money as gifts
 * or grants of their own, so nothing is posted for them.
 * @throws Refusal funds.board_decision_missing
 */
export async function putInOpeningSum(
  tx: Tx,
  actor: Actor,
  fund: {
    readonly id: string
    readonly hostId: string
    readonly sourceKind: SourceKind | null
    readonly openingSumFen: bigint
  },
): Promise<void> {
  if (fund.sourceKind !== 'host_money' || fund.openingSumFen === 0n) return
  const decision = await latestBoardDecision(tx, fund.id)
  if (!decision) throw refuse('funds.board_decision_missing')
  const draft = draftOf(
    'E67.post',
    {
      amount: fund.openingSumFen,
      from: { restriction: 'U', restrictionId: null, fund: 'general' },
      to: { restriction: 'U', restrictionId: null, fund: fund.id },
    },
    {
      book: fund.hostId,
      documentOn: tx.today,
      postedOn: tx.today,
      summary: words.zh['summary.opening_sum'],
      papers: [{ kind: 'approval', madeBy: 'board', ref: decision }],
      maker: actor.kind === 'person' ? actor.personId : SYSTEM_MAKER,
      checker: null,
      reason: null,
      channel: null,
    },
    {},
  )
  await post(tx, [{ key: `fund ${fund.id} opening sum`, draft }])
}

async function latestBoardDecision(tx: Tx, fundId: string): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`
    select file_id as id from funds.papers where fund_id = ${fundId} and kind = 'board_decision'
     order by added_at desc, file_id desc limit 1`.execute(tx.db)
  return rows[0]?.id
}

/** What is to be done once it is open (F08: published on the national platform) is the manager's of its host. */
export async function oweAfterOpening(
  tx: Tx,
  actor: Actor,
  fund: { readonly id: string; readonly name: string; readonly hostId: string; readonly subject: Subject },
  tasks: readonly Finding[],
): Promise<void> {
  const debtor = {
    kind: 'fund',
    id: fund.id,
    name: fund.name,
    owner: { role: 'charity_manager', organisationId: fund.hostId },
    subject: fund.subject,
  } as const
  await openDuties(tx, actor, [{ debtor, tasks }])
}
