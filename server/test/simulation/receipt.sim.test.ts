import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { pathToFileURL } from 'node:url'
import { proofRoutes } from '@shanju/contract/giving/proof.ts'
import { routes as givingRoutes } from '@shanju/contract/giving/routes.ts'
import { formatPublicId, showId } from '@shanju/contract/kit/ids.ts'
import { toUtf8 } from '@shanju/contract/transparency/bytes.ts'
import { QR_CAPACITY } from '@shanju/contract/transparency/compact.ts'
import { parsePolicy } from '@shanju/contract/transparency/policy.ts'
import type { ShownProof } from '@shanju/contract/transparency/shown-proof.ts'
import { qrPicture } from '@shanju/portal/parts/qr.ts'
import { buildPage } from '@shanju/verifier/build.ts'
import { nodeCrypto } from '@shanju/verifier/node-crypto.ts'
import { portableCrypto } from '@shanju/verifier/portable-crypto.ts'
import { type ReceiptResult, verifyReceipt } from '@shanju/verifier/receipt.ts'
import { openWitness } from '@shanju/verifier/witness.ts'
import { giftProofFile } from '#modules/giving/queries/gift-proof.ts'
import { addWitness, setQuorum } from '#modules/transparency/actions/change-witnesses.ts'
import { type Ask, gatherCosignatures } from '#modules/transparency/actions/gather-cosignatures.ts'
import { publishHead } from '#modules/transparency/actions/publish-head.ts'
import { sequence } from '#modules/transparency/actions/sequence.ts'
import { policyText } from '#modules/transparency/index.ts'
import { verifyAll } from '#src/verify.ts'
import { withBrowser } from '#test/support/browser.ts'
import { stage } from './log.ts'
import { Random } from './random.ts'
import { makeWorld, type World } from './world.ts'

let world: World
let folder: string
let publicId: string
let id: string
before(async () => {
  world = await makeWorld(new Random(3))
  folder = await mkdtemp(join(tmpdir(), 'shanju-receipt-'))
  const fundId = showId('fund', world.hosts[0]?.funds[0]?.id ?? '')
  const body = { fundId, amountFen: '2000', givenOn: '2026-01-02', channel: 'bank', donorName: '张三', note: '' }
  const made = await world.ask(givingRoutes.record, { body }, 'one gift of 20 yuan')
  ;({ publicId, id } = made as { publicId: string; id: string })
})
after(async () => {
  await world.fresh.close()
  await rm(folder, { recursive: true, force: true })
})

let asked = 0
const proof = () =>
  world.ask(proofRoutes.getProof, { params: { publicId } }, `proof read ${++asked}`) as Promise<ShownProof>
const grow = async () => {
  await world.fresh.database.transact('test', sequence)
  await world.fresh.database.transact('test', publishHead)
}
const text = (receipt: string | null) => `https://charity.example.org/g/${publicId}#${receipt}`
async function verified(input: string | Uint8Array, crypto = nodeCrypto): Promise<ReceiptResult> {
  const policy = await world.fresh.database.transact('test', policyText)
  return verifyReceipt(crypto, parsePolicy(nodeCrypto.sha256, toUtf8(policy)), input)
}
async function file(): Promise<Uint8Array> {
  const { body } = await world.fresh.database.transact('test', (tx) => giftProofFile(tx, publicId))
  return Buffer.concat(await body.toArray().then((parts) => parts.map((part) => Buffer.from(part))))
}

test('T9: a receipt printed before its leaf has a place says so, and resolves later', async () => {
  assert.deepEqual(await proof(), { state: 'pending', place: null, erasedAt: null, receipt: null })
  await assert.rejects(file(), (error) => (error as { code?: string }).code === 'giving.proof_pending')
  assert.equal((await verified(`https://charity.example.org/g/${publicId}`)).state, 'pending')
  await grow()
  const { state, place, receipt } = await proof()
  assert.equal(state, 'logged')
  assert.equal(place?.origin, 'log.test/log')
  assert.equal((await verified(text(receipt))).state, 'proven')
})

test('T9: a name put right and shown otherwise moves no leaf: the receipt proves what it proved, and verification agrees', async () => {
  const before = await proof()
  const params = { id }
  await world.ask(
    givingRoutes.correctDonor,
    { params, body: { donorKind: 'person', donorName: '李四', reason: '听写有误' } },
    'put right',
  )
  await world.ask(givingRoutes.changeShown, { params, body: { shown: 'full' } }, 'shown otherwise')
  assert.deepEqual(await proof(), before)
  assert.equal((await verified(text(before.receipt))).state, 'proven')
  assert.deepEqual((await verifyAll(world.fresh.database, () => {})).faults, [])
})

test('T9: a receipt proves gift and sum under the witnesses, in one QR code, to a tool that knows only the policy', async () => {
  const names = ['banner.test/w', 'audit.test/w', 'union.test/w']
  const machines = await Promise.all(
    names.map(async (name) => {
      const policy = parsePolicy(nodeCrypto.sha256, toUtf8(await world.fresh.database.transact('test', policyText)))
      const logKeys = policy.logs.map(({ key }) => key)
      return openWitness({
        directory: join(folder, name),
        name,
        logKeys,
        now: () => world.fresh.clock.now().getTime() / 1000,
      })
    }),
  )
  const system = { kind: 'system', name: 'test' } as const
  await world.fresh.database.transact('test', async (tx) => {
    for (const [n, { vkeys }] of machines.entries()) {
      const [vkey, mlDsaVkey] = vkeys
      await addWitness(tx, system, { title: `w${n}`, vkey, mlDsaVkey, url: `https://${n}` })
    }
    await setQuorum(tx, system, 3)
  })
  const ask: Ask = (url, body) =>
    machines[Number(/\d/.exec(url)?.[0])]?.addCheckpoint(body) ?? Promise.reject(new Error(url))
  for (let n = 0; n < 3; n++) await stage(world.fresh, 400)
  await grow()
  await gatherCosignatures(world.fresh.database, 'test', ask)
  const { state, receipt } = await proof()
  assert.equal(state, 'witnessed')
  const qr = text(receipt)
  assert.ok(qr.length <= 2000 && qr.length <= QR_CAPACITY, `${qr.length} characters`)
  for (const input of [qr, await file()]) {
    const result = await verified(input)
    assert.equal(result.state, 'proven')
    const fields = result.shown?.parts
      .map(({ values }) =>
        JSON.stringify(values, (_key, value) => String(value) && (typeof value === 'bigint' ? `${value}` : value)),
      )
      .join()
    for (const told of [formatPublicId(publicId), '2000', '2026-01-02']) assert.ok(fields?.includes(told), told)
    assert.ok(!fields?.includes('张三'))
  }
  // A browser cannot check ML-DSA, and needs only the other key of each witness.
  assert.equal((await verified(qr, portableCrypto)).state, 'proven')
  const bent = Buffer.from(receipt ?? '', 'base64url')
  bent[60] = (bent[60] ?? 0) ^ 1
  assert.notEqual((await verified(text(bent.toString('base64url')))).state, 'proven')
})

test('T9: the printed code is read out of its picture by the offline page, in a browser without a network', async () => {
  const { receipt } = await proof()
  const policy = await world.fresh.database.transact('test', policyText)
  const file = join(folder, 'verify.html')
  await writeFile(file, buildPage(policy))
  const { browser, newPage, close } = await withBrowser()
  try {
    const paper = await newPage({ width: 600, height: 600 })
    await paper.setContent(
      `<body style="padding:40px;background:#eee"><img style="width:60mm;image-rendering:pixelated" src="${qrPicture(text(receipt))}">`,
    )
    const photo = await paper.screenshot({ type: 'jpeg', quality: 85 })
    const context = await browser.newContext({ locale: 'zh-CN', offline: true, viewport: { width: 360, height: 740 } })
    const asked: string[] = []
    context.on('request', (request) => asked.push(request.url()))
    const phone = await context.newPage()
    await phone.goto(pathToFileURL(file).href)
    await phone.setInputFiles('#receipt-file', { name: 'photo.jpg', mimeType: 'image/jpeg', buffer: photo })
    await phone.waitForSelector('.answer.proven', { timeout: 20_000 })
    const answer = await phone.textContent('#answer')
    for (const told of ['属实', formatPublicId(publicId), '¥20.00'])
      assert.ok(answer?.includes(told), `${told} in ${answer}`)
    assert.deepEqual(
      asked.filter((url) => !url.startsWith('file:') && !url.startsWith('blob:')),
      [],
    )
  } finally {
    await close()
  }
})

test('T9: books that were changed by the owner of the tables no longer fit what was logged, and the page says so', async () => {
  const { owner } = world.fresh
  await owner.query('alter table ledger.lines disable trigger user')
  await owner.query('update ledger.lines set amount_fen = amount_fen + 1')
  assert.deepEqual(await proof(), { state: 'altered', place: null, erasedAt: null, receipt: null })
})
