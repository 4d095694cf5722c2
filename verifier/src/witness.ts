import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { fromBase64, toBase64 } from '@shanju/contract/transparency/base64.ts'
import { fromUtf8 } from '@shanju/contract/transparency/bytes.ts'
import type { Checkpoint, TreeHead } from '@shanju/contract/transparency/checkpoint.ts'
import { cosignedHead, cosignedText, encodeTimestamped } from '@shanju/contract/transparency/cosignature.ts'
import { Malformed } from '@shanju/contract/transparency/malformed.ts'
import { formatNote } from '@shanju/contract/transparency/note.ts'
import { formatVkey, SIGNATURE_TYPE, type VerifierKey, verifierKey } from '@shanju/contract/transparency/vkey.ts'
import { decideAddCheckpoint, parseAddCheckpoint, TLOG_SIZE_TYPE } from '@shanju/contract/transparency/witness.ts'
import { nodeCrypto } from './node-crypto.ts'

const KEYS = 'keys.json'
const STATE = 'state.json'
/** The bytes before a raw key in SubjectPublicKeyInfo are of one length for each kind. */
const RAW_SIZE = { ed25519: 32, 'ml-dsa-44': 1312 } as const
type Kind = keyof typeof RAW_SIZE

export interface WitnessOptions {
  /** Where keys and state are kept; made if it is not there. */
  readonly directory: string
  /** The witness's name: an address without https://, its own for ever. */
  readonly name: string
  /** The logs it watches. */
  readonly logKeys: readonly VerifierKey[]
  /** POSIX seconds. */
  readonly now: () => number
}

export interface WitnessAnswer {
  readonly status: number
  readonly type: string
  readonly body: string
}

export interface OpenWitness {
  /** What its logs must know of it: the Ed25519 key, and the ML-DSA-44 key. */
  readonly vkeys: readonly [string, string]
  /** One `add-checkpoint` (c2sp.org/tlog-witness). Requests wait for each other. */
  addCheckpoint(body: Uint8Array): Promise<WitnessAnswer>
}

interface Recorded {
  readonly size: number
  readonly root: string
  /** Never goes back, whatever the machine's clock does. */
  readonly time: number
}
type State = Readonly<Record<string, Recorded>>

/** The files in the witness's directory cannot be what it wrote; the message says what to do. */
export class WitnessDamage extends Error {}

/** Opens a witness on its directory; the first time it makes its keys. @throws WitnessDamage, Malformed for a bad name */
export function openWitness({ directory, name, logKeys, now }: WitnessOptions): OpenWitness {
  mkdirSync(directory, { recursive: true, mode: 0o700 })
  const keys = readKeys(directory)
  const signers = [
    signerOf(name, SIGNATURE_TYPE.cosignature, keys.ed25519),
    signerOf(name, SIGNATURE_TYPE.mlDsa44, keys['ml-dsa-44']),
  ] as const
  let known = readText(directory, STATE)
  let last: Promise<unknown> = Promise.resolve()

  return {
    vkeys: [formatVkey(signers[0].vkey), formatVkey(signers[1].vkey)],
    addCheckpoint(body) {
      const answer = last.then(() => decide(body))
      last = answer.catch(() => undefined)
      return answer
    },
  }

  async function decide(body: Uint8Array): Promise<WitnessAnswer> {
    // Two programs on one directory would each forget what the other signed.
    if (readText(directory, STATE) !== known) throw new WitnessDamage('Another program writes in this directory.')
    const state = parseState(known)
    const decision = await decideAddCheckpoint(
      nodeCrypto.sha256,
      nodeCrypto,
      logKeys,
      (origin) => headOf(state, origin),
      body,
    )
    if (decision.status === 409) {
      return { status: 409, type: TLOG_SIZE_TYPE, body: `${decision.recordedSize}\n` }
    }
    if (decision.status !== 200) {
      return { status: decision.status, type: 'text/plain; charset=utf-8', body: `${decision.why}\n` }
    }
    const { origin, size, root } = decision.head
    const time = Math.max(now(), state[origin]?.time ?? 0)
    const next = `${JSON.stringify({ ...state, [origin]: { size, root: toBase64(root), time } })}\n`
    // After this line the head must be remembered: a signature that is forgotten could be contradicted.
    writeWhole(directory, STATE, next)
    known = next
    const { checkpoint } = parseAddCheckpoint(body)
    const lines = signers.map((signer) => signer.line(checkpoint, time)).join('')
    return { status: 200, type: 'text/plain; charset=utf-8', body: lines }
  }
}

function headOf(state: State, origin: string): TreeHead | undefined {
  const recorded = state[origin]
  return recorded && { origin, size: recorded.size, root: fromBase64(recorded.root) }
}

interface Signer {
  readonly vkey: VerifierKey
  line(checkpoint: Checkpoint, time: number): string
}

function signerOf(name: string, type: 4 | 6, key: KeyObject): Signer {
  const kind: Kind = type === SIGNATURE_TYPE.mlDsa44 ? 'ml-dsa-44' : 'ed25519'
  const raw = createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(-RAW_SIZE[kind])
  const vkey = verifierKey(nodeCrypto.sha256, name, type, new Uint8Array(raw))
  return {
    vkey,
    line(checkpoint, time) {
      const message =
        type === SIGNATURE_TYPE.mlDsa44
          ? cosignedHead(name, time, checkpoint)
          : cosignedText(time, checkpoint.note.text)
      const bytes = encodeTimestamped(time, new Uint8Array(sign(null, message, key)))
      const note = fromUtf8(formatNote({ text: '\n', signatures: [{ name, keyId: vkey.id, bytes }] }))
      return note.slice(note.indexOf('—'))
    },
  }
}

function readKeys(directory: string): Readonly<Record<Kind, KeyObject>> {
  if (!existsSync(join(directory, KEYS))) {
    if (existsSync(join(directory, STATE))) {
      throw new WitnessDamage(`${join(directory, KEYS)} is missing, and this witness has signed before. Restore it.`)
    }
    const made = Object.fromEntries(
      (['ed25519', 'ml-dsa-44'] as const).map((kind) => [
        kind,
        pemOf(generateKeyPairSync(kind as 'ed25519').privateKey),
      ]),
    )
    writeWhole(directory, KEYS, `${JSON.stringify(made)}\n`)
    writeWhole(directory, STATE, '{}\n')
  }
  try {
    const kept = JSON.parse(readText(directory, KEYS)) as Record<Kind, string>
    return { ed25519: createPrivateKey(kept.ed25519), 'ml-dsa-44': createPrivateKey(kept['ml-dsa-44']) }
  } catch {
    throw new WitnessDamage(`${join(directory, KEYS)} is damaged. Restore it: without it this witness cannot sign.`)
  }
}

const pemOf = (key: KeyObject): string => String(key.export({ format: 'pem', type: 'pkcs8' }))

function parseState(text: string): State {
  try {
    const state = JSON.parse(text) as State
    for (const { size, root, time } of Object.values(state)) {
      if (!Number.isSafeInteger(size) || !Number.isSafeInteger(time) || fromBase64(root).length !== 32)
        throw new Error()
    }
    return state
  } catch {
    throw new WitnessDamage(`${STATE} is damaged. Restore it: a witness that forgot what it signed must not sign.`)
  }
}

function readText(directory: string, name: string): string {
  try {
    return readFileSync(join(directory, name), 'utf8')
  } catch (error) {
    throw new WitnessDamage(`${join(directory, name)} cannot be read: ${(error as Error).message}`)
  }
}

/** Whole or not at all, and on the disk before the name is, whenever the power goes. */
function writeWhole(directory: string, name: string, text: string): void {
  const draft = join(directory, `${name}.new`)
  const file = openSync(draft, 'w', 0o600)
  try {
    writeSync(file, text)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
  renameSync(draft, join(directory, name))
  const folder = openSync(directory, 'r')
  try {
    fsyncSync(folder)
  } finally {
    closeSync(folder)
  }
}

/** Whether a name can be a witness's. */
export function isWitnessName(name: string): boolean {
  try {
    verifierKey(nodeCrypto.sha256, name, SIGNATURE_TYPE.mlDsa44, new Uint8Array(1312))
    return true
  } catch (error) {
    if (error instanceof Malformed) return false
    throw error
  }
}
