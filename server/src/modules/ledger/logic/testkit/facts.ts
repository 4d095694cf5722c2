/** A small host for the tests of this folder: facts, a head for entries, and a one-line notation of what was booked. */
import assert from 'node:assert/strict'
import { checkEntry, type PostingFacts } from '../check-entry.ts'
import type { BalancedEntry, EntryDraft, Line, PostedEntry } from '../entry.ts'

export const MONTHS_2026 = Array.from({ length: 12 }, (_, index) => `2026-${String(index + 1).padStart(2, '0')}`)

export const facts: PostingFacts = {
  beginsOn: '2026-01-01',
  openMonths: new Set([...MONTHS_2026, '2027-01']),
  details: new Map([
    ['100201', { code: '100201', nameZh: '基本户', role: null }],
    ['10020190', { code: '10020190', nameZh: '基本户（受托代理）', role: 'agency' }],
  ]),
  restrictions: new Set(['r1', 'r2', 'r3', 'pool']),
  funds: new Set(['F1', 'F2', 'F3', 'POOL']),
  projects: new Set(['p1', 'p2']),
}

export function draft(lines: readonly Line[], over: Partial<EntryDraft> = {}): EntryDraft {
  return {
    book: 'book-1',
    edition: '2024',
    type: 'ordinary',
    documentOn: '2026-03-05',
    postedOn: '2026-03-05',
    recipe: null,
    summary: 'test',
    papers: [],
    maker: 'maker',
    checker: 'checker',
    reverses: null,
    reason: null,
    channel: null,
    lines,
    ...over,
  }
}

/** The checked entry, or a failed test that names the refusals. */
export function accepted(entry: EntryDraft, host: PostingFacts = facts): BalancedEntry {
  const checked = checkEntry(entry, host)
  if (checked.refused)
    assert.fail(`refused: ${JSON.stringify(checked.refused)} in ${entry.recipe} ${notation(entry.lines)}`)
  return checked.entry
}

export function posted(entry: EntryDraft, seq: number, host: PostingFacts = facts): PostedEntry {
  return { ...accepted(entry, host), id: `e${seq}`, seq: BigInt(seq), reversedBy: null }
}

/** `Dr 1002 100.00 B1 | Cr 4101 100.00 R:r1 F1`: side, account, yuan, then the dimensions that are set. */
export function notation(lines: readonly Line[]): string {
  return lines.map(lineNotation).join(' | ')
}

function lineNotation(line: Line): string {
  const parts = [line.side === 'debit' ? 'Dr' : 'Cr', line.account, yuan(line.amountFen)]
  if (line.restriction === 'R') parts.push(`R:${line.restrictionId}`)
  if (line.restriction === 'U') parts.push('U')
  for (const part of [line.fund, line.project, line.kind, line.reach, line.cashLine])
    if (part !== null) parts.push(part)
  return parts.join(' ')
}

export function yuan(fen: bigint): string {
  const size = fen < 0n ? -fen : fen
  return `${fen < 0n ? '-' : ''}${size / 100n}.${String(size % 100n).padStart(2, '0')}`
}

export function greater(one: bigint, other: bigint): bigint {
  if (one > other) return one
  return other
}
