export { findOrganisation } from './queries/get-organisation.ts'
export { subjectOfOrganisation, subjectOfWhere } from './queries/subject.ts'
export { served } from './routes.ts'
