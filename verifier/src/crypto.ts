import type { Sha256 } from '@shanju/contract/transparency/sha256.ts'
import type { SignatureChecks } from '@shanju/contract/transparency/signatures.ts'

/** Everything the verifier needs of its host, handed in by whoever calls it. Without `mlDsa44`, such lines stay unchecked. */
export interface VerifierCrypto extends SignatureChecks {
  readonly sha256: Sha256
}
