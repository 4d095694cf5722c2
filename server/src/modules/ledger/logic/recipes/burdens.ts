/** Doubtful debts, lawsuits, bodies we set up, charity trusts: E57-E61. */
import { credit, debit } from '../entry.ts'
import { account, cash, choice, fen, place, t } from './field.ts'
import { cost, moneyIn, moneyOut } from './lines.ts'
import { approvedBy, entryRow, noEntryRow, type Recipe, refuse, step } from './recipe.ts'

const receivable = account(t('应收科目', 'Receivable'), ['1122', '1121', '1111'])

export const burdenRows: readonly Recipe[] = [
  entryRow(
    {
      id: 'E57',
      title: t('坏账', 'Doubtful receivable'),
      when: t('至少每年检查', 'checked at least yearly'),
      source: ['N24 n-1131'],
      mark: 'Q',
    },
    step({
      key: 'allow',
      title: t('计提', 'Allowance'),
      fields: { amount: fen(), place: place() },
      lines: (i) => [cost('550102', i.amount, i.place), credit('1131', i.amount)],
    }),
    step({
      key: 'reduce',
      title: t('冲减', 'Allowance reduced'),
      fields: { amount: fen(), allowance: fen(t('已计提余额', 'Allowance in the books')), place: place() },
      refuse: (i) => (i.amount > i.allowance ? refuse('part_exceeds_whole', 'allowance') : undefined),
      lines: (i) => [debit('1131', i.amount), credit('550102', i.amount, i.place)],
    }),
    step({
      key: 'write_off',
      title: t('核销', 'Written off'),
      needs: [approvedBy('board')],
      fields: { amount: fen(), receivable },
      lines: (i) => [debit('1131', i.amount), credit(i.receivable, i.amount)],
    }),
    step({
      key: 'recover',
      title: t('核销后收回', 'Recovered after write-off'),
      fields: { cash: cash(), amount: fen(), receivable },
      lines: (i) => [
        debit(i.receivable, i.amount),
        credit('1131', i.amount),
        moneyIn(i.cash, i.amount, 'B6'),
        credit(i.receivable, i.amount),
      ],
    }),
  ),
  entryRow(
    {
      id: 'E58',
      title: t('很可能败诉的诉讼', 'Lawsuit likely lost'),
      when: t('现时义务、很可能流出、金额可计量', 'present duty, likely, measurable'),
      source: ['N24 61', 'N24 n-2503'],
      mark: 'Q',
    },
    step({
      key: 'post',
      title: t('确认预计负债', 'Provision'),
      fields: { amount: fen(), place: place() },
      lines: (i) => [cost('5301', i.amount, i.place, 'm5'), credit('2503', i.amount)],
    }),
    step({
      key: 'pay',
      title: t('偿付', 'Paid'),
      fields: { cash: cash(), amount: fen() },
      lines: (i) => [debit('2503', i.amount), moneyOut(i.cash, i.amount, 'B11')],
    }),
    step({
      key: 'release',
      title: t('转回', 'Provision taken back'),
      fields: { amount: fen(), place: place() },
      lines: (i) => [debit('2503', i.amount), credit('5301', i.amount, { ...i.place, kind: 'm5' })],
    }),
  ),
  entryRow(
    {
      id: 'E59',
      title: t('出资设立其他民间非营利组织', 'Other NPO set up by us'),
      when: t('是否与业务活动目标相关', 'whether its purpose serves ours'),
      source: ['N24 n-5101', 'N24 n-5901'],
      mark: 'Q',
    },
    step({
      key: 'post',
      title: t('出资', 'Paid in'),
      fields: {
        cash: cash(),
        amount: fen(),
        purpose: choice(t('宗旨', 'Purpose'), ['serves_ours', 'does_not']),
        place: place(),
      },
      lines: (i) => [
        i.purpose === 'serves_ours' ? cost('5101', i.amount, i.place, 'other') : cost('5901', i.amount, i.place),
        moneyOut(i.cash, i.amount, 'B11'),
      ],
    }),
  ),
  entryRow(
    {
      id: 'E60',
      title: t('作为委托人设立慈善信托', 'Charity trust set up as settlor'),
      when: t('信托财产交付', 'trust property handed over'),
      source: ['N24 n-5101', 'M12 4', 'M12 12'],
      mark: 'A',
      remark: 'entry Q, cash line A',
    },
    step({
      key: 'post',
      title: t('交付信托财产', 'Handed over'),
      fields: { cash: cash(), amount: fen(), place: place() },
      lines: (i, p) => [
        debit('510190', i.amount, { ...i.place, kind: 'trust', reach: 'at_partner' }),
        moneyOut(i.cash, i.amount, p.trust_cash_line),
      ],
    }),
  ),
  noEntryRow(
    {
      id: 'E61',
      title: t('作为受托人持有的信托财产', 'Assets held as trustee of a charity trust'),
      when: t('与自有财产分别管理', 'separate from own property'),
      source: ['N24 88(15)', '慈善信托管理办法 26-27'],
      mark: 'A',
    },
    t('每项信托单独建账，不进本组织账簿，附注披露', 'a book of its own per trust, never in these accounts; note (15)'),
  ),
]
