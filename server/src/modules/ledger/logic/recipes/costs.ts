/** Goods and services bought, pay, and cost shared: E40-E46. */
import { credit, debit } from '../entry.ts'
import { account, cash, choice, costs, fen, fenOrZero, place, t } from './field.ts'
import { cost, moneyOut, unlessZero } from './lines.ts'
import { entryRow, type Recipe, refuse, step } from './recipe.ts'

const projectKind = choice(t('类别', 'Kind'), ['c2', 'c3'])
const paySupplier = step({
  key: 'pay',
  title: t('支付供应商', 'Supplier paid'),
  fields: { cash: cash(), amount: fen() },
  lines: (i) => [debit('2202', i.amount), moneyOut(i.cash, i.amount, 'B9')],
})

export const costRows: readonly Recipe[] = [
  entryRow(
    {
      id: 'E40',
      title: t('购买救助物资', 'Aid goods bought'),
      when: t('外购存货', 'bought inventory'),
      source: ['N24 n-1201'],
      mark: 'Q',
    },
    step({
      key: 'on_credit',
      title: t('赊购', 'Bought on credit'),
      fields: { goods: account(t('存货科目', 'Inventory account'), ['1201']), amount: fen() },
      lines: (i) => [debit(i.goods, i.amount), credit('2202', i.amount)],
    }),
    step({
      key: 'for_cash',
      title: t('现购', 'Bought for cash'),
      fields: { goods: account(t('存货科目', 'Inventory account'), ['1201']), cash: cash(), amount: fen() },
      lines: (i) => [debit(i.goods, i.amount), moneyOut(i.cash, i.amount, 'B9')],
    }),
    paySupplier,
  ),
  entryRow(
    {
      id: 'E41',
      title: t('购买项目服务', 'Service bought for a project'),
      when: t('项目直接费用', 'direct cost of a project'),
      source: ['N24 n-5101', 'M12 4'],
      mark: 'Q',
    },
    step({
      key: 'post',
      title: t('确认费用', 'Cost booked'),
      fields: { amount: fen(), place: place(), kind: projectKind },
      lines: (i) => [cost('5101', i.amount, i.place, i.kind), credit('2202', i.amount)],
    }),
    paySupplier,
  ),
  entryRow(
    {
      id: 'E42',
      title: t('项目和行政人员薪酬', 'Pay of project and office staff'),
      when: t('期末按工时分配', 'at period end, by time sheet'),
      source: ['N24 n-2204'],
      mark: 'Q',
    },
    step({
      key: 'allocate',
      title: t('分配薪酬', 'Pay allocated'),
      fields: { costs: costs(['5101', '5301'], t('分配', 'Allocation')) },
      lines: (i) => [
        ...i.costs.map((c) => ({ ...cost(c.account, c.amountFen, c.place, c.kind), project: c.project })),
        credit(
          '2204',
          i.costs.reduce((sum, c) => sum + c.amountFen, 0n),
        ),
      ],
    }),
    step({
      key: 'pay',
      title: t('发放薪酬并代扣个税', 'Paid, tax withheld'),
      fields: { cash: cash(), amount: fen(t('应发', 'Gross pay')), tax: fenOrZero(t('代扣个税', 'Tax withheld')) },
      refuse: (i) => (i.tax >= i.amount ? refuse('part_exceeds_whole', 'tax') : undefined),
      lines: (i) => [
        debit('2204', i.amount),
        moneyOut(i.cash, i.amount - i.tax, 'B8'),
        unlessZero(i.tax, (tax) => credit('2206', tax)),
      ],
    }),
  ),
  entryRow(
    {
      id: 'E43',
      title: t('志愿者补贴和保险', 'Volunteers’ subsidy and insurance'),
      when: t('不属于薪酬', 'not pay'),
      source: ['M12 4(2)'],
      mark: 'A',
      remark: 'kind Q, cash line A',
    },
    step({
      key: 'post',
      title: t('支付', 'Paid'),
      fields: { cash: cash(), amount: fen(), place: place() },
      lines: (i, p) => [cost('5101', i.amount, i.place, 'c2'), moneyOut(i.cash, i.amount, p.volunteer_cash_line)],
    }),
  ),
  entryRow(
    {
      id: 'E44',
      title: t('支付外部人员劳务费并代扣个税', 'Fee to an outside person, tax withheld'),
      when: t('非职工劳务报酬', 'person who is not staff'),
      source: ['N24 n-2206'],
      mark: 'Q',
    },
    step({
      key: 'post',
      title: t('支付', 'Paid'),
      fields: {
        cash: cash(),
        amount: fen(t('应付', 'Gross fee')),
        tax: fenOrZero(t('代扣个税', 'Tax withheld')),
        place: place(),
        kind: projectKind,
      },
      refuse: (i) => (i.tax >= i.amount ? refuse('part_exceeds_whole', 'tax') : undefined),
      lines: (i) => [
        cost('5101', i.amount, i.place, i.kind),
        moneyOut(i.cash, i.amount - i.tax, 'B9'),
        unlessZero(i.tax, (tax) => credit('2206', tax)),
      ],
    }),
  ),
  entryRow(
    {
      id: 'E45',
      title: t('项目、办公、募捐共同费用分摊', 'Cost shared by project, office, campaign'),
      when: t('书面、可计算、前后一致的分摊标准', 'written, computable, constant key, attached'),
      source: ['N24 76', 'M12 7'],
      mark: 'Q',
    },
    step({
      key: 'post',
      title: t('分摊', 'Shared out'),
      needs: [{ kind: 'allocation_key', madeBy: ['own', 'board', 'outside'] }],
      fields: {
        cash: cash(),
        amount: fen(t('共同费用总额', 'Whole cost')),
        costs: costs(['5101', '5301', '540190', '5401'], t('分摊', 'Shares')),
      },
      refuse: (i) =>
        i.costs.reduce((sum, c) => sum + c.amountFen, 0n) === i.amount
          ? undefined
          : refuse('parts_do_not_sum', 'costs'),
      lines: (i) => [
        ...i.costs.map((c) => ({ ...cost(c.account, c.amountFen, c.place, c.kind), project: c.project })),
        moneyOut(i.cash, i.amount, 'B9'),
      ],
    }),
  ),
  entryRow(
    {
      id: 'E46',
      title: t('预付保险、租金', 'Prepaid insurance, rent'),
      when: t('受益期不超过一年', 'at most one year'),
      source: ['N24 27'],
      mark: 'Q',
    },
    step({
      key: 'prepay',
      title: t('预付', 'Paid in advance'),
      fields: { cash: cash(), amount: fen() },
      lines: (i) => [debit('1301', i.amount), moneyOut(i.cash, i.amount, 'B11')],
    }),
    step({
      key: 'monthly',
      title: t('按月摊销', 'Share of the month'),
      fields: { amount: fen(), use: choice(t('用途', 'Use'), ['project', 'office']), place: place() },
      lines: (i) => [
        i.use === 'project' ? cost('5101', i.amount, i.place, 'c2') : cost('5301', i.amount, i.place, 'm5'),
        credit('1301', i.amount),
      ],
    }),
  ),
]
