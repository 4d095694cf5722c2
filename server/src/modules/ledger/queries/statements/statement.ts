import { monthsOf } from '@shanju/contract/ledger/months.ts'
import type { Figure, Statement, StatementQuery, TrialBalance } from '@shanju/contract/ledger/statement-shapes.ts'
import type { FormId } from '@shanju/contract/ledger/statement-vocab.ts'
import { refuse } from '#platform/kit/refusal.ts'
import type { Tx } from '#platform/pg/db.ts'
import {
  accountOf,
  accountTitle,
  between,
  columnsOf,
  type Figures,
  FORMS,
  isTrialBalanced,
  linesOf,
  partsOf,
  type Report,
  trialBalance,
  upTo,
  yearBefore,
} from '../../logic/index.ts'
import { balancesUpTo, flowsUpTo } from './balances.ts'
import { type Scope, scopeOf, type Whose } from './scope.ts'

interface Asked {
  readonly scope: Scope
  readonly report: Report
}

/** A statutory form of a charity, a fund or a division. @throws Refusal ledger.statement_not_found, no_form_of_fund */
export async function getStatement(tx: Tx, form: FormId, query: StatementQuery): Promise<Statement> {
  const asked = await askedFor(tx, form, query)
  const lines = linesOf(form, await figuresFor(tx, form, asked), asked.report)
  const { number, nameZh, nameEn } = FORMS[form]
  return {
    ...headOf(asked),
    form,
    number,
    name: { zh: nameZh, en: nameEn },
    columns: columnsOf(form, asked.report.span),
    lines: lines.map(({ nameZh: zh, nameEn: en, id, level, heading, total, side, values }) => ({
      ...{ id, name: { zh, en }, level, heading, total, side, values: [...values] },
    })),
  }
}

/** What one figure is made of. @throws Refusal ledger.statement_not_found for a line the form does not have */
export async function getFigure(
  tx: Tx,
  form: FormId,
  line: string,
  query: StatementQuery & { readonly column: number },
): Promise<Figure> {
  const asked = await askedFor(tx, form, query)
  const parts = partsOf(form, line, query.column, await figuresFor(tx, form, asked), asked.report)
  const named = FORMS[form].lines.find(({ id }) => id === line)
  if (!parts || !named || query.column >= columnsOf(form, query.span).length) throw refuse('ledger.statement_not_found')
  return {
    ...headOf(asked),
    name: { zh: named.nameZh, en: named.nameEn },
    sumFen: parts.reduce((sum, { amountFen }) => sum + amountFen, 0n),
    parts: parts.map((part) => ({ ...part, accountName: part.account === null ? null : titleOf(part.account) })),
  }
}

/** 试算平衡表 of the months of the report. */
export async function getTrialBalance(
  tx: Tx,
  query: StatementQuery & { readonly by: 'first' | 'full' },
): Promise<TrialBalance> {
  const asked = { scope: await scopeOf(tx, query), report: { ...monthsOf(query.month, query.span), span: query.span } }
  const { from, to } = asked.report
  const rows = await balancesUpTo(tx, asked.scope, to, { periods: [from], detailed: false })
  const movement = between(rows, from, to)
  const opening = upTo(rows, to).filter((row) => !movement.includes(row))
  const trial = trialBalance(opening, movement, query.by)
  return {
    ...headOf(asked),
    rows: trial.rows.map((row) => ({ ...row, accountName: titleOf(row.account) })),
    totals: trial.totals,
    balanced: isTrialBalanced(trial),
  }
}

async function askedFor(tx: Tx, form: FormId, query: Whose & Pick<StatementQuery, 'month' | 'span'>): Promise<Asked> {
  // A fund has no legal person: what it owns and owes stands in its host's balance sheet.
  if (query.fundId !== undefined && form !== '02') throw refuse('ledger.no_form_of_fund')
  return { scope: await scopeOf(tx, query), report: { ...monthsOf(query.month, query.span), span: query.span } }
}

/** Only the periods that the form tells apart: what is summed by the database need not be read. */
async function figuresFor(tx: Tx, form: FormId, { scope, report: { from, to } }: Asked): Promise<Figures> {
  const [before, year] = [`${yearBefore(to)}-01`, `${to.slice(0, 4)}-01`]
  if (form === '03') return { rows: [], flows: await flowsUpTo(tx, scope, before, to) }
  const wanted =
    form === '01'
      ? { periods: [year], detailed: false }
      : { periods: [before, year, from], detailed: true, accounts: '3' }
  return { rows: await balancesUpTo(tx, scope, to, wanted), flows: [] }
}

export const headOf = ({ scope, report }: Asked) => ({ unit: scope.unit, books: scope.books.length, ...report })

/** Titles of an account in both languages; a code alone may not stand (N24, general note 4). */
export function titleOf(code: string): { zh: string; en: string } {
  const account = accountOf(code)
  return account ? { zh: accountTitle(account), en: account.nameEn } : { zh: code, en: code }
}
