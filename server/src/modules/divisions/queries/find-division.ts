import type { DivisionKind, Level } from '@shanju/contract/divisions/vocab.ts'
import type { PlainDate } from '@shanju/contract/kit/dates.ts'
import { sql } from 'kysely'
import type { Tx } from '#platform/pg/db.ts'

/** What later modules need to know of a division when they decide. */
interface KnownDivision {
  readonly code: string
  readonly name: string
  readonly nameEn: string | null
  readonly level: Level
  readonly kind: DivisionKind
  readonly path: readonly string[]
  readonly hidden: boolean
  /** Null above the community. */
  readonly urban: boolean | null
  readonly validFrom: PlainDate | null
  /** First day it no longer stands; null while in force. */
  readonly validTo: PlainDate | null
}

/** A division, also one that ended; undefined for a code never used. */
export async function findDivision(tx: Tx, code: string): Promise<KnownDivision | undefined> {
  const { rows } = await sql<KnownDivision>`
    select code, name, name_en as "nameEn", level, kind, path, hidden, urban, valid_from as "validFrom",
           valid_to as "validTo"
      from divisions.pub_divisions where code = ${code}`.execute(tx.db)
  return rows[0]
}
