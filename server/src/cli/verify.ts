import { EXIT } from '../exit.ts'
import { UNVERIFIED, VERIFIED } from '../verified.ts'
import { verifyAll } from '../verify.ts'
import { progress, withDatabase } from './open.ts'

/** Looks at the log as it is: a damaged one must not stop the command that says what is damaged. */
export const verify = (): Promise<number> =>
  withDatabase(
    async ({ database }) => {
      const shows = { entries: progress('entries'), gifts: progress('gifts'), leaves: progress('leaves') }
      const found = await verifyAll(database, (what, done) => shows[what](done, undefined))
      process.stdout.write(
        `${found.books} sets of books, ${found.entries} entries, ${found.lines} lines, ${found.balances} balances, ${found.gifts} gifts, ${found.payments} payments, ${found.projects} projects, ${found.ballots} ballots, ${found.evaluations} evaluations, ${found.leaves} leaves, ${found.heads} signed heads\n`,
      )
      for (const fault of found.faults) process.stdout.write(`WRONG: ${fault}\n`)
      if (found.faults.length === 0) process.stdout.write('All agree.\n')
      return found.faults.length === 0 ? EXIT.ok : EXIT.failed
    },
    { logAsItIs: true },
  )

/** What verification holds against the owner of the database, and what it does not. */
export async function tables(): Promise<number> {
  const said = Object.entries(UNVERIFIED).map(([table, reason]) => `${table}: not verified; ${reason}`)
  const all = [...VERIFIED.map((table) => `${table}: verified`), ...said].sort()
  process.stdout.write(`${all.join('\n')}\n`)
  return EXIT.ok
}
