import { words as ballotsWords } from './ballots/words.ts'
import { words as coverageWords } from './coverage/words.ts'
import { words as divisionsWords } from './divisions/words.ts'
import { words as evaluationWords } from './evaluation/words.ts'
import { words as fundsWords } from './funds/words.ts'
import { words as givingWords } from './giving/words.ts'
import { words as governanceWords } from './governance/words.ts'
import { words as identityWords } from './identity/words.ts'
import type { Language, Words } from './kit/language.ts'
import { words as ledgerWords } from './ledger/words.ts'
import { words as notifyWords } from './notify/words.ts'
import { words as organisationsWords } from './organisations/words.ts'
import { words as paymentsWords } from './payments/words.ts'
import { words as platformWords } from './platform/words.ts'
import { words as projectsWords } from './projects/words.ts'
import { words as regulationsWords } from './regulations/words.ts'
import { words as supervisionWords } from './supervision/words.ts'
import { words as trailWords } from './trail/words.ts'
import { words as transparencyWords } from './transparency/words.ts'

/**
 * The words of every module and nothing else, without every route and shape of the contract. In the order of the modules.
 */
const WORDS: Readonly<Record<string, Words>> = {
  platform: platformWords,
  notify: notifyWords,
  trail: trailWords,
  divisions: divisionsWords,
  organisations: organisationsWords,
  identity: identityWords,
  regulations: regulationsWords,
  transparency: transparencyWords,
  ledger: ledgerWords,
  funds: fundsWords,
  payments: paymentsWords,
  governance: governanceWords,
  giving: givingWords,
  projects: projectsWords,
  ballots: ballotsWords,
  evaluation: evaluationWords,
  supervision: supervisionWords,
  coverage: coverageWords,
}

/** A module's word: `word('zh', 'funds', 'status.open')`. A key without a word shows itself, which a test forbids. */
export const word = (language: Language, module: string, key: string): string =>
  WORDS[module]?.[language]?.[key] ?? `${module}.${key}`

/** All words of one language, by module and key: what a browser loads, which needs one language at a time. */
export const wordsIn = (language: Language): Readonly<Record<string, Readonly<Record<string, string>>>> =>
  Object.fromEntries(Object.entries(WORDS).map(([module, words]) => [module, words[language]]))
