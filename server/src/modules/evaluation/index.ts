/** The door of evaluation: served, and the questionnaires that ship. What was found later modules read from `pub_results`. */
export { loadQuestionnaires } from './actions/questionnaires.ts'
export { verifyEvaluations } from './queries/figures.ts'
export { served } from './routes.ts'
