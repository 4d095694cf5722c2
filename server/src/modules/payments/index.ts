/** The door of payments: so far what pay-outs will rest on; the authorities themselves are written by decisions alone. */
export { payeeHash } from './queries/payee-hash.ts'
export { unreconciled } from './queries/statement.ts'
export { paymentsServed } from './routes.ts'
