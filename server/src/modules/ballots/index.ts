export { verifyBallots } from './queries/count.ts'
export { served } from './routes.ts'
