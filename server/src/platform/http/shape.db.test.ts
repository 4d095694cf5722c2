import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { problem } from '@shanju/contract/kit/problem.ts'
import { type ToyServer, toyServer } from './testkit/server.ts'

let toy: ToyServer

before(async () => {
  toy = await toyServer()
})
after(() => toy.close())

const add = (payload: string | object, language = 'en', headers = {}) =>
  toy.ask({ method: 'POST', url: '/api/v1/toy/sums', payload, headers: { 'accept-language': language, ...headers } })
const addText = (text: string | Buffer, type = 'application/json') => add(text, 'en', { 'content-type': type })
const fieldsOf = (body: { fields: { path: string; message: string }[] }) =>
  Object.fromEntries(body.fields.map(({ path, message }) => [path, message]))
const added = async () => (await toy.fresh.owner.query('select count(*)::int as n from play.sums')).rows[0].n

const WRONG = {
  amountFen: '0',
  note: 'x',
  paidOn: '2026-02-30',
  kind: 'loan',
  lines: [{ count: 1 }, { count: 0 }, { count: 1.5, more: 1 }],
}

test('everything that is wrong with a request is told at once, by field, in Chinese', async () => {
  const { status, body } = await add(WRONG, 'zh-CN')
  assert.equal(status, 422)
  assert.ok(problem.safeParse(body).success)
  assert.deepEqual([body.code, body.message], ['platform.invalid_input', '填写的内容有误，请按提示修改。'])
  assert.deepEqual(fieldsOf(body), {
    amountFen: '金额必须大于 0.00 元',
    note: '至少 2 个字符',
    paidOn: '日期应写作 2026-11-23，并且真实存在',
    kind: '请从给出的选项中选择',
    'lines.1.count': '不能小于 1',
    'lines.2.count': '格式不正确',
    'lines.2': '不认识的字段：more',
  })
})

test('everything that is wrong with a request is told at once, by field, in English', async () => {
  const { body } = await add(WRONG)
  assert.deepEqual(fieldsOf(body), {
    amountFen: 'the sum must be above 0.00 yuan',
    note: 'at least 2 characters',
    paidOn: 'a real day written like 2026-11-23',
    kind: 'choose one of the options',
    'lines.1.count': 'not below 1',
    'lines.2.count': 'not in the right form',
    'lines.2': 'unknown field: more',
  })
})

test('what is missing is called required, whatever type it should have', async () => {
  assert.deepEqual(fieldsOf((await add({})).body), { amountFen: 'required' })
  assert.deepEqual(fieldsOf((await add({ amountFen: null, kind: null })).body), {
    amountFen: 'required',
    kind: 'required',
  })
  assert.deepEqual(fieldsOf((await addText('null')).body), { '': 'required' })
  assert.deepEqual(fieldsOf((await toy.ask({ method: 'POST', url: '/api/v1/toy/sums' })).body), { '': '必填' })
  const greet = await toy.ask({ url: '/api/v1/toy/greet', headers: { 'accept-language': 'en' } })
  assert.deepEqual(fieldsOf(greet.body), { name: 'required' })
})

test('a wrong address is told like a wrong body', async () => {
  const { status, body } = await toy.ask({ url: '/api/v1/toy/greet?name=01234567890&page=0&pageSize=x', headers: {} })
  assert.equal(status, 422)
  assert.deepEqual(fieldsOf(body), { name: '最多 10 个字符', page: '不能小于 1', pageSize: '格式不正确' })
  const twice = await toy.ask({ url: '/api/v1/toy/greet?name=a&name=b' })
  assert.deepEqual(fieldsOf(twice.body), { name: '格式不正确' })
})

test('an answer never repeats the values it complains about, and cuts names of fields short', async () => {
  const { body } = await add({ amountFen: '13800000000张三', [`k${'x'.repeat(5000)}`]: 1, note: '张三'.repeat(50) })
  assert.doesNotMatch(JSON.stringify(body), /13800000000|张三/)
  assert.ok(JSON.stringify(body).length < 500)
})

test('of a body that is wrong in ten thousand places a hundred are told', async () => {
  const { body } = await add({ amountFen: '1', lines: Array.from({ length: 10_000 }, () => ({ count: 0 })) })
  assert.equal(body.fields.length, 100)
})

test('text that the database could not keep is refused with its place: a NUL, half a character', async () => {
  const rows: [string, string][] = [
    ['{"amountFen":"1","note":"a\\u0000b"}', 'note'],
    ['{"amountFen":"1","note":"ab\\ud800"}', 'note'],
    ['{"amountFen":"1","lines":[{"count":1,"a\\u0000":1}]}', 'lines.0'],
  ]
  for (const [text, path] of rows) {
    const { status, body } = await addText(text)
    assert.deepEqual([status, fieldsOf(body)], [422, { [path]: 'contains a character that cannot be kept' }])
  }
  const address = await toy.ask({ url: '/api/v1/toy/greet?name=a%00b', headers: { 'accept-language': 'en' } })
  assert.deepEqual(fieldsOf(address.body), { name: 'contains a character that cannot be kept' })
  assert.equal((await add({ amountFen: '1', note: '𠮷野家 👍🏽' })).status, 200)
})

test('what is no JSON is told so, whatever it calls itself', async () => {
  const broken: [string | Buffer, string][] = [
    ['{"amountFen":', 'application/json'],
    ['', 'application/json'],
    [Buffer.from([0xff, 0xfe]), 'application/json'],
    ['{"__proto__":{"a":1}}', 'application/json'],
    ['{"amountFen":"1"}', 'text/plain'],
    ['amountFen=1', 'application/x-www-form-urlencoded'],
    ['<a/>', 'application/xml'],
    ['--x--', 'multipart/form-data; boundary=x'],
    ['{}', 'nonsense'],
  ]
  for (const [text, type] of broken) {
    const { status, body } = await addText(text, type)
    assert.deepEqual([status, body.code], [422, 'platform.not_json'], `${type}: ${text}`)
    assert.equal(body.message, 'The body must be JSON (Content-Type: application/json).')
  }
})

test('a body nested as deep as it is long is refused without harm', async () => {
  const deep = `{"amountFen":"1","lines":${'['.repeat(250_000)}${']'.repeat(250_000)}}`
  const begun = performance.now()
  assert.equal((await addText(deep)).status, 422)
  assert.ok(performance.now() - begun < 20_000)
})

test('a body above one megabyte is refused', async () => {
  const { status, body } = await addText(`{"amountFen":"1","note":"${'x'.repeat(50 * 1024 * 1024)}"}`)
  assert.deepEqual([status, body.code], [413, 'platform.body_too_large'])
})

test('an address that cannot be decoded is refused in the reader’s language, and not repeated', async () => {
  const { status, body, headers } = await toy.ask({ url: '/api/v1/toy/%E5%BC', headers: { 'accept-language': 'en' } })
  assert.deepEqual([status, body.code], [422, 'platform.invalid_input'])
  assert.doesNotMatch(JSON.stringify(body), /%E5/)
  assert.ok(headers['content-security-policy'])
})

test('an address longer than any of ours is not found or refused, not a defect', async () => {
  const { status } = await toy.ask({ url: `/api/v1/toy/things/${'x'.repeat(5000)}` })
  assert.ok(status >= 400 && status < 500)
})

test('an answer holds what the contract names and nothing else; sums are strings, instants ISO, ids prefixed', async () => {
  const { status, body } = await add({ amountFen: '9007199254740993', note: '超过二的五十三次方' })
  assert.equal(status, 422)
  assert.deepEqual(fieldsOf(body), { amountFen: 'the sum must not be above 10,000,000,000.00 yuan; please check' })
  const good = await add({ amountFen: '1000000000000' })
  assert.deepEqual(good.body, {
    id: 'sum_0193a000000070008000' + '0000000000aa',
    amountFen: '1000000000000',
    at: '2026-11-23T02:00:00.000Z',
  })
})

test('nothing of a request that was refused for its shape is done', async () => {
  const before = await added()
  await add(WRONG)
  await addText('{"amountFen":"1","note":"ab\\u0000"}')
  assert.equal(await added(), before)
})
