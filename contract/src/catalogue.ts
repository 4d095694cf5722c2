import { exports as divisionsExports } from './divisions/exports.ts'
import { refusals as divisionsRefusals } from './divisions/refusals.ts'
import { routes as divisionsRoutes } from './divisions/routes.ts'
import { words as divisionsWords } from './divisions/words.ts'
import { exports as fundsExports } from './funds/exports.ts'
import { refusals as fundsRefusals } from './funds/refusals.ts'
import { routes as fundsRoutes } from './funds/routes.ts'
import { words as fundsWords } from './funds/words.ts'
import { exports as givingExports } from './giving/exports.ts'
import { refusals as givingRefusals } from './giving/refusals.ts'
import { routes as givingRoutes } from './giving/routes.ts'
import { words as givingWords } from './giving/words.ts'
import { exports as identityExports } from './identity/exports.ts'
import { refusals as identityRefusals } from './identity/refusals.ts'
import { routes as identityRoutes } from './identity/routes.ts'
import { words as identityWords } from './identity/words.ts'
import type { Language, Words } from './kit/language.ts'
import { fill } from './kit/language.ts'
import type { Refusals } from './kit/problem.ts'
import type { AnyRoute } from './kit/route.ts'
import { exports as ledgerExports } from './ledger/exports.ts'
import { refusals as ledgerRefusals } from './ledger/refusals.ts'
import { routes as ledgerRoutes } from './ledger/routes.ts'
import { words as ledgerWords } from './ledger/words.ts'
import { routes as notifyRoutes } from './notify/routes.ts'
import { exports as organisationsExports } from './organisations/exports.ts'
import { refusals as organisationsRefusals } from './organisations/refusals.ts'
import { routes as organisationsRoutes } from './organisations/routes.ts'
import { words as organisationsWords } from './organisations/words.ts'
import { refusals as platformRefusals } from './platform/refusals.ts'
import { routes as platformRoutes } from './platform/routes.ts'
import { words as platformWords } from './platform/words.ts'
import { exports as regulationsExports } from './regulations/exports.ts'
import { refusals as regulationsRefusals } from './regulations/refusals.ts'
import { routes as regulationsRoutes } from './regulations/routes.ts'
import { words as regulationsWords } from './regulations/words.ts'
import { exports as trailExports } from './trail/exports.ts'
import { routes as trailRoutes } from './trail/routes.ts'
import { words as trailWords } from './trail/words.ts'
import { refusals as supervisionRefusals } from './supervision/refusals.ts'
import { routes as supervisionRoutes } from './supervision/routes.ts'
import { words as supervisionWords } from './supervision/words.ts'

/** Every module's part of the contract, in the order of the modules. Adding a module adds one line per table. */
const REFUSALS: Readonly<Record<string, Refusals>> = {
  platform: platformRefusals,
  divisions: divisionsRefusals,
  organisations: organisationsRefusals,
  identity: identityRefusals,
  regulations: regulationsRefusals,
  ledger: ledgerRefusals,
  funds: fundsRefusals,
  giving: givingRefusals,
  supervision: supervisionRefusals,
}

const WORDS: Readonly<Record<string, Words>> = {
  platform: platformWords,
  trail: trailWords,
  divisions: divisionsWords,
  organisations: organisationsWords,
  identity: identityWords,
  regulations: regulationsWords,
  ledger: ledgerWords,
  funds: fundsWords,
  giving: givingWords,
  supervision: supervisionWords,
}

const ROUTES: Readonly<Record<string, Readonly<Record<string, AnyRoute>>>> = {
  platform: platformRoutes,
  notify: notifyRoutes,
  trail: { ...trailRoutes, ...trailExports },
  divisions: { ...divisionsRoutes, ...divisionsExports },
  organisations: { ...organisationsRoutes, ...organisationsExports },
  identity: { ...identityRoutes, ...identityExports },
  regulations: { ...regulationsRoutes, ...regulationsExports },
  ledger: { ...ledgerRoutes, ...ledgerExports },
  funds: { ...fundsRoutes, ...fundsExports },
  giving: { ...givingRoutes, ...givingExports },
  supervision: supervisionRoutes,
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

/** A module's word: `word('zh', 'funds', 'status.open')`. A key without a word shows itself, which a test forbids. */
export const word = (language: Language, module: string, key: string): string =>
  WORDS[module]?.[language]?.[key] ?? `${module}.${key}`

/** The sentence for a refusal in the reader's language. */
export function sentence(language: Language, code: string, params: Readonly<Record<string, unknown>> = {}): string {
  const [module, name] = split(code)
  return fill(word(language, module, `refusal.${name}`), params)
}
