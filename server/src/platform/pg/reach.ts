import type { Where } from '@shanju/contract/access.ts'
import { type RawBuilder, sql } from 'kysely'

/**
 * The reach of a list as a condition: `divisions` is an expression for the text[] of a row's division and all above
 * it, `organisations` for its uuid[] of bodies. The same rule as `can`, in SQL; a property test holds them equal.
 */
export function reaches(
  where: Where,
  divisions: RawBuilder<unknown>,
  organisations: RawBuilder<unknown>,
): RawBuilder<boolean> {
  if (where.everywhere) return sql<boolean>`true`
  return sql<boolean>`(${divisions} && ${[...where.divisions]}::text[] or ${organisations} && ${[...where.organisationIds]}::uuid[])`
}
