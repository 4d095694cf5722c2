import { sql } from 'kysely'
import { verifyBallots } from '#modules/ballots/index.ts'
import { verifyEvaluations } from '#modules/evaluation/index.ts'
import { verifyGifts } from '#modules/giving/index.ts'
import { verifyAuthorities } from '#modules/governance/index.ts'
import { verifyBooks } from '#modules/ledger/index.ts'
import { verifyPayments } from '#modules/payments/index.ts'
import { verifyProjects } from '#modules/projects/index.ts'
import { firstUnlogged, verifyLog } from '#modules/transparency/index.ts'
import { verifyFiles } from '#platform/files/index.ts'
import type { Database, Tx } from '#platform/pg/db.ts'
import { allLogged, draftsOf } from './logged.ts'

export interface Verified {
  readonly books: number
  readonly entries: number
  readonly lines: number
  readonly balances: number
  readonly gifts: number
  readonly payments: number
  readonly projects: number
  /** Closed ballots of residents, counted again. */
  readonly ballots: number
  /** Closed evaluations of projects, counted again. */
  readonly evaluations: number
  readonly leaves: number
  readonly heads: number
  /** Sentences that name the first wrong row of each part; none when all agree. */
  readonly faults: readonly string[]
}

type Progress = (what: 'entries' | 'gifts' | 'leaves', done: number) => void

/** Recomputes books, gifts, public log and their agreement in one snapshot, reading only. */
export const verifyAll = (database: Database, progress: Progress): Promise<Verified> =>
  database.transact('verify', async (tx) => {
    await sql`set transaction isolation level repeatable read, read only`.execute(tx.db)
    return verifyIn(tx, progress)
  })

/** @param progress told what is being counted and how far it is */
export async function verifyIn(tx: Tx, progress: Progress = () => {}): Promise<Verified> {
  const { rows } = await sql<{ id: string }>`select id from ledger.books order by id`.execute(tx.db)
  const books: ({ readonly id: string } & Awaited<ReturnType<typeof verifyBooks>>)[] = []
  for (const { id } of rows) books.push({ id, ...(await verifyBooks(tx, id, (done) => progress('entries', done))) })
  const gifts = await verifyGifts(tx, (done) => progress('gifts', done))
  const authority = await verifyAuthorities(tx)
  const payments = await verifyPayments(tx)
  const projects = await verifyProjects(tx)
  const ballots = await verifyBallots(tx)
  const evaluations = await verifyEvaluations(tx)
  const content = await verifyFiles(tx)
  const log = await verifyLog(tx, draftsOf, (done) => progress('leaves', done))
  const unlogged = await firstUnlogged(tx, allLogged)
  const sum = (pick: 'entries' | 'lines' | 'balances'): number => books.reduce((n, book) => n + book[pick], 0)
  return {
    books: books.length,
    ...{ entries: sum('entries'), lines: sum('lines'), balances: sum('balances') },
    ...{
      gifts: gifts.gifts,
      payments: payments.payments,
      projects: projects.projects,
      ballots: ballots.ballots,
      evaluations: evaluations.evaluations,
      leaves: log.leaves,
      heads: log.heads,
    },
    faults: [
      ...books.flatMap(({ id, fault }) =>
        fault ? [`books ${id}, ledger.${fault.table} ${fault.row}: ${fault.what}`] : [],
      ),
      ...(gifts.fault ? [`giving.gifts ${gifts.fault.gift} ${gifts.fault.what}`] : []),
      ...(content ? [`files.blobs ${content}: is not what its hash says`] : []),
      ...(log.fault ? [`transparency.${log.fault.table} ${log.fault.row}: ${log.fault.what}`] : []),
      ...(unlogged ? [`${unlogged}: stands in no public log`] : []),
      ...(authority ? [`payments.authorities ${authority}: is not what was decided`] : []),
      ...(payments.fault ? [`payments.${payments.fault.table} ${payments.fault.row}: ${payments.fault.what}`] : []),
      ...(projects.fault ? [`projects.${projects.fault.table} ${projects.fault.row}: ${projects.fault.what}`] : []),
      ...(ballots.fault ? [`ballots.results ${ballots.fault}`] : []),
      ...(evaluations.fault ? [`evaluation.results ${evaluations.fault}`] : []),
    ],
  }
}
