import type { refusals } from '@shanju/contract/giving/refusals.ts'
import type { Channel, Column, DonorKind, Shown } from '@shanju/contract/giving/vocab.ts'
import { parseDay } from '@shanju/contract/kit/dates.ts'
import { LARGEST_FEN, parseYuan } from '@shanju/contract/kit/money.ts'
import type { NewReceipt } from './gift-facts.ts'
import type { Plan } from './plan.ts'

export type RowCode = keyof typeof refusals

export interface RowProblem {
  readonly column: Column
  readonly code: RowCode
  readonly params: Readonly<Record<string, string | number>>
}

/** One row as read: money in fen, days as YYYY-MM-DD; which fund is meant is for whoever knows the funds. */
export interface GiftRow {
  readonly orderNo: string
  readonly fund: string
  readonly division: string
  readonly amountFen: bigint
  readonly givenOn: string
  readonly channel: Channel
  readonly donorName: string
  /** Undefined where the list does not say. */
  readonly donorKind: DonorKind | undefined
  /** Undefined where the list does not say what the donor chose. */
  readonly shown: Shown | undefined
  readonly purpose: string
  /** Undefined where none is issued yet. */
  readonly receipt: NewReceipt | undefined
  readonly note: string
}

export type ReadRow =
  | { readonly problems: readonly RowProblem[] }
  | { readonly problems?: undefined; readonly row: GiftRow }

const CHANNEL_WORDS: Readonly<Record<string, Channel>> = {
  现金: 'cash',
  cash: 'cash',
  银行: 'bank',
  银行转账: 'bank',
  转账: 'bank',
  bank: 'bank',
  微信: 'wechat',
  微信支付: 'wechat',
  wechat: 'wechat',
  支付宝: 'alipay',
  alipay: 'alipay',
  平台: 'platform',
  募捐平台: 'platform',
  platform: 'platform',
  '': 'platform',
}
const SHOWN_WORDS: Readonly<Record<string, Shown>> = {
  实名: 'full',
  full: 'full',
  隐名: 'masked',
  masked: 'masked',
  匿名: 'anonymous',
  anonymous: 'anonymous',
}
const KIND_WORDS: Readonly<Record<string, DonorKind>> = {
  个人: 'person',
  自然人: 'person',
  person: 'person',
  家庭: 'household',
  household: 'household',
  个体工商户: 'sole_trader',
  个体户: 'sole_trader',
  个体: 'sole_trader',
  sole_trader: 'sole_trader',
  'sole trader': 'sole_trader',
  企业: 'firm',
  公司: 'firm',
  firm: 'firm',
  团体: 'group',
  集体: 'group',
  单位: 'group',
  group: 'group',
  无名氏: 'anonymous',
  anonymous: 'anonymous',
  'nobody known': 'anonymous',
}
/** What our own exports write, and what clerks write, where there is no number. */
const NO_RECEIPT_YET: readonly string[] = ['', '待开', '待开票据', '未开', '由募捐平台开具', 'none', '-', '/']
const WAIVED: readonly string[] = [
  '不要票据',
  '不要',
  '不需要',
  '不需要票据',
  '不开',
  '无需',
  '捐赠人不要票据',
  'waived',
]

const LONGEST: Partial<Record<Column, number>> = { order: 100, donor: 60, purpose: 200, receipt: 40, note: 500 }
/** A wrong value is repeated to the clerk only where it cannot be a person's. */
const SHOWN_IN_ERROR = 40

/** Reads one row and collects everything that is wrong with it. */
export function readRow(cells: readonly string[], plan: Pick<Plan, 'columns' | 'channel'>): ReadRow {
  const problems: RowProblem[] = []
  const add: Add = (column, code, value) => {
    problems.push({ column, code, params: value === undefined ? {} : { value: value.slice(0, SHOWN_IN_ERROR) } })
    return undefined
  }
  const cell = (column: Column): string => {
    const text = (cells[plan.columns[column] ?? -1] ?? '').trim()
    const most = LONGEST[column]
    if (most !== undefined && [...text].length > most) {
      problems.push({ column, code: 'row_text_too_long', params: { most } })
    }
    return text
  }
  const orderNo = readOrder(cell('order'), add)
  const amountFen = readAmount(cell('amount'), add)
  const givenOn = parseDay(cell('day')) ?? add('day', 'row_day_unreadable', cell('day'))
  const channel = readChannel(cell('channel'), plan.channel) ?? add('channel', 'row_channel_unknown', cell('channel'))
  const shownAs = cell('shown').toLowerCase()
  const shown = shownAs === '' ? undefined : (SHOWN_WORDS[shownAs] ?? add('shown', 'row_shown_unknown', cell('shown')))
  const [donorName, purpose, note] = [cell('donor'), cell('purpose'), cell('note')]
  const donorKind = readKind(cell('kind'), donorName, add)
  const receipt = readReceipt(cell('receipt'), add)
  if (problems.length > 0 || !orderNo || !amountFen || !givenOn || !channel) return { problems }
  return {
    row: {
      orderNo,
      fund: cell('fund'),
      division: cell('division'),
      amountFen,
      givenOn,
      channel,
      donorName,
      donorKind,
      shown,
      purpose,
      receipt,
      note,
    },
  }
}

type Add = (column: Column, code: RowCode, value?: string) => undefined

/**
 * Platforms put signs before a long number (`="…"`, an apostrophe, a grave accent) to keep spreadsheet programs from
 * rounding it. Where they did not, it is 4.2E+27 by now, and many gifts share it.
 */
function readOrder(text: string, add: Add): string | undefined {
  const plain = unsigned(text)
  if (plain === '') return add('order', 'row_order_missing')
  return ROUNDED.test(plain) ? add('order', 'row_order_damaged', plain) : plain
}

const ROUNDED = /^\d(\.\d+)?E\+\d+$/i

const unsigned = (text: string): string =>
  text
    .replace(/^="(.*)"$/, '$1')
    .replace(/^['`]/, '')
    .trim()

const readChannel = (text: string, otherwise: Channel | null): Channel | undefined =>
  text === '' && otherwise ? otherwise : CHANNEL_WORDS[text.toLowerCase()]

function readKind(text: string, donorName: string, add: Add): DonorKind | undefined {
  if (text === '') return undefined
  const kind = KIND_WORDS[text.toLowerCase()]
  if (!kind) return add('kind', 'row_kind_unknown', text)
  return kind === 'anonymous' && donorName !== '' ? add('kind', 'anonymous_with_name') : kind
}

/** A number without a digit is none, and one that a spreadsheet program rounded is another one by now. */
function readReceipt(text: string, add: Add): NewReceipt | undefined {
  const plain = unsigned(text)
  if (NO_RECEIPT_YET.includes(plain.toLowerCase())) return undefined
  if (WAIVED.includes(plain.toLowerCase())) return { kind: 'waived' }
  return /\d/.test(plain) && !ROUNDED.test(plain)
    ? { kind: 'issued', receiptNo: plain }
    : add('receipt', 'row_receipt_unreadable', text)
}

function readAmount(text: string, add: Add): bigint | undefined {
  const amount = parseYuan(text)
  if (amount === undefined) return add('amount', 'row_amount_unreadable', text)
  if (amount <= 0n) return add('amount', 'row_amount_not_positive')
  return amount > LARGEST_FEN ? add('amount', 'row_amount_too_large') : amount
}
