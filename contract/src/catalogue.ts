import { exports as ballotsExports } from './ballots/exports.ts'
import { refusals as ballotsRefusals } from './ballots/refusals.ts'
import { routes as ballotsRoutes } from './ballots/routes.ts'
import { exports as coverageExports } from './coverage/exports.ts'
import { routes as coverageRoutes } from './coverage/routes.ts'
import { exports as divisionsExports } from './divisions/exports.ts'
import { refusals as divisionsRefusals } from './divisions/refusals.ts'
import { routes as divisionsRoutes } from './divisions/routes.ts'
import { exports as evaluationExports } from './evaluation/exports.ts'
import { refusals as evaluationRefusals } from './evaluation/refusals.ts'
import { routes as evaluationRoutes } from './evaluation/routes.ts'
import { exports as fundsExports } from './funds/exports.ts'
import { refusals as fundsRefusals } from './funds/refusals.ts'
import { routes as fundsRoutes } from './funds/routes.ts'
import { exports as givingExports } from './giving/exports.ts'
import { proofRoutes } from './giving/proof.ts'
import { refusals as givingRefusals } from './giving/refusals.ts'
import { routes as givingRoutes } from './giving/routes.ts'
import { decisionProofRoutes } from './governance/decision-proof.ts'
import { exports as governanceExports } from './governance/exports.ts'
import { listRoutes as governanceListRoutes } from './governance/lists.ts'
import { refusals as governanceRefusals } from './governance/refusals.ts'
import { routes as governanceRoutes } from './governance/routes.ts'
import { exports as identityExports } from './identity/exports.ts'
import { refusals as identityRefusals } from './identity/refusals.ts'
import { routes as identityRoutes } from './identity/routes.ts'
import type { Language } from './kit/language.ts'
import { fill } from './kit/language.ts'
import type { Refusals } from './kit/problem.ts'
import type { AnyRoute } from './kit/route.ts'
import { exports as ledgerExports } from './ledger/exports.ts'
import { refusals as ledgerRefusals } from './ledger/refusals.ts'
import { routes as ledgerRoutes } from './ledger/routes.ts'
import { voucherExports } from './ledger/vouchers/exports.ts'
import { voucherRoutes } from './ledger/vouchers/routes.ts'
import { exports as notifyExports } from './notify/exports.ts'
import { routes as notifyRoutes } from './notify/routes.ts'
import { exports as organisationsExports } from './organisations/exports.ts'
import { refusals as organisationsRefusals } from './organisations/refusals.ts'
import { routes as organisationsRoutes } from './organisations/routes.ts'
import { exports as paymentsExports } from './payments/exports.ts'
import { refusals as paymentsRefusals } from './payments/refusals.ts'
import { routes as paymentsRoutes } from './payments/routes.ts'
import { refusals as platformRefusals } from './platform/refusals.ts'
import { routes as platformRoutes } from './platform/routes.ts'
import { exports as projectsExports } from './projects/exports.ts'
import { refusals as projectsRefusals } from './projects/refusals.ts'
import { routes as projectsRoutes } from './projects/routes.ts'
import { exports as regulationsExports } from './regulations/exports.ts'
import { refusals as regulationsRefusals } from './regulations/refusals.ts'
import { routes as regulationsRoutes } from './regulations/routes.ts'
import { exports as supervisionExports } from './supervision/exports.ts'
import { refusals as supervisionRefusals } from './supervision/refusals.ts'
import { routes as supervisionRoutes } from './supervision/routes.ts'
import { exports as trailExports } from './trail/exports.ts'
import { routes as trailRoutes } from './trail/routes.ts'
import { refusals as transparencyRefusals } from './transparency/refusals.ts'
import { routes as transparencyRoutes } from './transparency/routes.ts'
import { word } from './words-of.ts'

/** Read here by all but the console, which has no use for the rest on its first load. */
export { word }

/**
 * Every module's part of the contract, in the order of the modules. Adding a module adds one line per table, and one to
 * the words (words-of.ts).
 */
const REFUSALS: Readonly<Record<string, Refusals>> = {
  platform: platformRefusals,
  divisions: divisionsRefusals,
  organisations: organisationsRefusals,
  identity: identityRefusals,
  regulations: regulationsRefusals,
  transparency: transparencyRefusals,
  ledger: ledgerRefusals,
  funds: fundsRefusals,
  payments: paymentsRefusals,
  governance: governanceRefusals,
  giving: givingRefusals,
  projects: projectsRefusals,
  ballots: ballotsRefusals,
  evaluation: evaluationRefusals,
  supervision: supervisionRefusals,
}

const ROUTES: Readonly<Record<string, Readonly<Record<string, AnyRoute>>>> = {
  platform: platformRoutes,
  notify: { ...notifyRoutes, ...notifyExports },
  trail: { ...trailRoutes, ...trailExports },
  divisions: { ...divisionsRoutes, ...divisionsExports },
  organisations: { ...organisationsRoutes, ...organisationsExports },
  identity: { ...identityRoutes, ...identityExports },
  regulations: { ...regulationsRoutes, ...regulationsExports },
  transparency: transparencyRoutes,
  ledger: { ...ledgerRoutes, ...ledgerExports, ...voucherRoutes, ...voucherExports },
  funds: { ...fundsRoutes, ...fundsExports },
  payments: { ...paymentsRoutes, ...paymentsExports },
  governance: { ...governanceRoutes, ...governanceListRoutes, ...decisionProofRoutes, ...governanceExports },
  giving: { ...givingRoutes, ...givingExports, ...proofRoutes },
  projects: { ...projectsRoutes, ...projectsExports },
  ballots: { ...ballotsRoutes, ...ballotsExports },
  evaluation: { ...evaluationRoutes, ...evaluationExports },
  supervision: { ...supervisionRoutes, ...supervisionExports },
  coverage: { ...coverageRoutes, ...coverageExports },
}

export const allRoutes = (): AnyRoute[] => Object.values(ROUTES).flatMap((routes) => Object.values(routes))

const split = (code: string): [module: string, name: string] => {
  const dot = code.indexOf('.')
  return [code.slice(0, dot), code.slice(dot + 1)]
}

/** HTTP status of a refusal code `module.name`; undefined for a code nobody declared, which is a defect. */
export function statusOf(code: string): number | undefined {
  const [module, name] = split(code)
  return REFUSALS[module]?.[name]?.status
}

/** The sentence for a refusal in the reader's language. */
export function sentence(language: Language, code: string, params: Readonly<Record<string, unknown>> = {}): string {
  const [module, name] = split(code)
  return fill(word(language, module, `refusal.${name}`), params)
}
