import { fromUtf8 } from './bytes.ts'
import { attempt, Malformed } from './malformed.ts'
import type { Sha256 } from './sha256.ts'
import { parseVkey, SIGNATURE_TYPE, type SignatureType, type VerifierKey } from './vkey.ts'

interface PolicyLog {
  readonly key: VerifierKey
  readonly url?: string
}

interface PolicyWitness {
  /** The name inside the policy: its octets as one character each, since the text keeps names opaque. */
  readonly name: string
  readonly key: VerifierKey
  readonly url?: string
}

interface PolicyGroup {
  readonly name: string
  /** How many members must stand behind a head. */
  readonly threshold: number
  readonly members: readonly string[]
}

/** c2sp.org/tlog-policy: whom to believe, and how many witnesses make a head believable. */
export interface Policy {
  readonly logs: readonly PolicyLog[]
  readonly witnesses: readonly PolicyWitness[]
  readonly groups: readonly PolicyGroup[]
  /** A witness, a group, or `none`. */
  readonly quorum: string
}

/** `none` is predefined: a quorum that asks for nothing. */
const NO_QUORUM = 'none'

const LOG_TYPES: readonly SignatureType[] = [SIGNATURE_TYPE.ed25519, SIGNATURE_TYPE.mlDsa44]
const WITNESS_TYPES: readonly SignatureType[] = [SIGNATURE_TYPE.cosignature, SIGNATURE_TYPE.mlDsa44]

/** Reads a policy file. Refuses it whole, naming the line, rather than run with half a policy. */
export function parsePolicy(hash: Sha256, bytes: Uint8Array): Policy {
  const draft: Draft = { hash, logs: [], witnesses: [], groups: [], used: new Set(), quorum: undefined }
  const lines = octets(bytes).split('\n')
  if (lines.pop() !== '') throw new Malformed('policy', 'the last line does not end in a newline')
  for (const [i, line] of lines.entries()) {
    const items = line.split(/[ \t]+/).filter((item) => item !== '')
    const keyword = items[0]
    if (keyword === undefined || keyword.startsWith('#')) continue
    const problem = readLine(draft, keyword, items.slice(1))
    if (problem !== undefined) throw new Malformed('policy', `line ${i + 1}: ${problem}`)
  }
  if (draft.quorum === undefined) throw new Malformed('policy', 'no quorum line')
  return { logs: draft.logs, witnesses: draft.witnesses, groups: draft.groups, quorum: draft.quorum }
}

/** How the witnesses in `cosigned` (policy names) stand to a witness, group or quorum of the policy. */
export interface Standing {
  readonly have: number
  readonly need: number
  readonly met: boolean
}

/** The quorum's standing, e.g. 2 of the 3 needed. */
export function quorumStanding(policy: Policy, cosigned: ReadonlySet<string>): Standing {
  return standing(policy, policy.quorum, cosigned)
}

function standing(policy: Policy, name: string, cosigned: ReadonlySet<string>): Standing {
  if (name === NO_QUORUM) return { have: 0, need: 0, met: true }
  const group = policy.groups.find((known) => known.name === name)
  if (group === undefined) return { have: cosigned.has(name) ? 1 : 0, need: 1, met: cosigned.has(name) }
  const have = group.members.filter((member) => standing(policy, member, cosigned).met).length
  return { have, need: group.threshold, met: have >= group.threshold }
}

interface Draft {
  readonly hash: Sha256
  readonly logs: PolicyLog[]
  readonly witnesses: PolicyWitness[]
  readonly groups: PolicyGroup[]
  /** Names already a member of some group: each may be that once, so no witness counts twice. */
  readonly used: Set<string>
  quorum: string | undefined
}

/** Adds one line to the draft; returns what is wrong with it, or undefined. */
function readLine(draft: Draft, keyword: string, items: readonly string[]): string | undefined {
  switch (keyword) {
    case 'log':
      return readLog(draft, items)
    case 'witness':
      return readWitness(draft, items)
    case 'group':
      return readGroup(draft, items)
    case 'quorum':
      return readQuorum(draft, items)
    default:
      return 'a keyword that is none of log, witness, group, quorum'
  }
}

function readLog(draft: Draft, [vkey, url, ...rest]: readonly string[]): string | undefined {
  if (vkey === undefined || rest.length > 0) return 'a log line is: log <vkey> [<url>]'
  const key = keyOf(draft.hash, vkey, LOG_TYPES)
  if (key === undefined) return 'not a verifier key for a log'
  if (draft.logs.some((known) => isSameKey(known.key, key))) return 'this log key was given before'
  draft.logs.push({ key, ...(url === undefined ? {} : { url }) })
  return undefined
}

function readWitness(draft: Draft, [name, vkey, url, ...rest]: readonly string[]): string | undefined {
  if (name === undefined || vkey === undefined || rest.length > 0) {
    return 'a witness line is: witness <name> <vkey> [<url>]'
  }
  if (isTaken(draft, name)) return 'this name is taken'
  const key = keyOf(draft.hash, vkey, WITNESS_TYPES)
  if (key === undefined) return 'not a verifier key for a witness'
  if (draft.witnesses.some((known) => isSameKey(known.key, key))) return 'this witness key was given before'
  draft.witnesses.push({ name, key, ...(url === undefined ? {} : { url }) })
  return undefined
}

function readGroup(draft: Draft, [name, rule, ...members]: readonly string[]): string | undefined {
  if (name === undefined || rule === undefined || members.length === 0) {
    return 'a group line is: group <name> all|any|<k> <name>...'
  }
  if (isTaken(draft, name)) return 'this name is taken'
  for (const member of members) {
    if (member === NO_QUORUM || !isTaken(draft, member)) return 'a member that no line above defines'
    if (draft.used.has(member)) return 'a member that already stands in a group'
    draft.used.add(member)
  }
  const threshold = rule === 'all' ? members.length : rule === 'any' ? 1 : /^[1-9][0-9]*$/.test(rule) ? Number(rule) : 0
  if (threshold < 1 || threshold > members.length) return 'the threshold is not between 1 and the number of members'
  draft.groups.push({ name, threshold, members })
  return undefined
}

function readQuorum(draft: Draft, [name, ...rest]: readonly string[]): string | undefined {
  if (name === undefined || rest.length > 0) return 'a quorum line is: quorum <name>'
  if (draft.quorum !== undefined) return 'a second quorum line'
  if (!isTaken(draft, name)) return 'a quorum that no line above defines'
  draft.quorum = name
  return undefined
}

function isTaken(draft: Draft, name: string): boolean {
  return name === NO_QUORUM || [...draft.witnesses, ...draft.groups].some((known) => known.name === name)
}

/** Two verifier keys are duplicates when the key underneath is the same, whatever name or id they carry. */
function isSameKey(a: VerifierKey, b: VerifierKey): boolean {
  return a.publicKey.length === b.publicKey.length && a.publicKey.every((byte, i) => byte === b.publicKey[i])
}

function keyOf(hash: Sha256, item: string, types: readonly SignatureType[]): VerifierKey | undefined {
  const key = attempt(() => parseVkey(hash, fromUtf8(Uint8Array.from(item, (char) => char.charCodeAt(0)))))
  return key !== undefined && types.includes(key.type) ? key : undefined
}

/** One character per octet; refuses the octets the text forbids. */
function octets(bytes: Uint8Array): string {
  let text = ''
  for (const byte of bytes) {
    if (byte !== 0x09 && byte !== 0x0a && (byte < 0x20 || byte === 0x7f)) {
      throw new Malformed('policy', 'a control character other than tab and newline')
    }
    text += String.fromCharCode(byte)
  }
  return text
}
