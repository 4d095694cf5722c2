/** Investments bought, held and redeemed: E88-E91. */
import { credit, debit } from '../entry.ts'
import { account, cash, choice, fen, fenOrZero, place, t } from './field.ts'
import { income, moneyIn, moneyOut, unlessZero } from './lines.ts'
import { entryRow, type Recipe, refuse, step } from './recipe.ts'

const shortTerm = account(t('短期投资科目', 'Short-term investment'), ['1101'], '110102')
const buyable = choice(t('资金来源', 'Whose money'), ['own_or_allowed', 'government', 'no_invest'])

/** CL 55: never government money or money whose giver forbade investing. */
const mayBeInvested = (i: { money: string }) =>
  i.money === 'own_or_allowed' ? undefined : refuse('money_may_not_be_invested', i.money)

export const investmentRows: readonly Recipe[] = [
  entryRow(
    {
      id: 'E88',
      title: t('购买一年以内的理财或定期存款', 'Wealth product or time deposit up to one year'),
      when: t('法律允许的投资', 'CL 55 allows; never government or no-invest money'),
      source: ['N24 23', 'CL 55'],
      mark: 'Q',
    },
    step({
      key: 'post',
      title: t('购买', 'Bought'),
      fields: { investment: shortTerm, cash: cash(), amount: fen(), money: buyable },
      refuse: mayBeInvested,
      lines: (i) => [debit(i.investment, i.amount), moneyOut(i.cash, i.amount, 'I6')],
    }),
  ),
  entryRow(
    {
      id: 'E89',
      title: t('短期投资持有期间的利息或股利', 'Interest or dividend during a short-term holding'),
      when: t('冲减成本，不作收入', 'reduces cost, is not income yet'),
      source: ['N24 23(2)', 'N24 n-1101'],
      mark: 'Q',
    },
    step({
      key: 'post',
      title: t('收到', 'Received'),
      fields: { investment: shortTerm, cash: cash(), amount: fen() },
      lines: (i) => [moneyIn(i.cash, i.amount, 'I2'), credit(i.investment, i.amount)],
    }),
  ),
  entryRow(
    {
      id: 'E90',
      title: t('短期投资赎回或出售', 'Short-term investment redeemed or sold'),
      when: t('差额计入投资收益', 'the difference is investment income'),
      source: ['N24 n-1101', 'N24 n-4601'],
      mark: 'A',
      remark: 'entry Q, cash line of the gain A',
    },
    step({
      key: 'post',
      title: t('赎回', 'Redeemed'),
      fields: {
        investment: shortTerm,
        cash: cash(),
        proceeds: fen(t('收回金额', 'Proceeds')),
        cost: fen(t('账面成本', 'Cost in the books')),
        allowance: fenOrZero(t('已计提跌价准备', 'Allowance')),
        place: place(),
      },
      refuse: (i) => (i.allowance > i.cost ? refuse('part_exceeds_whole', 'allowance') : undefined),
      lines: (i, p) => {
        const gain = i.proceeds - (i.cost - i.allowance)
        const principal = gain > 0n ? i.proceeds - gain : i.proceeds
        return [
          unlessZero(principal, (part) => moneyIn(i.cash, part, 'I1')),
          gain > 0n ? moneyIn(i.cash, gain, p.investment_gain_cash_line) : null,
          unlessZero(i.allowance, (part) => debit('1102', part)),
          gain < 0n ? debit('4601', -gain, i.place) : null,
          credit(i.investment, i.cost),
          gain > 0n ? income('4601', gain, i.place) : null,
        ]
      },
    }),
  ),
  entryRow(
    {
      id: 'E91',
      title: t('其他长期投资', 'Held longer than one year, neither equity nor debt'),
      when: t('超过一年', 'longer than one year'),
      source: ['N24 31', 'N24 n-1403'],
      mark: 'Q',
    },
    step({
      key: 'buy',
      title: t('购买', 'Bought'),
      fields: { cash: cash(), amount: fen(), money: buyable },
      refuse: mayBeInvested,
      lines: (i) => [debit('1403', i.amount), moneyOut(i.cash, i.amount, 'I6')],
    }),
    step({
      key: 'income',
      title: t('确认收益', 'Income'),
      fields: { amount: fen(), place: place() },
      lines: (i) => [debit('1122', i.amount), income('4601', i.amount, i.place)],
    }),
    step({
      key: 'cash',
      title: t('收到收益', 'Income received'),
      fields: { cash: cash(), amount: fen() },
      lines: (i) => [moneyIn(i.cash, i.amount, 'I2'), credit('1122', i.amount)],
    }),
  ),
]
