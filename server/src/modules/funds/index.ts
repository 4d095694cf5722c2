export { openFund } from './actions/open-fund.ts'
export { getFund } from './queries/get-fund.ts'
export { subjectOfFund } from './queries/subject.ts'
export { served } from './routes.ts'
