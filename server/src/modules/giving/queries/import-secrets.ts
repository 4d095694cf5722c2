import type { Secrets } from '#platform/kit/secret.ts'
import { headingsKey, type Plan, type Remembered, theirs } from '../logic/plan.ts'

/** Everything of a file that may name people is sealed, each under its own column. */
const NAME = 'giving.imports.name'
const PLAN = 'giving.imports.plan'
const REASON = 'giving.imports.undo_reason'
const HEADINGS = 'giving.mappings.headings'
const RULES = 'giving.mappings.rules'

export const sealName = (secrets: Secrets, name: string): Buffer => secrets.seal(name, NAME)
export const openName = (secrets: Secrets, sealed: Buffer | null): string => (sealed ? secrets.open(sealed, NAME) : '')

export const sealPlan = (secrets: Secrets, plan: Plan): Buffer => secrets.seal(JSON.stringify(plan), PLAN)
export const openPlan = (secrets: Secrets, sealed: Buffer): Plan => JSON.parse(secrets.open(sealed, PLAN))

export const sealUndoReason = (secrets: Secrets, reason: string): Buffer => secrets.seal(reason, REASON)
export const openUndoReason = (secrets: Secrets, sealed: Buffer): string => secrets.open(sealed, REASON)

export const headingsHash = (secrets: Secrets, cells: readonly string[]): Buffer =>
  secrets.keyedHash(headingsKey(cells), HEADINGS)

export const sealHeadings = (secrets: Secrets, cells: readonly string[]): Buffer =>
  secrets.seal(JSON.stringify(theirs(cells)), HEADINGS)
export const openHeadings = (secrets: Secrets, sealed: Buffer): string[] => JSON.parse(secrets.open(sealed, HEADINGS))

export const sealRules = (secrets: Secrets, rules: Remembered): Buffer => secrets.seal(JSON.stringify(rules), RULES)
export const openRules = (secrets: Secrets, sealed: Buffer): Remembered => JSON.parse(secrets.open(sealed, RULES))
