import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { TreeHead } from '@shanju/contract/transparency/checkpoint.ts'
import { publishHead } from '#modules/transparency/actions/publish-head.ts'
import { sequence } from '#modules/transparency/actions/sequence.ts'
import { type FreshDatabase, freshDatabase } from '#test/support/clone.ts'
import { type Fault, makeBreakable, withFault } from './faults.ts'
import { auditOf, headOf, stage } from './log.ts'
import { Random } from './random.ts'

let fresh: FreshDatabase
const seen: TreeHead[] = []
let staged = 0
before(async () => {
  fresh = await freshDatabase()
  makeBreakable(fresh.database)
})
after(() => fresh.close())

const put = async (count: number): Promise<void> => {
  await stage(fresh, count)
  staged += count
}
const place = () => fresh.database.transact('test', sequence)
const publish = () => fresh.database.transact('test', publishHead)

/** More than either step has; a fault that finds no such statement strikes at the commit. */
const STATEMENTS = 10

/** Whoever read the log before must find it there, and every leaf of it must be right. */
async function audited(): Promise<number> {
  const head = await headOf(fresh)
  if (!head) return 0
  const { finding, verdict } = await auditOf(fresh, seen)
  assert.equal(finding, undefined)
  assert.ok(verdict?.logSigned)
  seen.push(head)
  return head.size
}

test('T3: whatever breaks at whichever write, the log that is served is whole, and in the end holds every leaf once', async () => {
  await put(300)
  const each = async (work: () => Promise<unknown>, fault: Fault): Promise<boolean> => {
    const { struck, error } = await withFault(fault, work)
    assert.equal(error !== undefined, struck, String(error))
    await audited()
    return struck
  }
  for (let n = 1; n <= STATEMENTS; n++) assert.ok(await each(place, { kind: 'failed', beforeStatement: n }))
  await place()
  assert.equal(await audited(), 0, 'what is only sequenced is not served')
  for (let n = 1; n <= STATEMENTS; n++) assert.ok(await each(publish, { kind: 'failed', beforeStatement: n }))
  await publish()
  assert.equal(await audited(), 301)
  await put(5)
  for (const work of [place, publish]) {
    assert.ok(await each(work, { kind: 'failed_but_persisted' }))
    // The caller cannot know, and simply goes on.
    await work()
    await audited()
  }
  assert.equal(await audited(), 306)
})

test('T4: of sequencers at once one works and the others go home; no leaf is placed twice, no place is left out', async () => {
  await put(700)
  for (let n = 0; n < 20; n++) await put(3)
  const before = staged
  const rounds = await Promise.all(Array.from({ length: 8 }, place))
  assert.ok(rounds.includes(undefined))
  while ((await place()) !== 0);
  await Promise.all(Array.from({ length: 4 }, publish))
  assert.equal(await audited(), before + 1)
})

test('T3: a random life of staging, breaking and setting the clock back ends whole, judged after every step', async () => {
  const random = new Random(5)
  for (let step = 0; step < 40; step++) {
    if (random.chance(0.7)) await put(random.whole(1, 90))
    if (random.chance(0.2)) fresh.clock.advance(random.whole(-7200, 3600) * 1000)
    const fault: Fault = random.chance(0.3)
      ? { kind: 'failed', beforeStatement: random.whole(1, 12) }
      : { kind: random.chance(0.3) ? 'failed_but_persisted' : 'none' }
    await withFault<unknown>(fault, random.chance(0.6) ? place : publish)
    await audited()
  }
  while ((await place()) !== 0);
  await publish()
  assert.equal(await audited(), staged + 1)
})

test('T5: a disk that is full while leaves are staged or tiles are written leaves the log as it was, and it goes on when there is room', async () => {
  await fresh.owner.query(`
    create function public.no_room() returns trigger language plpgsql as $$ begin raise exception 'no space left on device' using errcode = '53100'; end $$;
    create trigger no_room before insert or update on transparency.tiles for each row execute function public.no_room()`)
  await put(40)
  await assert.rejects(place(), (error) => (error as { code?: string }).code === '53100')
  await audited()
  await fresh.owner.query(`drop trigger no_room on transparency.tiles;
    create trigger no_room before insert on transparency.staged for each row execute function public.no_room()`)
  // Full already as a leaf is staged: then its row does not stand either, and nothing is promised.
  await assert.rejects(stage(fresh, 3), (error) => (error as { code?: string }).code === '53100')
  await fresh.owner.query('drop trigger no_room on transparency.staged')
  assert.equal(await place(), 40)
  await publish()
  assert.equal(await audited(), staged + 1)
})

test('T6: what was published is not changed even by the owner of the tables: no head, no tile, no place, no size', async () => {
  for (const change of [
    `update transparency.heads set note = 'x'`,
    `delete from transparency.heads`,
    `update transparency.tiles set bytes = substring(bytes for 32)`,
    `update transparency.tiles set bytes = set_byte(bytes, 3, get_byte(bytes, 3) # 1)`,
    `delete from transparency.tiles`,
    `update transparency.openings set leaf_index = leaf_index + 100000`,
    `update transparency.logs set size = size - 1, published = published - 1`,
    `update transparency.logs set root = sha256('x')`,
    `update transparency.logs set origin = 'other.test/log'`,
  ]) {
    await assert.rejects(fresh.owner.query(change), (error) => (error as { code?: string }).code === '23001', change)
  }
  await put(1)
  await assert.rejects(fresh.owner.query('delete from transparency.staged'), /stay staged/)
})
