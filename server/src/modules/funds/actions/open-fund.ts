import type { Actor } from '@shanju/contract/access.ts'
import type { OpenFund } from '@shanju/contract/funds/shapes.ts'
import { findDivision } from '#modules/divisions/index.ts'
import { ensureBooks, registerFund, registerRestriction } from '#modules/ledger/index.ts'
import { findOrganisation } from '#modules/organisations/index.ts'
import { uuidv7 } from '#platform/kit/ids.ts'
import { refuse } from '#platform/kit/refusal.ts'
import type { Tx } from '#platform/pg/db.ts'
import { violates } from '#platform/pg/errors.ts'
import { record } from '#platform/trail/index.ts'
import { refuseOpening } from '../logic/decide.ts'
import { subjectOfFund } from '../queries/subject.ts'

/**
 * Opens a community fund: the fund, its dimension in the host's books and the limit under which its gifts stand (its
 * purpose), so that the first gift finds everything in place. Books are made with the host's first fund.
 * @throws Refusal funds.host_unknown … funds.exists_with_same_name
 */
export async function openFund(tx: Tx, actor: Actor, input: OpenFund): Promise<string> {
  const host = await findOrganisation(tx, input.hostId)
  const place = await findDivision(tx, input.placeCode)
  const refused = refuseOpening(input, {
    today: tx.today,
    host: host && { charity: host.charity, active: host.status === 'active' },
    place: place && place.validTo === null ? { level: place.level } : undefined,
  })
  if (refused) throw refuse(`funds.${refused.code}`, refused.params)

  const id = uuidv7(tx.now)
  const restrictionId = uuidv7(tx.now)
  await ensureBooks(tx, input.hostId)
  await registerFund(tx, { id, book: input.hostId, name: input.name })
  await registerRestriction(tx, {
    id: restrictionId,
    book: input.hostId,
    fund: id,
    title: input.purpose,
    limits: 'use',
    basis: 'fund purpose',
  })
  await insertFund(tx, id, restrictionId, input)
  await record(tx, actor, {
    action: 'funds.open',
    subjectKind: 'fund',
    subjectId: id,
    subject: await subjectOfFund(tx, id),
    details: { host: input.hostId, place: input.placeCode, opensOn: input.opensOn },
  })
  return id
}

async function insertFund(tx: Tx, id: string, restrictionId: string, input: OpenFund): Promise<void> {
  try {
    await tx.db
      .insertInto('funds.funds')
      .values({
        id,
        name: input.name,
        purpose: input.purpose,
        fields: input.fields,
        state: 'open',
        opens_on: input.opensOn,
        host_id: input.hostId,
        place_code: input.placeCode,
        restriction_id: restrictionId,
        created_at: tx.now,
        updated_at: tx.now,
      })
      .execute()
  } catch (error) {
    if (violates(error, 'funds_one_name_per_host_and_place')) throw refuse('funds.exists_with_same_name')
    throw error
  }
}
