/** Fundraising, management and tax: E53-E56. */
import { credit, debit } from '../entry.ts'
import { cash, choice, fen, place, t } from './field.ts'
import { cost, fundraisingAccount, generalPlace, moneyOut } from './lines.ts'
import { entryRow, type Recipe, step } from './recipe.ts'

export const hostCostRows: readonly Recipe[] = [
  entryRow(
    {
      id: 'E53',
      title: t('募捐活动的直接必要费用', 'Direct and necessary cost of a campaign'),
      when: t('外部场地、印刷、技术服务、外部人员差旅', 'outside venue, printers, technical service, travel'),
      source: ['M12 6', 'N24 n-5401'],
      mark: 'Q',
      remark: 'own staff, own premises and own equipment are E54 (R33)',
    },
    step({
      key: 'post',
      title: t('支付', 'Paid'),
      fields: {
        cash: cash(),
        amount: fen(),
        bought: choice(t('内容', 'What was bought'), ['venue', 'equipment', 'travel', 'technical_service']),
        place: place(),
      },
      lines: (i) => [cost(fundraisingAccount('f1'), i.amount, i.place, 'f1'), moneyOut(i.cash, i.amount, 'B9')],
    }),
  ),
  entryRow(
    {
      id: 'E54',
      title: t('自有人员或场所用于募捐', 'Own staff or own rooms used in a campaign'),
      when: t('不得计入募捐成本', 'may not be 募捐成本'),
      source: ['M12 6(1)'],
      mark: 'A',
      remark: 'ban Q, account A',
    },
    step({
      key: 'post',
      title: t('确认费用', 'Cost booked'),
      fields: {
        amount: fen(),
        of: choice(t('来源', 'What was used'), ['staff', 'rooms_owned', 'rooms_rented']),
        place: place(['U']),
      },
      lines: (i, p) => [
        p.own_staff_in_campaign === '5401'
          ? cost('5401', i.amount, i.place, 'fx')
          : cost('5301', i.amount, i.place, i.of === 'staff' ? 'm4' : 'm5'),
        credit(CREDIT_OF[i.of], i.amount),
      ],
    }),
  ),
  entryRow(
    {
      id: 'E55',
      title: t('从限定捐赠中列支管理成本', 'Host’s management cost charged to a restricted gift'),
      when: t('协议允许，且不超过限额', 'agreement allows; within limits'),
      source: ['N24 78', 'N24 n-5301'],
      mark: 'Q',
    },
    step({
      key: 'paid',
      title: t('已支付', 'Paid'),
      fields: {
        cash: cash(),
        amount: fen(),
        kind: choice(t('类别', 'Kind'), ['m5', 'm1', 'm2', 'm3', 'mx']),
        place: place(),
      },
      lines: (i) => [cost('5301', i.amount, i.place, i.kind), moneyOut(i.cash, i.amount, 'B11')],
    }),
    step({
      key: 'staff',
      title: t('人员薪酬', 'Staff pay'),
      fields: { amount: fen(), place: place() },
      lines: (i) => [cost('5301', i.amount, i.place, 'm4'), credit('2204', i.amount)],
    }),
  ),
  entryRow(
    {
      id: 'E56',
      title: t('税费', 'Taxes'),
      when: t('发生纳税义务', 'the duty to pay arises'),
      source: ['N24 n-5201', 'N24 n-5601', 'N24 n-2206'],
      mark: 'Q',
    },
    step({
      key: 'tax',
      title: t('税金及附加', 'Taxes and surcharges'),
      fields: { amount: fen(), place: place() },
      lines: (i) => [cost('5201', i.amount, i.place), credit('2206', i.amount)],
    }),
    step({
      key: 'income_tax',
      title: t('所得税', 'Income tax, always unrestricted'),
      fields: { amount: fen() },
      lines: (i) => [cost('5601', i.amount, generalPlace), credit('2206', i.amount)],
    }),
    step({
      key: 'pay',
      title: t('缴纳', 'Paid'),
      fields: { cash: cash(), amount: fen() },
      lines: (i) => [debit('2206', i.amount), moneyOut(i.cash, i.amount, 'B10')],
    }),
  ),
]

const CREDIT_OF = { staff: '2204', rooms_owned: '1502', rooms_rented: '2202' } as const
