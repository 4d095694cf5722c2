export { jobs } from './jobs.ts'
export { served } from './routes.ts'
