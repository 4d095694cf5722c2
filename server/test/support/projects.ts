/** Projects as tests of later modules need them. */
export { atWork, JPEG, MAKER, noticed, put, somebody } from '#modules/projects/testkit.ts'
