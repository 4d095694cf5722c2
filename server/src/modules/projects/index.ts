export { served } from './routes.ts'
