/** Government money and deposit interest: E85-E87. */
import { credit, debit } from '../entry.ts'
import { cash, choice, fen, place, t } from './field.ts'
import { generalPlace, income, moneyIn } from './lines.ts'
import { entryRow, type Recipe, step } from './recipe.ts'

export const governmentRows: readonly Recipe[] = [
  entryRow(
    {
      id: 'E85',
      title: t('政府补助、彩票公益金', 'Subsidy, lottery public-benefit money'),
      when: t('无偿，指定用途', 'free of charge, use named'),
      source: ['N24 72(4)'],
      mark: 'Q',
    },
    step({
      key: 'post',
      title: t('收到补助', 'Received'),
      fields: { cash: cash(), amount: fen(), place: place() },
      lines: (i) => [moneyIn(i.cash, i.amount, 'B5'), income('4401', i.amount, i.place)],
    }),
  ),
  entryRow(
    {
      id: 'E86',
      title: t('承接政府购买服务', 'Government buys a service'),
      when: t('交换交易，按完成进度', 'exchange; as work is done'),
      source: ['N24 72(3)', 'N24 73', 'N24 n-4301'],
      mark: 'Q',
    },
    step({
      key: 'receive',
      title: t('预收', 'Received in advance'),
      fields: { cash: cash(), amount: fen() },
      lines: (i) => [moneyIn(i.cash, i.amount, 'B3'), credit('2203', i.amount)],
    }),
    step({
      key: 'earn',
      title: t('确认收入', 'Earned'),
      fields: { amount: fen(), place: place(['U', 'R']) },
      lines: (i) => [debit('2203', i.amount), income('4301', i.amount, i.place)],
    }),
  ),
  entryRow(
    {
      id: 'E87',
      title: t('存款利息', 'Deposit interest'),
      when: t('计入其他收入，不冲减筹资费用', 'other income, never a reduction of cost'),
      source: ['N24 72(8)', 'N24 67'],
      mark: 'A',
      remark: 'account Q; the class follows the agreement, and where that is silent the setting (A)',
    },
    step({
      key: 'post',
      title: t('收到利息', 'Received'),
      fields: {
        cash: cash(),
        amount: fen(),
        agreement: choice(t('协议约定归属', 'The agreement gives it to'), ['fund', 'general', 'silent']),
        place: place(['R', 'U'], t('本金所属', 'Where the deposit belongs')),
      },
      lines: (i, p) => {
        const owner = i.agreement === 'silent' ? p.yield_of_fund_money : i.agreement
        return [moneyIn(i.cash, i.amount, 'B6'), income('4901', i.amount, owner === 'fund' ? i.place : generalPlace)]
      },
    }),
  ),
]
