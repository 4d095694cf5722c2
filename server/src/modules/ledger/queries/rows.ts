import {
  type BalancedEntry,
  type Edition,
  type EntryDraft,
  GENERAL_FUND,
  type Line,
  type PostedEntry,
} from '../logic/index.ts'

/** How the database names money of no community fund. */
export const GENERAL_ID = '00000000-0000-0000-0000-000000000000'

export const fundId = (fund: string | null): string | null => (fund === GENERAL_FUND ? GENERAL_ID : fund)
export const fundOf = (id: string | null): string | null => (id === GENERAL_ID ? GENERAL_FUND : id)

interface Head {
  readonly id: string
  readonly number: bigint
  readonly key: string
  readonly postedAt: Date
}

export const ENTRY_COLUMNS = {
  ...({ id: 'uuid', book_id: 'uuid', number: 'bigint', edition: 'text', type: 'text', document_on: 'date' } as const),
  ...({ posted_on: 'date', recipe: 'text', summary: 'text', papers: 'jsonb', maker: 'uuid', checker: 'uuid' } as const),
  ...({ reverses: 'uuid', reason: 'text', channel: 'text', total_fen: 'bigint', key: 'text' } as const),
  ...({ posted_at: 'timestamptz' } as const),
}

/** An entry's head as a row. */
export const entryRow = (entry: BalancedEntry, head: Head) => ({
  id: head.id,
  book_id: entry.book,
  number: head.number,
  edition: entry.edition,
  type: entry.type,
  document_on: entry.documentOn,
  posted_on: entry.postedOn,
  recipe: entry.recipe,
  summary: entry.summary,
  papers: JSON.stringify(entry.papers),
  maker: entry.maker === SYSTEM_MAKER ? null : entry.maker,
  checker: entry.checker,
  reverses: entry.reverses,
  reason: entry.reason,
  channel: entry.channel,
  total_fen: entry.totalFen,
  key: head.key,
  posted_at: head.postedAt,
})

/** Maker of entries that no person made (a job, the demonstration). */
export const SYSTEM_MAKER = 'system'

export const LINE_COLUMNS = {
  ...({ entry_id: 'uuid', no: 'smallint', book_id: 'uuid', edition: 'text', account: 'text', side: 'text' } as const),
  ...({
    amount_fen: 'bigint',
    restriction: 'text',
    restriction_id: 'uuid',
    fund_id: 'uuid',
    project_id: 'uuid',
  } as const),
  ...({
    campaign: 'text',
    gift_id: 'uuid',
    grant_id: 'uuid',
    counterparty_id: 'uuid',
    related_party: 'boolean',
  } as const),
  ...({ kind: 'text', reach: 'text', reached_on: 'date', reach_proof: 'text', cash_line: 'text' } as const),
  ...({ currency: 'text', currency_amount: 'bigint' } as const),
}

export const lineRow = (line: Line, entry: EntryDraft, entryId: string, no: number) => ({
  entry_id: entryId,
  no,
  book_id: entry.book,
  edition: entry.edition,
  account: line.account,
  side: line.side,
  amount_fen: line.amountFen,
  restriction: line.restriction,
  restriction_id: line.restrictionId,
  fund_id: fundId(line.fund),
  project_id: line.project,
  campaign: line.campaign,
  gift_id: line.gift,
  grant_id: line.grant,
  counterparty_id: line.counterparty,
  related_party: line.relatedParty,
  kind: line.kind,
  reach: line.reach,
  reached_on: line.reachedOn,
  reach_proof: line.reachProof,
  cash_line: line.cashLine,
  currency: line.foreign?.currency ?? null,
  currency_amount: line.foreign?.amount ?? null,
})

export interface StoredLine {
  entry_id: string
  no: number
  book_id: string
  edition: string
  account: string
  side: string
  amount_fen: bigint
  restriction: string | null
  restriction_id: string | null
  fund_id: string | null
  project_id: string | null
  campaign: string | null
  gift_id: string | null
  grant_id: string | null
  counterparty_id: string | null
  related_party: boolean
  kind: string | null
  reach: string | null
  reached_on: string | null
  reach_proof: string | null
  cash_line: string | null
  currency: string | null
  currency_amount: bigint | null
}

/** The database checks every value these casts promise. */
export const lineOf = (row: StoredLine): Line => ({
  account: row.account,
  side: row.side as Line['side'],
  amountFen: row.amount_fen,
  restriction: row.restriction as Line['restriction'],
  restrictionId: row.restriction_id,
  fund: fundOf(row.fund_id),
  project: row.project_id,
  campaign: row.campaign,
  gift: row.gift_id,
  grant: row.grant_id,
  counterparty: row.counterparty_id,
  relatedParty: row.related_party,
  kind: row.kind as Line['kind'],
  reach: row.reach as Line['reach'],
  reachedOn: row.reached_on,
  reachProof: row.reach_proof,
  cashLine: row.cash_line as Line['cashLine'],
  foreign: row.currency === null ? null : { currency: row.currency, amount: row.currency_amount ?? 0n },
})

export interface StoredEntry {
  id: string
  book_id: string
  number: bigint
  edition: string
  type: string
  document_on: string
  posted_on: string
  month: string
  recipe: string | null
  summary: string
  papers: unknown
  maker: string | null
  checker: string | null
  reverses: string | null
  reason: string | null
  channel: string | null
  total_fen: bigint
  reversed_by: string | null
}

export const entryOf = (row: StoredEntry, lines: readonly Line[]): PostedEntry => ({
  id: row.id,
  seq: row.number,
  book: row.book_id,
  edition: row.edition as Edition,
  type: row.type as PostedEntry['type'],
  documentOn: row.document_on,
  postedOn: row.posted_on,
  month: row.month,
  recipe: row.recipe,
  summary: row.summary,
  papers: row.papers as PostedEntry['papers'],
  maker: row.maker ?? SYSTEM_MAKER,
  checker: row.checker,
  reverses: row.reverses,
  reversedBy: row.reversed_by,
  reason: row.reason,
  channel: row.channel,
  totalFen: row.total_fen,
  lines,
})
