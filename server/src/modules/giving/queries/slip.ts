import type { Actor } from '@shanju/contract/access.ts'
import type { GiftSlip } from '@shanju/contract/giving/shapes.ts'
import { sql } from 'kysely'
import { subjectOfFund } from '#modules/funds/index.ts'
import { shownNames } from '#modules/identity/index.ts'
import { refuse } from '#platform/kit/refusal.ts'
import type { Tx } from '#platform/pg/db.ts'
import { record } from '#platform/trail/index.ts'
import { openHandling, openWords } from './donor-names.ts'
import { receiptColumns } from './gifts.ts'
import { slipCodeOf } from './slip-code.ts'

type Row = Omit<GiftSlip, 'donorName' | 'handler' | 'secondCounter' | 'slipCode'> & {
  id: string
  fundId: string
  recordedBy: string | null
}

/**
 * What is printed for the donor. It names them and holds the slip's code, so whoever opened it stands on the trail.
 * @throws Refusal giving.not_found
 */
export async function getSlip(tx: Tx, actor: Actor, id: string): Promise<GiftSlip> {
  const { rows } = await sql<Row>`
    select g.id, g.public_id as "publicId", g.fund_id as "fundId", json_build_object('id', f.id, 'name', f.name) as fund,
           json_build_object('id', o.id, 'name', o.name) as host, g.shown_name as "shownName", g.amount_fen as "amountFen",
           g.given_on as "givenOn", g.channel, g.purpose, g.purpose_field as "purposeField", g.state,
           g.recorded_at as "recordedAt", r.recorded_by as "recordedBy", ${receiptColumns}
      from giving.pub_gifts g
      join giving.gifts r on r.id = g.id
      join funds.pub_funds f on f.id = g.fund_id
      join organisations.pub_organisations o on o.id = g.host_id
     where g.id = ${id}`.execute(tx.db)
  const [row] = rows
  if (!row) throw refuse('giving.not_found')
  await record(tx, actor, {
    action: 'giving.print_slip',
    subjectKind: 'gift',
    subjectId: id,
    subject: await subjectOfFund(tx, row.fundId),
    details: {},
  })
  const { donorName } = (await openWords(tx, [id]))(id)
  const { handler, secondCounter } = await openHandling(tx, id)
  // Where no handler is named, whoever recorded the gift took it.
  const took = handler ?? (row.recordedBy && secondCounter ? await nameOf(tx, row.recordedBy) : null)
  return { ...row, donorName, handler: took, secondCounter, slipCode: slipCodeOf(tx.secrets, id) }
}

const nameOf = async (tx: Tx, personId: string): Promise<string | null> =>
  (await shownNames(tx, [personId])).get(personId) ?? null
