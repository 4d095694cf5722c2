import type { NewFund, OpenFund } from '@shanju/contract/funds/shapes.ts'
import type { FundState } from '@shanju/contract/funds/vocab.ts'
import { findDivision } from '#modules/divisions/index.ts'
import { ensureBooks, registerFund, registerRestriction } from '#modules/ledger/index.ts'
import { findOrganisation } from '#modules/organisations/index.ts'
import { uuidv7 } from '#platform/kit/ids.ts'
import { refuse } from '#platform/kit/refusal.ts'
import type { Tx } from '#platform/pg/db.ts'
import { violates } from '#platform/pg/errors.ts'
import type { MakingFacts } from '../logic/decide.ts'
import { serve } from './change-served.ts'

/** What making or opening a fund is decided on. */
export async function makingFacts(tx: Tx, hostId: string, placeCode: string): Promise<MakingFacts> {
  const host = await findOrganisation(tx, hostId)
  const place = await findDivision(tx, placeCode)
  return {
    host: host && { charity: host.charity, active: host.status === 'active' },
    place: place && place.validTo === null ? { level: place.level } : undefined,
  }
}

/** What may be left out of an opening, as it then is. */
export const complete = (input: OpenFund): NewFund => ({
  sourceKind: null,
  openingSumFen: 0n,
  ownBankAccount: false,
  ownSeal: false,
  ...input,
})

/**
 * Writes a fund with its dimension in the host's books and the limit under which its gifts stand (its purpose), so that
 * the first gift finds everything in place. Books are made with the host's first fund.
 * @param serves its own place when left out
 * @throws Refusal funds.exists_with_same_name
 */
export async function makeFund(
  tx: Tx,
  input: NewFund,
  {
    state,
    importId,
    serves = [input.placeCode],
  }: { readonly state: FundState; readonly importId?: string; readonly serves?: readonly string[] },
): Promise<string> {
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
  try {
    await tx.db
      .insertInto('funds.funds')
      .values({
        id,
        name: input.name,
        purpose: input.purpose,
        fields: input.fields,
        state,
        opens_on: input.opensOn,
        host_id: input.hostId,
        place_code: input.placeCode,
        restriction_id: restrictionId,
        source_kind: input.sourceKind,
        opening_sum_fen: input.openingSumFen,
        own_bank_account: input.ownBankAccount,
        own_seal: input.ownSeal,
        import_id: importId ?? null,
        created_at: tx.now,
        updated_at: tx.now,
      })
      .execute()
  } catch (error) {
    if (violates(error, 'funds_one_name_per_host_and_place')) throw refuse('funds.exists_with_same_name')
    throw error
  }
  await serve(tx, id, serves, state === 'open' ? input.opensOn : tx.today)
  return id
}
