/** The door of projects: what they are to payments, which come earlier, what evaluations tell of one, and whether they agree. */
export { beginSurvey, tellFinding } from './actions/findings.ts'
export { publicProjects } from './queries/public-names.ts'
export { subjectOfProject } from './queries/subject.ts'
export { verifyProjects } from './queries/verify-projects.ts'
export { worksOf } from './queries/works.ts'
export { served } from './routes.ts'
