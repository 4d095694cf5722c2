/** What investments yield and lose, and borrowed money: E92-E96. */
import { credit, debit } from '../entry.ts'
import { account, cash, fen, fenOrZero, parts, place, t } from './field.ts'
import { cost, income, moneyIn, moneyOut, unlessZero } from './lines.ts'
import { entryRow, type Recipe, refuse, step } from './recipe.ts'

const shortTerm = account(t('短期投资科目', 'Short-term investment'), ['1101'], '110102')
const allowances = ['1102', '142101', '142102', '142103'] as const
const sum = (list: readonly { readonly amountFen: bigint }[]): bigint =>
  list.reduce((all, one) => all + one.amountFen, 0n)

export const yieldRows: readonly Recipe[] = [
  entryRow(
    {
      id: 'E92',
      title: t('长期债券利息', 'Interest of bonds held long'),
      when: t('按期计息，溢折价直线摊销', 'coupon by period, premium or discount straight-line'),
      source: ['N24 30', 'N24 n-1402'],
      mark: 'Q',
    },
    step({
      key: 'post',
      title: t('确认利息', 'Period booked'),
      fields: {
        receivable: account(t('应收科目', 'Receivable'), ['1122', '14020104']),
        coupon: fen(t('票面利息', 'Coupon')),
        premium: fenOrZero(t('溢价摊销', 'Premium of the period')),
        discount: fenOrZero(t('折价摊销', 'Discount of the period')),
        place: place(),
      },
      refuse: (i) => (i.premium >= i.coupon + i.discount ? refuse('part_exceeds_whole', 'premium') : undefined),
      lines: (i) => [
        debit(i.receivable, i.coupon),
        unlessZero(i.discount, (part) => debit('14020102', part)),
        unlessZero(i.premium, (part) => credit('14020102', part)),
        income('4601', i.coupon + i.discount - i.premium, i.place),
      ],
    }),
  ),
  entryRow(
    {
      id: 'E93',
      title: t('长期股权投资宣告股利', 'Dividend declared on long-term shares'),
      when: t('成本法', 'cost method'),
      source: ['N24 29(2)'],
      mark: 'Q',
    },
    step({
      key: 'post',
      title: t('确认股利', 'Declared'),
      fields: { amount: fen(), place: place() },
      lines: (i) => [debit('1122', i.amount), income('4601', i.amount, i.place)],
    }),
  ),
  entryRow(
    {
      id: 'E94',
      title: t('投资减值及转回', 'Investments below book value, and back'),
      when: t('至少每年', 'at least yearly'),
      source: ['N24 23(3)', 'N24 33'],
      mark: 'Q',
    },
    step({
      key: 'fall',
      title: t('计提', 'Allowance'),
      fields: { amount: fen(), allowance: account(t('准备科目', 'Allowance'), allowances), place: place() },
      lines: (i) => [cost(lossOf(i.allowance), i.amount, i.place), credit(i.allowance, i.amount)],
    }),
    step({
      key: 'back',
      title: t('转回', 'Reversed'),
      fields: {
        amount: fen(),
        standing: fen(t('已计提余额', 'Allowance in the books')),
        allowance: account(t('准备科目', 'Allowance'), allowances),
        place: place(),
      },
      refuse: (i) => (i.amount > i.standing ? refuse('part_exceeds_whole', 'standing') : undefined),
      lines: (i) => [debit(i.allowance, i.amount), credit(lossOf(i.allowance), i.amount, i.place)],
    }),
  ),
  entryRow(
    {
      id: 'E95',
      title: t('收益在基金之间分配', 'Yield split over funds'),
      when: t('按日均余额计算到分，尾差归最大余数', 'average daily balance, in fen; losses by the same key'),
      source: ['N24 67', 'N24 74'],
      mark: 'A',
      remark: 'National Audit Office notice 2026 no. 1; the fund rules say so before investing',
    },
    step({
      key: 'gain',
      title: t('分配收益', 'Gain split'),
      fields: {
        income: account(t('收入科目', 'Income account'), ['4601', '4901']),
        cash: cash(),
        amount: fen(),
        parts: parts(['R', 'U'], t('各基金', 'Funds')),
      },
      refuse: (i) => (sum(i.parts) === i.amount ? undefined : refuse('parts_do_not_sum', 'parts')),
      lines: (i) => [
        moneyIn(i.cash, i.amount, i.income.startsWith('4901') ? 'B6' : 'I2'),
        ...i.parts.map((part) => income(i.income, part.amountFen, part.place)),
      ],
    }),
    step({
      key: 'loss',
      title: t('分担损失', 'Loss split'),
      fields: { investment: shortTerm, amount: fen(), parts: parts(['R', 'U'], t('各基金', 'Funds')) },
      refuse: (i) => (sum(i.parts) === i.amount ? undefined : refuse('parts_do_not_sum', 'parts')),
      lines: (i) => [
        ...i.parts.map((part) => debit('4601', part.amountFen, part.place)),
        credit(i.investment, i.amount),
      ],
    }),
  ),
  entryRow(
    {
      id: 'E96',
      title: t('借款', 'Borrowed money'),
      when: t('短期或长期', 'short or long term'),
      source: ['N24 n-2101', 'N24 n-2501'],
      mark: 'Q',
    },
    step({
      key: 'borrow',
      title: t('借入', 'Borrowed'),
      fields: { loan: account(t('借款科目', 'Loan'), ['2101', '2501']), cash: cash(), amount: fen() },
      lines: (i) => [moneyIn(i.cash, i.amount, 'F1'), credit(i.loan, i.amount)],
    }),
    step({
      key: 'interest',
      title: t('计息', 'Interest'),
      fields: { owed: account(t('应付科目', 'Owed in'), ['2301', '2501']), amount: fen(), place: place(['U', 'R']) },
      lines: (i) => [cost('5401', i.amount, i.place, 'fx'), credit(i.owed, i.amount)],
    }),
    step({
      key: 'pay_interest',
      title: t('付息', 'Interest paid'),
      fields: { owed: account(t('应付科目', 'Owed in'), ['2301', '2501']), cash: cash(), amount: fen() },
      lines: (i) => [debit(i.owed, i.amount), moneyOut(i.cash, i.amount, 'F4')],
    }),
    step({
      key: 'repay',
      title: t('还本', 'Repaid'),
      fields: { loan: account(t('借款科目', 'Loan'), ['2101', '2501']), cash: cash(), amount: fen() },
      lines: (i) => [debit(i.loan, i.amount), moneyOut(i.cash, i.amount, 'F3')],
    }),
  ),
]

function lossOf(allowance: string): string {
  return allowance.startsWith('1102') ? '550101' : '550104'
}
