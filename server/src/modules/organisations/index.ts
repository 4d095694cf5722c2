export { findOrganisation } from './queries/get-organisation.ts'
export { subjectOfOrganisation } from './queries/subject.ts'
export { served } from './routes.ts'
