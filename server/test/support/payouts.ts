/** Payments under decisions as tests of later modules need them. */
export { withdrawPayment } from '#modules/payments/actions/take-step.ts'
export { addVerified, fill, payUnder } from '#modules/payments/testkit.ts'
