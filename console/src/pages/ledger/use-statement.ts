import { idOf } from '@shanju/contract/kit/ids.ts'
import { routes as ledger } from '@shanju/contract/ledger/routes.ts'
import { FORM_IDS, type FormId, SPANS, type Span } from '@shanju/contract/ledger/statement-vocab.ts'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { z } from 'zod'
import { today } from '../../kit/day-input.tsx'
import { useRead } from '../../kit/queries.ts'

export type Sheet = FormId | 'trial' | 'funds'
const SHEETS = [...FORM_IDS, 'trial', 'funds'] as const

/** What the address asks for; what it does not say is filled in: the first books within reach, this month. */
export interface Asked {
  /** Exactly one of the three; none while the books are still looked up, or where there are none. */
  readonly whose: { hostId?: string; fundId?: string; division?: string } | undefined
  readonly sheet: Sheet
  readonly month: string
  readonly span: Span
  /** Another month beside it. */
  readonly beside: string | undefined
  readonly line: string | undefined
  readonly column: number
  readonly set: (values: Readonly<Record<string, string | undefined>>) => void
}

const idIn = (prefix: string, text: string | undefined): string | undefined => {
  const id = z.safeDecode(idOf(prefix), text ?? '')
  return id.success ? id.data : undefined
}

const MONTH = /^[12]\d{3}-(0[1-9]|1[0-2])$/

export function useStatement(): Asked {
  const search = useSearch({ strict: false }) as Readonly<Record<string, string>>
  const navigate = useNavigate()
  const [hostId, fundId] = [idIn('org', search.host), idIn('fund', search.fund)]
  const said = Boolean(hostId ?? fundId ?? search.division)
  const books = useRead(ledger.listBooks, said ? undefined : { query: { pageSize: 1 } })
  const first = books.data?.items[0]?.host.id
  const whose = hostId
    ? { hostId }
    : fundId
      ? { fundId }
      : search.division
        ? { division: search.division }
        : first && { hostId: first }
  const sheet = SHEETS.find((each) => each === search.sheet) ?? '01'
  return {
    whose: whose || undefined,
    // A fund has no sheet of its own, and a charity's statement is not one of its funds.
    sheet: fundId && (sheet === '01' || sheet === '03') ? 'funds' : hostId && sheet === 'funds' ? '01' : sheet,
    month: MONTH.test(search.month ?? '') ? (search.month ?? '') : today().slice(0, 7),
    span: SPANS.find((each) => each === search.span) ?? 'month',
    beside: MONTH.test(search.beside ?? '') ? search.beside : undefined,
    line: search.line,
    column: Number(search.column ?? 0),
    set: (values) =>
      navigate({
        to: '.',
        search: { ...search, line: undefined, column: undefined, ...values } as never,
        replace: true,
      }),
  }
}

/** Months from the first of the books to this one, the latest first. */
export function monthChoices(): string[] {
  const months: string[] = []
  const now = today().slice(0, 7)
  for (let at = 2026 * 12; ; at += 1) {
    const month = `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`
    if (month > now) return months.reverse()
    months.push(month)
  }
}
