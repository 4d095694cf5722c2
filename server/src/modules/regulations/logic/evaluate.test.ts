import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { DEFINITIONS } from './book.ts'
import { evaluate, RULES, sorted } from './evaluate.ts'
import type {
  AgreementFacts,
  EntryFacts,
  FactsOf,
  FreeTextFacts,
  FundOpeningFacts,
  GiftFacts,
  Kind,
  OrganisationFacts,
  PaymentFacts,
  PublicationFacts,
  ReceiptFacts,
} from './facts.ts'
import { sentenceOf, shownFinding } from './finding.ts'
import { type Change, settingsOn } from './settings.ts'

const TODAY = '2026-11-23'
const SHIPPED = settingsOn(TODAY, [])

const HOST = '暖心慈善基金会'
const fund = (more: Partial<FundOpeningFacts> = {}): FundOpeningFacts => ({
  name: `${HOST}民生社区慈善基金`,
  host: { name: HOST, charity: true, active: true },
  placeName: '民生社区',
  parentFundId: null,
  ownBankAccount: false,
  ownSeal: false,
  openingSumFen: 1_000_000n,
  opensOn: '2026-11-01',
  published: true,
  complaintLine: { telephone: '0477-0000123', publishedIn: '微信公众号' },
  ...more,
})
const agreement = (more: Partial<AgreementFacts> = {}): AgreementFacts => ({
  purpose: true,
  use: true,
  rights: true,
  end: true,
  surplus: true,
  yieldRule: true,
  feeRule: true,
  surplusRule: true,
  ...more,
})
const gift = (more: Partial<GiftFacts> = {}): GiftFacts => ({
  donor: 'named',
  kind: 'money',
  amountFen: 100n,
  goods: null,
  handler: '窗口一号',
  givenOn: '2026-11-20',
  receipt: 'issued',
  donorAsksAgreement: false,
  agreementSigned: false,
  ...more,
})
const goods = (more: Partial<NonNullable<GiftFacts['goods']>> = {}): Partial<GiftFacts> => ({
  kind: 'goods',
  amountFen: null,
  goods: { description: '棉被20床', asset: 'stock', basis: 'paper', valueFen: 200_000n, ...more },
})
const entry = (more: Partial<EntryFacts> = {}): EntryFacts => ({
  postedOn: '2026-11-20',
  edition: '2024',
  periodOpen: true,
  debitFen: 500n,
  creditFen: 500n,
  lines: [
    { account: '1002', known: true, tagged: true },
    { account: '410102', known: true, tagged: true },
  ],
  ...more,
})
const organisation = (complaintLine: OrganisationFacts['complaintLine']): OrganisationFacts => ({ complaintLine })
const text = (value: string): FreeTextFacts => ({ texts: [{ field: 'purpose', text: value }] })
const asked = (more: Partial<PaymentFacts & { stage: 'asked' }> = {}): PaymentFacts => ({
  ...{ stage: 'asked', amountFen: 1_000_000n, leftFen: 5_000_000n, payeeApproved: true, on: '2026-11-23' },
  ...{ largeSumFen: 2_000_000n, recent: [], ...more },
})
const receipt = (nature: ReceiptFacts['nature']): ReceiptFacts => ({ nature })
const shown = (facts: PublicationFacts): PublicationFacts => facts

/** Which reasons a regulation gives, "" when it says nothing. */
function says<K extends Kind>(id: string, kind: K, facts: FactsOf[K]): string {
  const found = evaluate(kind, facts, SHIPPED, TODAY).filter(({ regulation }) => regulation === id)
  return found.map(({ reason }) => reason).join(' ')
}
const CASES: readonly (readonly [
  says: string,
  about: string,
  id: string,
  ...(Parameters<typeof says> extends [string, ...infer Rest] ? Rest : never),
])[] = [
  ['', 'a host that is a charity in good standing', 'F01', 'fund', fund()],
  [
    'host_no_charity',
    'a host that is none',
    'F01',
    'fund',
    fund({ host: { name: HOST, charity: false, active: true } }),
  ],
  [
    'host_not_active',
    'a host no longer active',
    'F01',
    'fund',
    fund({ host: { name: HOST, charity: true, active: false } }),
  ],
  ['', 'an agreement with its five parts', 'F02', 'agreement', agreement({ yieldRule: false })],
  ['parts_missing', 'an agreement without its end', 'F02', 'agreement', agreement({ end: false })],
  [
    'parts_missing',
    'an agreement that says nothing, once',
    'F02',
    'agreement',
    agreement({ purpose: false, use: false, rights: false, end: false, surplus: false }),
  ],
  ['', 'the name by the pattern', 'F03', 'fund', fund()],
  ['', 'a name with a word of its own', 'F03', 'fund', fund({ name: `${HOST}民生社区暖心基金` })],
  ['', 'a name of a town', 'F03', 'fund', fund({ name: `${HOST}罕台镇社区慈善基金`, placeName: '罕台镇' })],
  ['host_missing', 'a name without its host', 'F03', 'fund', fund({ name: '民生社区慈善基金' })],
  ['place_missing', 'a name without its place', 'F03', 'fund', fund({ name: `${HOST}社区慈善基金` })],
  ['ending', 'a name that ends otherwise', 'F03', 'fund', fund({ name: `${HOST}民生社区互助会` })],
  ['characters', 'a name with other characters', 'F03', 'fund', fund({ name: `${HOST}民生社区Love慈善基金` })],
  ['forbidden', 'a name for a national body', 'F03', 'fund', fund({ name: `${HOST}民生社区全国慈善基金` })],
  [
    '',
    'such a word in the host’s own name',
    'F03',
    'fund',
    fund({ name: '中国暖心会民生社区慈善基金', host: { name: '中国暖心会', charity: true, active: true } }),
  ],
  ['', 'a fund directly under its host', 'F04', 'fund', fund()],
  ['parent_fund', 'a fund under a fund', 'F04', 'fund', fund({ parentFundId: 'x' })],
  ['', 'a fund without account and seal', 'F05', 'fund', fund()],
  ['account', 'a fund with an account', 'F05', 'fund', fund({ ownBankAccount: true })],
  ['account seal', 'a fund with both', 'F05', 'fund', fund({ ownBankAccount: true, ownSeal: true })],
  ['', 'an opening sum of exactly 10,000 yuan', 'F07', 'fund', fund({ openingSumFen: 1_000_000n })],
  ['too_little', 'an opening sum one fen below', 'F07', 'fund', fund({ openingSumFen: 999_999n })],
  ['too_little', 'no opening sum', 'F07', 'fund', fund({ openingSumFen: 0n })],
  ['', 'a fund that is published', 'F08', 'fund', fund()],
  ['to_publish', 'a fund still to be published', 'F08', 'fund', fund({ published: false })],
  ['', 'a full record', 'D01', 'gift', gift()],
  ['', 'an anonymous donor', 'D01', 'gift', gift({ donor: 'anonymous' })],
  ['', 'goods described', 'D01', 'gift', gift(goods())],
  ['parts_missing', 'no donor, not even anonymous', 'D01', 'gift', gift({ donor: 'missing' })],
  ['parts_missing', 'no handler', 'D01', 'gift', gift({ handler: ' ' })],
  ['parts_missing', 'no date', 'D01', 'gift', gift({ givenOn: null })],
  ['parts_missing', 'money without a sum', 'D01', 'gift', gift({ amountFen: null })],
  ['parts_missing', 'goods without a description', 'D01', 'gift', gift(goods({ description: '' }))],
  ['parts_missing', 'neither money nor goods', 'D01', 'gift', gift({ kind: null })],
  ['', 'a receipt issued', 'D02', 'gift', gift()],
  ['', 'a receipt waived', 'D02', 'gift', gift({ receipt: 'waived' })],
  ['', 'a receipt that the platform issues', 'D02', 'gift', gift({ receipt: 'platform' })],
  ['', 'an anonymous donor who gets none', 'D02', 'gift', gift({ receipt: 'none', donor: 'anonymous' })],
  ['to_issue', 'a named donor without one', 'D02', 'gift', gift({ receipt: 'none' })],
  ['', 'a gift', 'D03', 'receipt', receipt('gift')],
  ...(['business', 'tied', 'capital', 'apportionment', 'collection', 'sponsorship'] as const).map(
    (nature) => ['no_gift', `a receipt for ${nature}`, 'D03', 'receipt', receipt(nature)] as const,
  ),
  ['', 'a small gift', 'D07', 'gift', gift({ amountFen: 999_999n })],
  ['line', 'a gift of exactly 10,000 yuan', 'D07', 'gift', gift({ amountFen: 1_000_000n })],
  ['line', 'goods worth more', 'D07', 'gift', gift(goods({ valueFen: 5_000_000n }))],
  ['asked', 'a donor who asks, whatever the sum', 'D07', 'gift', gift({ donorAsksAgreement: true })],
  [
    '',
    'an agreement signed',
    'D07',
    'gift',
    gift({ amountFen: 9_000_000n, donorAsksAgreement: true, agreementSigned: true }),
  ],
  ['', 'a name shown as chosen', 'D15', 'publication', shown({ shown: 'full', chosen: 'full' })],
  ['', 'a name shown narrower than chosen', 'D15', 'publication', shown({ shown: 'masked', chosen: 'full' })],
  ['', 'nothing shown, nobody asked', 'D15', 'publication', shown({ shown: 'anonymous', chosen: null })],
  ['no_choice', 'a name shown, nobody asked', 'D15', 'publication', shown({ shown: 'masked', chosen: null })],
  ['wider', 'a name shown wider than chosen', 'D15', 'publication', shown({ shown: 'full', chosen: 'masked' })],
  [
    'wider',
    'a name shown against the donor’s will',
    'D15',
    'publication',
    shown({ shown: 'masked', chosen: 'anonymous' }),
  ],
  ['', 'money', 'D16', 'gift', gift()],
  ['', 'goods with a paper', 'D16', 'gift', gift(goods())],
  ['', 'a relic at one yuan', 'D16', 'gift', gift(goods({ asset: 'relic', basis: 'nominal', valueFen: 100n }))],
  ['no_basis', 'goods without a basis', 'D16', 'gift', gift(goods({ basis: null }))],
  ['nominal_kind', 'stock at a nominal sum', 'D16', 'gift', gift(goods({ basis: 'nominal', valueFen: 100n }))],
  [
    'nominal_sum',
    'a fixed asset at two yuan',
    'D16',
    'gift',
    gift(goods({ asset: 'fixed_asset', basis: 'nominal', valueFen: 200n })),
  ],
  ['', 'a payment as decided', 'U04', 'payment', asked()],
  ['other_payee', 'another payee', 'U04', 'payment', asked({ payeeApproved: false })],
  ['above_left', 'one fen too much', 'U04', 'payment', asked({ leftFen: 999_999n })],
  ['to_follow', 'a debit', 'U18', 'payment', { stage: 'paid', on: '2026-11-23' }],
  ['', 'a request', 'U18', 'payment', asked()],
  ['', 'a first small sum', 'U27', 'payment', asked()],
  [
    '',
    'large sums',
    'U27',
    'payment',
    asked({ amountFen: 2_000_000n, recent: [{ on: '2026-11-20', fen: 1_000_000n }] }),
  ],
  ['', 'two that stay under', 'U27', 'payment', asked({ recent: [{ on: '2026-11-20', fen: 999_999n }] })],
  ['split', 'two that come to the line', 'U27', 'payment', asked({ recent: [{ on: '2026-11-20', fen: 1_000_000n }] })],
  ['', 'one long ago', 'U27', 'payment', asked({ recent: [{ on: '2026-08-01', fen: 1_000_000n }] })],
  [
    '',
    'a fund without rules',
    'U27',
    'payment',
    asked({ largeSumFen: null, recent: [{ on: '2026-11-20', fen: 1_999_999n }] }),
  ],
  ['', 'an agreement with yield, fee and surplus', 'D21', 'agreement', agreement({ purpose: false })],
  ['parts_missing', 'an agreement without a rule for the yield', 'D21', 'agreement', agreement({ yieldRule: false })],
  ['parts_missing', 'one without a rule for the fee', 'D21', 'agreement', agreement({ feeRule: false })],
  ['parts_missing', 'one without a rule for the surplus', 'D21', 'agreement', agreement({ surplusRule: false })],
  ['', 'a voucher in order', 'A01', 'entry', entry()],
  ['unbalanced', 'a voucher one fen apart', 'A01', 'entry', entry({ debitFen: 501n })],
  [
    'untagged',
    'a line without its fund',
    'A01',
    'entry',
    entry({ lines: [{ account: '4101', known: true, tagged: false }] }),
  ],
  ['period_closed', 'a closed period', 'A01', 'entry', entry({ periodOpen: false })],
  ['', 'codes of the edition', 'A02', 'entry', entry()],
  ['', 'the last day of the old chart', 'A02', 'entry', entry({ postedOn: '2025-12-31', edition: '2004' })],
  ['wrong_edition', 'the old chart a day later', 'A02', 'entry', entry({ postedOn: '2026-01-01', edition: '2004' })],
  ['wrong_edition', 'the new chart a day before', 'A02', 'entry', entry({ postedOn: '2025-12-31', edition: '2024' })],
  [
    'not_in_edition',
    'a code the chart lacks',
    'A02',
    'entry',
    entry({ lines: [{ account: '9999', known: false, tagged: true }] }),
  ],
  ['', 'a plain text', 'X13', 'text', text('帮助社区里七十岁以上独居老人，联系社区服务站 0477-0000123')],
  ['id_number', 'an identity number', 'X13', 'text', text('身份证11010519491231002X')],
  ['mobile', 'a mobile number', 'X13', 'text', text('联系13812345678')],
  ['bank_card', 'a bank card', 'X13', 'text', text('转到4111 1111 1111 1111')],
  ['illness', 'a named person’s illness', 'X13', 'text', text('居民张小明患白血病')],
  [
    '',
    'a line and where it was published',
    'X17',
    'organisation',
    organisation({ telephone: '0477-0000123', publishedIn: '日报' }),
  ],
  ['no_line', 'a bureau without a line', 'X17', 'organisation', organisation(null)],
  ['no_line', 'an empty line', 'X17', 'organisation', organisation({ telephone: ' ', publishedIn: '日报' })],
  [
    'not_published',
    'a line published nowhere',
    'X17',
    'organisation',
    organisation({ telephone: '0477-0000123', publishedIn: '' }),
  ],
  ['no_line', 'a fund without a line', 'X17', 'fund', fund({ complaintLine: null })],
]

describe('what each regulation says', () => {
  for (const [expected, about, id, kind, facts] of CASES)
    test(`${id} says ${expected || 'nothing'} about ${about}`, () => {
      assert.equal(says(id, kind, facts), expected)
    })

  test('each is tried with facts it lets pass and with facts it does not', () => {
    for (const { id } of DEFINITIONS) {
      assert.ok(
        CASES.some(([expected, , tried]) => tried === id && expected === ''),
        `${id} lets nothing pass`,
      )
      assert.ok(
        CASES.some(([expected, , tried]) => tried === id && expected !== ''),
        `${id} finds nothing`,
      )
    }
  })
})

test('R4: every finding has a whole sentence in both languages, its regulation’s title and its source', () => {
  for (const [expected, , , kind, facts] of CASES.filter(([reason]) => reason !== '')) {
    const findings = evaluate(kind, facts, SHIPPED, TODAY)
    assert.ok(findings.length > 0, expected)
    for (const finding of findings) {
      const { sentence, title, citation } = shownFinding(finding)
      for (const said of [sentence.zh, sentence.en]) assert.doesNotMatch(said, /[{}]|finding\.|\[object/, said)
      assert.match(sentence.zh, /。$/)
      assert.match(sentence.en, /\.$/)
      assert.doesNotMatch(sentence.en.replaceAll(/“.*?”/g, ''), /\p{Script=Han}/u)
      assert.ok(title.zh && title.en && citation.zh && citation.en)
    }
  }
})

test('R4: a finding about personal data repeats none of it', () => {
  for (const value of ['身份证11010519491231002X', '联系13812345678', '转到4111111111111111', '居民张小明患白血病'])
    for (const finding of evaluate('text', text(value), SHIPPED, TODAY)) {
      const whole = JSON.stringify([finding, sentenceOf(finding)])
      for (const secret of ['11010519491231002X', '13812345678', '4111', '张小明', '白血病'])
        assert.ok(!whole.includes(secret), whole)
    }
})

test('R4: what is only guessed warns, also where its regulation blocks', () => {
  const { blocks, warnings } = sorted(evaluate('text', text('居民张小明患白血病，电话13812345678'), SHIPPED, TODAY))
  assert.deepEqual(
    [blocks.map(({ reason }) => reason), warnings.map(({ reason }) => reason)],
    [['mobile'], ['illness']],
  )
})

test('a task says from which day its term runs, and how long', () => {
  const tasks = [
    ...evaluate('fund', fund({ published: false }), SHIPPED, TODAY),
    ...evaluate('gift', gift({ receipt: 'none' }), SHIPPED, TODAY),
    ...evaluate('gift', gift({ receipt: 'none', givenOn: null }), SHIPPED, TODAY),
  ].flatMap(({ regulation, due }) => (due ? [`${regulation} ${due.from} ${due.term.days} ${due.term.unit}`] : []))
  assert.deepEqual(tasks, ['F08 2026-11-01 30 days', 'D02 2026-11-20 10 days', `D02 ${TODAY} 10 days`])
})

const anyCase = fc.constantFrom(...CASES)
const off = (id: string): Change => ({ regulationId: id, fromOn: TODAY, severity: null, enabled: false, values: {} })

test('R5: whatever the facts, switching a regulation off takes away what it says and leaves what the others say', () => {
  fc.assert(
    fc.property(anyCase, fc.constantFrom(...DEFINITIONS), ([, , , kind, facts], { id }) => {
      const rest = evaluate(kind, facts, SHIPPED, TODAY).filter(({ regulation }) => regulation !== id)
      assert.deepEqual(evaluate(kind, facts, settingsOn(TODAY, [off(id)]), TODAY), rest)
    }),
  )
})

test('R5: with every regulation off, or before any was in force, nothing is said about anything', () => {
  const silent = settingsOn(
    TODAY,
    DEFINITIONS.map(({ id }) => off(id)),
  )
  for (const [, , , kind, facts] of CASES) {
    assert.deepEqual(evaluate(kind, facts, silent, TODAY), [])
    assert.deepEqual(evaluate(kind, facts, settingsOn('2004-12-31', []), '2004-12-31'), [])
  }
})

test('R5: every severity a regulation is given is the severity of what it says, guesses apart', () => {
  fc.assert(
    fc.property(anyCase, fc.constantFrom('block', 'warn'), ([, , id, kind, facts], severity) => {
      const settings = settingsOn(TODAY, [{ ...off(id), enabled: null, severity }])
      for (const finding of evaluate(kind, facts, settings, TODAY).filter(({ regulation }) => regulation === id))
        assert.equal(finding.severity, finding.guess ? 'warn' : severity)
    }),
  )
})

test('values set by the city bureau move the border', () => {
  const line = settingsOn(TODAY, [{ ...off('F07'), enabled: null, values: { least_opening_sum: '500000' } }])
  const at = (sum: bigint) => evaluate('fund', fund({ openingSumFen: sum }), line, TODAY).length
  assert.deepEqual([at(499_999n), at(500_000n)], [1, 0])
  const words = settingsOn(TODAY, [{ ...off('F03'), enabled: null, values: { forbidden_words: [] } }])
  assert.deepEqual(evaluate('fund', fund({ name: `${HOST}民生社区全国慈善基金` }), words, TODAY), [])
})

test('the code looks at nothing but facts, settings and the day: the same question gets the same answer', () => {
  for (const [, , , kind, facts] of CASES)
    assert.deepEqual(evaluate(kind, facts, SHIPPED, TODAY), evaluate(kind, facts, settingsOn(TODAY, []), TODAY))
  assert.equal(Object.keys(RULES).length, 9)
})
