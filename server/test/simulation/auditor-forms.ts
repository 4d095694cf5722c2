/**
 * The auditor's own three forms: formulas written out by hand from section 4 of the accounting rules, line by line, to hold
 * the ledger's data-driven statements against. Shares no code with the ledger.
 */
import type { AuditedEntry, AuditedLine } from './auditor.ts'

type Figures = Readonly<Record<string, bigint>>

const debit = (lines: readonly AuditedLine[]): bigint =>
  lines.reduce((sum, line) => sum + (line.side === 'debit' ? line.amountFen : -line.amountFen), 0n)

/** 会民非01表 at the end of a month, without reclassification by analysis. */
export function auditBalanceSheet(
  entries: readonly AuditedEntry[],
  month: string,
  agencyDetails: readonly string[] = [],
): Figures {
  const isAgency = (line: AuditedLine) => ['100190', '100290', '100990', ...agencyDetails].includes(line.account)
  const lines = entries.filter((entry) => entry.postedOn.slice(0, 7) <= month).flatMap((entry) => entry.lines)
  const dr = (code: string) => debit(lines.filter((line) => line.account.startsWith(code) && !isAgency(line)))
  const cr = (code: string) => -dr(code)
  const unclosed = (restriction: string) =>
    -debit(lines.filter((line) => /^(4|5|3201)/.test(line.account) && line.restriction === restriction))
  const current =
    dr('1001') +
    dr('1002') +
    dr('1009') +
    (dr('1101') - cr('1102')) +
    (dr('1111') + dr('1121') + dr('1122') - cr('1131'))
  const a9 = current + dr('1141') + (dr('1201') - cr('1202')) + dr('1301')
  const a13 = dr('1401') + dr('1402') + dr('1403') - cr('1421')
  const a19 = dr('1501') - cr('1502') - cr('1503') + dr('1505') + dr('1509')
  const a23 = dr('1601') - cr('1602') - cr('1603')
  const a25 = a13 + a19 + dr('1506') + a23 + dr('1701')
  const a26 = dr('1801') + debit(lines.filter(isAgency))
  const l9 = cr('2101') + cr('2201') + cr('2202') + cr('2209') + cr('2204') + cr('2206') + cr('2203') + cr('2301')
  const l14 = cr('2501') + cr('2502') + cr('2503')
  const l17 = cr('3101') + unclosed('U')
  const l18 = cr('3102') + unclosed('R')
  return {
    A1: dr('1001') + dr('1002') + dr('1009'),
    A5: dr('1201') - cr('1202'),
    A9: a9,
    A13: a13,
    A19: a19,
    A23: a23,
    A25: a25,
    A26: a26,
    A27: a9 + a25 + a26,
    L9: l9,
    L14: l14,
    L15: cr('2601'),
    L16: l9 + l14 + cr('2601'),
    L17: l17,
    L18: l18,
    L20: l9 + l14 + cr('2601') + l17 + l18,
  }
}

/** 会民非02表 of the months from one to another, for one class. */
export function auditActivity(
  entries: readonly AuditedEntry[],
  from: string,
  to: string,
  restriction: 'U' | 'R',
): Figures {
  const lines = entries
    .filter(
      (entry) => entry.type === 'ordinary' && entry.postedOn.slice(0, 7) >= from && entry.postedOn.slice(0, 7) <= to,
    )
    .flatMap((entry) => entry.lines)
    .filter((line) => line.restriction === restriction)
  const dr = (code: string) => debit(lines.filter((line) => line.account.startsWith(code)))
  const moved = (kind: string) => -debit(lines.filter((line) => line.account.startsWith('31') && line.kind === kind))
  const income = -(
    dr('4101') +
    dr('4201') +
    dr('4301') +
    dr('4401') +
    dr('4501') +
    dr('4701') +
    dr('4601') +
    dr('4901')
  )
  const expense = dr('5101') + dr('5201') + dr('5301') + dr('5401') + dr('5501') + dr('5601') + dr('5901')
  return {
    Y1: -dr('4101'),
    Y9: income,
    Y10: dr('5101'),
    Y10t: dr('510190'),
    Y13a: dr('540190'),
    Y17: expense,
    Y18: moved('release'),
    Y19: moved('restrict'),
    Y20: -dr('3201'),
    Y21: income - expense + moved('release') + moved('restrict') - dr('3201'),
  }
}

/** 会民非03表 of a year: what came in and went out by line, and the net of all. */
export function auditCashFlow(
  entries: readonly AuditedEntry[],
  year: string,
  agencyDetails: readonly string[] = [],
): Figures {
  const agency = ['100190', '100290', '100990', ...agencyDetails]
  const isOwnCash = (line: AuditedLine) => /^(1001|1002|1009)/.test(line.account) && !agency.includes(line.account)
  const lines = entries.filter((entry) => entry.postedOn.startsWith(year)).flatMap((entry) => entry.lines)
  const flow = (...names: string[]) => {
    const own = lines.filter((line) => line.cashLine !== null && names.includes(line.cashLine))
    return debit(own.filter(isOwnCash)) - debit(own.filter((line) => !isOwnCash(line)))
  }
  const bn = flow('B1', 'B2', 'B3', 'B4', 'B5', 'B6') + flow('B7', 'B8', 'B9', 'B10', 'B11')
  const investing = flow('I1', 'I2', 'I3', 'I4') + flow('I5', 'I6', 'I7')
  const financing = flow('F1', 'F2') + flow('F3', 'F4', 'F5')
  const figures = { B1: flow('B1'), BI: flow('B1', 'B2', 'B3', 'B4', 'B5', 'B6'), B7: -flow('B7'), I6: -flow('I6') }
  return {
    ...figures,
    BN: bn,
    IN: investing,
    FN: financing,
    XR: flow('XR'),
    NC: bn + investing + financing + flow('XR'),
  }
}
