import { setTimeout as wait } from 'node:timers/promises'
import { sql } from 'kysely'
import pg from 'pg'
import { readConfig } from '../server/src/config.ts'
import { post, proveEntry } from '../server/src/modules/ledger/index.ts'
import { addHost, giftDraft, type Host } from '../server/src/modules/ledger/testkit.ts'
import { systemClock } from '../server/src/platform/kit/clock.ts'
import { secretsFrom } from '../server/src/platform/kit/secret.ts'
import { type Database, openDatabase } from '../server/src/platform/pg/db.ts'
import { attachEmbedded } from '../server/src/platform/pg/embedded/index.ts'
import { startServer } from '../server/test/support/child-server.ts'
import { newDataDir } from '../server/test/support/data-dir.ts'
import { checkInPhone } from './log-phone.ts'
import { benchLogPure, type Row } from './log-pure.ts'

const STEADY_PER_SECOND = 1_000
const STEADY_SECONDS = 20
const LOT = 500
const HOSTS = 8
const PROOFS = 300
const QUEUE = 40_000

/**
 * Entries posted by this process into the database of a running server, whose sequencer goes on beside it: a steady thousand a
 * second, then as fast as posting goes, both measured in the same run. Then the pure log at its full size, and a phone.
 * @param seconds how long the burst lasts
 */
export async function benchLog(seconds = 60): Promise<Row[]> {
  const data = await newDataDir('bench', { on: 'disk' })
  const server = await startServer(data.path)
  const urls = await attachEmbedded({ dataDir: data.path })
  if (!urls) throw new Error('the private database is not there')
  const { secret } = readConfig({ SHANJU_DATA: data.path })
  const database = openDatabase(urls.appUrl, systemClock(), secretsFrom(secret), 6)
  const owner = new pg.Client({ connectionString: urls.ownerUrl })
  await owner.connect()
  try {
    const hosts: Host[] = []
    for (let n = 1; n <= HOSTS; n++) hosts.push(await addHost({ owner, database } as Parameters<typeof addHost>[0], n))
    const steady = await steadily(database, hosts)
    const burst = await asFastAsItGoes(database, hosts, seconds, () => sequencerOf(server.url))
    const queue = await workOff(database, owner, hosts)
    const proof = await timeProofs(database)
    const phone = await checkInPhone()
    return [
      row(
        `steady ${STEADY_PER_SECOND}/s for ${STEADY_SECONDS} s: slowest leaf under a signed head`,
        `${steady.slowest.toFixed(2)} s`,
        '< 2 s',
      ),
      row('  half of them', `${steady.median.toFixed(2)} s`, ''),
      row(`burst of ${seconds} s: posted`, `${Math.round(burst.posted)} entries/s`, ''),
      row('  sequenced beside it, per second of work', `${Math.round(burst.sequenced)} entries/s`, '≥ posted'),
      row('  of the time it worked', `${(burst.share * 100).toFixed(0)} %`, ''),
      row('  signed for within the same time', `${Math.round(burst.meanwhile)} entries/s`, ''),
      row('  without a place after each quarter of it', burst.backlog.join(' · '), 'does not grow'),
      row('  caught up after', `${burst.catchUp.toFixed(1)} s`, '< 30 s'),
      row(`a queue of ${QUEUE} entries: posted by this process alone`, `${Math.round(queue.posted)} entries/s`, ''),
      row('  then worked off by the sequencer alone', `${Math.round(queue.sequenced)} entries/s`, '≥ posted'),
      row('receipt out of the database, everything', `${proof.toFixed(2)} ms`, ''),
      ...(await benchLogPure()),
      row('receipt checked in Chromium, four times slowed', `${phone.toFixed(1)} ms`, '< 50 ms'),
    ]
  } finally {
    await database.close()
    await owner.end()
    await server.end('SIGTERM')
    await data.remove()
  }
}

let posts = 0
/** One transaction of so many entries; answers the last one's id. */
async function postLot(database: Database, hosts: readonly Host[], count: number): Promise<string> {
  const host = hosts[posts % hosts.length] as Host
  const drafts = Array.from({ length: count }, () => ({ key: `bench ${++posts}`, draft: giftDraft(host, 2_000n) }))
  const posted = await database.transact('bench', (tx) => post(tx, drafts))
  return posted.at(-1)?.id ?? ''
}

async function steadily(database: Database, hosts: readonly Host[]): Promise<{ slowest: number; median: number }> {
  const waiting = new Map<string, number>()
  const took: number[] = []
  let posting = true
  const watching = (async () => {
    while (posting || waiting.size > 0) {
      for (const id of await signed(database, [...waiting.keys()])) {
        took.push((performance.now() - (waiting.get(id) ?? 0)) / 1000)
        waiting.delete(id)
      }
      await wait(50)
    }
  })()
  const begun = performance.now()
  for (let n = 0; n < STEADY_SECONDS * 10; n++) {
    await wait(Math.max(0, begun + n * 100 - performance.now()))
    const id = await postLot(database, hosts, STEADY_PER_SECOND / 10)
    waiting.set(id, performance.now())
  }
  posting = false
  await watching
  took.sort((a, b) => a - b)
  return { slowest: took.at(-1) ?? 0, median: took[Math.floor(took.length / 2)] ?? 0 }
}

/** What the running server's sequencer did so far: leaves placed and signed for, and seconds it worked on them. */
async function sequencerOf(url: string): Promise<{ leaves: number; seconds: number }> {
  const text = await (await fetch(`${url}/metrics`)).text()
  const value = (name: string) => Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1])
  return { leaves: value('shanju_log_leaves_total'), seconds: value('shanju_log_working_seconds_total') }
}

/** Posting goes on all the time; four times on the way it is counted what is posted and has no place yet. */
async function asFastAsItGoes(
  database: Database,
  hosts: readonly Host[],
  seconds: number,
  sequencer: () => ReturnType<typeof sequencerOf>,
) {
  const before = await placed(database)
  const at = await sequencer()
  const begun = performance.now()
  let count = 0
  const loops = Array.from({ length: 3 }, async () => {
    while (performance.now() - begun < seconds * 1000) {
      await postLot(database, hosts, LOT)
      count += LOT
    }
  })
  const backlog: number[] = []
  const counting = (async () => {
    for (let quarter = 1; quarter <= 4; quarter++) {
      await wait(Math.max(0, begun + (quarter * seconds * 1000) / 4 - 100 - performance.now()))
      const known = count
      backlog.push(Math.max(0, known - ((await placed(database)) - before)))
    }
  })()
  await Promise.all([...loops, counting])
  const elapsed = (performance.now() - begun) / 1000
  const meanwhile = (await placed(database)) - before
  const until = await sequencer()
  const ended = performance.now()
  while ((await placed(database)) - before < count) await wait(50)
  const catchUp = (performance.now() - ended) / 1000
  const worked = { leaves: until.leaves - at.leaves, seconds: until.seconds - at.seconds }
  return {
    ...{ posted: count / elapsed, meanwhile: meanwhile / elapsed, catchUp, backlog },
    ...{ sequenced: worked.leaves / worked.seconds, share: worked.seconds / elapsed },
  }
}

/**
 * What sequencing costs, apart from what there is to sequence: beside posting it can place no more than was posted. The log's row is held
 * while a queue is posted, so the sequencer goes home; then it works the queue off.
 */
async function workOff(database: Database, owner: pg.Client, hosts: readonly Host[]) {
  const before = await placed(database)
  await owner.query('begin')
  await owner.query('select from transparency.logs for update')
  const begun = performance.now()
  for (let count = 0; count < QUEUE; count += LOT) await postLot(database, hosts, LOT)
  const posted = QUEUE / ((performance.now() - begun) / 1000)
  const released = performance.now()
  await owner.query('commit')
  while ((await placed(database)) - before < QUEUE) await wait(20)
  return { posted, sequenced: QUEUE / ((performance.now() - released) / 1000) }
}

async function timeProofs(database: Database): Promise<number> {
  const { rows } = await sql<{ id: string }>`
    select subject_id as id from transparency.openings order by random() limit ${PROOFS}`.execute(database.kysely)
  const begun = performance.now()
  for (const { id } of rows) {
    const proof = await database.transact('bench', (tx) => proveEntry(tx, id))
    if (!('receipt' in proof)) throw new Error('an entry without a proof')
  }
  return (performance.now() - begun) / rows.length
}

async function signed(database: Database, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<{ id: string }>`
    select o.subject_id as id from transparency.openings o join transparency.logs l on l.no = o.log_no
     where o.leaf_index < l.published and o.subject_id = any(${[...ids]}::uuid[])`.execute(database.kysely)
  return rows.map(({ id }) => id)
}

async function placed(database: Database): Promise<number> {
  const { rows } = await sql<{ n: number }>`select max(published)::float8 as n from transparency.logs`.execute(
    database.kysely,
  )
  return rows[0]?.n ?? 0
}

const row = (what: string, value: string, bar: string): Row => ({ what, value, bar })
