import type { Tx } from '#platform/pg/db.ts'

/**
 * What a payee's name is found and compared by. An authority carries it, so that nobody but the approved payee is paid,
 * while the name itself stands sealed elsewhere. Blanks do not count: names are typed with and without them.
 */
export const payeeHash = (tx: Tx, name: string): Buffer =>
  tx.secrets.keyedHash(name.normalize('NFKC').replace(/\s+/g, ''), 'payments.payee')
