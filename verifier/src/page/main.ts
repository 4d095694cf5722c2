import { toUtf8 } from '@shanju/contract/transparency/bytes.ts'
import { Malformed } from '@shanju/contract/transparency/malformed.ts'
import { type Policy, parsePolicy } from '@shanju/contract/transparency/policy.ts'
import { formatVkey } from '@shanju/contract/transparency/vkey.ts'
import { portableCrypto } from '../portable-crypto.ts'
import { type ReceiptResult, verifyReceipt } from '../receipt.ts'
import { shownFields, stepsOf } from '../report.ts'
import { formatTime, type Language, TEXT } from '../text.ts'
import { address, browserLanguage, byId, type Input, make, type PickedFile, page, readPhoto } from './dom.ts'
import { WORDS } from './words.ts'

// One screen: whom the page trusts, a receipt put in, and what came of it. State is these four; everything shown
// follows from them in `render`.
let language: Language = browserLanguage.startsWith('zh') ? 'zh' : 'en'
let policy: Policy | undefined
let notice: string | undefined
let result: ReceiptResult | undefined

/** As the platform gave them when it made the page; what is proven are the ids beside them. */
const names = new Map<string, string>(Object.entries(JSON.parse(byId('names').textContent || '{}')))
const receiptBox = byId('receipt') as Input
const receiptFile = byId('receipt-file') as Input
const policyFile = byId('policy-file') as Input

byId('language').addEventListener('click', () => {
  language = language === 'zh' ? 'en' : 'zh'
  render()
})
byId('check').addEventListener('click', () => void check(receiptBox.value))
receiptFile.addEventListener('change', () => void takeReceipt(receiptFile.files?.[0]))
policyFile.addEventListener('change', () => void takePolicy(policyFile.files?.[0]))

usePolicy(toUtf8(byId('policy').textContent ?? ''))
render()
// A receipt's own address may lead here with the proof behind the hash, where no server sees it.
if (address.hash.length > 1) {
  receiptBox.value = address.href
  void check(address.href)
}

function usePolicy(bytes: Uint8Array): void {
  if (bytes.length === 0) return
  try {
    policy = parsePolicy(portableCrypto.sha256, bytes)
    notice = undefined
  } catch (error) {
    if (!(error instanceof Malformed)) throw error
    policy = undefined
    notice = WORDS[language].badPolicy + error.message
  }
}

async function takePolicy(file: PickedFile | undefined): Promise<void> {
  if (file === undefined) return
  usePolicy(new Uint8Array(await file.arrayBuffer()))
  result = undefined
  render()
}

async function takeReceipt(file: PickedFile | undefined): Promise<void> {
  if (file === undefined) return
  if (!file.type.startsWith('image/')) return check(new Uint8Array(await file.arrayBuffer()))
  const text = await readPhoto(file)
  if (text !== undefined) {
    receiptBox.value = text
    return check(text)
  }
  notice = WORDS[language].noCode
  result = undefined
  render()
}

async function check(input: string | Uint8Array): Promise<void> {
  if (policy === undefined) return
  notice = WORDS[language].working
  result = undefined
  render()
  result = await verifyReceipt(portableCrypto, policy, input)
  notice = undefined
  render()
  byId('answer').focus()
}

function render(): void {
  const words = WORDS[language]
  page.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en'
  page.title = words.title
  for (const id of ['title', 'lead', 'check', 'trusted', 'trustedWhy', 'noPolicy', 'limitsTitle'] as const) {
    byId(id).textContent = words[id]
  }
  byId('language').textContent = words.other
  byId('paste').textContent = words.paste
  byId('file').textContent = words.file
  byId('limits').replaceChildren(...words.limits.map((limit) => make('li', '', limit)))
  byId('without-policy').hidden = policy !== undefined
  byId('with-policy').hidden = policy === undefined
  byId('keys').replaceChildren(...trustedKeys().map((key) => make('li', 'key', key)))
  byId('notice').textContent = notice ?? ''
  renderAnswer()
}

function renderAnswer(): void {
  const answer = byId('answer')
  answer.hidden = result === undefined
  if (result === undefined) return
  const text = TEXT[language]
  const words = WORDS[language]
  answer.className = `answer ${result.state}`
  const parts = [make('p', 'state', text.receipt[result.state]), make('h2', '', words.steps)]
  const steps = stepsOf(result).map(({ step, result: end }) => make('li', end, text.steps[step]))
  parts.push(make('ol', 'steps', ...steps))
  const witnesses = (result.verdict?.witnesses ?? []).map(({ keyName, state, timestamp }) => {
    const time = timestamp === undefined ? '' : ` · ${formatTime(timestamp)}`
    return make('li', state, `${keyName}: ${text.witness[state]}${time}`)
  })
  if (witnesses.length > 0) parts.push(make('h2', '', words.witnesses), make('ul', 'witnesses', ...witnesses))
  // What a receipt claims is shown only once it is proven: people read what stands there, not the warning above it.
  if (result.state === 'proven') {
    parts.push(make('h2', '', words.shown))
    for (const { title, fields } of shownFields(language, result, names)) {
      const rows = fields.flatMap(([label, value]) => [make('dt', '', label), make('dd', '', value)])
      if (rows.length > 0) parts.push(make('h3', '', title), make('dl', '', ...rows))
    }
    const { head, index } = result.shown ?? {}
    if (names.size > 0) parts.push(make('p', 'place', words.named))
    if (head !== undefined) parts.push(make('p', 'place', `${text.place}: ${head.origin} · ${index} / ${head.size}`))
  }
  answer.replaceChildren(...parts)
}

function trustedKeys(): string[] {
  if (policy === undefined) return []
  return [...policy.logs, ...policy.witnesses].map(({ key }) => formatVkey(key))
}
