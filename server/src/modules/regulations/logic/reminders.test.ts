import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sentence, word } from '@shanju/contract/catalogue.ts'
import { fill, LANGUAGES } from '@shanju/contract/kit/language.ts'
import { type Due, messagesOf } from './reminders.ts'

const due = (n: number, more: Partial<Due> = {}): Due => ({
  dutyId: `d${n}`,
  regulation: 'F08',
  regulationTitle: { zh: '基金信息按期公开', en: 'The fund is published in time' },
  subject: `第${n}基金`,
  dueOn: '2026-11-26',
  daysLeft: 3,
  mark: 3,
  people: ['p1'],
  ...more,
})

test('one duty is told by its name and day, several by their number, to each person once', () => {
  const messages = messagesOf([due(1, { people: ['p1', 'p2'] }), due(2), due(3, { mark: -1, daysLeft: -2 })])
  assert.deepEqual(
    messages.map(({ personId, template, params }) => [personId, template, params.count ?? params.days]),
    [
      ['p1', 'regulations.duties_due', 2],
      ['p2', 'regulations.duty_due', 3],
      ['p1', 'regulations.duty_overdue', -2],
    ],
  )
})

test('a thousand duties of one regulation are one message', () => {
  const many = Array.from({ length: 1000 }, (_, n) => due(n))
  assert.deepEqual(
    messagesOf(many).map(({ params }) => params.count),
    [1000],
  )
  assert.deepEqual(messagesOf([]), [])
})

test('every message reads as a whole sentence in every language', () => {
  const marks = [7, 3, 0, -1] as const
  const all = marks.flatMap((mark) => [
    ...messagesOf([due(1, { mark })]),
    ...messagesOf([due(1, { mark }), due(2, { mark })]),
  ])
  assert.equal(new Set(all.map(({ template }) => template)).size, 6)
  for (const { template, params } of all)
    for (const language of LANGUAGES) {
      const [module = '', name = ''] = template.split('.')
      const text = fill(word(language, module, `message.${name}`), params)
      assert.doesNotMatch(text, /[{}]|message\./, text)
    }
})

test('the sentence of a blocked act names regulation, reason and source', () => {
  const text = sentence('zh', 'regulations.blocked', {
    ...{ rule: 'F01', titleZh: '设立机构是慈善组织', sentenceZh: '设立机构不是慈善组织。', citationZh: '慈善法第8条' },
  })
  assert.equal(text, '不符合规则 F01“设立机构是慈善组织”：设立机构不是慈善组织。依据：慈善法第8条。')
})
