import { sql } from 'kysely'
import { verifyGifts } from '#modules/giving/index.ts'
import { verifyBooks } from '#modules/ledger/index.ts'
import { EXIT } from '../explain.ts'
import type { Command } from './commands.ts'
import { progress, withDatabase } from './open.ts'

export const verify: Command = {
  summary: 'replay all books and compare',
  help: `npx shanju verify
Replays every entry of every set of books in code that shares nothing with the database's own triggers: numbers
without gaps, debits equal credits, each balance equal to its replay. Then compares every gift with its entries. Names
the first wrong row. Exit code 1 when one is found. Reads only; may run beside a working server.`,
  options: {},
  needs: [],
  files: 0,
  run: () =>
    withDatabase(async ({ database }) => {
      const show = progress('entries')
      const showGifts = progress('gifts')
      const { books, gifts } = await database.transact('verify', async (tx) => {
        await sql`set transaction isolation level repeatable read, read only`.execute(tx.db)
        const { rows } = await sql<{ id: string }>`select id from ledger.books order by id`.execute(tx.db)
        const verified = []
        for (const { id } of rows)
          verified.push({ id, ...(await verifyBooks(tx, id, (done) => show(done, undefined))) })
        return { books: verified, gifts: await verifyGifts(tx, (done) => showGifts(done, undefined)) }
      })
      const sum = (pick: 'entries' | 'lines' | 'balances'): number => books.reduce((n, book) => n + book[pick], 0)
      process.stdout.write(
        `${books.length} sets of books, ${sum('entries')} entries, ${sum('lines')} lines, ${sum('balances')} balances, ${gifts.gifts} gifts\n`,
      )
      const wrong = books.filter((book) => book.fault)
      for (const { id, fault } of wrong) {
        process.stdout.write(`WRONG: books ${id}, ledger.${fault?.table} ${fault?.row}: ${fault?.what}\n`)
      }
      if (gifts.fault) process.stdout.write(`WRONG: gift ${gifts.fault.gift} ${gifts.fault.what}\n`)
      const agree = wrong.length === 0 && !gifts.fault
      if (agree) process.stdout.write('All agree.\n')
      return agree ? EXIT.ok : EXIT.failed
    }),
}
