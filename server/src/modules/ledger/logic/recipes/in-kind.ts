/** Gifts in kind and services: E16-E24. Value by paper first, else fair value, else 1 yuan for lasting assets only. */
import { debit } from '../entry.ts'
import { account, cash, choice, fen, optional, party, place, t } from './field.ts'
import { cost, fundraisingAccount, income, moneyOut, NOMINAL_FEN } from './lines.ts'
import { entryRow, noEntryRow, type Recipe, step } from './recipe.ts'

const goods = account(t('存货科目', 'Inventory account'), ['1201'])

export const inKindRows: readonly Recipe[] = [
  entryRow(
    {
      id: 'E16',
      title: t('有凭据的受赠物资', 'Goods with invoice, customs paper or agreement'),
      when: t('凭据金额与公允价值相差不大', 'value = paper, unless far from fair value'),
      source: ['N24 18(1)(2)'],
      mark: 'Q',
    },
    step({
      key: 'post',
      title: t('物资入库', 'Goods taken in'),
      fields: { goods, amount: fen(t('凭据金额', 'Amount of the paper')), place: place() },
      lines: (i) => [debit(i.goods, i.amount), income('4101', i.amount, i.place)],
    }),
  ),
  entryRow(
    {
      id: 'E17',
      title: t('按公允价值入账的受赠物资', 'Goods at fair value'),
      when: t('没有凭据或凭据相差较大', 'no paper, or paper far off; active market first'),
      source: ['N24 18(2)', 'N24 19'],
      mark: 'Q',
    },
    step({
      key: 'post',
      title: t('物资入库', 'Goods taken in'),
      fields: {
        goods,
        amount: fen(t('公允价值', 'Fair value')),
        basis: choice(t('公允价值依据', 'Basis of fair value'), [
          'ex_works',
          'selling_price',
          'guide_price',
          'large_shop_price',
          'other_reasonable',
        ]),
        place: place(),
      },
      lines: (i) => [debit(i.goods, i.amount), income('4101', i.amount, i.place)],
    }),
  ),
  noEntryRow(
    {
      id: 'E18',
      title: t('价值无法取得的受赠物资', 'Goods whose value cannot be found at all'),
      when: t('名义金额规则不适用于存货', 'the 1-yuan rule does not cover inventories'),
      source: ['N24 18', 'N24 88(9)'],
      mark: 'A',
    },
    t(
      '只登记台账并在附注披露；取得价值证据时入账',
      'register only, disclose under note (9); book on first evidence of value',
    ),
  ),
  entryRow(
    {
      id: 'E19',
      title: t('无法计量的受赠固定资产或无形资产', 'Fixed asset or intangible that cannot be measured'),
      when: t('没有凭据且公允价值确实无法计量', 'no paper, fair value surely not measurable: 1 yuan, no depreciation'),
      source: ['N24 18(3)', 'N24 42', 'N24 54'],
      mark: 'Q',
    },
    step({
      key: 'post',
      title: t('按名义金额入账', 'Booked at the nominal amount'),
      fields: { asset: account(t('资产科目', 'Asset account'), ['1501', '1601']), place: place() },
      lines: (i) => [debit(i.asset, NOMINAL_FEN), income('4101', NOMINAL_FEN, i.place)],
    }),
  ),
  entryRow(
    {
      id: 'E20',
      title: t('无凭据的受赠文物', 'Relic without paper'),
      when: t('始终按名义金额', 'always the nominal amount'),
      source: ['N24 18(3)', 'N24 n-1506'],
      mark: 'Q',
    },
    step({
      key: 'post',
      title: t('按名义金额入账', 'Booked at the nominal amount'),
      fields: { place: place() },
      lines: (i) => [debit('1506', NOMINAL_FEN), income('4101', NOMINAL_FEN, i.place)],
    }),
  ),
  entryRow(
    {
      id: 'E21',
      title: t('受赠股权', 'Shares or other equity'),
      when: t('按捐赠票据或类似凭据的金额', 'amount on the donation receipt or like paper'),
      source: ['N24 18'],
      mark: 'Q',
    },
    step({
      key: 'post',
      title: t('股权入账', 'Equity booked'),
      fields: { asset: account(t('投资科目', 'Investment account'), ['1101', '1401']), amount: fen(), place: place() },
      lines: (i) => [debit(i.asset, i.amount), income('4101', i.amount, i.place)],
    }),
  ),
  entryRow(
    {
      id: 'E22',
      title: t('受赠物资的运费和税费', 'Our freight and tax on a gift in kind'),
      when: t('由我方承担', 'borne by us; for a relic in 5901'),
      source: ['N24 18(5)', 'N24 n-1506'],
      mark: 'A',
      remark: 'account Q, kind A',
    },
    step({
      key: 'post',
      title: t('支付', 'Paid'),
      fields: {
        cash: cash(),
        amount: fen(),
        gift: choice(t('受赠资产', 'Gift'), ['goods_or_asset', 'relic']),
        what: choice(t('费用', 'Cost'), ['freight', 'tax']),
        place: place(),
      },
      lines: (i, p) => [
        i.gift === 'relic'
          ? cost('5901', i.amount, i.place)
          : cost(fundraisingAccount(p.freight_of_gifts), i.amount, i.place, p.freight_of_gifts),
        moneyOut(i.cash, i.amount, i.what === 'tax' ? 'B10' : 'B9'),
      ],
    }),
  ),
  entryRow(
    {
      id: 'E23',
      title: t('有发票的服务捐赠', 'Service gift with invoice at fair value'),
      when: t('如无偿审计、法律、设计、运输', 'free audit, legal work, design, transport with paper'),
      source: ['N24 18(4)', 'N24 n-4101'],
      mark: 'Q',
    },
    step({
      key: 'post',
      title: t('同时确认收入和费用', 'Income and expense at once'),
      fields: {
        amount: fen(t('发票金额', 'Amount of the invoice')),
        use: choice(t('用途', 'Use'), ['project_service', 'project_support', 'board', 'office']),
        place: place(),
        giver: optional(party(t('捐赠方', 'Giver'))),
      },
      lines: (i) => {
        const [account, kind] = SERVICE_USES[i.use]
        return [
          debit(account, i.amount, { ...i.place, kind, counterparty: i.giver }),
          { ...income('4101', i.amount, i.place), counterparty: i.giver },
        ]
      },
    }),
  ),
  noEntryRow(
    {
      id: 'E24',
      title: t('无凭据的服务捐赠与志愿时间', 'Service gift without paper; volunteers’ time'),
      when: t('其他情况不予确认', 'every other service'),
      source: ['N24 18(4)', 'N24 88(12)'],
      mark: 'Q',
    },
    t('时长和内容登记台账，附注披露', 'hours and description go to the register and note (12)'),
  ),
]

const SERVICE_USES = {
  project_service: ['5101', 'c2'],
  project_support: ['5101', 'c3'],
  board: ['5301', 'm1'],
  office: ['5301', 'm5'],
} as const
