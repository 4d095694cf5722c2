/** The door of identity: who people are, how they sign in, and what they may do where. */
export { createPerson } from './actions/create-person.ts'
export { firstAdministratorLink } from './actions/first-administrator.ts'
export { jobs, schedule } from './jobs.ts'
export { findHolders } from './queries/holders.ts'
export { identifier } from './queries/identify.ts'
export { shownNames } from './queries/names.ts'
export { served } from './routes.ts'
