import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { toHex, toUtf8 } from './bytes.ts'
import { Malformed } from './malformed.ts'
import { sha256 } from './sha256.ts'
import { type StatementFacts, type StatementKind, statementDigest, statementText, wordsDigest } from './statement.ts'
import vectors from './vectors/statement.json' with { type: 'json' }

/** Over every frozen statement. If this differs, resolutions and disclosures already logged can no longer be recomputed. */
const FROZEN = 'f777d9a220e0cbc2a4404972e80a389cf03c3c1adffa31cedff6e3d86e612757'

const textOf = (kind: string, facts: object): string =>
  statementText(kind as StatementKind, facts as StatementFacts<StatementKind>)

describe('Statements', () => {
  it('are never spelled otherwise than when they were frozen', () => {
    assert.equal(toHex(sha256(toUtf8(JSON.stringify(vectors.cases)))), FROZEN)
    for (const { kind, facts, text, digest } of vectors.cases) {
      assert.equal(textOf(kind, facts), text)
      assert.equal(toHex(statementDigest(sha256, text)), digest)
    }
    assert.equal(
      new Set(vectors.cases.map(({ kind }) => kind)).size,
      6,
      'a vector for each kind: resolution, board decision, rules, month, setting, erasure',
    )
  })

  it('name free words by their digest alone, the same however they were composed', () => {
    assert.equal(wordsDigest(sha256, 'e\u0301'), wordsDigest(sha256, '\u00e9'))
    assert.notEqual(wordsDigest(sha256, 'a'), wordsDigest(sha256, 'b'))
  })

  it('refuse a fact that would not stay on its line, and one that says nothing', () => {
    const month = { book: 'org_1', month: '2026-10', number: 1, act: 'close' }
    for (const act of ['close\nact: reopen', '', '\u0000']) {
      assert.throws(() => statementText('month', { ...month, act }), Malformed)
    }
  })
})
