import assert from 'node:assert/strict'
import { verifyAll } from '#src/verify.ts'
import type { TestPlatform } from './platform.ts'

/** Books, authority and log say the same of the project that the long journey brings to its end. */
export async function agreeOn(platform: TestPlatform, projectId: string, motionId: string): Promise<void> {
  const one = async <T>(text: string, values: unknown[] = []): Promise<T> =>
    (await platform.owner.query(text, values)).rows[0]
  const use = await one(
    `select u.cap_fen::text as cap, u.live_fen::text as live, u.paid_fen::text as paid, u.left_fen::text as left, a.source
       from payments.pub_authority_use u join payments.authorities a on a.id = u.authority_id where a.motion_id = $1`,
    [motionId],
  )
  assert.deepEqual(use, { cap: '6000000', live: '0', paid: '5800000', left: '200000', source: 'board' })
  const spent = await one(
    `select sum(case side when 'debit' then amount_fen else -amount_fen end)::text as fen from ledger.lines
      where account = '5101'`,
  )
  assert.deepEqual(spent, { fen: '5750000' }, 'paid, less what came back')
  const left = await one('select surplus_fen::text as fen, treatment from projects.closings where project_id = $1', [
    projectId,
  ])
  assert.deepEqual(left, { fen: '250000', treatment: 'return_to_limit' })
  const leaves = async () => (await one<{ n: number }>('select count(*)::int as n from transparency.staged')).n
  for (let tries = 0; tries < 100 && (await leaves()) > 0; tries++) await new Promise((go) => setTimeout(go, 50))
  assert.deepEqual((await verifyAll(platform.database, () => {})).faults, [])
}
