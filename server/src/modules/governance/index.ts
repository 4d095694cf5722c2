export { type About, addMotion } from './actions/motions.ts'
export { served } from './routes.ts'
