/** Help that leaves the house: E32-E39. It counts for the yearly ratio when it reached the last beneficiary (M12 12). */
import { credit, debit } from '../entry.ts'
import { account, cash, choice, fen, place, reach, t } from './field.ts'
import { AT_PARTNER, aid, cost, moneyIn, moneyOut, UNPAID } from './lines.ts'
import { entryRow, noEntryRow, type Recipe, refuse, step } from './recipe.ts'

export const aidRows: readonly Recipe[] = [
  entryRow(
    {
      id: 'E32',
      title: t('现金救助个人', 'Cash help to a person'),
      when: t('已审批并付给批准的收款人', 'approved, paid to the approved payee'),
      source: ['N24 68', 'N24 n-5101'],
      mark: 'Q',
    },
    step({
      key: 'post',
      title: t('支付', 'Paid'),
      fields: { cash: cash(), amount: fen(), place: place(), reach: reach(['reached']) },
      lines: (i) => [aid(i.amount, i.place, i.reach), moneyOut(i.cash, i.amount, 'B7')],
    }),
  ),
  entryRow(
    {
      id: 'E33',
      title: t('已告知受助方、期末未付的资助', 'Grant decided and told to the payee, unpaid'),
      when: t('现时义务，金额确定', 'present duty, amount certain'),
      source: ['N24 7', 'N24 60'],
      mark: 'A',
      remark: 'when the duty arises is A',
    },
    step({
      key: 'post',
      title: t('确认应付资助', 'Grant owed'),
      fields: { amount: fen(), place: place() },
      refuse: (_i, p) =>
        p.grant_duty_arises === 'when_paid' ? refuse('policy_forbids', 'grant_duty_arises') : undefined,
      lines: (i) => [aid(i.amount, i.place, UNPAID), credit('2209', i.amount)],
    }),
  ),
  noEntryRow(
    {
      id: 'E34',
      title: t('付款指令已签发、银行未扣款', 'Payment order sent, bank has not debited'),
      when: t('交易尚未发生', 'no transaction yet'),
      source: ['N24 60'],
      mark: 'A',
    },
    t('作为承诺占用可用余额，不作分录', 'a commitment on the free balance; no entry'),
  ),
  entryRow(
    {
      id: 'E35',
      title: t('银行扣款', 'Bank debits the payment'),
      when: t('付款指令执行', 'the order is carried out'),
      source: ['N24 n-2209', 'N24 n-5101'],
      mark: 'Q',
    },
    step({
      key: 'owed',
      title: t('支付已确认的资助', 'After E33'),
      fields: { cash: cash(), amount: fen() },
      lines: (i) => [debit('2209', i.amount), moneyOut(i.cash, i.amount, 'B7')],
    }),
    step({
      key: 'direct',
      title: t('直接支付', 'Booked with the payment'),
      fields: { cash: cash(), amount: fen(), place: place(), reach: reach(['reached', 'at_partner']) },
      lines: (i) => [aid(i.amount, i.place, i.reach), moneyOut(i.cash, i.amount, 'B7')],
    }),
  ),
  entryRow(
    {
      id: 'E36',
      title: t('银行退回付款', 'Bank returns the payment'),
      when: t('账号有误等', 'wrong account; the mark reached is taken back'),
      source: ['N24 n-2209'],
      mark: 'A',
    },
    step({
      key: 'still_owed',
      title: t('仍应支付', 'Still owed to the payee'),
      fields: { cash: cash(), amount: fen() },
      lines: (i) => [debit(i.cash, i.amount, { cashLine: 'B7' }), credit('2209', i.amount)],
    }),
    step({
      key: 'taken_back',
      title: t('冲回直接支付', 'Booked directly, taken back'),
      fields: { cash: cash(), amount: fen(), place: place(), reach: reach(['reached', 'at_partner']) },
      lines: (i) => [
        debit(i.cash, i.amount, { cashLine: 'B7' }),
        credit('5101', i.amount, { ...i.place, ...i.reach, kind: 'c1' }),
      ],
    }),
  ),
  entryRow(
    {
      id: 'E37',
      title: t('受益人或伙伴退回资助', 'Beneficiary or partner gives money or goods back'),
      when: t('收到退回的捐赠资产，含以前年度', 'also for a grant of an earlier year; a material earlier error is E73'),
      source: ['N24 n-5101'],
      mark: 'A',
      remark: 'entry Q, earlier years and cash line A',
    },
    step({
      key: 'money',
      title: t('退回款项', 'Money back'),
      fields: { cash: cash(), amount: fen(), place: place(), reach: reach() },
      lines: (i, p) => [
        moneyIn(i.cash, i.amount, p.returned_grant_cash_line),
        credit('5101', i.amount, { ...i.place, ...i.reach, kind: 'c1' }),
      ],
    }),
    step({
      key: 'goods',
      title: t('退回物资', 'Goods back'),
      fields: {
        goods: account(t('存货科目', 'Inventory account'), ['1201']),
        amount: fen(),
        place: place(),
        reach: reach(),
      },
      lines: (i) => [debit(i.goods, i.amount), credit('5101', i.amount, { ...i.place, ...i.reach, kind: 'c1' })],
    }),
  ),
  entryRow(
    {
      id: 'E38',
      title: t('预付执行伙伴（我方项目）', 'Advance to a partner that carries out our project'),
      when: t('约定凭据核销', 'voucher settlement agreed'),
      source: ['N24 n-1141', 'N24 n-1122'],
      mark: 'A',
      remark: 'accounts Q, choice A',
    },
    step({
      key: 'advance',
      title: t('预付', 'Advanced'),
      fields: { cash: cash(), amount: fen() },
      lines: (i, p) => [
        debit(p.partner_advance_account, i.amount),
        moneyOut(i.cash, i.amount, p.partner_advance_cash_line),
      ],
    }),
    step({
      key: 'accept_aid',
      title: t('核销：已到达受益人', 'Vouchers accepted: help that reached people'),
      fields: { amount: fen(), place: place(), reach: reach(['reached']) },
      lines: (i, p) => [aid(i.amount, i.place, i.reach), credit(p.partner_advance_account, i.amount)],
    }),
    step({
      key: 'accept_cost',
      title: t('核销：项目费用', 'Vouchers accepted: project cost'),
      fields: { amount: fen(), place: place(), kind: choice(t('类别', 'Kind'), ['c2', 'c3']) },
      lines: (i, p) => [cost('5101', i.amount, i.place, i.kind), credit(p.partner_advance_account, i.amount)],
    }),
    step({
      key: 'rest_back',
      title: t('退回余款', 'Rest paid back'),
      fields: { cash: cash(), amount: fen() },
      lines: (i, p) => [
        debit(i.cash, i.amount, { cashLine: p.partner_advance_cash_line }),
        credit(p.partner_advance_account, i.amount),
      ],
    }),
  ),
  entryRow(
    {
      id: 'E39',
      title: t('资助其他慈善组织的项目', 'Grant to another charity for its project'),
      when: t('不要求返还', 'no claim back; reached later by report and vouchers'),
      source: ['N24 n-5101', 'M12 12'],
      mark: 'A',
      remark: 'entry Q, mark A',
    },
    step({
      key: 'post',
      title: t('拨付', 'Paid'),
      fields: { cash: cash(), amount: fen(), place: place() },
      lines: (i) => [aid(i.amount, i.place, AT_PARTNER), moneyOut(i.cash, i.amount, 'B7')],
    }),
  ),
]
