import { createHash } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { countVotes, type Result } from '@shanju/contract/ballots/count/count.ts'
import { type Said, summaryOf, whyOf } from '@shanju/contract/ballots/count/explain.ts'
import { type FileRefusal, readVoteFile, type VoteFile } from '@shanju/contract/ballots/count/pabulib.ts'
import { countedFile } from '@shanju/contract/ballots/count/pabulib-write.ts'
import { COUNT_RULES, type CountRule } from '@shanju/contract/ballots/vocab.ts'
import { fill, LANGUAGES, type Language } from '@shanju/contract/kit/language.ts'
import { word } from '@shanju/contract/words-of.ts'
import { EXIT } from '../exit.ts'
import type { Given } from './commands.ts'

const isRule = (text: string | undefined): text is CountRule => COUNT_RULES.some((rule) => rule === text)
const isLanguage = (text: string): text is Language => LANGUAGES.some((language) => language === text)
const say = (line: string): void => void process.stdout.write(`${line}\n`)
const complain = (line: string): void => void process.stderr.write(`${line}\n`)

/** Counts a file again and says why; needs no database. Rule and seed stand in the file unless they are given. */
export async function countFile({ values, files }: Given): Promise<number> {
  const language = String(values.language ?? 'zh')
  if (!isLanguage(language)) {
    complain(`--language is one of ${LANGUAGES.join(', ')}`)
    return EXIT.usage
  }
  const file = readVoteFile(await textOf(files[0] ?? ''))
  if ('refused' in file) return refuse(language, file.refused)
  const rule = values.rule === undefined ? ruleOf(file) : String(values.rule)
  if (!isRule(rule)) {
    complain(`--rule is one of ${COUNT_RULES.join(', ')}`)
    return EXIT.usage
  }
  const several = file.election.groups.some(({ marks }) => marks.length > 1)
  if (rule === 'plurality' && several) {
    complain('plurality counts votes with one mark; this file holds votes with several')
    return EXIT.refused
  }
  const seed = values.seed === undefined ? (file.meta.get('seed') ?? '') : String(values.seed)
  const hash = (text: string): string => createHash('sha256').update(text).digest('hex')
  const result = countVotes(file.election, { rule, seed, hash })
  print(language, file, result)
  if (values.write !== undefined) await writeFile(String(values.write), countedFile(file, result, seed), { flag: 'wx' })
  return EXIT.ok
}

/** A text that is no UTF-8 becomes undefined, so that nothing is counted under wrong names. */
async function textOf(path: string): Promise<string | undefined> {
  const bytes = await readFile(path)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}

function refuse(language: Language, { fault, line, what }: FileRefusal): number {
  const why = fill(word(language, 'ballots', `file.${fault}`), { what })
  complain(fill(word(language, 'ballots', 'file.refused'), { line, why }))
  return EXIT.refused
}

/** The rule a file of ours names, else the one a file of another source was counted by. */
function ruleOf({ meta }: VoteFile): string {
  const named = meta.get('shanju_rule') ?? meta.get('rule') ?? ''
  if (named === 'greedy') return meta.has('shanju_rule') ? 'greedy' : 'approval'
  return named === 'equalshares' ? 'equal_shares' : named
}

function print(language: Language, file: VoteFile, result: Result): void {
  const sentence = ({ key, values }: Said): string => fill(word(language, 'ballots', key), values)
  const titles = new Map(file.election.options.map(({ id }, at) => [id, file.titles[at] ?? id]))
  say(word(language, 'ballots', `rule.${result.rule}`))
  say(sentence(summaryOf(result)))
  for (const outcome of result.outcomes) {
    const title = titles.get(outcome.id) ?? outcome.id
    say(`${outcome.rank === null ? '−' : '+'} ${outcome.id}${title === outcome.id ? '' : ` ${title}`}`)
    say(`    ${sentence(whyOf(outcome, result))}`)
  }
}
