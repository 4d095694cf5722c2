import { verifyEd25519 } from '@shanju/contract/transparency/ed25519.ts'
import { sha256 } from '@shanju/contract/transparency/sha256.ts'
import type { VerifierCrypto } from './crypto.ts'

/** Our own code only: the same answer in every browser, on a file opened without a server. It cannot check ML-DSA. */
export const portableCrypto: VerifierCrypto = { sha256, ed25519: verifyEd25519 }
