import type { AuditResult } from './audit.ts'
import type { ConsistencyResult } from './consistency.ts'
import { RECEIPT_STEPS, type ReceiptResult, type ReceiptStep } from './receipt.ts'
import { formatTime, formatValue, type Language, TEXT } from './text.ts'

/** How each step of the way ended. */
type StepResult = 'held' | 'failed' | 'unchecked' | 'not_reached'

export function stepsOf(result: ReceiptResult): { step: ReceiptStep | 'no_witnesses'; result: StepResult }[] {
  // A policy that asks for no witness is met by nobody's having looked: that is told, and never ticked.
  const unwatched = result.verdict?.standing.need === 0
  const broken = result.failed === undefined ? RECEIPT_STEPS.length : RECEIPT_STEPS.indexOf(result.failed)
  return RECEIPT_STEPS.map((step, i) => {
    if (result.state === 'pending' || i > broken) return { step, result: 'not_reached' }
    if (step === 'witnesses' && unwatched) return { step: 'no_witnesses', result: 'unchecked' }
    if (i < broken) return { step, result: 'held' }
    return { step, result: result.state === 'unchecked' ? 'unchecked' : 'failed' }
  })
}

/** Words somebody typed: shown as they stand, whatever they look like. */
const FREE: readonly string[] = ['memo', 'payee', 'gift', 'counterparty']

/**
 * What a receipt lays open, as label and value, one list per part; absent fields are left out.
 * @param names public names of ids and ledger accounts, shown beside them: the proof is of the id, the name is the platform's word
 */
export function shownFields(
  language: Language,
  result: ReceiptResult,
  names: ReadonlyMap<string, string> = new Map(),
): { title: string; fields: [string, string][] }[] {
  const text = TEXT[language]
  return (result.shown?.parts ?? []).map((part) => ({
    title: text.parts[part.type],
    fields: Object.entries(part.values).flatMap(([name, value]): [string, string][] =>
      value === null ? [] : [[text.fields[name] ?? name, shown(name, value)]],
    ),
  }))

  function shown(field: string, value: string | bigint | number | Uint8Array): string {
    if (FREE.includes(field)) return String(value)
    const named = names.get(String(value))
    return named === undefined ? formatValue(language, value) : `${named} · ${value}`
  }
}

const MARK: Record<StepResult, string> = { held: '✓', failed: '×', unchecked: '?', not_reached: '·' }

export function receiptReport(language: Language, result: ReceiptResult): string {
  const text = TEXT[language]
  const lines = [text.receipt[result.state], '']
  for (const { step, result: end } of stepsOf(result)) lines.push(`  ${MARK[end]} ${text.steps[step]}`)
  for (const witness of result.verdict?.witnesses ?? []) {
    const time = witness.timestamp === undefined ? '' : `, ${formatTime(witness.timestamp)}`
    lines.push(`      ${witness.keyName}: ${text.witness[witness.state]}${time}`)
  }
  if (result.state !== 'proven') return `${lines.join('\n')}\n`
  for (const { title, fields } of shownFields(language, result)) {
    lines.push('', title, ...fields.map(([label, value]) => `  ${label}: ${value}`))
  }
  const head = result.shown?.head
  if (head !== undefined) lines.push('', `${text.place}: ${head.origin} ${result.shown?.index} / ${head.size}`)
  return `${lines.join('\n')}\n`
}

export function consistencyReport(language: Language, result: ConsistencyResult): string {
  return `${TEXT[language].consistency[result.state]}\n`
}

export function auditReport(language: Language, result: AuditResult): string {
  const text = TEXT[language]
  const { finding, head, verdict } = result
  const at = finding?.index === undefined ? '' : ` [${finding.index}]`
  const lines = [finding === undefined ? text.sound : `× ${text.findings[finding.what]}: ${finding.path}${at}`]
  if (head !== undefined) lines.push(`${head.origin} ${head.size}`)
  if (verdict !== undefined)
    lines.push(`${text.quorum}: ${verdict.standing.have}/${verdict.standing.need} (${verdict.state})`)
  for (const [kind, count] of Object.entries(result.counts)) if (count > 0) lines.push(`  ${kind}: ${count}`)
  return `${lines.join('\n')}\n`
}
