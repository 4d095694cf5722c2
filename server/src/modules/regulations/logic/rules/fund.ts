import { formatYuan } from '@shanju/contract/kit/money.ts'
import type { AgreementFacts, FundOpeningFacts, OrganisationFacts } from '../facts.ts'
import { fenOf, termOf, wordsOf } from '../settings.ts'
import { missing, type Rule, type Rules, when } from './rule.ts'

/** PLAN 二(一)6: a complaint telephone, and where the public can find it. */
const complaintTelephone: Rule<OrganisationFacts> = ({ complaintLine }) =>
  when(
    [!complaintLine || complaintLine.telephone.trim() === '', { reason: 'no_line' }],
    [
      complaintLine !== null && complaintLine.telephone.trim() !== '' && complaintLine.publishedIn.trim() === '',
      { reason: 'not_published' },
    ],
  )

/** HN and MB47: host, place and an ending of this kind; between place and ending a fund may have a word of its own. */
const name: Rule<FundOpeningFacts> = (facts, setting) => {
  const ofHost = facts.name.startsWith(facts.host.name)
  const own = ofHost ? facts.name.slice(facts.host.name.length) : facts.name
  const forbidden = wordsOf(setting, 'forbidden_words').filter((word) => own.includes(word))
  return when(
    [!ofHost, { reason: 'host_missing', params: { host: facts.host.name } }],
    [
      ofHost ? !own.startsWith(facts.placeName) : !own.includes(facts.placeName),
      { reason: 'place_missing', params: { place: facts.placeName } },
    ],
    [!/(?:社区|慈善|暖心)[\p{Script=Han}]{0,6}基金$/u.test(own), { reason: 'ending' }],
    [!/^\p{Script=Han}+$/u.test(own), { reason: 'characters' }],
    ...forbidden.map((word) => [true, { reason: 'forbidden', params: { word } }] as const),
  )
}

export const fundRules: Rules<FundOpeningFacts> = {
  F01: ({ host }) =>
    when([!host.charity, { reason: 'host_no_charity' }], [!host.active, { reason: 'host_not_active' }]),
  F03: name,
  F04: ({ parentFundId }) => when([parentFundId !== null, { reason: 'parent_fund' }]),
  F05: ({ ownBankAccount, ownSeal }) => when([ownBankAccount, { reason: 'account' }], [ownSeal, { reason: 'seal' }]),
  F07: ({ openingSumFen }, setting) => {
    const least = fenOf(setting, 'least_opening_sum')
    return when([
      openingSumFen < least,
      { reason: 'too_little', params: { sum: formatYuan(openingSumFen), least: formatYuan(least) } },
    ])
  },
  F08: ({ published, opensOn }, setting) =>
    when([!published, { reason: 'to_publish', due: { from: opensOn, term: termOf(setting, 'days') } }]),
  X17: complaintTelephone,
}

export const agreementRules: Rules<AgreementFacts> = {
  F02: ({ purpose, use, rights, end, surplus }) => missing({ purpose, use, rights, end, surplus }),
  D21: ({ yieldRule, feeRule, surplusRule }) =>
    missing({ yield_rule: yieldRule, fee_rule: feeRule, surplus_rule: surplusRule }),
}

export const organisationRules: Rules<OrganisationFacts> = { X17: complaintTelephone }
