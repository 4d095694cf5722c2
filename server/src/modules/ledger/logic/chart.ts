/** The charts of accounts as typed facts. Data and sources: `data/accounts-2024.json`, `data/accounts-2004.json`. */
import chart2004 from '../../../../../data/accounts-2004.json' with { type: 'json' }
import chart2024 from '../../../../../data/accounts-2024.json' with { type: 'json' }
import type { CashLine, Edition, Kind, Restriction, Side } from './vocab.ts'
import { ACTIVITY_KINDS, CASH_LINES, FUNDRAISING_KINDS, MANAGEMENT_KINDS, NET_ASSET_KINDS, SIDES } from './vocab.ts'

const ACCOUNT_CLASSES = ['asset', 'liability', 'net_asset', 'income', 'expense'] as const
type AccountClass = (typeof ACCOUNT_CLASSES)[number]

/** must: sub-accounts for both classes shall be set; if_any: only where restricted amounts exist; none: no split. */
const SPLITS = ['must', 'if_any', 'none'] as const
type Split = (typeof SPLITS)[number]

/** What a detail account means to statements and checks; a detail without a role only divides its parent. */
const DETAIL_ROLES = [
  'agency',
  'online_payment',
  'wealth',
  'trust',
  'fundraising',
  'allowance_equity',
  'allowance_debt',
  'allowance_other',
] as const
type DetailRole = (typeof DETAIL_ROLES)[number]

export interface Account {
  /** Digits: four for a first-level account, more for a detail of it (`100290`). */
  readonly code: string
  readonly edition: Edition
  /** The first-level code. */
  readonly first: string
  readonly nameZh: string
  readonly nameEn: string
  readonly accountClass: AccountClass
  /** The side on which the account normally stands; contra accounts stand opposite to their class. */
  readonly side: Side
  readonly split: Split
  /** Line of the balance sheet (A…, L…) or null for income, expense and 3201. */
  readonly balanceLine: string | null
  /** Line of the activity statement (Y…) or null. */
  readonly statementLine: string | null
  /** Usual lines of the cash-flow statement when cash stands against this account. */
  readonly cashLines: readonly CashLine[]
  readonly contraOf: readonly string[]
  /** The account may be posted to only through a detail. */
  readonly detailRequired: boolean
  readonly role: DetailRole | null
  readonly notes: string
  readonly source: string
  readonly evidence: string
}

/** A detail the host adds under an official account: a bank account, a debtor class. Code = parent code + digits. */
export interface HostDetail {
  readonly code: string
  readonly nameZh: string
  readonly role: DetailRole | null
}

interface Mapping2004 {
  readonly code: string
  readonly nameZh: string
  /** Codes of the 2024 edition the balance goes to; the first is the usual one. */
  readonly to: readonly string[]
  /** reused: the same code means something else in 2024 (1701, 5201, 5301, 5401). */
  readonly relation: 'same' | 'renamed' | 'split' | 'moved' | 'reused'
  readonly note: string | null
}

function oneOf<T extends string>(list: readonly T[], value: string, where: string): T {
  const found = list.find((item) => item === value)
  if (found === undefined) throw new Error(`chart of accounts: ${where} holds "${value}", expected ${list.join(', ')}`)
  return found
}

function read2024(): Account[] {
  return [...chart2024.accounts, ...chart2024.supplementary].flatMap((row) => {
    const first: Account = {
      code: row.code,
      edition: '2024',
      first: row.code,
      nameZh: row.name_zh,
      nameEn: row.name_en,
      accountClass: oneOf(ACCOUNT_CLASSES, row.class, row.code),
      side: oneOf(SIDES, row.side, row.code),
      split: oneOf(SPLITS, row.split, row.code),
      balanceLine: row.balance_line,
      statementLine: row.statement_line,
      cashLines: row.cash_lines.map((line) => oneOf(CASH_LINES, line, row.code)),
      contraOf: row.contra_of,
      detailRequired: row.detail_required,
      role: null,
      notes: row.notes,
      source: row.source,
      evidence: row.evidence,
    }
    const details = row.details.map((detail): Account => {
      const line = 'line' in detail ? detail.line : null
      return {
        ...first,
        code: detail.code,
        nameZh: detail.name_zh,
        nameEn: detail.name_en,
        detailRequired: false,
        role: 'role' in detail ? oneOf(DETAIL_ROLES, detail.role, detail.code) : null,
        balanceLine: first.statementLine === null ? (line ?? first.balanceLine) : null,
        statementLine: first.statementLine === null ? null : (line ?? first.statementLine),
        notes: '',
        evidence: detail.evidence,
      }
    })
    return [first, ...details]
  })
}

function read2004(): Account[] {
  return chart2004.accounts.map((row) => ({
    code: row.code,
    edition: '2004',
    first: row.code,
    nameZh: row.name_zh,
    nameEn: row.name_en,
    accountClass: oneOf(ACCOUNT_CLASSES, row.class, row.code),
    side: oneOf(SIDES, row.side, row.code),
    split: 'none',
    balanceLine: null,
    statementLine: null,
    cashLines: [],
    contraOf: [],
    detailRequired: false,
    role: null,
    notes: row.note ?? '',
    source: chart2004.instrument,
    evidence: 'S',
  }))
}

const byCode: Record<Edition, ReadonlyMap<string, Account>> = {
  '2004': new Map(read2004().map((account) => [account.code, account])),
  '2024': new Map(read2024().map((account) => [account.code, account])),
}

/** All official accounts of an edition, details included, in code order of the chart. */
export function listAccounts(edition: Edition): Account[] {
  return [...byCode[edition].values()]
}

/** The 56 first-level accounts of the 2024 edition (48 of 2004), without the two supplementary ones. */
export function listFirstLevel(edition: Edition): Account[] {
  if (edition === '2004') return listAccounts('2004')
  const official = new Set(chart2024.accounts.map((row) => row.code))
  return listAccounts('2024').filter((account) => official.has(account.code))
}

export function findAccount(edition: Edition, code: string): Account | undefined {
  return byCode[edition].get(code)
}

/**
 * An account of the 2024 edition as one host keeps it: official accounts and the host's own details. A host detail
 * inherits everything from its longest official or own parent; its role, if it names one, wins.
 */
export function findAccountOfHost(code: string, details: ReadonlyMap<string, HostDetail>): Account | undefined {
  const official = byCode['2024'].get(code)
  if (official) return official
  const own = details.get(code)
  if (!own) return undefined
  for (let length = code.length - 1; length >= 4; length -= 1) {
    const parent = findAccountOfHost(code.slice(0, length), details)
    if (!parent) continue
    const role = own.role ?? parent.role
    const balanceLine = role === 'agency' ? 'A26' : parent.balanceLine
    return {
      ...parent,
      code,
      nameZh: own.nameZh,
      nameEn: own.nameZh,
      detailRequired: false,
      role,
      balanceLine,
      notes: '',
    }
  }
  return undefined
}

export function listMappings2004(): Mapping2004[] {
  return chart2004.accounts.map((row) => ({
    code: row.code,
    nameZh: row.name_zh,
    to: row.to,
    relation: oneOf(['same', 'renamed', 'split', 'moved', 'reused'], row.relation, row.code),
    note: row.note,
  }))
}

/** Cash of the statements: 1001, 1002, 1009. Agency details of them are not our cash (4.1 A1, 4.3). */
export function isCash(account: Account): boolean {
  return (account.first === '1001' || account.first === '1002' || account.first === '1009') && account.role !== 'agency'
}

/** The agency side of the balance sheet: 1801 and the agency details of cash (A26). */
export function isAgencyAsset(account: Account): boolean {
  return account.first === '1801' || account.role === 'agency'
}

/** Lines of these accounts must say U or R (N24 arts. 67, 74, 78). */
export function carriesRestriction(account: Account): boolean {
  return account.accountClass !== 'asset' && account.accountClass !== 'liability'
}

/** The only class an account allows: 3101 and 5601 are unrestricted, 3102 restricted (N24 arts. 67, 79). */
export function fixedRestriction(account: Account): Restriction | null {
  if (account.first === '3101' || account.first === '5601') return 'U'
  return account.first === '3102' ? 'R' : null
}

/** The kinds an account asks for; an empty list means that its lines carry none. Sources: M12 arts. 4-6. */
export function kindsOf(account: Account): readonly Kind[] {
  switch (account.first) {
    case '5101':
      return account.role === 'trust' ? ['trust'] : ACTIVITY_KINDS.filter((kind) => kind !== 'trust')
    case '5301':
      return MANAGEMENT_KINDS
    case '5401':
      return FUNDRAISING_KINDS.filter((kind) => (kind === 'fx') === (account.role !== 'fundraising'))
    case '3101':
    case '3102':
      return NET_ASSET_KINDS
    default:
      return []
  }
}

/**
 * Title shown beside a code: general note 4 does not allow a code alone. With a restriction the class is appended, as
 * the prescribed sub-accounts are called: 业务活动成本—限定性费用.
 */
export function accountTitle(account: Account, restriction: Restriction | null = null): string {
  const first = byCode[account.edition].get(account.first)
  const name = first && first.code !== account.code ? `${first.nameZh}—${account.nameZh}` : account.nameZh
  if (restriction === null || account.split === 'none') return name
  const words = chart2024.split_details[restriction]
  const suffix =
    account.accountClass === 'income'
      ? words.income_zh
      : account.accountClass === 'expense'
        ? words.expense_zh
        : words.net_asset_zh
  return `${name}—${suffix}`
}
