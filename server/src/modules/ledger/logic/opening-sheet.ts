/**
 * Opening balances from a table: one row per account (and fund), in the chart of 2004 or 2024. Rows of the 2004 chart go to
 * the usual account of the mapping (`data/accounts-2004.json`); a row may name another of those it allows. Nothing is recorded
 * here: what is read is looked at by a person first.
 */
import { parseYuan } from '@shanju/contract/kit/money.ts'
import { findAccount, listMappings2004 } from './chart.ts'
import type { Edition, Side } from './vocab.ts'

const HEADINGS = {
  code: ['科目编码', '科目代码', '编码', 'code', 'account'],
  name: ['科目名称', '科目', '名称', 'name'],
  debit: ['借方余额', '借方', 'debit'],
  credit: ['贷方余额', '贷方', 'credit'],
  fund: ['基金', '社区基金', 'fund'],
  to: ['转入科目', '新科目', '2024科目', 'to'],
} as const
type Heading = keyof typeof HEADINGS

/** In the order in which a row is judged; each is a word of the contract, `opening.<problem>`. */
type Problem =
  | 'no_code'
  | 'unknown_account'
  | 'income_not_closed'
  | 'no_amount'
  | 'bad_amount'
  | 'two_amounts'
  | 'not_in_mapping'
  | 'detail_required'
  | 'unknown_fund'
  | 'fund_needed'

export interface OpeningRow {
  readonly row: number
  readonly code: string
  readonly name: string
  readonly side: Side | null
  readonly amountFen: bigint | null
  /** Account of 2024 that takes the balance over. */
  readonly to: string | null
  readonly toName: string | null
  readonly fund: { readonly id: string; readonly name: string } | null
  /** Why a person looks at it: the chart moves, renames, splits or reuses the code. */
  readonly note: string | null
  readonly problem: Problem | null
}

type Fund = NonNullable<OpeningRow['fund']>

/** Undefined when the first row does not name the columns. */
export function readOpeningSheet(
  rows: readonly (readonly string[])[],
  edition: Edition,
  funds: readonly Fund[],
): readonly OpeningRow[] | undefined {
  const [heading = [], ...body] = rows
  const at = (of: Heading) =>
    heading.findIndex((text) => HEADINGS[of].some((known) => known === text.trim().toLowerCase()))
  const columns = {
    code: at('code'),
    name: at('name'),
    debit: at('debit'),
    credit: at('credit'),
    fund: at('fund'),
    to: at('to'),
  }
  if (columns.code < 0 || columns.debit < 0 || columns.credit < 0) return undefined
  const cell = (row: readonly string[], of: Heading) => (columns[of] < 0 ? '' : (row[columns[of]] ?? '').trim())
  return body.flatMap((row, index): OpeningRow[] => {
    if (row.every((text) => text.trim() === '')) return []
    const typed = Object.fromEntries(Object.keys(columns).map((of) => [of, cell(row, of as Heading)])) as Record<
      Heading,
      string
    >
    return [judge(typed, index + 2, edition, funds)]
  })
}

function judge(typed: Record<Heading, string>, row: number, edition: Edition, funds: readonly Fund[]): OpeningRow {
  const amount = amountOf(typed)
  const mapped = edition === '2004' ? mapping2004(typed) : { to: typed.to || typed.code, note: null }
  const target = mapped.to === null ? undefined : findAccount('2024', mapped.to)
  const fund = funds.find(({ name }) => name === typed.fund) ?? null
  const problem = problemOf(typed, {
    edition,
    target: target !== undefined,
    to: mapped.to,
    amount: amount.problem,
    fund,
  })
  return {
    ...{ row, code: typed.code, name: typed.name || (findAccount(edition, typed.code)?.nameZh ?? '') },
    ...{ side: amount.side, amountFen: amount.fen, fund, note: mapped.note, problem },
    to: target?.code ?? null,
    toName: target?.nameZh ?? null,
  }
}

function mapping2004(typed: Record<Heading, string>): { to: string | null; note: string | null } {
  const mapping = listMappings2004().find(({ code }) => code === typed.code)
  if (!mapping) return { to: null, note: null }
  if (typed.to !== '' && !mapping.to.some((code) => typed.to.startsWith(code))) return { to: null, note: mapping.note }
  const note = mapping.relation === 'same' && mapping.note === null ? null : (mapping.note ?? mapping.relation)
  return { to: typed.to || (mapping.to[0] ?? null), note }
}

/** A balance below zero stands on the other side. */
function amountOf({ debit, credit }: Record<Heading, string>): {
  side: Side | null
  fen: bigint | null
  problem: Problem | null
} {
  const [one, other] = [debit, credit].map((text) => (text === '' ? 0n : parseYuan(text)))
  const none = { side: null, fen: null }
  if (one === undefined || other === undefined) return { ...none, problem: 'bad_amount' }
  if (one === 0n && other === 0n) return { ...none, problem: 'no_amount' }
  if (one !== 0n && other !== 0n) return { ...none, problem: 'two_amounts' }
  const net = one - other
  return { side: net > 0n ? 'debit' : 'credit', fen: net > 0n ? net : -net, problem: null }
}

interface Judged {
  readonly edition: Edition
  readonly target: boolean
  readonly to: string | null
  readonly amount: Problem | null
  readonly fund: Fund | null
}

function problemOf(typed: Record<Heading, string>, { edition, target, to, amount, fund }: Judged): Problem | null {
  if (typed.code === '') return 'no_code'
  const account = findAccount(edition, typed.code)
  if (!account) return 'unknown_account'
  if (account.accountClass === 'income' || account.accountClass === 'expense') return 'income_not_closed'
  if (amount) return amount
  if (!target || to === null) return 'not_in_mapping'
  const taken = findAccount('2024', to)
  if (taken?.detailRequired) return 'detail_required'
  if (typed.fund !== '' && !fund) return 'unknown_fund'
  return taken?.first === '3102' && !fund ? 'fund_needed' : null
}
