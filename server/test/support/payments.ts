/** Payments as tests of later modules need them. */
export { addProven } from '#modules/payments/testkit.ts'
