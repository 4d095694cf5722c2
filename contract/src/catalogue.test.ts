import assert from 'node:assert/strict'
import { test } from 'node:test'
import { z } from 'zod'
import { allRoutes, sentence, statusOf, word } from './catalogue.ts'
import { LANGUAGES } from './kit/language.ts'

type Schema = { additionalProperties?: unknown; properties?: object; type?: string; anyOf?: Schema[]; oneOf?: Schema[] }

const wireSide = (type: z.ZodType): Schema => z.toJSONSchema(type, { io: 'input', unrepresentable: 'any' }) as Schema
const routes = allRoutes()

test('every route has a name and an address of its own', () => {
  const names = routes.map((route) => route.name)
  const addresses = routes.map((route) => `${route.method} ${route.path.replaceAll(/:\w+/g, ':')}`)
  assert.ok(names.length > 0)
  assert.deepEqual([...new Set(names)], names)
  assert.deepEqual([...new Set(addresses)], addresses)
})

test('an address names the module of its route and exactly the parts that the route declares', () => {
  for (const { name, path, params } of routes) {
    assert.ok(path.startsWith(`/api/v1/${name.split('.')[0]}/`) || path === `/api/v1/${name.split('.')[0]}`, path)
    const inPath = [...path.matchAll(/:(\w+)/g)].map(([, part]) => part)
    const declared = Object.keys(params === undefined ? {} : (wireSide(params).properties ?? {}))
    assert.deepEqual(inPath.toSorted(), declared.toSorted(), name)
  }
})

test('a body refuses keys it does not know, and only what changes something has one', () => {
  for (const { name, method, body } of routes.filter((route) => route.body !== undefined)) {
    assert.notEqual(method, 'GET', name)
    const schema = wireSide(body)
    for (const form of schema.anyOf ?? schema.oneOf ?? [schema]) assert.equal(form.additionalProperties, false, name)
  }
})

test('every output has a wire form: no function, date or bigint would reach JSON', () => {
  for (const { name, output, answers } of routes) {
    if (answers !== undefined) continue
    assert.doesNotThrow(() => z.toJSONSchema(output, { io: 'input' }), name)
  }
})

test('every refusal a route announces has a status and a sentence in every language', () => {
  for (const route of routes) {
    for (const code of route.refuses ?? []) {
      assert.ok((statusOf(code) ?? 0) >= 400, `${route.name}: ${code}`)
      for (const language of LANGUAGES)
        assert.doesNotMatch(sentence(language, code), /refusal\./, `${language} ${code}`)
    }
  }
})

test('a code nobody declared has no status, whatever it is called', () => {
  for (const code of ['', 'platform', 'platform.', '.not_found', 'platform.constructor', 'toString.length', 'a.b.c'])
    assert.equal(statusOf(code), undefined, code)
})

test('a sentence is filled with what it speaks of, in the reader’s language', () => {
  assert.equal(
    sentence('en', 'platform.file_too_large', { megabytes: 20 }),
    'The file is too large; the most is 20 MB.',
  )
  assert.equal(sentence('zh', 'platform.file_too_large', { megabytes: 20 }), '文件太大，最多 20 MB。')
})

test('a word that is missing shows its key', () => {
  assert.equal(word('zh', 'platform', 'no.such'), 'platform.no.such')
  assert.equal(word('en', 'nowhere', 'x'), 'nowhere.x')
})

test('what is sent can be encoded as well as decoded: a page encodes by the shape that the server decodes by', () => {
  for (const { name, params, query, body } of routes)
    for (const shape of [params, query, body])
      if (shape) assert.equal(oneWay(shape), undefined, `${name}: use overwrite or a codec`)
})

type Def = z.core.$ZodTypeDef & Readonly<Record<string, unknown>>

/** Where a shape has a transform that leads one way only. */
function oneWay(shape: z.core.$ZodType, path = ''): string | undefined {
  const def = shape._zod.def as Def
  if (def.type === 'transform') return path || '.'
  const parts = Object.entries(def).flatMap(([key, value]) =>
    typeof value === 'object' && value !== null ? Object.entries(isShape(value) ? { [key]: value } : value) : [],
  )
  for (const [key, part] of parts) {
    const found = isShape(part) ? oneWay(part, `${path}.${key}`) : undefined
    if (found) return found
  }
  return undefined
}

const isShape = (value: unknown): value is z.core.$ZodType =>
  typeof value === 'object' && value !== null && '_zod' in value && 'def' in (value._zod as object)
