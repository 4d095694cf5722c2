/** The door of identity: who people are, how they sign in, and what they may do where. */
export { type CreatedPerson, createPerson } from './actions/create-person.ts'
export { firstAdministratorLink } from './actions/first-administrator.ts'
export { jobs, schedule } from './jobs.ts'
export { type Asking, type Identified, identifier } from './queries/identify.ts'
export { shownNames } from './queries/names.ts'
export { subjectOfPerson } from './queries/person.ts'
export { served } from './routes.ts'
