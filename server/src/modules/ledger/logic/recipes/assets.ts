/** Lasting assets: E47-E52. */
import { credit, debit } from '../entry.ts'
import { account, cash, choice, fen, fenOrZero, optional, party, place, reach, t } from './field.ts'
import { aid, cost, generalPlace, income, moneyIn, moneyOut, unlessZero } from './lines.ts'
import { entryRow, limitBy, type Recipe, refuse, step } from './recipe.ts'

const assetCost = fen(t('原价', 'Cost in the books'))
const depreciation = fenOrZero(t('累计折旧', 'Depreciation so far'))

export const assetRows: readonly Recipe[] = [
  entryRow(
    {
      id: 'E47',
      title: t('用限定资金购置固定资产', 'Fixed asset bought'),
      when: t('净资产不变动，资产带基金标签', 'net assets do not move; the asset bears the tag of the fund'),
      source: ['N24 35'],
      mark: 'Q',
    },
    step({
      key: 'post',
      title: t('购置', 'Bought'),
      fields: {
        asset: account(t('资产科目', 'Asset account'), ['1501', '1505', '1601']),
        cash: cash(),
        amount: fen(),
        fund: optional(party(t('基金', 'Fund'))),
      },
      lines: (i) => [debit(i.asset, i.amount, { fund: i.fund }), moneyOut(i.cash, i.amount, 'I5')],
    }),
  ),
  entryRow(
    {
      id: 'E48',
      title: t('折旧与摊销', 'Depreciation and amortisation'),
      when: t(
        '按月；增加当月计提，减少当月不提',
        'monthly; the month of addition counts, the month of removal does not',
      ),
      source: ['N24 41', 'N24 68', 'N24 n-1502', 'N24 n-1602'],
      mark: 'A',
      remark: 'entry Q; that an asset from restricted money is depreciated as restricted expense A',
    },
    step({
      key: 'post',
      title: t('计提', 'Month booked'),
      fields: {
        against: account(t('备抵科目', 'Contra account'), ['1502', '1602']),
        amount: fen(),
        use: choice(t('用途', 'Use'), ['project', 'office']),
        place: place(),
      },
      lines: (i) => [
        i.use === 'project' ? cost('5101', i.amount, i.place, 'c2') : cost('5301', i.amount, i.place, 'm5'),
        credit(i.against, i.amount),
      ],
    }),
  ),
  entryRow(
    {
      id: 'E49',
      title: t('资产购置即完成限定用途', 'The asset was the whole purpose and its later use is free'),
      when: t('限制已经完全解除', 'the restriction is completely gone'),
      source: ['N24 69'],
      mark: 'A',
      remark: 'the alternative is E48 with restricted depreciation; choose per gift, in writing',
    },
    step({
      key: 'post',
      title: t('重新分类', 'Reclassified'),
      needs: [limitBy('giver', 'law', 'plan', 'term')],
      fields: { amount: fen(t('净额', 'Net amount')), place: place(['R']) },
      lines: (i) => [
        debit('3102', i.amount, { ...i.place, kind: 'release' }),
        credit('3101', i.amount, { ...generalPlace, fund: i.place.fund, kind: 'release' }),
      ],
    }),
  ),
  entryRow(
    {
      id: 'E50',
      title: t('购入用于发放的物品', 'Thing bought to be handed over'),
      when: t('持有以备捐赠的是存货，不入固定资产', 'held for donation is inventory, never via 1501; then E25'),
      source: ['N24 26'],
      mark: 'Q',
    },
    step({
      key: 'post',
      title: t('购入', 'Bought'),
      fields: { goods: account(t('存货科目', 'Inventory account'), ['1201']), cash: cash(), amount: fen() },
      lines: (i) => [debit(i.goods, i.amount), moneyOut(i.cash, i.amount, 'B9')],
    }),
  ),
  entryRow(
    {
      id: 'E51',
      title: t('捐出自有固定资产', 'Own fixed asset given away'),
      when: t('经固定资产清理', 'through 1509'),
      source: ['N24 n-1509'],
      mark: 'A',
    },
    step({
      key: 'post',
      title: t('捐出', 'Given away'),
      fields: { cost: assetCost, depreciation, place: place(), reach: reach(['reached', 'at_partner']) },
      refuse: (i) => (i.depreciation >= i.cost ? refuse('part_exceeds_whole', 'depreciation') : undefined),
      lines: (i, p) => {
        const net = i.cost - i.depreciation
        return [
          debit('1509', net),
          unlessZero(i.depreciation, (part) => debit('1502', part)),
          credit('1501', i.cost),
          p.own_asset_given === '5101' ? aid(net, i.place, i.reach) : cost('5901', net, i.place),
          credit('1509', net),
        ]
      },
    }),
  ),
  entryRow(
    {
      id: 'E52',
      title: t('出售或报废固定资产', 'Fixed asset sold or scrapped'),
      when: t('经固定资产清理', 'through 1509; gain to 4901, loss to 5901'),
      source: ['N24 44', 'N24 n-1509'],
      mark: 'Q',
    },
    step({
      key: 'remove',
      title: t('转入清理', 'Moved to disposal'),
      fields: { cost: assetCost, depreciation },
      refuse: (i) => (i.depreciation > i.cost ? refuse('part_exceeds_whole', 'depreciation') : undefined),
      lines: (i) => [
        unlessZero(i.cost - i.depreciation, (net) => debit('1509', net)),
        unlessZero(i.depreciation, (part) => debit('1502', part)),
        credit('1501', i.cost),
      ],
    }),
    step({
      key: 'proceeds',
      title: t('清理收入', 'Proceeds'),
      fields: { cash: cash(), amount: fen() },
      lines: (i) => [moneyIn(i.cash, i.amount, 'I3'), credit('1509', i.amount)],
    }),
    step({
      key: 'expense',
      title: t('清理费用', 'Cost of disposal'),
      fields: { cash: cash(), amount: fen() },
      lines: (i) => [debit('1509', i.amount), moneyOut(i.cash, i.amount, 'I3')],
    }),
    step({
      key: 'result',
      title: t('结转净损益', 'Result'),
      fields: { amount: fen(), result: choice(t('结果', 'Result'), ['gain', 'loss']), place: place() },
      lines: (i) =>
        i.result === 'gain'
          ? [debit('1509', i.amount), income('4901', i.amount, i.place)]
          : [cost('5901', i.amount, i.place), credit('1509', i.amount)],
    }),
  ),
]
