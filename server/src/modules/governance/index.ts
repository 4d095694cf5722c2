/** The door of governance: what groups decided is in its views, and their figures that earlier modules ask for. */
export { type About, addMotion } from './actions/motions.ts'
export { logged as loggedGovernance } from './queries/leaf-drafts.ts'
export { largeSumOf } from './queries/rules.ts'
export { verifyAuthorities } from './queries/verify-authorities.ts'
export { served } from './routes.ts'
