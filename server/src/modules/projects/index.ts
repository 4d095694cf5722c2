/** The door of projects: served, and what evaluations tell of one. */
export { beginSurvey, tellFinding } from './actions/findings.ts'
export { publicProjects } from './queries/public-names.ts'
export { subjectOfProject } from './queries/subject.ts'
export { verifyProjects } from './queries/verify-projects.ts'
export { served } from './routes.ts'
