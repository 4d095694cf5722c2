import type { Subject } from '@shanju/contract/access.ts'
import { sql } from 'kysely'
import { subjectOfDivision } from '#modules/divisions/index.ts'
import { subjectOfOrganisation } from '#modules/organisations/index.ts'
import { refuse } from '#platform/kit/refusal.ts'
import type { Tx } from '#platform/pg/db.ts'

/** Whose statement is asked for; the shape lets exactly one of the three through. */
export interface Whose {
  readonly hostId?: string | undefined
  readonly fundId?: string | undefined
  readonly division?: string | undefined
}

/** Books that are read, summed when there are several, and the one fund in them that is meant, if any. */
export interface Scope {
  /** 编制单位: the charity, the fund with its host, or the division. */
  readonly unit: string
  readonly books: readonly string[]
  readonly fund: string | null
}

/** Whose business the statement is: the host's, of a fund its host's, of a division whoever oversees it. */
export async function subjectOfScope(tx: Tx, { hostId, fundId, division }: Whose): Promise<Subject> {
  if (division !== undefined) return subjectOfDivision(tx, division)
  return subjectOfOrganisation(tx, hostId ?? (await fundAndHost(tx, fundId ?? '')).host)
}

/** @throws Refusal ledger.statement_not_found where there are no books */
export async function scopeOf(tx: Tx, { hostId, fundId, division }: Whose): Promise<Scope> {
  if (division !== undefined) return divisionScope(tx, division)
  const fund = fundId === undefined ? undefined : await fundAndHost(tx, fundId)
  const host = hostId ?? fund?.host ?? ''
  const { rows } = await sql<{ name: string }>`
    select o.name from organisations.pub_organisations o join ledger.books b on b.id = o.id where o.id = ${host}`.execute(
    tx.db,
  )
  const [found] = rows
  if (!found) throw refuse('ledger.statement_not_found')
  return { unit: fund ? `${found.name} · ${fund.name}` : found.name, books: [host], fund: fundId ?? null }
}

async function fundAndHost(tx: Tx, fundId: string): Promise<{ name: string; host: string }> {
  const { rows } = await sql<{ name: string; host: string }>`
    select name, book_id as host from ledger.funds where id = ${fundId} and book_id is not null`.execute(tx.db)
  if (!rows[0]) throw refuse('ledger.statement_not_found')
  return rows[0]
}

/** All charities registered there and below that keep books; none is a statement of zeros. */
async function divisionScope(tx: Tx, code: string): Promise<Scope> {
  const { rows } = await sql<{ unit: string; books: string[] }>`
    select d.name as unit, array(select o.id from organisations.pub_organisations o join ledger.books b on b.id = o.id
                                  where d.code = any(o.path)) as books
      from divisions.pub_divisions d where d.code = ${code}`.execute(tx.db)
  if (!rows[0]) throw refuse('ledger.statement_not_found')
  return { ...rows[0], fund: null }
}
