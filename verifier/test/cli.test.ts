import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { after, describe, it } from 'node:test'
import { SIGNATURE_TYPE } from '@shanju/contract/transparency/vkey.ts'
import { runVerifier } from '../src/cli.ts'
import { checkpointBytes, flip, giftLeaves, policyText, receiptOf, serve, signer } from './fixture.ts'

const ORIGIN = 'shanju.example/log/1'
const log = signer(ORIGIN, SIGNATURE_TYPE.ed25519)
const witness = signer('auditor.example/witness', SIGNATURE_TYPE.cosignature)
const { served } = serve(ORIGIN, giftLeaves(ORIGIN, 300), [log, witness])
const receipt = receiptOf(served, 7, [log.key, witness.key])
const folder = mkdtempSync(join(tmpdir(), 'shanju-verifier-'))
after(() => rmSync(folder, { recursive: true }))

const policy = put('policy.txt', policyText([log], [witness], 1))
for (const [path, bytes] of served) put(`log/${path}`, bytes)

describe('The command', () => {
  it('verifies a receipt given as a file or as text, in either language', async () => {
    const file = put('gift.tlog-proof', receipt.file)
    const zh = await runVerifier(['receipt', file, '--policy', policy, '--lang', 'zh'])
    assert.equal(zh.code, 0)
    assert.match(zh.text, /属实/)
    assert.match(zh.text, /¥100\.00/)
    const en = await runVerifier(['receipt', receipt.text, '--policy', policy, '--lang', 'en'])
    assert.equal(en.code, 0)
    assert.match(en.text, /True: .*\n\n {2}✓ The receipt can be read/)
    assert.match(en.text, /auditor\.example\/witness: checked, 2026-\d\d-\d\d \d\d:\d\d \(UTC\+8\)/)
  })

  it('shows nothing of a receipt that is not true', async () => {
    const file = put(
      'false.tlog-proof',
      Buffer.from(Buffer.from(receipt.file).toString().replace('index 7', 'index 8')),
    )
    const { code, text } = await runVerifier(['receipt', file, '--policy', policy, '--lang', 'en'])
    assert.equal(code, 1)
    assert.match(text, /Not true/)
    assert.match(text, /× The booking stands in the public log\n {2}· The log signed/)
    assert.doesNotMatch(text, /100\.00/)
  })

  it('audits a directory, and names the part that was altered', async () => {
    const sound = await runVerifier(['audit', '--policy', policy, '--log', join(folder, 'log'), '--lang', 'en'])
    assert.equal(sound.code, 0, sound.text)
    assert.match(sound.text, /ledger_entry: 299/)
    const path = 'tile/0/000'
    put(`log/${path}`, flip(served.get(path) ?? new Uint8Array(0), 40))
    const altered = await runVerifier(['audit', '--policy', policy, '--log', join(folder, 'log'), '--lang', 'zh'])
    put(`log/${path}`, served.get(path) ?? new Uint8Array(0))
    assert.equal(altered.code, 1)
    assert.match(altered.text, /条目与散列片不符: tile\/entries\/000 \[1\]/)
  })

  it('audits over HTTP, through heads seen before', async () => {
    const server = createServer((request, response) => {
      const bytes = served.get((request.url ?? '').replace('/log/', ''))
      response.writeHead(bytes === undefined ? 404 : 200).end(bytes)
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const address = server.address()
    assert.ok(typeof address === 'object' && address !== null)
    const place = `http://127.0.0.1:${address.port}/log/`
    try {
      const { head } = serve(ORIGIN, giftLeaves(ORIGIN, 100), [])
      const seen = put('seen', checkpointBytes(head, [log]))
      const sound = await runVerifier(['audit', '--policy', policy, '--log', place, '--seen', seen])
      assert.equal(sound.code, 0, sound.text)
      const newer = put('newer', served.get('checkpoint') ?? new Uint8Array(0))
      const heads = await runVerifier(['heads', seen, newer, '--policy', policy, '--log', place, '--lang', 'en'])
      assert.deepEqual(heads, { code: 0, text: 'Consistent: the newer head only continues the older one.\n' })
      const lie = put('lie', checkpointBytes({ ...head, root: new Uint8Array(32) }, [log]))
      assert.equal((await runVerifier(['audit', '--policy', policy, '--log', place, '--seen', lie])).code, 1)
    } finally {
      server.close()
    }
    const gone = await runVerifier(['audit', '--policy', policy, '--log', place])
    assert.equal(gone.code, 2, 'a network that fails is no finding')
  })

  it('explains itself when asked for something it cannot do', async () => {
    for (const args of [[], ['receipt'], ['audit'], ['heads', 'a', 'b'], ['dance']]) {
      const { code, text } = await runVerifier(args)
      assert.equal(code, 2)
      assert.match(text, /receipt <file or text>/)
    }
    assert.match((await runVerifier(['receipt', 'x'])).text, /--policy/)
    assert.equal((await runVerifier(['receipt', 'x', '--nonsense'])).code, 2)
    assert.equal((await runVerifier(['receipt', 'x', '--policy', join(folder, 'none')])).code, 2)
  })
})

function put(name: string, bytes: Uint8Array): string {
  const file = join(folder, name)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, bytes)
  return file
}
