import { routes as divisions } from '@shanju/contract/divisions/routes.ts'
import { routes as funds } from '@shanju/contract/funds/routes.ts'
import { routes as giving } from '@shanju/contract/giving/routes.ts'
import { formatPublicId, parsePublicId } from '@shanju/contract/kit/ids.ts'
import { formatYuan } from '@shanju/contract/kit/money.ts'
import { routes as organisations } from '@shanju/contract/organisations/routes.ts'
import { useRead } from '../kit/queries.ts'
import { paths } from '../paths.ts'
import type { TextKey } from '../text/zh.ts'

export interface Found {
  readonly kind: TextKey
  readonly name: string
  readonly more: string
  readonly href: string
}

/** What answers to these words, best guess first: a slip's code names one gift and nothing else. */
export function useFound(words: string): { found: readonly Found[]; busy: boolean } {
  const code = parsePublicId(words)
  const asked = words === '' ? undefined : { query: { q: words, pageSize: 5 } }
  const gifts = useRead(giving.list, code ? { query: { q: code, pageSize: 2 } } : undefined)
  const places = useRead(divisions.searchDivisions, asked)
  const bodies = useRead(organisations.listOrganisations, asked)
  const theirFunds = useRead(funds.mine, asked)
  const found: Found[] = [
    ...(gifts.data?.items ?? []).map((gift) => ({
      kind: 'gift.one' as const,
      name: formatPublicId(gift.publicId),
      more: `${gift.givenOn} · ¥${formatYuan(gift.amountFen)}`,
      href: paths.gift(gift.id),
    })),
    ...(theirFunds.data?.items ?? []).map((fund) => ({
      kind: 'fund.one' as const,
      name: fund.name,
      more: fund.host.name,
      href: paths.fund(fund.id),
    })),
    ...(places.data?.items ?? []).map((place) => ({
      kind: 'division.one' as const,
      name: place.name,
      more: `${place.path
        .slice(1, -1)
        .map((step) => step.name)
        .join(' / ')} ${place.code}`,
      href: paths.division(place.code),
    })),
    ...(bodies.data?.items ?? []).map((body) => ({
      kind: 'organisation.one' as const,
      name: body.name,
      more: body.creditCode,
      href: paths.organisation(body.id),
    })),
  ]
  return { found, busy: [gifts, places, bodies, theirFunds].some((read) => read.isFetching) }
}
