/**
 * Agency money: E80-E84. It never enters income, donation totals, charity spend or net assets (N24 58, n-4101); every
 * entry moves the asset and the liability of one receiver together, so that A26 = L15 per receiver (N24 66).
 */
import { credit, debit } from '../entry.ts'
import { account, cash, choice, fen, party, place, t } from './field.ts'
import { cost, income, moneyIn, moneyOut } from './lines.ts'
import { entryRow, type Recipe, refuse, step } from './recipe.ts'

const agencyAsset = account(t('受托代理资产科目', 'Agency asset account'), ['1002', '1801', '1001', '1009'], '100290')
const receiver = party(t('指定的受益方', 'Named receiver'))
const yesNo = (zh: string, en: string) => choice(t(zh, en), ['no', 'yes'])

/** The questions of N24 58; a re-gift agreement alone is enough, otherwise all three tests must hold. */
const agencyTests = {
  regiftAgreement: yesNo('有转赠协议', 'A re-gift agreement exists'),
  dutyNoGain: yesNo('收到即有转交义务且净资产不增加', 'Duty to pass on arises with receipt, no rise of net assets'),
  onlyMediates: yesNo('仅起中介作用，不能改变受益方和用途', 'We only mediate and can change neither receiver nor use'),
  giverNamed: yesNo('委托人指定了受益的个人或组织', 'The giver named the person or body'),
}
type Answers = { readonly [K in keyof typeof agencyTests]: 'no' | 'yes' }
const isAgency = (a: Answers): boolean =>
  a.regiftAgreement === 'yes' || (a.dutyNoGain === 'yes' && a.onlyMediates === 'yes' && a.giverNamed === 'yes')

const receive = (key: string) =>
  step({
    key,
    title: t('收到受托代理资产', 'Agency asset received'),
    fields: { asset: agencyAsset, amount: fen(), receiver, ...agencyTests },
    refuse: (i) => (isAgency(i) ? undefined : refuse('agency_tests_fail', 'giverNamed')),
    lines: (i) => [
      debit(i.asset, i.amount, { counterparty: i.receiver }),
      credit('2601', i.amount, { counterparty: i.receiver }),
    ],
  })

export const agencyRows: readonly Recipe[] = [
  entryRow(
    {
      id: 'E80',
      title: t('收到受托代理资产', 'Agency receipt'),
      when: t('有转赠协议，或三项条件同时满足', 're-gift agreement, or all three tests'),
      source: ['N24 58', 'N24 n-1801'],
      mark: 'Q',
    },
    receive('post'),
  ),
  entryRow(
    {
      id: 'E81',
      title: t('转交受托代理资产', 'Agency asset passed on'),
      when: t('交给指定的受益方', 'to the named receiver'),
      source: ['N24 n-1801'],
      mark: 'Q',
    },
    step({
      key: 'post',
      title: t('转交', 'Passed on'),
      fields: { asset: agencyAsset, amount: fen(), receiver },
      lines: (i) => [
        debit('2601', i.amount, { counterparty: i.receiver }),
        credit(i.asset, i.amount, { counterparty: i.receiver }),
      ],
    }),
  ),
  entryRow(
    {
      id: 'E82',
      title: t('受托代理业务中自身的费用', 'Our cost of agency work'),
      when: t('应归属于自身', 'borne by us'),
      source: ['N24 58', 'N24 n-5901'],
      mark: 'Q',
    },
    step({
      key: 'post',
      title: t('支付', 'Paid'),
      fields: { cash: cash(), amount: fen(), place: place(['U']) },
      lines: (i) => [cost('5901', i.amount, i.place), moneyOut(i.cash, i.amount, 'B11')],
    }),
  ),
  entryRow(
    {
      id: 'E83',
      title: t('受益方不存在，委托人改为捐赠', 'Receiver gone, giver decides anew'),
      when: t('转为捐赠', 'becomes a gift'),
      source: ['N24 58'],
      mark: 'A',
      remark: 'the asset leaves the agency account in the same entry, or A26 = L15 would break',
    },
    step({
      key: 'money',
      title: t('货币资金', 'Money'),
      fields: { asset: agencyAsset, cash: cash(), amount: fen(), receiver, place: place() },
      lines: (i) => [
        debit('2601', i.amount, { counterparty: i.receiver }),
        credit(i.asset, i.amount, { counterparty: i.receiver }),
        moneyIn(i.cash, i.amount, 'B1'),
        income('4101', i.amount, i.place),
      ],
    }),
    step({
      key: 'goods',
      title: t('物资', 'Goods'),
      fields: {
        goods: account(t('存货科目', 'Inventory account'), ['1201']),
        amount: fen(),
        receiver,
        place: place(),
      },
      lines: (i) => [
        debit('2601', i.amount, { counterparty: i.receiver }),
        credit('1801', i.amount, { counterparty: i.receiver }),
        debit(i.goods, i.amount),
        income('4101', i.amount, i.place),
      ],
    }),
  ),
  entryRow(
    {
      id: 'E84',
      title: t('其他基金会拨来的项目资金', 'Money from another foundation for a project'),
      when: t('先做 E80 的判断', 'run the test of E80 first'),
      source: ['N24 58'],
      mark: 'S',
      remark: 'test Q; practitioners dispute money that was itself raised from the public (R82, R153)',
    },
    step({
      key: 'income',
      title: t('我方主导项目：捐赠收入', 'We lead the project: income'),
      fields: { cash: cash(), amount: fen(), place: place(['R']), ...agencyTests },
      refuse: (i) => (isAgency(i) ? refuse('agency_tests_hold', 'giverNamed') : undefined),
      lines: (i) => [moneyIn(i.cash, i.amount, 'B1'), income('4101', i.amount, i.place)],
    }),
    receive('agency'),
  ),
]
