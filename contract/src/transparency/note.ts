import { fromBase64, toBase64 } from './base64.ts'
import { concat, fromUtf8, hasControl, toUtf8 } from './bytes.ts'
import { Malformed } from './malformed.ts'
import { isKeyName } from './vkey.ts'

/** The text asks for at least 16; a bound keeps hostile notes from costing work. */
const MAX_SIGNATURES = 64
const MAX_NOTE_BYTES = 1 << 20
const KEY_ID_SIZE = 4

export interface NoteSignature {
  readonly name: string
  readonly keyId: number
  /** What follows the key id: the signature proper, in the form its type prescribes. */
  readonly bytes: Uint8Array
}

/** c2sp.org/signed-note: text ending in a newline, and the signature lines under it. */
export interface SignedNote {
  readonly text: string
  readonly signatures: readonly NoteSignature[]
}

/** Splits a note. Reads nothing into it: the text is worth nothing until a signature of a trusted key is verified. */
export function parseNote(bytes: Uint8Array): SignedNote {
  if (bytes.length > MAX_NOTE_BYTES) throw new Malformed('note', 'too long')
  const whole = fromUtf8(bytes)
  if (hasControl(whole.replaceAll('\n', ''))) throw new Malformed('note', 'a control character')
  const cut = whole.lastIndexOf('\n\n')
  if (cut < 0) throw new Malformed('note', 'no blank line before the signatures')
  return { text: whole.slice(0, cut + 1), signatures: parseSignatureLines(whole.slice(cut + 2)) }
}

/** Lines of signatures alone, as a witness answers with them. At least one, each ended by a newline. */
export function parseSignatureLines(text: string): NoteSignature[] {
  if (!text.endsWith('\n')) throw new Malformed('note', 'the last line does not end')
  const lines = text.slice(0, -1).split('\n')
  if (lines.length > MAX_SIGNATURES) throw new Malformed('note', 'too many signatures')
  return lines.map(parseSignatureLine)
}

export function formatNote(note: SignedNote): Uint8Array {
  return toUtf8(`${note.text}\n${note.signatures.map(formatSignatureLine).join('')}`)
}

function formatSignatureLine(signature: NoteSignature): string {
  const id = Uint8Array.of(0, 0, 0, 0)
  new DataView(id.buffer).setUint32(0, signature.keyId)
  return `— ${signature.name} ${toBase64(concat(id, signature.bytes))}\n`
}

function parseSignatureLine(line: string): NoteSignature {
  const [, name, material] = /^— ([^ ]+) ([^ ]+)$/u.exec(line) ?? []
  if (name === undefined || material === undefined || !isKeyName(name)) {
    throw new Malformed('note', 'not a signature line')
  }
  const bytes = fromBase64(material)
  if (bytes.length <= KEY_ID_SIZE) throw new Malformed('note', 'a signature with nothing after its key id')
  return { name, keyId: new DataView(bytes.buffer).getUint32(0), bytes: bytes.slice(KEY_ID_SIZE) }
}
