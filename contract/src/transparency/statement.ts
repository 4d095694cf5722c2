import { hasControl, toHex, toUtf8 } from './bytes.ts'
import { Malformed } from './malformed.ts'
import type { Sha256 } from './sha256.ts'

// What a resolution or disclosure says beyond the fields of its part: a text anyone can write again from what is public. Its SHA-256 is
// the part's `document`. Frozen like the leaves: other facts are another version.

const FIRST_LINE = 'shanju/statement/v1'

/** Facts of each kind of statement, in the order of their lines. Free words stand as their SHA-256, so each line is short. */
const FACTS = {
  resolution: [
    'group',
    'motion',
    'number',
    'kind',
    'secret',
    'special',
    'quorum',
    'needed',
    'closed',
    'about',
    'rules-adopted',
    'board',
    'ballots',
    'ballot',
  ],
  board_decision: ['host', 'motion', 'approves', 'decided', 'members', 'present', 'yes', 'rule', 'reason'],
  fund_rules: [
    'group',
    'number',
    'body',
    'quorum',
    'special',
    'large-sum',
    'notice',
    'project-notice',
    'result-notice',
    'notice-holds',
    'host-fee',
    'emergency-cap',
    'emergency-yes',
    'ratify',
  ],
  month: ['book', 'month', 'number', 'act'],
  setting: ['regulation', 'from', 'severity', 'enabled', 'value', 'reason'],
  erasure: ['subject', 'part', 'erased'],
} as const satisfies Record<string, readonly string[]>

export type StatementKind = keyof typeof FACTS
type Fact = string | number | bigint | boolean | null | readonly string[]
/** Null is left out; of a list each item has its own line. */
export type StatementFacts<K extends StatementKind> = Readonly<Record<(typeof FACTS)[K][number], Fact>>

/** The statement in its one spelling. Throws `Malformed` for a fact that would not stay on its line. */
export function statementText<K extends StatementKind>(kind: K, facts: StatementFacts<K>): string {
  const given: Readonly<Record<string, Fact>> = facts
  const lines = FACTS[kind].flatMap((name) => {
    const fact = given[name] ?? null
    if (fact === null) return []
    return (Array.isArray(fact) ? fact : [fact]).map((each) => `${name}: ${oneLine(String(each))}`)
  })
  return `${[FIRST_LINE, kind, ...lines].join('\n')}\n`
}

/** What `document` of the part commits to. */
export const statementDigest = (hash: Sha256, text: string): Uint8Array => hash(toUtf8(text))

/** Free words as a statement names them. */
export const wordsDigest = (hash: Sha256, words: string): string => toHex(hash(toUtf8(words.normalize('NFC'))))

function oneLine(value: string): string {
  if (value === '' || hasControl(value)) throw new Malformed('statement', 'empty, or more than a line')
  return value
}
