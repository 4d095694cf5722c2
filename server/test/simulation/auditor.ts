/**
 * An auditor who trusts nobody. It takes posted entries as plain data and works everything out again, naively and slowly,
 * from the accounting rules of 2026 (财会〔2024〕25号, "N24"); it shares no code with the ledger. A finding is a sentence; no
 * finding means that the books are right as far as entries can show it.
 */

export interface AuditedLine {
  readonly account: string
  readonly side: 'debit' | 'credit'
  readonly amountFen: bigint
  readonly restriction: string | null
  readonly restrictionId: string | null
  readonly fund: string | null
  readonly project: string | null
  readonly counterparty: string | null
  readonly kind: string | null
  readonly reach: string | null
  readonly cashLine: string | null
}

export interface AuditedEntry {
  readonly id: string
  readonly seq: bigint
  readonly book: string
  readonly edition: string
  readonly type: string
  readonly postedOn: string
  readonly reverses: string | null
  readonly totalFen: bigint
  readonly lines: readonly AuditedLine[]
}

export interface AuditedBalance {
  readonly book: string
  readonly account: string
  readonly restriction: string | null
  readonly restrictionId: string | null
  readonly fund: string | null
  readonly project: string | null
  readonly kind: string | null
  readonly month: string
  readonly debitFen: bigint
  readonly creditFen: bigint
  readonly closeDebitFen: bigint
  readonly closeCreditFen: bigint
}

export interface AuditOptions {
  /** Balances the ledger claims; compared with the auditor's own when given. */
  readonly balances?: readonly AuditedBalance[]
  /** Detail accounts of cash that hold agency money, beside 100190, 100290 and 100990. */
  readonly agencyDetails?: readonly string[]
  /** Months whose income and expense must stand at zero. */
  readonly closedMonths?: readonly string[]
  /** Whether restricted pots may go below zero (journals made without the check of the moment). */
  readonly allowOverdraw?: boolean
}

/** The 56 accounts of N24 appendix part 2, and the two impairment accounts it asks for where needed. */
const CHART =
  '1001 1002 1009 1101 1102 1111 1121 1122 1131 1141 1201 1202 1301 1401 1402 1403 1421 1501 1502 1505 1506 1509 1601 1602 1701 1801 ' +
  '2101 2201 2202 2203 2204 2206 2209 2301 2501 2502 2503 2601 3101 3102 3201 4101 4201 4301 4401 4501 4601 4701 4901 ' +
  '5101 5201 5301 5401 5501 5601 5901 1503 1603'
const KINDS: Readonly<Record<string, string>> = {
  '5101': 'c1 c2 c3 other',
  '510190': 'trust',
  '5301': 'm1 m2 m3 m4 m5 mx',
  '5401': 'fx',
  '540190': 'f1 f2',
}

const top = (line: AuditedLine): string => line.account.slice(0, 4)
const digit = (line: AuditedLine): string => line.account.slice(0, 1)
const debitOf = (line: AuditedLine): bigint => (line.side === 'debit' ? line.amountFen : -line.amountFen)
const total = (lines: readonly AuditedLine[]): bigint => lines.reduce((sum, line) => sum + debitOf(line), 0n)
const isEquityOrFlow = (line: AuditedLine): boolean => '345'.includes(digit(line))

/** All findings, in posting order where they belong to an entry. */
export function audit(entries: readonly AuditedEntry[], options: AuditOptions = {}): string[] {
  const agencyCash = new Set(['100190', '100290', '100990', ...(options.agencyDetails ?? [])])
  const ordered = [...entries].sort((one, other) => (one.seq < other.seq ? -1 : 1))
  const findings = [
    ...auditOrder(ordered),
    ...ordered.flatMap((entry) => auditEntry(entry, agencyCash).map((finding) => `${entry.id}: ${finding}`)),
    ...auditReversals(ordered),
    ...(options.allowOverdraw ? [] : auditPots(ordered)),
    ...auditEquation(ordered, agencyCash),
    ...auditClosing(ordered, options.closedMonths ?? []),
  ]
  if (options.balances) findings.push(...auditBalances(ordered, options.balances))
  return findings
}

/** Posting order runs 1, 2, 3 … in each book. */
function auditOrder(entries: readonly AuditedEntry[]): string[] {
  const next = new Map<string, bigint>()
  const findings: string[] = []
  for (const { id, book, seq } of entries) {
    const expected = (next.get(book) ?? 0n) + 1n
    if (seq !== expected) findings.push(`${id}: posting number ${seq}, expected ${expected}`)
    next.set(book, seq)
  }
  return findings
}

function auditEntry(entry: AuditedEntry, agencyCash: ReadonlySet<string>): string[] {
  const { lines } = entry
  const findings: string[] = []
  if (lines.length < 2) findings.push('fewer than two lines')
  if (total(lines) !== 0n) findings.push(`debits and credits differ by ${total(lines)}`)
  const debits = lines.filter((line) => line.side === 'debit')
  if (total(debits) !== entry.totalFen) findings.push('the total is not the sum of the debits')
  if (entry.postedOn < '2026-01-01' || entry.edition !== '2024') findings.push('not of the 2024 edition')
  for (const line of lines) findings.push(...auditLine(line, entry).map((finding) => `${line.account} ${finding}`))
  const isAgencyAsset = (line: AuditedLine) => top(line) === '1801' || agencyCash.has(line.account)
  const isOwnCash = (line: AuditedLine) => ['1001', '1002', '1009'].includes(top(line)) && !isAgencyAsset(line)
  const silentCash = lines.filter((line) => isOwnCash(line) && line.cashLine === null)
  if (entry.type !== 'opening' && total(silentCash) !== 0n) findings.push('cash moved without a cash-flow line')
  const moved = lines.filter((line) => !isOwnCash(line) && line.cashLine !== null)
  if (total(moved) !== 0n) findings.push('moved cash flows do not cancel out')
  const agency = lines.filter((line) => isAgencyAsset(line) || top(line) === '2601')
  for (const receiver of new Set(agency.map((line) => line.counterparty))) {
    const own = agency.filter((line) => line.counterparty === receiver)
    if (receiver === null) findings.push('agency money without a receiver')
    if (total(own) !== 0n) findings.push(`agency assets and liabilities of ${receiver} differ`)
  }
  if (entry.type === 'close' && lines.some((line) => !isEquityOrFlow(line))) findings.push('closing touches assets')
  if (entry.type === 'opening' && lines.some((line) => '45'.includes(digit(line))))
    findings.push('opening holds income')
  return findings
}

function auditLine(line: AuditedLine, entry: AuditedEntry): string[] {
  const findings: string[] = []
  if (line.amountFen <= 0n) findings.push('has no amount above zero')
  if (!CHART.split(' ').includes(top(line))) findings.push('is no account of the chart')
  if (isEquityOrFlow(line)) {
    if (line.restriction !== 'U' && line.restriction !== 'R') findings.push('says neither U nor R')
    if ((line.restriction === 'R') !== (line.restrictionId !== null)) findings.push('limit and class disagree')
    if (line.fund === null) findings.push('names no fund')
    if (['3101', '5601'].includes(top(line)) && line.restriction !== 'U') findings.push('must be unrestricted')
    if (top(line) === '3102' && line.restriction !== 'R') findings.push('must be restricted')
  } else if (line.restriction !== null || line.restrictionId !== null)
    findings.push('is an asset or liability with a class')
  const kinds = KINDS[line.account] ?? KINDS[top(line)]
  if (kinds !== undefined && !kinds.split(' ').includes(line.kind ?? '')) findings.push(`has the kind ${line.kind}`)
  const isHelp = line.kind === 'c1' || line.kind === 'trust'
  if (entry.type !== 'close' && isHelp !== (line.reach !== null)) findings.push('is marked wrongly for reach')
  return findings
}

/** A reversal mirrors its entry line by line, later, in the same book, once. */
function auditReversals(entries: readonly AuditedEntry[]): string[] {
  const findings: string[] = []
  const undone = new Set<string>()
  for (const entry of entries) {
    if (entry.reverses === null) continue
    const first = entries.find((one) => one.id === entry.reverses)
    if (!first || first.seq >= entry.seq || first.book !== entry.book)
      findings.push(`${entry.id}: undoes nothing earlier`)
    else if (undone.has(first.id)) findings.push(`${entry.id}: undoes ${first.id} a second time`)
    else if (mirror(first) !== plain(entry)) findings.push(`${entry.id}: is no mirror of ${first.id}`)
    undone.add(entry.reverses)
  }
  return findings
}

const lineText = (line: AuditedLine, side: string): string =>
  [
    line.account,
    side,
    line.amountFen,
    line.restriction,
    line.restrictionId,
    line.fund,
    line.project,
    line.kind,
    line.cashLine,
  ].join('|')
const plain = (entry: AuditedEntry): string => entry.lines.map((line) => lineText(line, line.side)).join('\n')
const mirror = (entry: AuditedEntry): string =>
  entry.lines.map((line) => lineText(line, line.side === 'debit' ? 'credit' : 'debit')).join('\n')

/** K05: no fund spends more of a limit than it has, after any entry. A pot that grows is not blamed. */
function auditPots(entries: readonly AuditedEntry[]): string[] {
  const pots = new Map<string, bigint>()
  const findings: string[] = []
  for (const entry of entries) {
    const touched = new Map<string, bigint>()
    for (const line of entry.lines) {
      if (line.restriction !== 'R') continue
      const pot = `${entry.book} ${line.fund} ${line.restrictionId}`
      touched.set(pot, (touched.get(pot) ?? 0n) - debitOf(line))
    }
    for (const [pot, change] of touched) {
      const after = (pots.get(pot) ?? 0n) + change
      pots.set(pot, after)
      if (after < 0n && change < 0n) findings.push(`${entry.id}: overdraws ${pot} by ${-after}`)
    }
  }
  return findings
}

/** Assets = liabilities + net assets, and agency assets = agency liabilities, over each whole book. */
function auditEquation(entries: readonly AuditedEntry[], agencyCash: ReadonlySet<string>): string[] {
  const findings: string[] = []
  for (const book of new Set(entries.map((entry) => entry.book))) {
    const lines = entries.filter((entry) => entry.book === book).flatMap((entry) => entry.lines)
    const assets = total(lines.filter((line) => digit(line) === '1'))
    const rest = -total(lines.filter((line) => digit(line) !== '1'))
    if (assets !== rest) findings.push(`${book}: assets ${assets}, liabilities and net assets ${rest}`)
    const agencyAssets = total(lines.filter((line) => top(line) === '1801' || agencyCash.has(line.account)))
    const agencyDebts = -total(lines.filter((line) => top(line) === '2601'))
    if (agencyAssets !== agencyDebts)
      findings.push(`${book}: agency assets ${agencyAssets}, agency liabilities ${agencyDebts}`)
  }
  return findings
}

/** K11: after the last entry of a closed month nothing is left in income, expense and 3201 up to that month. */
function auditClosing(entries: readonly AuditedEntry[], closedMonths: readonly string[]): string[] {
  const findings: string[] = []
  for (const month of closedMonths) {
    const lines = entries.filter((entry) => entry.postedOn.slice(0, 7) <= month).flatMap((entry) => entry.lines)
    for (const [key, net] of netByKey(lines)) {
      if (/^(4|5|3201)/.test(key) && net !== 0n) findings.push(`${month}: ${key} is left with ${net}`)
    }
  }
  return findings
}

function netByKey(lines: readonly AuditedLine[]): Map<string, bigint> {
  const nets = new Map<string, bigint>()
  for (const line of lines) {
    const key = [line.account, line.restriction, line.restrictionId, line.fund, line.project, line.kind].join(' ')
    nets.set(key, (nets.get(key) ?? 0n) + debitOf(line))
  }
  return nets
}

/** The ledger's running balances against a replay of every line. */
function auditBalances(entries: readonly AuditedEntry[], claimed: readonly AuditedBalance[]): string[] {
  const own = new Map<string, bigint>()
  for (const entry of entries) {
    for (const line of entry.lines) {
      const month = entry.type === 'opening' ? `${entry.postedOn.slice(0, 4)}-00` : entry.postedOn.slice(0, 7)
      const column = `${entry.type === 'close' ? 'close ' : ''}${line.side}`
      const key = [
        entry.book,
        line.account,
        line.restriction,
        line.restrictionId,
        line.fund,
        line.project,
        line.kind,
        month,
        column,
      ].join('|')
      own.set(key, (own.get(key) ?? 0n) + line.amountFen)
    }
  }
  const findings: string[] = []
  for (const row of claimed) {
    const name = [
      row.book,
      row.account,
      row.restriction,
      row.restrictionId,
      row.fund,
      row.project,
      row.kind,
      row.month,
    ].join('|')
    const columns = {
      debit: row.debitFen,
      credit: row.creditFen,
      'close debit': row.closeDebitFen,
      'close credit': row.closeCreditFen,
    }
    for (const [column, fen] of Object.entries(columns)) {
      const key = `${name}|${column}`
      if ((own.get(key) ?? 0n) !== fen) findings.push(`balance ${key} is ${fen}, replayed ${own.get(key) ?? 0n}`)
      own.delete(key)
    }
  }
  for (const [key, fen] of own) if (fen !== 0n) findings.push(`balance ${key} is missing, replayed ${fen}`)
  return findings
}
