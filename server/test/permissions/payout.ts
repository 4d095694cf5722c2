import { showId } from '@shanju/contract/kit/ids.ts'
import { addProven } from '#modules/payments/testkit.ts'
import type { FreshDatabase } from '#test/support/clone.ts'

/** A payee, an authority for that payee, a payment under it, a proof with its paper, and a file for the bank. */
export async function addPayout(
  fresh: FreshDatabase,
  made: { readonly fund: string; readonly person: string },
  texts: { readonly payee: string },
) {
  const ids = await addProven(fresh, { ...made, name: texts.payee })
  const wire = (prefix: string, id: string): string => showId(prefix, id)
  return {
    ...{ payee: wire('payee', ids.payee), authority: wire('authority', ids.authority) },
    ...{ payment: wire('payment', ids.payment), proof: wire('proof', ids.proof), batch: wire('batch', ids.batch) },
  }
}
