/**
 * Limits set, lifted, moved: E62-E68. Restricted money is released only when its limit is wholly gone; spending never
 * releases, and the board alone can neither set nor lift a limit (N24 67, 69, 70).
 */
import { credit, debit, type Line } from '../entry.ts'
import { account, fen, type Place, place, t } from './field.ts'
import { approvedBy, entryRow, limitBy, type Recipe, refuse, step } from './recipe.ts'

function releaseLines(amount: bigint, from: Place): readonly Line[] {
  return [
    debit('3102', amount, { ...from, kind: 'release' }),
    credit('3101', amount, { restriction: 'U', fund: from.fund, kind: 'release' }),
  ]
}

const restrictLines = (i: { amount: bigint; from: Place; to: Place }): readonly Line[] => [
  debit('3101', i.amount, { ...i.from, kind: 'restrict' }),
  credit('3102', i.amount, { ...i.to, kind: 'restrict' }),
]

const from = (options: readonly ('R' | 'U')[]) => place(options, t('转出', 'From'))
const to = (options: readonly ('R' | 'U')[]) => place(options, t('转入', 'To'))
const balance = fen(t('账面净额', 'Net balance in the books'))

/** 31xx to 31xx of the same class, between funds or restrictions. */
export function transferLines(amount: bigint, source: Place, target: Place): readonly Line[] {
  const equity = source.restriction === 'R' ? '3102' : '3101'
  return [
    debit(equity, amount, { ...source, kind: 'transfer' }),
    credit(equity, amount, { ...target, kind: 'transfer' }),
  ]
}

export const samePlace = (one: Place, other: Place): boolean =>
  one.restriction === other.restriction && one.restrictionId === other.restrictionId && one.fund === other.fund

const fullRelease = (key: string, ...makers: ('giver' | 'law' | 'term')[]) =>
  step({
    key,
    title: t('转为非限定性净资产', 'Released in full'),
    needs: [limitBy(...makers)],
    fields: { amount: fen(), balance, place: place(['R']) },
    refuse: (i) => (i.amount === i.balance ? undefined : refuse('not_full_balance', 'amount')),
    lines: (i) => releaseLines(i.amount, i.place),
  })

export const restrictionRows: readonly Recipe[] = [
  entryRow(
    {
      id: 'E62',
      title: t('捐赠人或法律解除以前期间收入的限制', 'Giver or law lifts the limit on income of an earlier period'),
      when: t('书面，全额一次转出', 'written; full amount at once'),
      source: ['N24 70', 'N24 n-3102'],
      mark: 'Q',
    },
    fullRelease('post', 'giver', 'law'),
  ),
  entryRow(
    {
      id: 'E63',
      title: t('时间限制到期且无用途限制', 'Time limit ends, no use limit left'),
      when: t('净额转出', 'net balance'),
      source: ['N24 69'],
      mark: 'Q',
    },
    fullRelease('post', 'term'),
  ),
  entryRow(
    {
      id: 'E64',
      title: t('限制在确认收入的当期完全解除', 'Restriction gone in the same period as the income'),
      when: t('在确认收入的当期得以完全解除；支出不属于此情形', 'not by spending: that is E32'),
      source: ['N24 n-4101', 'N24 n-4401'],
      mark: 'A',
      remark: 'entry Q; that spending is no such case A',
    },
    step({
      key: 'post',
      title: t('转为非限定性收入', 'Moved to unrestricted income'),
      needs: [limitBy('giver', 'law', 'term', 'plan')],
      fields: {
        income: account(t('收入科目', 'Income account'), ['4101', '4401']),
        amount: fen(),
        place: place(['R']),
      },
      lines: (i) => [
        debit(i.income, i.amount, i.place),
        credit(i.income, i.amount, { restriction: 'U', fund: i.place.fund }),
      ],
    }),
  ),
  entryRow(
    {
      id: 'E65',
      title: t('对以前非限定资产增加限制', 'Restriction added to earlier free money'),
      when: t('由资产提供者或法律设置，不能由理事会设置', 'by the giver of the asset or by law, not by the board'),
      source: ['N24 n-3101(4)'],
      mark: 'Q',
    },
    step({
      key: 'post',
      title: t('转为限定性净资产', 'Restricted'),
      needs: [limitBy('giver', 'law')],
      fields: { amount: fen(), from: from(['U']), to: to(['R']) },
      lines: restrictLines,
    }),
  ),
  entryRow(
    {
      id: 'E66',
      title: t('法律要求提取的准备金或专项资金', 'Reserve or special fund demanded by law'),
      when: t('法律、行政法规要求', 'demanded by law'),
      source: ['N24 n-3101(5)'],
      mark: 'Q',
    },
    step({
      key: 'post',
      title: t('提取', 'Set aside'),
      needs: [limitBy('law')],
      fields: { amount: fen(), from: from(['U']), to: to(['R']) },
      lines: restrictLines,
    }),
  ),
  entryRow(
    {
      id: 'E67',
      title: t('管理方以自有资金投入社区基金', 'Host puts own money into a community fund'),
      when: t('理事会决议：指定用途，仍为非限定', 'board decision: designated, still unrestricted'),
      source: ['N24 67'],
      mark: 'A',
      remark: 'class Q, move A; lines 三 and 四 of the activity statement stay untouched',
    },
    step({
      key: 'post',
      title: t('转入基金', 'Moved'),
      needs: [approvedBy('board')],
      fields: { amount: fen(), from: from(['U']), to: to(['U']) },
      refuse: (i) => (samePlace(i.from, i.to) ? refuse('same_place', 'to') : undefined),
      lines: (i) => transferLines(i.amount, i.from, i.to),
    }),
  ),
  entryRow(
    {
      id: 'E68',
      title: t('限定资金在基金之间转移', 'Restricted money moves between funds'),
      when: t(
        '捐赠人同意、方案变更已备案，或终止项目的剩余',
        'giver agrees, or plan change filed (CL 56), or surplus of a closed project (CL 58)',
      ),
      source: ['CL 56', 'CL 58'],
      mark: 'A',
      remark: 'condition Q, form A; lines 三 and 四 stay untouched',
    },
    step({
      key: 'post',
      title: t('转移', 'Moved'),
      needs: [limitBy('giver', 'law', 'plan')],
      fields: { amount: fen(), from: from(['R']), to: to(['R']) },
      refuse: (i) => (samePlace(i.from, i.to) ? refuse('same_place', 'to') : undefined),
      lines: (i) => transferLines(i.amount, i.from, i.to),
    }),
  ),
]
