/** Errors, later knowledge, changed estimates and policies: E73-E78. */
import { credit, debit, type Line } from '../entry.ts'
import { account, choice, fen, type Place, place, t } from './field.ts'
import { approvedBy, entryRow, functionRow, noEntryRow, type Recipe, refuse, step } from './recipe.ts'

const other = account(t('资产或负债科目', 'Asset or liability account'), ['1', '2'], '1122')
const direction = choice(t('净资产', 'Net assets'), ['rise', 'fall'])
const grave = choice(t('性质是否严重', 'Grave by its nature'), ['no', 'yes'])
const kindTotal = fen(t('该类交易总额', 'Whole of that kind of transaction'))

/** N24 86: material by its nature, or from 10 % of that kind of transaction in the line. */
const isMaterial = (i: { amount: bigint; grave: string; kindTotal: bigint }): boolean =>
  i.grave === 'yes' || i.amount * 10n >= i.kindTotal

function against(
  equityOrFlow: string,
  i: { other: string; amount: bigint; direction: string; place: Place },
): readonly Line[] {
  return i.direction === 'rise'
    ? [debit(i.other, i.amount), credit(equityOrFlow, i.amount, i.place)]
    : [debit(equityOrFlow, i.amount, i.place), credit(i.other, i.amount)]
}

const intoNetAssets = step({
  key: 'close',
  type: 'close',
  title: t('转入净资产', 'Moved to net assets'),
  fields: { amount: fen(), direction, place: place() },
  lines: (i) => {
    const equity = i.place.restriction === 'R' ? '3102' : '3101'
    return i.direction === 'rise'
      ? [debit('3201', i.amount, i.place), credit(equity, i.amount, i.place)]
      : [debit(equity, i.amount, i.place), credit('3201', i.amount, i.place)]
  },
})

export const correctionRows: readonly Recipe[] = [
  entryRow(
    {
      id: 'E73',
      title: t('重要的前期差错', 'Material error of an earlier year'),
      when: t('性质严重，或达到该类交易的 10%', 'nature grave, or at least 10 % of that kind of transaction'),
      source: ['N24 86', 'N24 n-3201'],
      mark: 'Q',
      remark: 'restate the opening figures',
    },
    step({
      key: 'adjust',
      title: t('调整', 'Adjusted'),
      needs: [approvedBy('board', 'outside')],
      fields: { other, amount: fen(), direction, place: place(), grave, kindTotal },
      refuse: (i) => (isMaterial(i) ? undefined : refuse('not_material', 'amount')),
      lines: (i) => against('3201', i),
    }),
    intoNetAssets,
  ),
  entryRow(
    {
      id: 'E74',
      title: t('非重要的前期差错', 'Small error of an earlier year'),
      when: t('通过本期相关科目处理', 'through this period’s accounts'),
      source: ['N24 86'],
      mark: 'Q',
    },
    step({
      key: 'post',
      title: t('调整本期', 'Adjusted in this period'),
      fields: {
        other,
        flow: account(t('收入科目', 'Income account'), ['4101', '4201', '4301', '4401', '4501', '4601', '4901']),
        amount: fen(),
        direction,
        place: place(),
        grave,
        kindTotal,
      },
      refuse: (i) => (isMaterial(i) ? refuse('material', 'amount') : undefined),
      lines: (i) => against(i.flow, i),
    }),
    step({
      key: 'post_cost',
      title: t('调整本期管理费用', 'Adjusted in management cost of this period'),
      fields: { other, amount: fen(), direction, place: place(), grave, kindTotal },
      refuse: (i) => (isMaterial(i) ? refuse('material', 'amount') : undefined),
      lines: (i) => against('5301', i).map((line) => (line.account === '5301' ? { ...line, kind: 'mx' } : line)),
    }),
  ),
  functionRow(
    {
      id: 'E75',
      title: t('本期差错', 'Error of the open period'),
      when: t('冲销并重新记账，双向关联', 'reversal and right entry, both linked; nothing deleted'),
      source: ['会计法 9-14'],
      mark: 'A',
    },
    'reversalOf',
    t('由冲销功能生成，再按正确的业务记账', 'made by the reversal, then the right row is posted'),
  ),
  functionRow(
    {
      id: 'E76',
      title: t('资产负债表日后调整事项', 'Adjusting event after year-end'),
      when: t('情况在年末已经存在', 'the condition existed at year-end'),
      source: ['N24 84'],
      mark: 'Q',
    },
    'applyRecipe',
    t(
      '按该业务的分录记入报告年度十二月（未结账时）',
      'the row of the event itself, posted into December of the reported year while it is open',
    ),
  ),
  noEntryRow(
    {
      id: 'E77',
      title: t('会计估计变更', 'Change of estimate'),
      when: t('如使用年限', 'useful life and the like'),
      source: ['N24 85'],
      mark: 'Q',
    },
    t('未来适用：从变更后的月份起按新估计计提', 'from now on only: later months are computed anew'),
  ),
  entryRow(
    {
      id: 'E78',
      title: t('会计政策变更', 'Change of policy'),
      when: t(
        '法律要求或提供更好的信息；不可行时未来适用',
        'law, or better information; prospectively if not feasible',
      ),
      source: ['N24 83', 'N24 n-3201'],
      mark: 'Q',
    },
    step({
      key: 'restate',
      title: t('追溯调整', 'Restated'),
      needs: [approvedBy('board', 'law')],
      fields: { other, amount: fen(), direction, place: place() },
      lines: (i) => against('3201', i),
    }),
    intoNetAssets,
  ),
]
