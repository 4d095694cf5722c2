import type { Checkpoint } from './checkpoint.ts'
import { type Policy, quorumStanding, type Standing } from './policy.ts'
import { checkSignatures, type SignatureChecks, type SignatureVerdict } from './signatures.ts'
import type { VerifierKey } from './vkey.ts'

/**
 * What a policy makes of a head, worst finding first:
 * `unknown_log` no key of the policy bears the head's name · `bad_signature` a trusted key's line does not verify ·
 * `unsigned` no line of the log's own key · `short_of_witnesses` the quorum is not reached · `unchecked` it would be, if
 * this place could check the lines it cannot · `trusted`.
 */
type HeadState = 'unknown_log' | 'bad_signature' | 'unsigned' | 'short_of_witnesses' | 'unchecked' | 'trusted'

export interface HeadVerdict {
  readonly state: HeadState
  /** Whether a signature of the log itself was checked and holds. */
  readonly logSigned: boolean
  readonly standing: Standing
  /** One per line of a key the policy names, the log's and the witnesses'. */
  readonly signatures: readonly SignatureVerdict[]
  readonly witnesses: readonly WitnessVerdict[]
}

interface WitnessVerdict {
  /** Name inside the policy, as octets. */
  readonly name: string
  /** Name of the key: what to show people. */
  readonly keyName: string
  readonly state: SignatureVerdict['state'] | 'absent'
  /** POSIX seconds of the newest line of this witness. */
  readonly timestamp?: number
}

export async function judgeHead(checks: SignatureChecks, policy: Policy, checkpoint: Checkpoint): Promise<HeadVerdict> {
  const logKeys = policy.logs.map((log) => log.key).filter((key) => key.name === checkpoint.origin)
  const keys = [...logKeys, ...policy.witnesses.map((witness) => witness.key)]
  const signatures = await checkSignatures(checks, checkpoint, keys)
  const witnesses = policy.witnesses.map((witness) => witnessVerdict(witness.name, signatures, witness.key))
  const standing = quorumStanding(policy, namesWith(witnesses, ['valid']))
  const hopeful = quorumStanding(policy, namesWith(witnesses, ['valid', 'unchecked']))
  const logStates = signatures.filter((verdict) => logKeys.includes(verdict.key)).map((verdict) => verdict.state)
  return { state: decide(), logSigned: logStates.includes('valid'), standing, signatures, witnesses }

  function decide(): HeadState {
    if (logKeys.length === 0) return 'unknown_log'
    if (signatures.some((verdict) => verdict.state === 'invalid')) return 'bad_signature'
    if (logStates.length === 0) return 'unsigned'
    if (!hopeful.met) return 'short_of_witnesses'
    return logStates.includes('valid') && standing.met ? 'trusted' : 'unchecked'
  }
}

function witnessVerdict(name: string, signatures: readonly SignatureVerdict[], key: VerifierKey): WitnessVerdict {
  const lines = signatures.filter((verdict) => verdict.key === key)
  const times = lines.flatMap((line) => line.timestamp ?? [])
  const state = lines.find((line) => line.state === 'invalid')?.state ?? lines[0]?.state ?? 'absent'
  const verdict: WitnessVerdict = { name, keyName: key.name, state }
  return times.length === 0 ? verdict : { ...verdict, timestamp: Math.max(...times) }
}

function namesWith(witnesses: readonly WitnessVerdict[], states: readonly WitnessVerdict['state'][]): Set<string> {
  return new Set(witnesses.filter((witness) => states.includes(witness.state)).map((witness) => witness.name))
}
