import { formatYuan } from '@shanju/contract/kit/money.ts'
import type { GiftFacts, PublicationFacts, ReceiptFacts } from '../facts.ts'
import { fenOf, termOf } from '../settings.ts'
import { missing, type Rules, when } from './rule.ts'

/** 1 yuan: the nominal sum of N24 arts. 18–19. */
const NOMINAL_FEN = 100n

export const giftRules: Rules<GiftFacts> = {
  D01: (gift) =>
    missing({
      donor: gift.donor !== 'missing',
      kind: gift.kind !== null,
      quantity: gift.kind === 'goods' ? (gift.goods?.description.trim() ?? '') !== '' : gift.amountFen !== null,
      handler: (gift.handler?.trim() ?? '') !== '',
      date: gift.givenOn !== null,
    }),
  /** An anonymous donor takes no receipt (CL art. 38), so nothing is left to do. */
  D02: (gift, setting, today) =>
    when([
      gift.receipt === 'none' && gift.donor !== 'anonymous',
      { reason: 'to_issue', due: { from: gift.givenOn ?? today, term: termOf(setting, 'days') } },
    ]),
  D07: (gift, setting) => {
    const line = fenOf(setting, 'line')
    const sum = gift.goods?.valueFen ?? gift.amountFen ?? 0n
    if (gift.agreementSigned) return []
    if (gift.donorAsksAgreement) return [{ reason: 'asked' }]
    return when([sum >= line, { reason: 'line', params: { sum: formatYuan(sum), line: formatYuan(line) } }])
  },
  D16: ({ goods }) => {
    if (!goods) return []
    const nominal = goods.basis === 'nominal'
    return when(
      [goods.basis === null, { reason: 'no_basis' }],
      [nominal && goods.asset === 'stock', { reason: 'nominal_kind' }],
      [nominal && goods.asset !== 'stock' && goods.valueFen !== NOMINAL_FEN, { reason: 'nominal_sum' }],
    )
  },
}

export const receiptRules: Rules<ReceiptFacts> = {
  D03: ({ nature }) =>
    when([nature !== 'gift', { reason: 'no_gift', params: { nature: { words: [`nature.${nature}`] } } }]),
}

/** How much of a name each way of showing tells. */
const TELLS = { anonymous: 0, masked: 1, full: 2 } as const

export const publicationRules: Rules<PublicationFacts> = {
  D15: ({ shown, chosen }) => {
    if (shown === 'anonymous') return []
    if (chosen === null) return [{ reason: 'no_choice' }]
    return when([
      TELLS[shown] > TELLS[chosen],
      { reason: 'wider', params: { chosen: { words: [`shown.${chosen}`] }, shown: { words: [`shown.${shown}`] } } },
    ])
  },
}
