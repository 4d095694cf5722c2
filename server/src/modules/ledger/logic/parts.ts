import { showId } from '@shanju/contract/kit/ids.ts'
import type { PartContent } from '@shanju/contract/transparency/parts.ts'
import type { Sha256 } from '@shanju/contract/transparency/sha256.ts'
import { statementDigest, statementText } from '@shanju/contract/transparency/statement.ts'
import type { BalancedEntry, Line } from './entry.ts'
import { GENERAL_FUND } from './vocab.ts'

const named = (prefix: string, id: string | null): string | null => (id === null ? null : showId(prefix, id))

/**
 * What the public log commits to for an entry: its head, then for each line what is public and what is not. Ids stand
 * as people see them. The summary may say more than the public should read, so it stands with what is private.
 */
export function partsOfEntry(entry: BalancedEntry, number: bigint): PartContent[] {
  const head: PartContent = {
    type: 'entry_head',
    values: {
      book: showId('org', entry.book),
      entryNumber: number.toString(),
      postedOn: entry.postedOn,
      documentOn: entry.documentOn,
      source: entry.recipe ?? entry.type,
      sourceId: named('entry', entry.reverses),
    },
  }
  return [head, ...entry.lines.flatMap((line) => partsOfLine(line, entry.summary))]
}

function partsOfLine(line: Line, memo: string): [PartContent, PartContent] {
  const { account, side, amountFen, restriction, fund, project, kind, gift, counterparty } = line
  return [
    {
      type: 'entry_line',
      values: {
        account,
        side,
        amount: amountFen,
        restriction: restriction ?? 'none',
        fund: fund === GENERAL_FUND ? fund : named('fund', fund),
        project: named('project', project),
        costKind: kind,
      },
    },
    {
      type: 'line_detail',
      values: { gift: named('gift', gift), counterparty: named('counterparty', counterparty), memo },
    },
  ]
}

/** A month that was closed, or opened again. */
export interface MonthAct {
  readonly book: string
  readonly month: string
  readonly number: number
  readonly act: string
  readonly reason: string | null
  readonly publishedOn: string
}

/** A closing discloses that the books of a month stand; the reason may say more than the public should read. */
export const partsOfMonth = (hash: Sha256, of: MonthAct): PartContent[] => {
  const publisher = showId('org', of.book)
  const text = statementText('month', { book: publisher, month: of.month, number: of.number, act: of.act })
  return [
    {
      type: 'disclosure',
      values: {
        ...{ publisher, subject: `month_${of.act}`, period: of.month, publishedOn: of.publishedOn },
        document: statementDigest(hash, text),
      },
    },
    { type: 'disclosure_detail', values: { memo: of.reason } },
  ]
}
