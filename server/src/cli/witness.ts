import { readFile } from 'node:fs/promises'
import { createServer, type IncomingMessage } from 'node:http'
import { Malformed } from '@shanju/contract/transparency/malformed.ts'
import { parsePolicy } from '@shanju/contract/transparency/policy.ts'
import { nodeCrypto } from '@shanju/verifier/node-crypto.ts'
import {
  isWitnessName,
  type OpenWitness,
  openWitness,
  type WitnessAnswer,
  WitnessDamage,
} from '@shanju/verifier/witness.ts'
import { ConfigError } from '../config.ts'
import { EXIT } from '../exit.ts'
import type { Given } from './commands.ts'

/** 63 hashes and a checkpoint with many signatures fit many times over. */
const MOST_BYTES = 256 * 1024

const say = (line: string): void => void process.stdout.write(`${line}\n`)

/** Runs a witness until SIGTERM or Ctrl-C. */
export async function runWitness({ values }: Given): Promise<number> {
  const { name = '', directory = '', policy = '', host = '127.0.0.1', port = '8070' } = values as Record<string, string>
  if (!isWitnessName(name)) throw new ConfigError('--name is like an address without https://, with no space and no +.')
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65535) throw new ConfigError('--port is a number from 0 to 65535.')
  const logKeys = await logsOf(policy)
  const witness = opened(() => openWitness({ directory, name, logKeys, now: () => Math.floor(Date.now() / 1000) }))
  const server = createServer(async (request, response) => {
    const { status, type, body } = await answer(witness, request)
    response.writeHead(status, { 'content-type': type }).end(body)
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(Number(port), host, resolve)
  })
  const bound = server.address()
  say(`见证人 witness ${name}  http://${host}:${typeof bound === 'object' ? bound?.port : port}/add-checkpoint`)
  for (const { name: log } of logKeys) say(`账本 log ${log}`)
  say('把下面两行公钥交给账本一方，并请对方当面核对：')
  say('Give these two keys to the log, and let them be compared in person:')
  for (const vkey of witness.vkeys) say(vkey)
  await new Promise<void>((resolve) => {
    process.once('SIGTERM', resolve)
    process.once('SIGINT', resolve)
  })
  await new Promise<void>((resolve) => {
    server.close(() => resolve())
    server.closeIdleConnections()
  })
  return EXIT.ok
}

async function logsOf(file: string) {
  try {
    const { logs } = parsePolicy(nodeCrypto.sha256, new Uint8Array(await readFile(file)))
    if (logs.length === 0) throw new ConfigError(`${file} names no log.`)
    return logs.map(({ key }) => key)
  } catch (error) {
    if (error instanceof ConfigError) throw error
    const why = error instanceof Malformed ? error.message : 'it cannot be read'
    throw new ConfigError(
      `--policy ${file}: ${why}. Fetch it from https://<the platform>/log/policy and compare its keys.`,
    )
  }
}

function opened(open: () => OpenWitness): OpenWitness {
  try {
    return open()
  } catch (error) {
    if (error instanceof WitnessDamage) throw new ConfigError(error.message)
    throw error
  }
}

async function answer(witness: OpenWitness, request: IncomingMessage): Promise<WitnessAnswer> {
  const text = (status: number, body: string): WitnessAnswer => ({ status, type: 'text/plain; charset=utf-8', body })
  if (request.method === 'GET' && request.url === '/') return text(200, `${witness.vkeys.join('\n')}\n`)
  if (request.url !== '/add-checkpoint') return text(404, 'not found\n')
  if (request.method !== 'POST') return text(405, 'POST only\n')
  const parts: Buffer[] = []
  let size = 0
  for await (const part of request) {
    size += part.length
    if (size > MOST_BYTES) return text(413, 'too large\n')
    parts.push(part)
  }
  try {
    return await witness.addCheckpoint(new Uint8Array(Buffer.concat(parts)))
  } catch (error) {
    // What cannot be remembered is not signed.
    process.stderr.write(`${(error as Error).message}\n`)
    return text(500, 'this witness cannot sign now\n')
  }
}
