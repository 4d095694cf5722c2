/** Gifts of money that need a second look: E10-E13. */
import { credit, debit } from '../entry.ts'
import { cash, choice, fen, foreign, place, t } from './field.ts'
import { fundraisingAccount, income, moneyIn, moneyOut } from './lines.ts'
import { approvedBy, entryRow, type Recipe, step } from './recipe.ts'

export const specialGiftRows: readonly Recipe[] = [
  entryRow(
    {
      id: 'E10',
      title: t('误转或重复记账的款项退回', 'Money sent or entered by mistake, returned before close'),
      when: t('从来不是捐赠', 'it was never a gift'),
      source: ['N24 n-2209'],
      mark: 'A',
      remark: 'a gift entered twice is undone by the reversal of E75; money that came by mistake is paid back here',
    },
    step({
      key: 'return',
      title: t('退回误转款', 'Money paid back'),
      fields: { cash: cash(), amount: fen() },
      lines: (i, p) => [debit('2209', i.amount), moneyOut(i.cash, i.amount, p.refund_cash_line)],
    }),
  ),
  entryRow(
    {
      id: 'E11',
      title: t('设立时的注册资金', 'Founder’s original fund'),
      when: t('直接计入净资产，不作收入', 'straight to net assets, not income'),
      source: ['N24 71', 'N24 appendix part 5, cash note 6'],
      mark: 'Q',
      remark: 'net assets then move beside the activity statement; show it in the notes (A)',
    },
    step({
      key: 'post',
      title: t('收到注册资金', 'Original fund received'),
      fields: { cash: cash(), amount: fen(), place: place() },
      lines: (i) => [
        moneyIn(i.cash, i.amount, 'B6'),
        credit(i.place.restriction === 'R' ? '3102' : '3101', i.amount, { ...i.place, kind: 'founder' }),
      ],
    }),
  ),
  entryRow(
    {
      id: 'E12',
      title: t('外币捐赠', 'Foreign-currency gift'),
      when: t('按当日即期汇率', 'at the spot rate of the day'),
      source: ['N24 6', 'N24 n-1002', 'M12 6(2)'],
      mark: 'Q',
    },
    step({
      key: 'receive',
      title: t('收到外币捐款', 'Gift received'),
      fields: {
        cash: cash(),
        amount: fen(t('折合人民币', 'Value at the spot rate')),
        foreign: foreign(),
        place: place(),
      },
      lines: (i) => [
        debit(i.cash, i.amount, { cashLine: 'B1', foreign: i.foreign }),
        income('4101', i.amount, i.place),
      ],
    }),
    step({
      key: 'month_end',
      title: t('期末汇兑差额', 'Difference at month-end'),
      fields: {
        cash: cash(),
        amount: fen(t('差额', 'Difference')),
        direction: choice(t('方向', 'Direction'), ['loss', 'gain']),
        money: choice(t('外币来源', 'What the currency came from'), ['gifts', 'other']),
        place: place(),
      },
      lines: (i) => {
        const kind = i.money === 'gifts' ? 'f2' : 'fx'
        const of = { ...i.place, kind } as const
        return i.direction === 'loss'
          ? [debit(fundraisingAccount(kind), i.amount, of), moneyOut(i.cash, i.amount, 'XR')]
          : [moneyIn(i.cash, i.amount, 'XR'), credit(fundraisingAccount(kind), i.amount, of)]
      },
    }),
  ),
  entryRow(
    {
      id: 'E13',
      title: t('附条件捐赠', 'Conditional gift'),
      when: t('取得控制时确认', 'recognised when control of the asset is obtained'),
      source: ['N24 73'],
      mark: 'A',
      remark: 'first form Q; deposit while control stays with the giver A',
    },
    step({
      key: 'control',
      title: t('已取得控制', 'Control obtained with receipt'),
      fields: { cash: cash(), amount: fen(), place: place(['R']) },
      lines: (i) => [moneyIn(i.cash, i.amount, 'B1'), income('4101', i.amount, i.place)],
    }),
    step({
      key: 'deposit',
      title: t('捐赠人可随时收回', 'Repayable on demand'),
      fields: { cash: cash(), amount: fen() },
      lines: (i) => [moneyIn(i.cash, i.amount, 'B6'), credit('2209', i.amount)],
    }),
    step({
      key: 'control_later',
      title: t('条件满足后取得控制', 'Control obtained later'),
      needs: [approvedBy('giver', 'outside', 'own')],
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
]
