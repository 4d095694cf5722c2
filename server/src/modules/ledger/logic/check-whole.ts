/** Checks that need all lines of an entry together. They run only when every line is in order by itself. */
import type { Account } from './chart.ts'
import { carriesRestriction, findAccountOfHost, isAgencyAsset, isCash } from './chart.ts'
import type { PostingFacts } from './check-entry.ts'
import type { EntryDraft, Line } from './entry.ts'
import { signedFen } from './entry.ts'
import type { EntryRefusal, EntryRefusalCode } from './refusals.ts'

interface Resolved {
  readonly line: Line
  readonly account: Account
}

export function checkWhole(draft: EntryDraft, facts: PostingFacts): EntryRefusal[] {
  const rows: Resolved[] = []
  for (const line of draft.lines) {
    const account = findAccountOfHost(line.account, facts.details)
    if (account) rows.push({ line, account })
  }
  const refusal =
    checkBalanced(rows) ??
    checkCashLines(rows, draft) ??
    checkAgency(rows) ??
    checkType(rows, draft, facts) ??
    checkNetAssetMoves(rows, draft)
  return refusal ? [{ ...refusal, line: null }] : []
}

type WholeRefusal = Omit<EntryRefusal, 'line'> | undefined
const refuse = (code: EntryRefusalCode, fact: string): WholeRefusal => ({ code, fact })

function sum(rows: readonly Resolved[], pick: (row: Resolved) => boolean): bigint {
  let total = 0n
  for (const row of rows) if (pick(row)) total += signedFen(row.line)
  return total
}

function checkBalanced(rows: readonly Resolved[]): WholeRefusal {
  const difference = sum(rows, () => true)
  return difference === 0n ? undefined : refuse('unbalanced', difference.toString())
}

/**
 * Cash without a line of form 03 may only be a move between own cash accounts, so it cancels; then the net cash flow
 * equals the change of own cash by construction (K13). The opening balance is no flow.
 */
function checkCashLines(rows: readonly Resolved[], draft: EntryDraft): WholeRefusal {
  if (draft.type === 'opening') {
    const labelled = rows.find(({ line }) => line.cashLine !== null)
    return labelled ? refuse('cash_line_not_allowed', labelled.line.account) : undefined
  }
  const unlabelled = sum(rows, ({ line, account }) => isCash(account) && line.cashLine === null)
  if (unlabelled !== 0n) return refuse('cash_line_missing', unlabelled.toString())
  const moved = sum(rows, ({ line, account }) => !isCash(account) && line.cashLine !== null)
  return moved === 0n ? undefined : refuse('cash_lines_do_not_cancel', moved.toString())
}

/** Agency assets and agency liabilities of a receiver move together in every entry, so K08 holds on every date. */
function checkAgency(rows: readonly Resolved[]): WholeRefusal {
  const byReceiver = new Map<string, bigint>()
  for (const { line, account } of rows) {
    if (!isAgencyAsset(account) && account.first !== '2601') continue
    const receiver = line.counterparty ?? ''
    byReceiver.set(receiver, (byReceiver.get(receiver) ?? 0n) + signedFen(line))
  }
  for (const [receiver, difference] of byReceiver) if (difference !== 0n) return refuse('agency_unequal', receiver)
  return undefined
}

function checkType(rows: readonly Resolved[], draft: EntryDraft, facts: PostingFacts): WholeRefusal {
  if (draft.type === 'opening') {
    if (draft.postedOn !== facts.beginsOn) return refuse('opening_not_on_first_day', draft.postedOn)
    const flow = rows.find(({ account }) => account.accountClass === 'income' || account.accountClass === 'expense')
    return flow ? refuse('account_not_for_this_type', flow.line.account) : undefined
  }
  if (draft.type === 'close') {
    const other = rows.find(({ account }) => !carriesRestriction(account))
    return other ? refuse('account_not_for_this_type', other.line.account) : undefined
  }
  return undefined
}

/**
 * Moves between classes or between restrictions without a single asset or liability are the dangerous ones (K04, K09,
 * K21): both legs are marked alike, and the paper that sets or lifts the limit comes from the giver, the law, the filed
 * plan or the end of the term, never from the board alone (N24 arts. 67, 69, 70).
 */
function checkNetAssetMoves(rows: readonly Resolved[], draft: EntryDraft): WholeRefusal {
  if (draft.type !== 'ordinary') return undefined
  for (const kind of ['release', 'restrict', 'transfer'] as const) {
    const net = sum(rows, ({ line }) => line.kind === kind)
    if (net !== 0n) return refuse('net_asset_move_uneven', kind)
    if (kind === 'transfer' && sum(rows, ({ line }) => line.kind === kind && line.restriction === 'R') !== 0n) {
      return refuse('net_asset_move_uneven', kind)
    }
    const wrongWay = sum(rows, ({ line }) => line.kind === kind && line.restriction === 'R')
    // A reversal of a release runs the other way, so only first-hand entries have a direction.
    if (draft.reverses === null && (kind === 'release' ? wrongWay < 0n : kind === 'restrict' && wrongWay > 0n)) {
      return refuse('net_asset_move_uneven', kind)
    }
  }
  if (draft.reverses !== null || draft.papers.some(liftsOrSetsLimit)) return undefined
  const marked = rows.find(({ line }) => line.restriction === 'R' && isLimitMove(line))
  if (marked) return refuse('restriction_move_without_paper', marked.line.restrictionId ?? '')
  // Without assets or liabilities in the entry, income and expense can only have moved from one limit to another.
  if (rows.some(({ account }) => !carriesRestriction(account))) return undefined
  const pools = new Map<string, bigint>()
  for (const { line } of rows) {
    const pool = line.restrictionId ?? ''
    pools.set(pool, (pools.get(pool) ?? 0n) + signedFen(line))
  }
  for (const [pool, net] of pools) if (net !== 0n) return refuse('restriction_move_without_paper', pool)
  return undefined
}

function isLimitMove(line: Line): boolean {
  return line.kind === 'release' || line.kind === 'restrict' || line.kind === 'transfer'
}

function liftsOrSetsLimit(paper: EntryDraft['papers'][number]): boolean {
  const makers: readonly string[] = ['giver', 'law', 'plan', 'term']
  return paper.kind === 'limit' && makers.includes(paper.madeBy)
}
