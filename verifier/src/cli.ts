import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { parseCheckpoint } from '@shanju/contract/transparency/checkpoint.ts'
import { Malformed } from '@shanju/contract/transparency/malformed.ts'
import { type Policy, parsePolicy } from '@shanju/contract/transparency/policy.ts'
import { auditLog } from './audit.ts'
import { verifyConsistency } from './consistency.ts'
import { nodeCrypto } from './node-crypto.ts'
import { logAt } from './node-source.ts'
import { verifyReceipt } from './receipt.ts'
import { auditReport, consistencyReport, receiptReport } from './report.ts'
import type { Language } from './text.ts'

const USAGE = `Check a Shanju log with nothing but its policy file.

  receipt <file or text> --policy <file>                 one receipt: a .tlog-proof file, or the text of its QR code
  heads <file> <file> --policy <file> --log <place>      whether two heads belong to one history
  audit --policy <file> --log <place> [--seen <file>]…   the whole log, through every head seen before

  <place> is the log's address (https://…/log) or a directory holding the same files.
  --lang zh|en chooses the language. Exit: 0 it holds, 1 it does not, 2 it could not be done.
`

/** Runs one command; returns its exit code and what to print. Never throws for a file or network that fails. */
export async function runVerifier(args: readonly string[]): Promise<{ code: 0 | 1 | 2; text: string }> {
  try {
    return await run(args)
  } catch (error) {
    return { code: 2, text: `${error instanceof Error ? error.message : String(error)}\n` }
  }
}

async function run(args: readonly string[]): Promise<{ code: 0 | 1 | 2; text: string }> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      policy: { type: 'string' },
      log: { type: 'string' },
      seen: { type: 'string', multiple: true },
      lang: { type: 'string' },
    },
  })
  const [command, first, second] = positionals
  const language: Language = (values.lang ?? process.env.LANG ?? '').startsWith('zh') ? 'zh' : 'en'
  if (command === 'receipt' && first !== undefined) {
    const result = await verifyReceipt(nodeCrypto, await readPolicy(values.policy), await readOrTake(first))
    return answer(result.state === 'proven', receiptReport(language, result))
  }
  if (command === 'heads' && first !== undefined && second !== undefined && values.log !== undefined) {
    const heads = [await readBytes(first), await readBytes(second)] as const
    const result = await verifyConsistency(nodeCrypto, await readPolicy(values.policy), heads, logAt(values.log))
    return answer(result.state === 'consistent', consistencyReport(language, result))
  }
  if (command === 'audit' && values.log !== undefined) {
    const earlier = await Promise.all((values.seen ?? []).map(async (file) => parseCheckpoint(await readBytes(file))))
    const result = await auditLog(nodeCrypto, await readPolicy(values.policy), logAt(values.log), { earlier })
    return answer(result.finding === undefined && result.verdict?.state === 'trusted', auditReport(language, result))
  }
  return { code: 2, text: USAGE }
}

function answer(holds: boolean, text: string): { code: 0 | 1; text: string } {
  return { code: holds ? 0 : 1, text }
}

async function readPolicy(file: string | undefined): Promise<Policy> {
  if (file === undefined) throw new Malformed('policy', 'none given: --policy <file> says whom you trust')
  return parsePolicy(nodeCrypto.sha256, await readBytes(file))
}

/** A receipt is a file, unless no such file exists: then it is the text itself. */
async function readOrTake(text: string): Promise<string | Uint8Array> {
  try {
    return await readBytes(text)
  } catch {
    return text
  }
}

async function readBytes(file: string): Promise<Uint8Array> {
  return new Uint8Array(await readFile(file))
}

if (import.meta.main) {
  const { code, text } = await runVerifier(process.argv.slice(2))
  process.stdout.write(text)
  process.exitCode = code
}
