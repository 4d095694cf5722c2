import assert from 'node:assert/strict'
import { test } from 'node:test'
import { told } from './check.ts'
import { readmes } from './readmes.ts'
import { treeOf } from './tree.ts'

const readme =
  '# giving\n\n- **G1** a gift never changes\n| G2 | receipts are gapless |\n\nG10 stands alone. Not G3 here.'
const found = (files: Record<string, string>) => told(readmes.find(treeOf(files))).join('\n')
const home = 'server/src/modules/giving/'

test('invariants that stand in titles pass, in the module or in the tests of the server', () => {
  assert.equal(
    found({
      [`${home}README.md`]: readme,
      [`${home}logic/a.test.ts`]: `test('G1: a gift never changes', () => {}); describe(\`G2 and more\`, () => {})`,
      'server/test/journeys/a.test.ts': `test('the whole way (G10)', () => {})`,
    }),
    '',
  )
})

test('an invariant without a test is found, and neither another number nor a comment stands for it', () => {
  const says = found({
    [`${home}README.md`]: readme,
    [`${home}logic/a.test.ts`]: `test('G10 holds', () => {}) // G1`,
    'server/src/modules/ledger/a.test.ts': `test('G2 of another module', () => {})`,
    'server/src/modules/ledger/README.md': '- L1 a',
  })
  assert.match(says, /giving\/README\.md G1 stands in no test/)
  assert.match(says, /giving\/README\.md G2 stands in no test/)
  assert.match(says, /ledger\/README\.md L1 stands in no test/)
  assert.doesNotMatch(says, /G10|G3/)
})

test('a module without a README, or without an invariant in it, is found', () => {
  assert.match(found({ [`${home}index.ts`]: '' }), /README\.md is missing/)
  assert.match(found({ [`${home}README.md`]: '# giving' }), /states no numbered invariant/)
})
