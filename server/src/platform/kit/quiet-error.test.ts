import assert from 'node:assert/strict'
import { test } from 'node:test'
import { quietError } from './quiet-error.ts'

const fromDatabase = (fields: object): Error =>
  Object.assign(new Error('invalid input syntax for type uuid: "张三\n    at 13800000000"'), fields)

test('a database error keeps its code, table and constraint, and none of its values', () => {
  const error = fromDatabase({
    code: '22P02',
    table: 'people',
    constraint: 'people_phone',
    detail: 'Key (phone)=(13800000000)',
  })
  const quiet = quietError(error)
  assert.deepEqual(
    { ...quiet, stack: '' },
    {
      type: 'Error',
      message: 'database error 22P02',
      code: '22P02',
      table: 'people',
      constraint: 'people_phone',
      stack: '',
    },
  )
  assert.doesNotMatch(JSON.stringify(quiet), /张三|13800000000|Key/)
  assert.match(quiet.stack, /quiet-error\.test\.ts/)
})

test('a stack that does not belong to the message is left out', () => {
  const error = Object.assign(new Error('one'), { stack: 'Error: 张三\n    at 13800000000' })
  assert.equal(quietError(error).stack, '')
})

test('our own errors keep their message', () => {
  assert.equal(quietError(new RangeError('weights must be ≥ 0')).message, 'weights must be ≥ 0')
  assert.equal(quietError(Object.assign(new Error('no file'), { code: 'ENOENT' })).message, 'no file')
})

test('what is thrown but is no error is not repeated', () => {
  for (const thrown of ['张三', { name: '张三' }, 138, null, undefined])
    assert.doesNotMatch(JSON.stringify(quietError(thrown)), /张三|138/)
})
