/** Is one line in order by itself? The checks run in the order of `ENTRY_REFUSALS`; the first refusal is returned. */
import type { Account, HostDetail } from './chart.ts'
import {
  carriesRestriction,
  findAccount,
  findAccountOfHost,
  fixedRestriction,
  isAgencyAsset,
  isCash,
  kindsOf,
} from './chart.ts'
import type { PostingFacts } from './check-entry.ts'
import type { Line } from './entry.ts'
import type { EntryRefusal, EntryRefusalCode } from './refusals.ts'
import type { EntryType } from './vocab.ts'
import { GENERAL_FUND } from './vocab.ts'

type LineRefusal = Omit<EntryRefusal, 'line'>
const refuse = (code: EntryRefusalCode, fact: string): LineRefusal => ({ code, fact })

export function checkLine(line: Line, type: EntryType, facts: PostingFacts): LineRefusal | undefined {
  if (line.amountFen <= 0n) return refuse('amount_not_positive', line.amountFen.toString())
  const account = findAccountOfHost(line.account, facts.details)
  if (!account) return refuse(findAccount('2004', line.account) ? 'account_of_2004' : 'unknown_account', line.account)
  if (account.detailRequired) return refuse('detail_required', line.account)
  return (
    checkRestriction(line, account, facts) ??
    checkPlace(line, account, facts) ??
    checkKind(line, account, type) ??
    checkReach(line, type) ??
    checkMoney(line, account, facts.details)
  )
}

function checkRestriction(line: Line, account: Account, facts: PostingFacts): LineRefusal | undefined {
  if (!carriesRestriction(account)) {
    if (line.restriction !== null) return refuse('restriction_not_allowed', line.account)
    return line.restrictionId === null ? undefined : refuse('restriction_id_not_allowed', line.account)
  }
  if (line.restriction === null) return refuse('restriction_missing', line.account)
  const fixed = fixedRestriction(account)
  if (fixed !== null && fixed !== line.restriction) return refuse('restriction_wrong_for_account', line.account)
  if (line.restriction === 'U') {
    return line.restrictionId === null ? undefined : refuse('restriction_id_not_allowed', line.restrictionId)
  }
  if (line.restrictionId === null) return refuse('restriction_id_missing', line.account)
  return facts.restrictions.has(line.restrictionId) ? undefined : refuse('unknown_restriction', line.restrictionId)
}

function checkPlace(line: Line, account: Account, facts: PostingFacts): LineRefusal | undefined {
  if (line.fund === null && carriesRestriction(account)) return refuse('fund_missing', line.account)
  if (line.fund !== null && line.fund !== GENERAL_FUND && !facts.funds.has(line.fund)) {
    return refuse('unknown_fund', line.fund)
  }
  if (line.project !== null && !facts.projects.has(line.project)) return refuse('unknown_project', line.project)
  return undefined
}

function checkKind(line: Line, account: Account, type: EntryType): LineRefusal | undefined {
  const kinds = kindsOf(account)
  const isNetAsset = account.accountClass === 'net_asset'
  // Opening and closing move net assets by their own type, so a reason there would count the movement twice.
  if (line.kind === null) {
    return kinds.length === 0 || (isNetAsset && type !== 'ordinary') ? undefined : refuse('kind_missing', line.account)
  }
  const allowed = kinds.includes(line.kind) && !(isNetAsset && type !== 'ordinary')
  return allowed ? undefined : refuse('kind_not_allowed', line.kind)
}

function checkReach(line: Line, type: EntryType): LineRefusal | undefined {
  // A closing line clears a balance in which marks of many lines are mixed; it carries none.
  const asks = type !== 'close' && (line.kind === 'c1' || line.kind === 'trust')
  if (asks && line.reach === null) return refuse('reach_missing', line.account)
  if (!asks && line.reach !== null) return refuse('reach_not_allowed', line.reach)
  const proofs = [line.reachedOn, line.reachProof]
  if (line.reach === 'reached') {
    return proofs.includes(null) ? refuse('reach_proof_missing', line.account) : undefined
  }
  return proofs.every((proof) => proof === null) ? undefined : refuse('reach_proof_not_allowed', line.account)
}

function checkMoney(line: Line, account: Account, details: ReadonlyMap<string, HostDetail>): LineRefusal | undefined {
  const agency = isAgencyAsset(account) || findAccountOfHost(line.account, details)?.first === '2601'
  if (agency && line.cashLine !== null) return refuse('cash_line_not_allowed', line.account)
  if (agency && line.counterparty === null) return refuse('agency_receiver_missing', line.account)
  if (line.cashLine === 'XR' && !isCash(account)) return refuse('cash_line_not_allowed', line.account)
  return undefined
}
