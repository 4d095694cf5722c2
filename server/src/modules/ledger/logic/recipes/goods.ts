/** Goods after they came: handed out, used, lost, counted, written down, sold: E25-E31. */
import { credit, debit } from '../entry.ts'
import { account, cash, choice, fen, fenOrZero, place, reach, t } from './field.ts'
import { AT_PARTNER, aid, cost, income, moneyIn, unlessZero } from './lines.ts'
import { approvedBy, entryRow, type Recipe, refuse, step } from './recipe.ts'

const goods = account(t('存货科目', 'Inventory account'), ['1201'])
const carrying = fen(t('账面成本', 'Cost in the books'))

export const goodsRows: readonly Recipe[] = [
  entryRow(
    {
      id: 'E25',
      title: t('物资发放给受益人', 'Goods handed to beneficiaries'),
      when: t('有签收清单', 'signed hand-over list'),
      source: ['N24 n-1201'],
      mark: 'Q',
    },
    step({
      key: 'post',
      title: t('发放', 'Handed over'),
      fields: { goods, amount: carrying, place: place(), reach: reach(['reached']) },
      lines: (i) => [aid(i.amount, i.place, i.reach), credit(i.goods, i.amount)],
    }),
  ),
  entryRow(
    {
      id: 'E26',
      title: t('物资转交执行机构', 'Goods given on to another body for its beneficiaries'),
      when: t('尚未到达最终受益人', 'not yet with the last beneficiary; later only the mark changes'),
      source: ['N24 n-1201', 'M12 12'],
      mark: 'A',
      remark: 'entry Q, mark A',
    },
    step({
      key: 'post',
      title: t('转交', 'Given on'),
      fields: { goods, amount: carrying, place: place() },
      lines: (i) => [aid(i.amount, i.place, AT_PARTNER), credit(i.goods, i.amount)],
    }),
  ),
  entryRow(
    {
      id: 'E27',
      title: t('办公室领用物资', 'Goods used by the office'),
      when: t('管理使用', 'used for administration'),
      source: ['N24 n-1201'],
      mark: 'Q',
    },
    step({
      key: 'post',
      title: t('领用', 'Used'),
      fields: { goods, amount: carrying, place: place() },
      lines: (i) => [cost('5301', i.amount, i.place, 'm5'), credit(i.goods, i.amount)],
    }),
  ),
  entryRow(
    {
      id: 'E28',
      title: t('物资毁损、过期、盘亏', 'Spoilt, expired or lost goods'),
      when: t('经批准', 'with the approval of the board'),
      source: ['N24 26(3)', 'N24 n-1201'],
      mark: 'Q',
    },
    step({
      key: 'post',
      title: t('核销', 'Written off'),
      needs: [approvedBy('board')],
      fields: {
        goods,
        amount: carrying,
        claim: fenOrZero(t('可收回的赔偿', 'Claims and scrap value')),
        claimIn: choice(t('赔偿的去向', 'Claim is'), ['receivable', 'paid']),
        cash: cash(),
        place: place(),
      },
      refuse: (i) => (i.claim > i.amount ? refuse('part_exceeds_whole', 'claim') : undefined),
      lines: (i) => [
        unlessZero(i.amount - i.claim, (net) => cost('5301', net, i.place, 'm5')),
        unlessZero(i.claim, (claim) => (i.claimIn === 'paid' ? moneyIn(i.cash, claim, 'B6') : debit('1122', claim))),
        credit(i.goods, i.amount),
      ],
    }),
  ),
  entryRow(
    {
      id: 'E29',
      title: t('物资盘盈', 'Goods found in a count'),
      when: t('按公允价值', 'at fair value'),
      source: ['N24 n-1201'],
      mark: 'Q',
    },
    step({
      key: 'post',
      title: t('盘盈入账', 'Taken in'),
      fields: { goods, amount: fen(t('公允价值', 'Fair value')), place: place() },
      lines: (i) => [debit(i.goods, i.amount), income('4901', i.amount, i.place)],
    }),
  ),
  entryRow(
    {
      id: 'E30',
      title: t('存货跌价及转回', 'Goods below net realisable value, and back'),
      when: t('可变现净值低于账面价值', 'reversed up to the allowance'),
      source: ['N24 26(4)', 'N24 n-1202'],
      mark: 'Q',
    },
    step({
      key: 'fall',
      title: t('计提', 'Allowance'),
      fields: { amount: fen(), place: place() },
      lines: (i) => [cost('550103', i.amount, i.place), credit('1202', i.amount)],
    }),
    step({
      key: 'back',
      title: t('转回', 'Reversed'),
      fields: { amount: fen(), allowance: fen(t('已计提余额', 'Allowance in the books')), place: place() },
      refuse: (i) => (i.amount > i.allowance ? refuse('part_exceeds_whole', 'allowance') : undefined),
      lines: (i) => [debit('1202', i.amount), credit('550103', i.amount, i.place)],
    }),
  ),
  entryRow(
    {
      id: 'E31',
      title: t('变卖不易储存的受赠物资', 'Donated goods sold because hard to keep'),
      when: t('所得全部用于慈善目的', 'net proceeds stay charitable (CL 54)'),
      source: ['N24 n-4501', 'CL 54'],
      mark: 'A',
      remark: 'accounts Q; that the class follows the gift A',
    },
    step({
      key: 'post',
      title: t('变卖', 'Sold'),
      fields: { cash: cash(), goods, proceeds: fen(t('价款', 'Proceeds')), amount: carrying, place: place() },
      lines: (i) => [
        moneyIn(i.cash, i.proceeds, 'B4'),
        income('4501', i.proceeds, i.place),
        cost('5101', i.amount, i.place, 'other'),
        credit(i.goods, i.amount),
      ],
    }),
  ),
]
