import { voucherWords } from '@shanju/contract/ledger/vouchers/words.ts'
import { pinyin } from 'pinyin-pro'
import type { Tx } from '#platform/pg/db.ts'
import { describeRecipes, listAccounts } from '../logic/index.ts'
import { policiesOf } from './policies.ts'

const spellings = new Map<string, string>()

/** "qimojiezhuan qmjz": how a title is typed in pinyin, whole and by initials. */
function spelt(title: string): string {
  const known = spellings.get(title)
  if (known !== undefined) return known
  const syllables = pinyin(title, { type: 'array', toneType: 'none', v: true, nonZh: 'removed' })
  const text = `${syllables.join('')} ${syllables.map((syllable) => syllable.charAt(0)).join('')}`
  spellings.set(title, text)
  return text
}

const ACCOUNTS = listAccounts('2024').map(({ code, nameZh, nameEn }) => ({ code, name: { zh: nameZh, en: nameEn } }))

/** The catalogue of events under the policies of a set of books, as the console draws its forms from it. */
export async function getCatalogue(tx: Tx, book: string) {
  const rows = describeRecipes(await policiesOf(tx, book)).map((row) => ({
    ...row,
    source: [...row.source],
    steps: row.steps.map((step) => ({
      ...step,
      fields: step.fields.map((field) => ({ ...field, options: [...field.options] })),
      papers: step.papers.map((paper) => ({ kind: paper.kind, madeBy: [...paper.madeBy] })),
    })),
    policies: [...row.policies],
    spelt: [row.title.zh, row.when.zh, ...row.steps.map((step) => step.title.zh)].map(spelt).join(' '),
    costs: costsOf(row.steps.flatMap((step) => step.fields.flatMap((field) => field.options))),
  }))
  return { rows, accounts: ACCOUNTS }
}

/** "办公费用 bangongfeiyong bgfy": kinds of cost among the options of an event. */
const costsOf = (options: readonly string[]): string[] =>
  [...new Set(options)].flatMap((option) => {
    const name = (voucherWords.zh as Readonly<Record<string, string>>)[`kind.${option}`]
    return name === undefined ? [] : [`${name} ${spelt(name)}`]
  })
