/**
 * The journal for hledger and beancount, so that strangers check our books with their own programs. Every account is its
 * official code under the class both programs expect; class, limit, fund and the rest are tags of the posting. One string
 * per entry, so that a journal of any size can be streamed. Debits are positive. Closing entries are ordinary entries there.
 */
import type { Account } from '../chart.ts'
import type { Line, PostedEntry } from '../entry.ts'
import { signedFen } from '../entry.ts'

type AccountOf = (code: string) => Account | undefined
type Exported = Pick<PostedEntry, 'id' | 'postedOn' | 'summary' | 'recipe' | 'lines'>

const CLASS_NAMES = {
  asset: 'Assets',
  liability: 'Liabilities',
  net_asset: 'Equity',
  income: 'Income',
  expense: 'Expenses',
} as const

/** `Assets:A1002:A100201`: first level and, where it is one, the detail. @throws Error on an unknown code: a defect */
export function exportAccount(code: string, accountOf: AccountOf): string {
  const account = accountOf(code)
  if (!account) throw new Error(`no account ${code} in the chart of this host`)
  const first = `${CLASS_NAMES[account.accountClass]}:A${account.first}`
  return code === account.first ? first : `${first}:A${code}`
}

/** 12345n → "123.45"; plain decimals, without a separator of thousands. */
export function decimalYuan(fen: bigint): string {
  const size = fen < 0n ? -fen : fen
  return `${fen < 0n ? '-' : ''}${size / 100n}.${String(size % 100n).padStart(2, '0')}`
}

const TAGS = ['restriction', 'restrictionId', 'fund', 'project', 'kind', 'cashLine'] as const
const tagsOf = (line: Line): [string, string][] =>
  TAGS.flatMap((name): [string, string][] => {
    const value = line[name]
    return value === null ? [] : [[name.toLowerCase(), value]]
  })

/** Line breaks, quotes and the marks of comments and tags would end the description. */
const clean = (text: string): string => text.replace(/[\r\n;"|\\]+/g, ' ').trim()

export function hledgerEntry(entry: Exported, accountOf: AccountOf): string {
  const lines = entry.lines.map((line) => {
    const tags = tagsOf(line).map(([name, value]) => `${name}:${value}`)
    const comment = tags.length > 0 ? `  ; ${tags.join(', ')}` : ''
    return `    ${exportAccount(line.account, accountOf)}  ${decimalYuan(signedFen(line))} CNY${comment}`
  })
  return `${entry.postedOn} (${entry.id}) ${clean(entry.summary)}  ; recipe:${entry.recipe ?? '-'}\n${lines.join('\n')}\n`
}

/** hledger accepts only declared accounts under `check accounts`. */
export function hledgerHead(codes: readonly string[], accountOf: AccountOf): string {
  const accounts = codes.map((code) => `account ${exportAccount(code, accountOf)}`)
  return `commodity 1000.00 CNY\n${accounts.join('\n')}\n`
}

export function beancountEntry(entry: Exported, accountOf: AccountOf): string {
  const lines = entry.lines.map((line) => {
    const tags = tagsOf(line).map(([name, value]) => `\n    ${name}: "${clean(value)}"`)
    return `  ${exportAccount(line.account, accountOf)}  ${decimalYuan(signedFen(line))} CNY${tags.join('')}`
  })
  return `${entry.postedOn} * "${clean(entry.summary)}"\n  entry: "${entry.id}"\n  recipe: "${entry.recipe ?? '-'}"\n${lines.join('\n')}\n`
}

/** beancount wants every account opened before its first posting. */
export function beancountHead(codes: readonly string[], accountOf: AccountOf, beginsOn: string): string {
  const opens = codes.map((code) => `${beginsOn} open ${exportAccount(code, accountOf)} CNY`)
  return `option "operating_currency" "CNY"\n${opens.join('\n')}\n`
}
