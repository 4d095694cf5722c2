export { type About, addMotion } from './actions/motions.ts'
export { logged as loggedGovernance } from './queries/leaf-drafts.ts'
export { served } from './routes.ts'
