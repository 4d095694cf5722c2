import { sql } from 'kysely'
import { verifyGifts } from '#modules/giving/index.ts'
import { verifyBooks } from '#modules/ledger/index.ts'
import { EXIT } from '../exit.ts'
import { progress, withDatabase } from './open.ts'

export const verify = (): Promise<number> =>
  withDatabase(async ({ database }) => {
    const show = progress('entries')
    const showGifts = progress('gifts')
    const { books, gifts } = await database.transact('verify', async (tx) => {
      await sql`set transaction isolation level repeatable read, read only`.execute(tx.db)
      const { rows } = await sql<{ id: string }>`select id from ledger.books order by id`.execute(tx.db)
      const verified = []
      for (const { id } of rows) verified.push({ id, ...(await verifyBooks(tx, id, (done) => show(done, undefined))) })
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
  })
