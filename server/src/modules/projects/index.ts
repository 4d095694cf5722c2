export { verifyProjects } from './queries/verify-projects.ts'
export { served } from './routes.ts'
