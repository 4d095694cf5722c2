/** The door of payments: who is paid, what pay-outs rest on, and what projects ask of them. */
export { type PaymentWish, requestPayment } from './actions/request-payment.ts'
export { holdAuthorities, leftOfAuthority } from './queries/authorities.ts'
export { keptPayments } from './queries/kept-facts.ts'
export { payeeHash } from './queries/payee-hash.ts'
export type { LargeSumOf } from './queries/request-rows.ts'
export { unreconciled } from './queries/statement.ts'
export { verifyPayments } from './queries/verify-payments.ts'
export { paymentsServed } from './routes.ts'
