/**
 * The one opening entry of 2026-01-01 from the trial balance of 2025-12-31 (E104). The official table of 财会〔2025〕6号 was
 * not read; the mapping of `data/accounts-2004.json` is our comparison of the two charts (A), so a host may depart from it
 * with a reason.
 */
import { findAccount, listMappings2004 } from './chart.ts'
import { type EntryDraft, type Line, signedFen } from './entry.ts'
import type { EntryHead } from './recipes/index.ts'
import type { Side } from './vocab.ts'

/** A balance of the 2004 books and the lines of the 2024 books that take it over. */
export interface OldBalance {
  readonly code: string
  readonly side: Side
  readonly amountFen: bigint
  readonly goes: readonly Line[]
  /** Needed where the lines leave the usual accounts of the mapping. */
  readonly reason: string | null
}

export const OPENING_REFUSALS = [
  'unknown_2004_account',
  'income_not_closed',
  'old_trial_unbalanced',
  'parts_do_not_sum',
  'not_in_mapping',
  'additions_unbalanced',
  'nothing_to_open',
] as const
export type OpeningRefusalCode = (typeof OPENING_REFUSALS)[number]

export type Opening =
  | { readonly refused: { readonly code: OpeningRefusalCode; readonly fact: string } }
  | { readonly refused?: undefined; readonly draft: EntryDraft }

/**
 * @param additions what had not been booked before, and adjustments of new balances; balanced in themselves
 * @param head posted on the first day of the books
 */
export function openingDraft(old: readonly OldBalance[], additions: readonly Line[], head: EntryHead): Opening {
  const mappings = new Map(listMappings2004().map((mapping) => [mapping.code, mapping]))
  const refuse = (code: OpeningRefusalCode, fact: string): Opening => ({ refused: { code, fact } })
  let trial = 0n
  for (const balance of old) {
    const account = findAccount('2004', balance.code)
    if (!account) return refuse('unknown_2004_account', balance.code)
    if (account.accountClass === 'income' || account.accountClass === 'expense') {
      return refuse('income_not_closed', balance.code)
    }
    trial += signedFen(balance)
  }
  if (trial !== 0n) return refuse('old_trial_unbalanced', trial.toString())
  for (const balance of old) {
    const taken = balance.goes.reduce((sum, line) => sum + signedFen(line), 0n)
    if (taken !== signedFen(balance)) return refuse('parts_do_not_sum', balance.code)
    const usual = mappings.get(balance.code)?.to ?? []
    const strange = balance.goes.find((line) => !usual.some((code) => line.account.startsWith(code)))
    if (strange && balance.reason === null) return refuse('not_in_mapping', `${balance.code} → ${strange.account}`)
  }
  const added = additions.reduce((sum, line) => sum + signedFen(line), 0n)
  if (added !== 0n) return refuse('additions_unbalanced', added.toString())
  const lines = [...old.flatMap((balance) => balance.goes), ...additions]
  if (lines.length === 0) return refuse('nothing_to_open', head.book)
  return { draft: { ...head, edition: '2024', type: 'opening', recipe: 'E104.post', reverses: null, lines } }
}
