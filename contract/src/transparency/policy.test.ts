import assert from 'node:assert/strict'
import { generateKeyPairSync } from 'node:crypto'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { concat, toUtf8 } from './bytes.ts'
import { Malformed } from './malformed.ts'
import { type Policy, parsePolicy, quorumStanding } from './policy.ts'
import { sha256 } from './sha256.ts'
import { formatVkey, SIGNATURE_TYPE, type SignatureType, verifierKey } from './vkey.ts'

const log = vkeyOf('example.com/log', SIGNATURE_TYPE.ed25519)
const keys = Array.from({ length: 6 }, (_, i) => vkeyOf(`witness.example/${i}`, SIGNATURE_TYPE.cosignature))

/** The example of the text, with keys filled in. */
const EXAMPLE = `log ${log}

witness X1 ${keys[0]}
witness X2 ${keys[1]}
witness X3 ${keys[2]}
group X-witnesses 2 X1 X2 X3

witness Y1 ${keys[3]}
witness Y2 ${keys[4]}
witness Y3 ${keys[5]}
group Y-witnesses any Y1 Y2 Y3

group X-and-Y all X-witnesses Y-witnesses
quorum X-and-Y
`

describe('Policies', () => {
  it('are read as the example of the text means them', () => {
    const policy = read(EXAMPLE)
    assert.equal(policy.logs.length, 1)
    assert.equal(policy.witnesses.length, 6)
    const cases: [string[], boolean][] = [
      [[], false],
      [['X1', 'X2'], false],
      [['X1', 'Y1'], false],
      [['X1', 'X3', 'Y2'], true],
      [['X1', 'X2', 'X3', 'Y1', 'Y2', 'Y3'], true],
      [['Y1', 'Y2', 'Y3'], false],
    ]
    for (const [names, met] of cases) assert.equal(quorumStanding(policy, new Set(names)).met, met, names.join())
    assert.deepEqual(quorumStanding(policy, new Set(['X1', 'X2'])), { have: 1, need: 2, met: false })
  })

  it('never lose a quorum by one more witness', () => {
    const policy = read(EXAMPLE)
    const names = policy.witnesses.map((witness) => witness.name)
    fc.assert(
      fc.property(fc.subarray(names), fc.constantFrom(...names), (some, more) => {
        const before = quorumStanding(policy, new Set(some)).met
        assert.ok(!before || quorumStanding(policy, new Set([...some, more])).met)
      }),
    )
  })

  it('may ask for one witness, or for none', () => {
    const one = read(`log ${log} https://example.com/log\nwitness W ${keys[0]} https://w.example\nquorum W\n`)
    assert.equal(quorumStanding(one, new Set()).met, false)
    assert.equal(quorumStanding(one, new Set(['W'])).met, true)
    assert.equal(one.witnesses[0]?.url, 'https://w.example')
    assert.equal(one.logs[0]?.url, 'https://example.com/log')
    assert.ok(quorumStanding(read('quorum none\n'), new Set()).met)
  })

  it('pass over comments, empty lines, tabs and leading space', () => {
    assert.equal(read(`  # a comment 见证\n\n \t\n\tlog \t ${log}  \nquorum\tnone\n`).logs.length, 1)
  })

  it('keep names as octets: look-alikes differ, and any octets above ASCII are a name', () => {
    const policy = read(`witness K ${keys[0]}\nwitness \u212a ${keys[1]}\ngroup g all K \u212a\nquorum g\n`)
    assert.equal(new Set(policy.witnesses.map((witness) => witness.name)).size, 2)
    const odd = parsePolicy(
      sha256,
      concat(toUtf8('witness '), Uint8Array.of(0xff, 0xa0), toUtf8(` ${keys[0]}\nquorum none\n`)),
    )
    assert.equal(odd.witnesses[0]?.name, '\u00ff\u00a0')
  })

  it('are refused whole, with the line, for everything the text forbids', () => {
    const w = `witness W ${keys[0]}\n`
    const v = `witness V ${keys[1]}\n`
    const renamed = vkeyOf('another.example', SIGNATURE_TYPE.ed25519)
    const wrong: [string, string][] = [
      ['no quorum', w],
      ['two quorums', 'quorum none\nquorum none\n'],
      ['a quorum before its definition', `quorum W\n${w}`],
      ['an unknown quorum', `${w}quorum X\n`],
      ['an unknown keyword', `logs ${log}\nquorum none\n`],
      ['a name taken twice', `${w}witness W ${keys[1]}\nquorum W\n`],
      ['a group named like a witness', `${w}group W any W\nquorum W\n`],
      ['a witness called none', `witness none ${keys[0]}\nquorum none\n`],
      ['none as a member', `${w}group g any W none\nquorum g\n`],
      ['a member defined later', `group g any W\n${w}quorum g\n`],
      ['a member of two groups', `${w}${v}group g any W\ngroup h any W V\nquorum h\n`],
      ['a member twice in one group', `${w}group g 2 W W\nquorum g\n`],
      ['a group without members', `${w}group g all\nquorum g\n`],
      ['a threshold of zero', `${w}group g 0 W\nquorum g\n`],
      ['a threshold above its members', `${w}group g 2 W\nquorum g\n`],
      ['a threshold with a leading zero', `${w}group g 01 W\nquorum g\n`],
      ['a witness key for a log', `log ${keys[0]}\nquorum none\n`],
      ['a log key for a witness', `witness W ${log}\nquorum W\n`],
      ['the same log twice', `log ${log}\nlog ${log}\nquorum none\n`],
      ['the same witness under two names', `${w}witness V ${keys[0]}\nquorum W\n`],
      ['a key that does not parse', `log ${renamed.replace('another', 'other')}\nquorum none\n`],
      ['too many items', `log ${log} https://a https://b\nquorum none\n`],
      ['a carriage return', `log ${log}\r\nquorum none\n`],
      ['an unfinished last line', 'quorum none'],
    ]
    for (const [what, text] of wrong) assert.throws(() => read(text), Malformed, what)
    assert.throws(() => read(`${w}\nquorum X\n`), /line 3/)
  })

  it('hold at least 32 logs, witnesses and groups', () => {
    const lines: string[] = []
    for (let i = 0; i < 32; i++) {
      lines.push(`log ${vkeyOf(`log.example/${i}`, SIGNATURE_TYPE.ed25519)}`)
      lines.push(`witness w${i} ${vkeyOf(`w.example/${i}`, SIGNATURE_TYPE.cosignature)}`)
      lines.push(`group g${i} any w${i}${i > 0 ? ` g${i - 1}` : ''}`)
    }
    const policy = read(`${lines.join('\n')}\nquorum g31\n`)
    assert.ok(quorumStanding(policy, new Set(['w0'])).met)
  })
})

function read(text: string): Policy {
  return parsePolicy(sha256, toUtf8(text))
}

function vkeyOf(name: string, type: SignatureType): string {
  const { publicKey } = generateKeyPairSync('ed25519')
  const raw = Uint8Array.from(publicKey.export({ type: 'spki', format: 'der' }).subarray(-32))
  return formatVkey(verifierKey(sha256, name, type, raw))
}
