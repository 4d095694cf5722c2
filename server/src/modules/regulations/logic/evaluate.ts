import type { PlainDate } from '@shanju/contract/kit/dates.ts'
import { citationLine } from './book.ts'
import type { FactsOf, Kind } from './facts.ts'
import type { Breach, Finding } from './finding.ts'
import { entryRules } from './rules/entry.ts'
import { agreementRules, fundRules, organisationRules } from './rules/fund.ts'
import { giftRules, publicationRules, receiptRules } from './rules/gift.ts'
import { paymentRules } from './rules/payment.ts'
import type { Rules } from './rules/rule.ts'
import { textRules } from './rules/text.ts'
import type { Setting, Settings } from './settings.ts'

/** Every regulation as code, by the kind of facts it judges. */
export const RULES: { readonly [K in Kind]: Rules<FactsOf[K]> } = {
  fund: fundRules,
  agreement: agreementRules,
  gift: giftRules,
  receipt: receiptRules,
  publication: publicationRules,
  entry: entryRules,
  organisation: organisationRules,
  text: textRules,
  payment: paymentRules,
}

/**
 * What the regulations say about facts, in the order of the rule book. One that is switched off or not in force says
 * nothing.
 * @param settings as they stand on `today`
 */
export function evaluate<K extends Kind>(
  kind: K,
  facts: FactsOf[K],
  settings: Settings,
  today: PlainDate,
): readonly Finding[] {
  const rules = RULES[kind]
  return [...settings].flatMap(([id, setting]) => {
    const rule = Object.hasOwn(rules, id) ? rules[id] : undefined
    if (!rule || !setting.enabled || !setting.inForce) return []
    return rule(facts, setting, today).map((breach) => findingOf(setting, breach))
  })
}

function findingOf({ definition, severity }: Setting, breach: Breach): Finding {
  return {
    ...breach,
    regulation: definition.id,
    severity: severity === 'block' && breach.guess ? 'warn' : severity,
    title: definition.title,
    citation: citationLine(definition),
  }
}

export interface Judgement {
  readonly blocks: readonly Finding[]
  readonly warnings: readonly Finding[]
  readonly tasks: readonly Finding[]
}

export const sorted = (findings: readonly Finding[]): Judgement => ({
  blocks: findings.filter(({ severity }) => severity === 'block'),
  warnings: findings.filter(({ severity }) => severity === 'warn'),
  tasks: findings.filter(({ severity }) => severity === 'task'),
})
