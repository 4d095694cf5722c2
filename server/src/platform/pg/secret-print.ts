import { sql } from 'kysely'
import type { Secrets } from '#platform/kit/secret.ts'
import type { Tx } from './db.ts'
import { UnsuitableDatabase } from './suitable.ts'

/** What a database remembers of its secret: tells two secrets apart and neither of them. */
export const secretPrint = (secrets: Secrets): Buffer => secrets.keyedHash('shanju', 'platform.secret_print.print')

/**
 * Holds a database to the secret of its first start. Two machines that each made their own, or a lost file replaced by a
 * new one, would seal under one secret what the other cannot open, and nobody would see it until a name is asked for.
 * @throws UnsuitableDatabase
 */
export async function refuseOtherSecret(tx: Tx): Promise<void> {
  const print = secretPrint(tx.secrets)
  await sql`insert into platform.secret_print (print) values (${print}) on conflict do nothing`.execute(tx.db)
  const { rows } = await sql<{ print: Buffer }>`select print from platform.secret_print`.execute(tx.db)
  if (rows[0]?.print.equals(print)) return
  throw new UnsuitableDatabase(
    'This database was made with another secret: what is sealed in it could not be read. Set SHANJU_SECRET to the secret of the server that made it; that is kept in the file "secret" in its SHANJU_DATA and, under your passphrase, in the backups.',
  )
}
