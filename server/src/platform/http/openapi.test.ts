import assert from 'node:assert/strict'
import { test } from 'node:test'
import { allRoutes } from '@shanju/contract/catalogue.ts'
import { openapi } from './openapi.ts'
import { toyRoutes } from './testkit/routes.ts'

// biome-ignore lint/suspicious/noExplicitAny: a document of JSON, read as whoever generates a client from it would
type Json = any

const all: Json = openapi(allRoutes(), '1.2.3')
const toy: Json = openapi(Object.values(toyRoutes), '1.2.3')
const METHODS = ['get', 'post', 'put', 'delete']
const operations: [path: string, method: string, operation: Json][] = Object.entries<Json>(all.paths).flatMap(
  ([path, item]) =>
    Object.entries<Json>(item).map(([method, operation]): [string, string, Json] => [path, method, operation]),
)

/** Every object inside a document, with its own path for messages. */
function* objects(value: unknown, at = '#'): Generator<[string, Record<string, unknown>]> {
  if (typeof value !== 'object' || value === null) return
  if (!Array.isArray(value)) yield [at, value as Record<string, unknown>]
  for (const [key, each] of Object.entries(value)) yield* objects(each, `${at}/${key}`)
}

test('the document is JSON of OpenAPI 3.1 with a name and the program’s version', () => {
  assert.deepEqual(JSON.parse(JSON.stringify(all)), all)
  assert.equal(all.openapi, '3.1.0')
  assert.deepEqual([all.info.title, all.info.version], ['Shanju 善聚', '1.2.3'])
  for (const key of Object.keys(all)) assert.ok(['openapi', 'info', 'paths', 'components'].includes(key), key)
})

test('every route of the contract stands in it once, under its method, path and name', () => {
  const described = operations.map(([path, method, { operationId }]) => `${operationId} ${method} ${path}`)
  const declared = allRoutes().map(({ name, method, path }) => {
    return `${name} ${method.toLowerCase()} ${path.replaceAll(/:(\w+)/g, '{$1}')}`
  })
  assert.deepEqual(described.toSorted(), declared.toSorted())
  assert.ok(operations.every(([, method]) => METHODS.includes(method)))
})

test('each operation says what it does, who may call it, what it answers and how it refuses', () => {
  for (const [path, method, operation] of operations) {
    const at = `${method} ${path}`
    assert.ok(operation.summary.length > 3 && operation.tags.length === 1 && operation['x-access'], at)
    for (const [status, response] of Object.entries<Json>(operation.responses)) {
      assert.ok(status === '200' || status === 'default', at)
      assert.ok(response.description && Object.keys(response.content).length > 0, at)
    }
    if (method === 'get') assert.equal(operation.requestBody, undefined, at)
  }
})

test('parameters of the path are exactly those in it, and required; a name stands once in each place', () => {
  for (const [path, method, operation] of operations) {
    const inPath = operation.parameters.filter((each: Json) => each.in === 'path')
    const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
    assert.deepEqual(inPath.map((each: Json) => each.name).toSorted(), names.toSorted(), `${method} ${path}`)
    assert.ok(inPath.every((each: Json) => each.required === true))
    const places = operation.parameters.map((each: Json) => `${each.in} ${each.name}`)
    assert.equal(new Set(places).size, places.length, `${method} ${path}`)
  }
})

test('every reference leads somewhere inside the document, and nothing points outside', () => {
  for (const [at, object] of objects(all)) {
    assert.equal('$schema' in object || '$defs' in object || '$id' in object, false, at)
    if (typeof object.$ref !== 'string') continue
    const target = object.$ref
      .split('/')
      .slice(1)
      .reduce<Json>((found, key) => found?.[key], all)
    assert.equal(typeof target, 'object', `${at}: ${object.$ref}`)
  }
})

test('no field of an answer or a body is left without a type', () => {
  const kinds = ['type', 'anyOf', 'oneOf', 'allOf', 'enum', 'const', '$ref']
  for (const [at, object] of objects(all)) {
    if (!at.endsWith('/properties')) continue
    for (const [name, schema] of Object.entries<Json>(object as Json)) {
      assert.ok(
        kinds.some((kind) => kind in schema),
        `${at}/${name}`,
      )
    }
  }
})

test('sums, ids and instants are described as they go over the wire', () => {
  const body = toy.paths['/api/v1/toy/sums'].post.requestBody.content['application/json'].schema
  assert.equal(body.additionalProperties, false)
  assert.deepEqual(body.required, ['amountFen'])
  assert.equal(body.properties.amountFen.type, 'string')
  assert.match('1250', new RegExp(body.properties.amountFen.pattern))
  const answer = toy.paths['/api/v1/toy/sums'].post.responses[200].content['application/json'].schema
  assert.equal(answer.properties.id.pattern, '^sum_[0-9a-f]{32}$')
  assert.deepEqual([answer.properties.at.type, answer.properties.at.format], ['string', 'date-time'])
  assert.deepEqual([answer.properties.amountFen.type, body.properties.paidOn.format], ['string', 'date'])
})

test('a query says which of its words are needed, and numbers keep their bounds', () => {
  const parameters = toy.paths['/api/v1/toy/greet'].get.parameters
  const byName = Object.fromEntries(parameters.map((each: Json) => [each.name, each]))
  assert.deepEqual([byName.name.required, byName.page.required], [true, false])
  assert.deepEqual([byName.page.schema.type, byName.page.schema.minimum, byName.page.schema.default], ['integer', 1, 1])
})

test('files are described by their media type, in and out, and an upload takes no request key', () => {
  const { post, get } = toy.paths['/api/v1/toy/things/{thing}/file']
  assert.deepEqual(Object.keys(post.requestBody.content), ['text/csv'])
  assert.deepEqual(Object.keys(get.responses[200].content), ['text/csv'])
  const keyed = (operation: Json) => operation.parameters.some((each: Json) => each.name === 'Idempotency-Key')
  assert.deepEqual([keyed(post), keyed(get), keyed(toy.paths['/api/v1/toy/sums'].post)], [false, false, true])
})
