import assert from 'node:assert/strict'
import { test } from 'node:test'
import { scan } from './scan.ts'

const literals = (text: string) => scan(text).literals.map((literal) => literal.text)

test('comments and contents of strings are blanked and every position stays', () => {
  const text = `const a = 'x // no' // yes\nconst b = "/* no */" /* it's */ + c`
  const { code, comments } = scan(text)
  assert.equal(code, `const a = '       '       \nconst b = "        "            + c`)
  assert.deepEqual(
    comments.map((comment) => comment.text),
    ['// yes', "/* it's */"],
  )
  assert.deepEqual(literals(text), ['x // no', '/* no */'])
})

test('templates nest, and code inside them is code', () => {
  const text = `const q = sql<{ n: bigint }>\`select \${a(\`in \${"deep"} side\`)} from \${{ b: "}" }.b} x\`; const z = 1`
  assert.deepEqual(
    scan(text).literals.map(({ text, tag }) => [text, tag]),
    [
      ['select \0 from \0 x', 'sql'],
      ['in \0 side', undefined],
      ['deep', undefined],
      ['}', undefined],
    ],
  )
  assert.match(scan(text).code, /a\(`/)
  assert.match(scan(text).code, /const z = 1$/)
})

test('escaped quotes do not end a string, and a lone apostrophe in TSX begins none', () => {
  assert.deepEqual(literals(String.raw`const a = 'it\'s'; const b = "\\"`), [String.raw`it\'s`, String.raw`\\`])
  assert.deepEqual(literals(`return <p>Don't</p>\nconst a = 'x'`), ['x'])
})

test('regular expressions are told from divisions and from closing tags', () => {
  assert.deepEqual(literals(`const a = /['"\`]/.test(b) ? 'x' : c / d / 'y'.length`), ['x', 'y'])
  assert.deepEqual(literals(`return /[/']/g`), [])
  assert.deepEqual(literals(`const a = <b>'x'</b>; const c = <d e="f" />; const g = 'h'`), ['x', 'f', 'h'])
})
