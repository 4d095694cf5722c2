/** Closing, the end of a fund, and the beginning of the books: E100-E104. */
import { fen, place, t } from './field.ts'
import { approvedBy, entryRow, functionRow, type Recipe, refuse, step } from './recipe.ts'
import { samePlace, transferLines } from './restriction.ts'

export const closingRows: readonly Recipe[] = [
  functionRow(
    {
      id: 'E100',
      title: t('期末结转', 'Period-end closing'),
      when: t('期末；按基金和限定分别结转', 'period end; by fund and restriction'),
      source: ['N24 75', 'N24 79', 'N24 n-3101', 'N24 n-3102'],
      mark: 'A',
      remark: 'rule Q, monthly A',
    },
    'closingDrafts',
    t('由结转功能生成', 'made by the closing'),
  ),
  functionRow(
    {
      id: 'E101',
      title: t('基金终止：限定剩余', 'Fund closed, restricted rest'),
      when: t(
        '按协议或方案；未约定时用于相同或相近目的',
        'agreement or plan; if silent, same or near purpose, published in 3 months',
      ),
      source: ['CL 58'],
      mark: 'Q',
    },
    'applyRecipe',
    t(
      '转入新基金按 E68，退回捐赠人按 E71、E72；不得转入自有资金',
      'E68 to the new fund, or back to the giver by E71 or E72; never to general',
    ),
  ),
  entryRow(
    {
      id: 'E102',
      title: t('基金终止：指定剩余', 'Fund closed, designated rest'),
      when: t('理事会决定', 'the board decides'),
      source: ['N24 67'],
      mark: 'A',
    },
    step({
      key: 'post',
      title: t('转回', 'Moved back'),
      needs: [approvedBy('board')],
      fields: { amount: fen(), from: place(['U'], t('转出', 'From')), to: place(['U'], t('转入', 'To')) },
      refuse: (i) => (samePlace(i.from, i.to) ? refuse('same_place', 'to') : undefined),
      lines: (i) => transferLines(i.amount, i.from, i.to),
    }),
  ),
  functionRow(
    {
      id: 'E103',
      title: t('基金终止：受托代理剩余', 'Fund closed, agency rest'),
      when: t('转交或改为捐赠', 'passed on, or a gift after all'),
      source: ['N24 58'],
      mark: 'Q',
    },
    'applyRecipe',
    t('按 E81 或 E83', 'E81 or E83'),
  ),
  functionRow(
    {
      id: 'E104',
      title: t('2026 年 1 月 1 日期初', 'Opening on 2026-01-01'),
      when: t('由 2025 年 12 月 31 日试算平衡表转换', 'from the trial balance of 2025-12-31'),
      source: ['财会〔2025〕6号'],
      mark: 'S',
      remark: 'the official table of accounts was not read',
    },
    'openingDraft',
    t('由期初功能生成一张分录', 'one entry made by the opening'),
  ),
]
