import { slipCodeFrom } from '@shanju/contract/kit/ids.ts'
import type { Secrets } from '#platform/kit/secret.ts'

/**
 * The secret on a gift's slip. It is not kept but computed, so a slip can be printed again, and for older gifts too; 40
 * bits, while strangers are held to a few hundred tries a second.
 */
export const slipCodeOf = (secrets: Secrets, giftId: string): string =>
  slipCodeFrom(secrets.keyedHash(giftId, 'giving.slip'))
