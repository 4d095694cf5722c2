import { sql } from 'kysely'
import { findOrganisation } from '#modules/organisations/index.ts'
import { type Judgement, judgeOf } from '#modules/regulations/index.ts'
import { refuse } from '#platform/kit/refusal.ts'
import type { Tx } from '#platform/pg/db.ts'
import { type Refused, refuseOpening, refuseServed, type ServedPlace } from '../logic/decide.ts'
import type { ImportedFund } from '../logic/import-rows.ts'
import { judgedOpening } from './opening.ts'

interface Judged {
  readonly fund: ImportedFund
  readonly refused: readonly Refused[]
  readonly judgement: Judgement
}

interface Place extends ServedPlace {
  readonly name: string
  readonly level: string
}

/**
 * What stands against each row, with the facts of all rows loaded at once.
 * @throws Refusal funds.host_unknown
 */
export async function judgeRows(tx: Tx, hostId: string, funds: readonly ImportedFund[]): Promise<Judged[]> {
  const found = await findOrganisation(tx, hostId)
  if (!found) throw refuse('funds.host_unknown')
  const host = { name: found.name, charity: found.charity, active: found.status === 'active' }
  const places = await loadPlaces(tx, [...new Set(funds.flatMap(({ placeCode, serves }) => [placeCode, ...serves]))])
  const taken = await takenNames(tx, hostId)
  const refusals = funds.map((fund) => {
    const refused = refuseRow(fund, { today: tx.today, host, places, taken })
    taken.add(nameKey(fund))
    return refused
  })
  const judge = await judgeOf(tx)
  return funds.map((fund, index) => {
    const placeName = places.get(fund.placeCode)?.name ?? ''
    const opening = { ...fund, host, placeName, ownBankAccount: false, ownSeal: false, agreement: null }
    return { fund, refused: refusals[index] ?? [], judgement: judgedOpening(judge, opening) }
  })
}

interface RowFacts {
  readonly today: string
  readonly host: { readonly charity: boolean; readonly active: boolean }
  readonly places: ReadonlyMap<string, Place>
  readonly taken: ReadonlySet<string>
}

function refuseRow(fund: ImportedFund, { today, host, places, taken }: RowFacts): Refused[] {
  const place = places.get(fund.placeCode)
  const opening = refuseOpening(fund, { today, host, place })
  if (opening) return [opening]
  const town = place?.path.find((code) => places.get(code)?.level === 'town') ?? fund.placeCode
  const served = refuseServed(fund.serves, places, town)
  const line = fund.complaintLine
  return [
    ...(served ? [served] : []),
    ...(line && line.publishedOn > today
      ? [{ code: 'published_in_future', params: { day: line.publishedOn } } as const]
      : []),
    ...(taken.has(nameKey(fund)) ? [{ code: 'exists_with_same_name' } as const] : []),
  ]
}

const nameKey = ({ placeCode, name }: { readonly placeCode: string; readonly name: string }) => `${placeCode} ${name}`

async function takenNames(tx: Tx, hostId: string): Promise<Set<string>> {
  const { rows } = await sql<{ placeCode: string; name: string }>`
    select place_code as "placeCode", name from funds.funds where host_id = ${hostId} and withdrawn_at is null`.execute(
    tx.db,
  )
  return new Set(rows.map(nameKey))
}

/** Places in force with everything above them, by code. */
async function loadPlaces(tx: Tx, codes: readonly string[]): Promise<Map<string, Place>> {
  const { rows } = await sql<Place>`
    select distinct p.code, p.name, p.level, p.path from divisions.pub_divisions d
      join divisions.pub_divisions p on p.code = any(d.path)
     where d.code = any(${[...codes]}::text[]) and d.valid_to is null and p.valid_to is null`.execute(tx.db)
  return new Map(rows.map((place) => [place.code, place]))
}
