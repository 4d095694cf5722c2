import { routes as funds } from '@shanju/contract/funds/routes.ts'
import { routes as giving } from '@shanju/contract/giving/routes.ts'
import type { GiftCounts } from '@shanju/contract/giving/shapes.ts'
import type { Output } from '@shanju/contract/kit/route.ts'
import type { Call } from './call.ts'

export type PlaceFigures = Output<typeof funds.figuresOf>
export type PlaceBooks = PlaceFigures & GiftCounts

/** What the books say of a division and all below it, and how many gifts stand behind that. */
export async function booksOf(call: Call, code: string): Promise<PlaceBooks> {
  const [figures, gifts] = await Promise.all([
    call(funds.figuresOf, { params: { code } }),
    call(giving.countPublic, { query: { within: code } }),
  ])
  return { ...figures, ...gifts }
}

/** At most this many questions at once: one reader's page must not take every database connection. */
const AT_ONCE = 4

/** Figures of several places, by code. */
export async function figuresOfAll(call: Call, codes: readonly string[]): Promise<ReadonlyMap<string, PlaceFigures>> {
  const figures = new Map<string, PlaceFigures>()
  const waiting = [...codes]
  const ask = async (): Promise<void> => {
    for (let code = waiting.shift(); code !== undefined; code = waiting.shift())
      figures.set(code, await call(funds.figuresOf, { params: { code } }))
  }
  await Promise.all(Array.from({ length: AT_ONCE }, ask))
  return figures
}
