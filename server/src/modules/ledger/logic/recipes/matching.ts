/** Co-funding pools and money that goes back: E69-E72a. */
import { credit, debit } from '../entry.ts'
import { account, cash, choice, fen, parts, place, t } from './field.ts'
import { income, moneyIn, moneyOut } from './lines.ts'
import { entryRow, limitBy, type Recipe, refuse, step } from './recipe.ts'
import { samePlace, transferLines } from './restriction.ts'

const pool = place(['R'], t('匹配池', 'Pool'))
const sum = (list: readonly { readonly amountFen: bigint }[]): bigint =>
  list.reduce((all, one) => all + one.amountFen, 0n)

/** On the matching day the pool's money becomes the funds'. The agreement or grant letter says by which formula. */
const allocate = step({
  key: 'allocate',
  title: t('匹配日分配到基金', 'Allocated on matching day'),
  needs: [limitBy('giver', 'law', 'plan')],
  fields: { amount: fen(t('分配总额', 'Allocated in all')), pool, parts: parts(['R'], t('各基金', 'Funds')) },
  refuse: (i) => {
    if (i.parts.some((part) => samePlace(part.place, i.pool))) return refuse('same_place', 'parts')
    return sum(i.parts) === i.amount ? undefined : refuse('parts_do_not_sum', 'parts')
  },
  lines: (i) => i.parts.flatMap((part) => transferLines(part.amountFen, i.pool, part.place)),
})

export const matchingRows: readonly Recipe[] = [
  entryRow(
    {
      id: 'E69',
      title: t('财政匹配资金', 'Budget match'),
      when: t('承诺不入账；收到且指定用途时入账', 'a promise is no entry; received with its use named'),
      source: ['N24 72(4)', 'N24 73'],
      mark: 'A',
      remark: 'receipt Q, allocation A',
    },
    step({
      key: 'receive',
      title: t('收到匹配资金', 'Received into the pool'),
      fields: { cash: cash(), amount: fen(), pool },
      lines: (i) => [moneyIn(i.cash, i.amount, 'B5'), income('4401', i.amount, i.pool)],
    }),
    allocate,
    step({
      key: 'receive_by_fund',
      title: t('收到时公式已计算', 'Received when the formula is already run'),
      fields: { cash: cash(), amount: fen(), parts: parts(['R'], t('各基金', 'Funds')) },
      refuse: (i) => (sum(i.parts) === i.amount ? undefined : refuse('parts_do_not_sum', 'parts')),
      lines: (i) => [
        moneyIn(i.cash, i.amount, 'B5'),
        ...i.parts.map((part) => ({ ...income('4401', part.amountFen, part.place), project: part.project })),
      ],
    }),
  ),
  entryRow(
    {
      id: 'E70',
      title: t('企业配捐池', 'Sponsor’s matching pool'),
      when: t(
        '控制权已转移；可随意收回的先作负债',
        'control passed; what the sponsor may take back is a liability first',
      ),
      source: ['N24 73'],
      mark: 'A',
    },
    step({
      key: 'receive',
      title: t('收到配捐资金', 'Received into the pool'),
      fields: { cash: cash(), amount: fen(), pool },
      lines: (i) => [moneyIn(i.cash, i.amount, 'B1'), income('4101', i.amount, i.pool)],
    }),
    allocate,
    step({
      key: 'receive_revocable',
      title: t('收到可收回的资金', 'Received, revocable at will'),
      fields: { cash: cash(), amount: fen() },
      lines: (i) => [moneyIn(i.cash, i.amount, 'B6'), credit('2209', i.amount)],
    }),
    step({
      key: 'match_revocable',
      title: t('配捐成立', 'Matched, no longer revocable'),
      fields: {
        amount: fen(),
        place: place(['R']),
        received: choice(t('收到的年度', 'Received'), ['this_year', 'earlier_year']),
      },
      lines: (i) => {
        const sameYear = i.received === 'this_year'
        return [
          debit('2209', i.amount, { cashLine: sameYear ? 'B6' : null }),
          credit('4101', i.amount, { ...i.place, cashLine: sameYear ? 'B1' : null }),
        ]
      },
    }),
  ),
  entryRow(
    {
      id: 'E71',
      title: t('未使用的匹配资金按约定退回', 'Unused match goes back under the agreement'),
      when: t('外部原因', 'cause outside us'),
      source: ['N24 73', 'N24 n-4101'],
      mark: 'A',
      remark: 'entry Q; that the income line of this year may turn negative A',
    },
    step({
      key: 'owe',
      title: t('确认应退', 'To be returned'),
      fields: { income: account(t('收入科目', 'Income account'), ['4401', '4101']), amount: fen(), pool },
      lines: (i) => [debit(i.income, i.amount, i.pool), credit('2209', i.amount)],
    }),
    step({
      key: 'pay',
      title: t('退回', 'Paid back'),
      fields: { cash: cash(), amount: fen() },
      lines: (i, p) => [debit('2209', i.amount), moneyOut(i.cash, i.amount, p.refund_cash_line)],
    }),
  ),
  entryRow(
    {
      id: 'E72',
      title: t('需要退还的捐赠或补助', 'Gift or grant to be repaid'),
      when: t('区分外部原因和自身原因', 'cause outside us, or own fault (A11)'),
      source: ['N24 73', 'N24 n-4101', 'N24 n-4401'],
      mark: 'Q',
      remark: 'a refund of income of an earlier year for an outside cause reduces this year’s line (A)',
    },
    step({
      key: 'outside_cause',
      title: t('外部原因：冲减收入', 'Cause outside us: income is reduced'),
      fields: { income: account(t('收入科目', 'Income account'), ['4101', '4401']), amount: fen(), place: place() },
      lines: (i) => [debit(i.income, i.amount, i.place), credit('2209', i.amount)],
    }),
    step({
      key: 'own_fault',
      title: t('自身原因：计入管理费用', 'Own fault: management cost'),
      fields: { amount: fen(), place: place(['U']) },
      lines: (i) => [debit('5301', i.amount, { ...i.place, kind: 'mx' }), credit('2209', i.amount)],
    }),
  ),
  entryRow(
    {
      id: 'E72a',
      title: t('退还款项支付', 'Repayment paid'),
      when: t('E72 之后', 'after E72'),
      source: ['N24 n-2209'],
      mark: 'A',
      remark: 'entry Q, cash line A',
    },
    step({
      key: 'post',
      title: t('支付', 'Paid'),
      fields: { cash: cash(), amount: fen() },
      lines: (i, p) => [debit('2209', i.amount), moneyOut(i.cash, i.amount, p.refund_cash_line)],
    }),
  ),
]
