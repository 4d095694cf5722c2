/** Gifts of money and what surrounds them: E01-E09. N24 = 财会〔2024〕25号, n-… = account note, M12 = 民发〔2026〕12号. */
import { credit, debit } from '../entry.ts'
import { cash, choice, fen, optional, place, t } from './field.ts'
import { fundraisingAccount, generalPlace, income, moneyIn, moneyOut, unlessZero } from './lines.ts'
import { entryRow, noEntryRow, type Recipe, refuse, step } from './recipe.ts'

const giftOfMoney = (options: readonly ('R' | 'U')[]) =>
  step({
    key: 'post',
    title: t('收到捐款', 'Gift received'),
    fields: { cash: cash(), amount: fen(), place: place(options) },
    lines: (i) => [moneyIn(i.cash, i.amount, 'B1'), income('4101', i.amount, i.place)],
  })

export const giftRows: readonly Recipe[] = [
  entryRow(
    {
      id: 'E01',
      title: t('银行收到的限定捐赠', 'Gift to a fund or project, by bank'),
      when: t(
        '捐赠人、方案或协议规定的用途或时间比章程更具体',
        'giver, plan or agreement names a use or time more precise than our charter',
      ),
      source: ['N24 67', 'N24 74', 'N24 n-4101'],
      mark: 'Q',
    },
    giftOfMoney(['R']),
  ),
  entryRow(
    {
      id: 'E02',
      title: t('非限定捐赠', 'Free gift'),
      when: t('没有设置限制', 'no limit set'),
      source: ['N24 74'],
      mark: 'Q',
    },
    giftOfMoney(['U']),
  ),
  entryRow(
    {
      id: 'E03',
      title: t('募捐箱现金', 'Cash box'),
      when: t('两人清点；按箱上所印用途', 'two people count; the class is what the box says'),
      source: ['N24 n-1001', 'N24 n-4101'],
      mark: 'A',
      remark: 'accounts Q, that two people count A',
    },
    step({
      key: 'count',
      title: t('清点入账', 'Counted'),
      fields: { cash: cash('1001'), amount: fen(), place: place() },
      lines: (i) => [moneyIn(i.cash, i.amount, 'B1'), income('4101', i.amount, i.place)],
    }),
    step({
      key: 'short',
      title: t('现金短缺', 'Cash short'),
      fields: {
        cash: cash('1001'),
        amount: fen(),
        cause: choice(t('原因', 'Cause'), ['somebody_pays', 'unknown']),
        place: place(['U']),
      },
      lines: (i) => [
        i.cause === 'unknown' ? debit('5301', i.amount, { ...i.place, kind: 'm5' }) : debit('1122', i.amount),
        moneyOut(i.cash, i.amount, 'B11'),
      ],
    }),
    step({
      key: 'over',
      title: t('现金溢余', 'Cash over'),
      fields: {
        cash: cash('1001'),
        amount: fen(),
        cause: choice(t('原因', 'Cause'), ['unknown', 'owed_to_somebody']),
        place: place(['U']),
      },
      lines: (i) => [
        moneyIn(i.cash, i.amount, 'B6'),
        i.cause === 'unknown' ? income('4901', i.amount, i.place) : credit('2209', i.amount),
      ],
    }),
  ),
  entryRow(
    {
      id: 'E04',
      title: t('经支付机构或指定平台收到的捐赠', 'Gift through a payment institution or a designated platform'),
      when: t('付款已确认，已取得控制', 'payment confirmed, control obtained; booked gross'),
      source: ['N24 n-1009', 'N24 n-4101'],
      mark: 'S',
      remark: 'account Q, gross S (X2)',
    },
    step({
      key: 'post',
      title: t('收到捐款', 'Gift received'),
      fields: { cash: cash('100907'), amount: fen(t('捐款全额', 'Gross amount')), place: place() },
      lines: (i) => [moneyIn(i.cash, i.amount, 'B1'), income('4101', i.amount, i.place)],
    }),
  ),
  entryRow(
    {
      id: 'E05',
      title: t('支付机构手续费', 'Fee of the payment institution'),
      when: t('确实收取；指定平台不得收费', 'really charged; designated platforms charge nothing (CL 27)'),
      source: ['M12 6', 'CL 27'],
      mark: 'S',
    },
    step({
      key: 'post',
      title: t('记手续费', 'Fee charged'),
      fields: { cash: cash('100907'), amount: fen(), place: place() },
      refuse: (i, p) =>
        i.place.restriction === 'R' && p.channel_fee_borne_by === 'host'
          ? refuse('policy_forbids', 'channel_fee_borne_by')
          : undefined,
      lines: (i) => [
        debit(fundraisingAccount('f1'), i.amount, { ...i.place, kind: 'f1' }),
        moneyOut(i.cash, i.amount, 'B9'),
      ],
    }),
  ),
  entryRow(
    {
      id: 'E06',
      title: t('支付机构结算到银行', 'Settlement to the bank'),
      when: t('T+1 或更晚', 'T+1 or later'),
      source: ['N24 n-1009'],
      mark: 'Q',
    },
    step({
      key: 'post',
      title: t('结算', 'Settled'),
      fields: { to: cash('1002', t('转入账户', 'To')), from: cash('100907', t('转出账户', 'From')), amount: fen() },
      refuse: (i) => (i.to === i.from ? refuse('same_place', 'to') : undefined),
      lines: (i) => [debit(i.to, i.amount), credit(i.from, i.amount)],
    }),
  ),
  entryRow(
    {
      id: 'E07',
      title: t('暂未查明的款项', 'Money not yet identified'),
      when: t('来源或用途不明', 'giver or purpose not known yet'),
      source: ['N24 n-2209'],
      mark: 'A',
      remark:
        'account Q, use A; the cash line moves from B6 to B1 when both happen in one year; an agreed share splits as in E14',
    },
    step({
      key: 'receive',
      title: t('收到', 'Received'),
      fields: { cash: cash(), amount: fen() },
      lines: (i) => [moneyIn(i.cash, i.amount, 'B6'), credit('2209', i.amount)],
    }),
    step({
      key: 'identify',
      title: t('查明为捐款', 'Found to be a gift'),
      fields: {
        amount: fen(),
        fee: optional(fen(t('归管理方的部分', 'Share free for the host'))),
        place: place(),
        received: choice(t('收到的年度', 'Received'), ['this_year', 'earlier_year']),
      },
      refuse: (i) => ((i.fee ?? 0n) >= i.amount ? refuse('part_exceeds_whole', 'fee') : undefined),
      lines: (i) => {
        const sameYear = i.received === 'this_year'
        const fee = i.fee ?? 0n
        const cashLine = sameYear ? ('B1' as const) : null
        return [
          debit('2209', i.amount, { cashLine: sameYear ? 'B6' : null }),
          credit('4101', i.amount - fee, { ...i.place, cashLine }),
          unlessZero(fee, (amount) => credit('4101', amount, { ...generalPlace, cashLine })),
        ]
      },
    }),
  ),
  noEntryRow(
    {
      id: 'E08',
      title: t('承诺捐赠', 'Pledge, gala bid, signed agreement not paid'),
      when: t('款物尚未交付', 'nothing handed over yet'),
      source: ['N24 73'],
      mark: 'S',
      remark: 'rule Q, S on pledges; receivables are shown only in management reports',
    },
    t('承诺不带来控制：登记承诺台账，不作分录', 'a promise gives no control: pledge register, no entry'),
  ),
  entryRow(
    {
      id: 'E09',
      title: t('承诺捐赠到账', 'Pledge paid'),
      when: t('承诺兑现', 'the promised money arrives'),
      source: ['N24 73'],
      mark: 'Q',
    },
    giftOfMoney(['R', 'U']),
  ),
  entryRow(
    {
      id: 'E14',
      title: t('约定按比例归管理方自主使用的捐赠', 'Gift of which an agreed share is free for the host'),
      when: t('协议约定，且不超过规定', 'the agreement says so, within M12'),
      source: ['N24 74'],
      mark: 'A',
    },
    step({
      key: 'post',
      title: t('收到捐款', 'Gift received'),
      fields: {
        cash: cash(),
        amount: fen(t('捐款全额', 'Gross amount')),
        fee: fen(t('归管理方的部分', 'Share free for the host')),
        place: place(['R']),
      },
      refuse: (i) => (i.fee >= i.amount ? refuse('part_exceeds_whole', 'fee') : undefined),
      lines: (i) => [
        moneyIn(i.cash, i.amount, 'B1'),
        income('4101', i.amount - i.fee, i.place),
        income('4101', i.fee, generalPlace),
      ],
    }),
  ),
  noEntryRow(
    {
      id: 'E15',
      title: t('约定按实际成本列支管理费的捐赠', 'Gift of which the host takes actual cost up to a share'),
      when: t('协议约定按实列支', 'the agreement says actual cost'),
      source: ['N24 n-5301'],
      mark: 'A',
    },
    t(
      '收款时按 E01 记账，管理费发生时按 E55',
      'nothing at receipt beyond E01; the cost is booked as E55 when it arises',
    ),
  ),
]
