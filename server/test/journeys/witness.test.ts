import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { parseCheckpoint } from '@shanju/contract/transparency/checkpoint.ts'
import { SIGNATURE_TYPE } from '@shanju/contract/transparency/vkey.ts'
import { formatAddCheckpoint } from '@shanju/contract/transparency/witness.ts'
import { giftLeaves, policyText, serve, signer } from '../../../verifier/test/fixture.ts'
import { withoutSettings } from '../support/child-server.ts'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const ORIGIN = 'log.example/log'
const log = signer(ORIGIN, SIGNATURE_TYPE.ed25519)

let folder: string
let policy: string
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'shanju-witness-command-'))
  policy = join(folder, 'policy.txt')
  await writeFile(policy, policyText([log], [], 0))
})
after(() => rm(folder, { recursive: true, force: true }))

function run(...words: string[]): { child: ChildProcess; said(): string; ended: Promise<number | null> } {
  const child = spawn(process.execPath, ['server/src/cli.ts', 'witness', ...words], {
    cwd: root,
    env: withoutSettings(),
  })
  let text = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (part) => {
      text += part
    })
  return { child, said: () => text, ended: once(child, 'exit').then(([code]) => code as number | null) }
}

async function until(found: () => boolean): Promise<void> {
  for (let n = 0; n < 300 && !found(); n++) await new Promise((resolve) => setTimeout(resolve, 50))
  assert.ok(found())
}

test('T8: the witness command signs what continues, answers a fork with what it knows, and ends in order', async () => {
  const directory = join(folder, 'w')
  const witness = run('--name', 'w.example/w', '--directory', directory, '--policy', policy, '--port', '0')
  await until(() => /w\.example\/w\+[0-9a-f]{8}\+B/.test(witness.said()))
  const url = /(http:\S+)\/add-checkpoint/.exec(witness.said())?.[1] ?? ''
  const { served } = serve(ORIGIN, giftLeaves(ORIGIN, 7), [log])
  const body = formatAddCheckpoint({
    ...{ oldSize: 0, proof: [] },
    checkpoint: parseCheckpoint(served.get('checkpoint') ?? new Uint8Array()),
  })
  const ask = (content: Uint8Array) => fetch(`${url}/add-checkpoint`, { method: 'POST', body: new Uint8Array(content) })
  const first = await ask(body)
  assert.equal(first.status, 200)
  assert.match(await first.text(), /^— w\.example\/w \S+\n— w\.example\/w \S+\n$/)
  const again = await ask(body)
  assert.deepEqual(
    [again.status, again.headers.get('content-type'), await again.text()],
    [409, 'text/x.tlog.size', '7\n'],
  )
  assert.equal((await ask(new Uint8Array([1]))).status, 400)
  assert.equal((await fetch(`${url}/add-checkpoint`)).status, 405)
  assert.equal((await fetch(url)).status, 200)
  witness.child.kill('SIGTERM')
  assert.equal(await witness.ended, 0)
  assert.equal(JSON.parse(await readFile(join(directory, 'state.json'), 'utf8'))[ORIGIN].size, 7)
})

test('T8: the witness command refuses a bad name, a bad policy and missing words, each with its exit code', async () => {
  const bad = run('--name', 'a b', '--directory', join(folder, 'x'), '--policy', policy)
  const none = run('--name', 'w.example/w', '--directory', join(folder, 'x'), '--policy', join(folder, 'none'))
  const less = run('--name', 'w.example/w')
  const help = run('--help')
  const codes = await Promise.all([bad, none, less, help].map(({ ended }) => ended))
  assert.deepEqual(codes, [78, 78, 64, 0])
  assert.match(none.said(), /compare its keys/)
  assert.match(help.said(), /tlog-witness/)
})
