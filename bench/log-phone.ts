import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { fromUtf8 } from '@shanju/contract/transparency/bytes.ts'
import { SIGNATURE_TYPE } from '@shanju/contract/transparency/vkey.ts'
import { buildPage } from '@shanju/verifier/build.ts'
import { withBrowser } from '../server/test/support/browser.ts'
import { giftLeaves, policyText, receiptOf, serve, signer } from '../verifier/test/fixture.ts'

const ORIGIN = 'bench.example/log'
const SLOWED = 4
const ROUNDS = 21

/**
 * Milliseconds from the press of the button to the answer on the page, for a receipt with three witnesses: the offline file itself
 * in a browser slowed like a phone. The median of its rounds.
 */
export async function checkInPhone(): Promise<number> {
  const log = signer(ORIGIN, SIGNATURE_TYPE.ed25519)
  const witnesses = ['a', 'b', 'c'].map((name) => signer(`${name}.example/witness`, SIGNATURE_TYPE.cosignature))
  const { served } = serve(ORIGIN, giftLeaves(ORIGIN, 5_000), [log, ...witnesses])
  const receipt = receiptOf(
    served,
    4_321,
    [log, ...witnesses].map(({ key }) => key),
  )
  const folder = mkdtempSync(join(tmpdir(), 'shanju-phone-'))
  const file = join(folder, 'verify.html')
  writeFileSync(file, buildPage(fromUtf8(policyText([log], witnesses, 3))))
  const browser = await withBrowser()
  try {
    const page = await browser.newPage({ width: 360, height: 800 })
    await page.goto(pathToFileURL(file).href)
    const session = await page.context().newCDPSession(page)
    await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWED })
    await page.fill('#receipt', receipt.text)
    const took: number[] = []
    for (let round = 0; round < ROUNDS; round++) took.push(await page.evaluate<number>(ONE_CHECK))
    return took.sort((a, b) => a - b)[Math.floor(ROUNDS / 2)] ?? 0
  } finally {
    await browser.close()
    rmSync(folder, { recursive: true })
  }
}

/** Runs in the page. The answer is hidden when the check begins. */
const ONE_CHECK = `new Promise((done, fail) => {
  const answer = document.getElementById('answer')
  const begun = performance.now()
  new MutationObserver((_changes, observer) => {
    if (answer.hidden) return
    observer.disconnect()
    if (answer.className !== 'answer proven') fail(new Error(answer.className))
    done(performance.now() - begun)
  }).observe(answer, { attributes: true, childList: true })
  document.getElementById('check').click()
})`
