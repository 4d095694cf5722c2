import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { groupVotes } from './election.ts'
import { FILE_FAULTS, readVoteFile } from './pabulib.ts'
import { writeVoteFile } from './pabulib-write.ts'

const GOOD = [
  'META',
  'key;value',
  'description;"Two villages; one budget"',
  'num_projects;2',
  'num_votes;3',
  'budget;1000.50',
  'vote_type;approval',
  'max_length;2',
  'min_length;1',
  'PROJECTS',
  'project_id;cost;name',
  '7;300;"A ""light"" at the gate"',
  '9;700.5;路灯',
  'VOTES',
  'voter_id;age;vote',
  '1;34;7,9',
  '2;;9',
  '3;;',
]
/** The file with one line put in the place of another, counted from 1. */
const withLine = (line: number, text: string): string => GOOD.toSpliced(line - 1, 1, text).join('\n')

test('a file of Pabulib is read: money in fen, quotes, blank votes, other columns passed over', () => {
  const file = readVoteFile(`\uFEFF${GOOD.join('\r\n')}\r\n\r\n`)
  assert.ok(!('refused' in file))
  assert.equal(file.election.budgetFen, 100050n)
  assert.deepEqual(file.titles, ['A "light" at the gate', '路灯'])
  assert.deepEqual(file.election.options[1], { id: '9', costFen: 70050n, withdrawn: false })
  assert.deepEqual(file.election.groups, groupVotes([[0, 1], [1], []]))
  assert.equal(file.meta.get('description'), 'Two villages; one budget')
})

test('what is wrong with a file is refused with its line', () => {
  const cases: readonly (readonly [fault: string, line: number, text: string | undefined])[] = [
    ['not_utf8', 1, undefined],
    ['section_missing', 2, ''],
    ['section_missing', 1, withLine(1, 'PROJECTS')],
    ['section_missing', 14, GOOD.slice(0, 13).join('\n')],
    ['heading_missing', 2, withLine(2, 'key;worth')],
    ['heading_missing', 11, withLine(11, 'project_id;price;name')],
    ['cells_differ', 12, withLine(12, '7;300')],
    ['quote_open', 12, withLine(12, '7;300;"A light')],
    ['key_twice', 7, withLine(7, 'budget;1000')],
    ['budget_unfit', 6, withLine(6, 'budget;0')],
    ['budget_unfit', 6, withLine(6, 'budget;1e6')],
    ['budget_unfit', 6, withLine(6, 'budget;10.005')],
    ['vote_type_unfit', 7, withLine(7, 'vote_type;ordinal')],
    ['number_differs', 4, withLine(4, 'num_projects;3')],
    ['number_differs', 5, withLine(5, 'num_votes;2')],
    ['number_differs', 8, withLine(8, 'max_length;two')],
    ['id_twice', 13, withLine(13, '7;700.5;路灯')],
    ['id_twice', 17, withLine(17, '1;;9')],
    ['cost_unfit', 12, withLine(12, '7;-300;A')],
    ['option_unknown', 16, withLine(16, '1;34;7,8')],
    ['option_twice', 16, withLine(16, '1;34;7,7')],
    ['too_many_marks', 16, withLine(8, 'max_length;1')],
    ['too_many_marks', 16, withLine(7, 'vote_type;choose-1')],
    ['too_few_marks', 17, withLine(9, 'min_length;2')],
  ]
  for (const [fault, line, text] of cases) {
    const file = readVoteFile(text)
    assert.ok('refused' in file, `${fault} ${line} was read`)
    assert.deepEqual([file.refused.fault, file.refused.line], [fault, line], file.refused.what)
  }
  assert.deepEqual(new Set(cases.map(([fault]) => fault)), new Set(FILE_FAULTS))
})

test('what is written is read back, whatever the titles', () => {
  const cell = fc.string({ unit: 'grapheme', maxLength: 12 }).map((text) => text.trim())
  const options = fc.array(fc.record({ title: cell, costFen: fc.bigInt({ min: 1n, max: 10n ** 12n }) }), {
    minLength: 1,
    maxLength: 6,
  })
  fc.assert(
    fc.property(options, fc.array(fc.nat({ max: 63 }), { maxLength: 20 }), (listed, bits) => {
      const written = {
        meta: [['description', listed[0]?.title ?? '']] as const,
        type: 'approval' as const,
        budgetFen: 123n,
        options: listed.map((each, at) => ({ ...each, id: `${at}`, votes: 0, chosen: false, withdrawn: at === 1 })),
        votes: bits.map((each) => listed.flatMap((_, at) => ((each >> at) & 1 ? [at] : []))),
      }
      const file = readVoteFile(writeVoteFile(written))
      assert.ok(!('refused' in file))
      assert.deepEqual(
        file.election.options,
        written.options.map(({ id, costFen, withdrawn }) => ({ id, costFen, withdrawn })),
      )
      assert.deepEqual(file.election.groups, groupVotes(written.votes))
    }),
    { numRuns: 300 },
  )
})
