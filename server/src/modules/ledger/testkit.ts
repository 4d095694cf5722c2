/** Hosts with books and one fund, and drafts of gifts to it, for the tests of this module and of the whole server. */
import { ensureBooks, post, registerFund, registerRestriction } from '#modules/ledger/index.ts'
import type { Tx } from '#platform/pg/db.ts'
import type { FreshDatabase } from '#test/support/clone.ts'
import { credit, debit, type EntryDraft } from './logic/index.ts'

export interface Host {
  readonly id: string
  readonly fund: string
  readonly restriction: string
}

/** Equal numbers, equal ids: what fails is named the same way in every run. */
const numbered = (group: string, n: number): string => `0193a000-${group}-7000-8000-${n.toString(16).padStart(12, '0')}`

/** A demonstration body with books and one fund, written as the modules later would. `registeredIn`: its authority. */
export async function addHost(fresh: FreshDatabase, n: number, registeredIn = '150602'): Promise<Host> {
  const host = { id: numbered('0001', n), fund: numbered('0002', n), restriction: numbered('0003', n) }
  await fresh.owner.query(
    `insert into organisations.organisations
       (id, name, credit_code, kind, charity, registered_in, demonstration, created_at, updated_at)
     values ($1, $2, $3, 'charity_federation', true, $4, true, now(), now())`,
    [host.id, `第${n}慈善会(演示)`, `DEMO${n}`, registeredIn],
  )
  await fresh.database.transact('test', async (tx) => {
    await ensureBooks(tx, host.id)
    await registerFund(tx, { id: host.fund, book: host.id, name: `第${n}基金` })
    await registerRestriction(tx, {
      id: host.restriction,
      book: host.id,
      fund: host.fund,
      title: '助困',
      limits: 'use',
      basis: 'fund purpose',
    })
  })
  return host
}

/** A gift of money to the host's fund: bank, restricted donation income. */
export function giftDraft(host: Host, amountFen: bigint, over: Partial<EntryDraft> = {}): EntryDraft {
  return {
    book: host.id,
    edition: '2024',
    type: 'ordinary',
    documentOn: '2026-05-03',
    postedOn: '2026-05-03',
    recipe: 'E01.post',
    summary: '捐赠',
    papers: [],
    maker: 'system',
    checker: null,
    reverses: null,
    reason: null,
    channel: null,
    lines: [
      debit('1002', amountFen, { cashLine: 'B1' }),
      credit('4101', amountFen, { restriction: 'R', restrictionId: host.restriction, fund: host.fund }),
    ],
    ...over,
  }
}

/** Posts one draft. @returns the id of its entry */
export async function postOne(tx: Tx, key: string, draft: EntryDraft): Promise<string> {
  const [posted] = await post(tx, [{ key, draft }])
  if (!posted) throw new Error('one draft makes one entry')
  return posted.id
}
