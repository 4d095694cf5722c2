import { problem } from '@shanju/contract/kit/problem.ts'
import type { AnyRoute } from '@shanju/contract/kit/route.ts'
import { z } from 'zod'

type Json = Record<string, unknown>

/** The description of the public and staff API, printed from the contract itself: it cannot fall behind. */
export function openapi(routes: readonly AnyRoute[], version: string): Json {
  const paths: Record<string, Json> = {}
  for (const route of routes) {
    const path = route.path.replace(/:(\w+)/g, '{$1}')
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation(route) }
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Shanju 善聚', version, description: 'Open platform for community charity funds' },
    paths,
    components: { schemas: { Problem: schemaOf(problem) } },
  }
}

/** `input` is the wire side of every codec, for what is sent and what is answered alike. */
const schemaOf = (type: z.ZodType): Json => {
  const { $schema: _, ...schema } = z.toJSONSchema(type, { io: 'input', unrepresentable: 'any' }) as Json
  return schema
}

function operation(route: AnyRoute): Json {
  const access = typeof route.access === 'object' ? route.access.action : route.access
  return {
    operationId: route.name,
    tags: [route.name.split('.')[0]],
    summary: route.summary,
    'x-access': access,
    parameters: [...parameters(route.params, 'path'), ...parameters(route.query, 'query'), ...keyHeader(route)],
    ...(route.body ? { requestBody: { required: true, content: content('application/json', route.body) } } : {}),
    ...(route.accepts ? { requestBody: { required: true, content: { [route.accepts]: {} } } } : {}),
    responses: {
      200: route.answers
        ? { description: 'A file', content: Object.fromEntries([route.answers].flat().map((type) => [type, {}])) }
        : { description: 'OK', content: content('application/json', route.output) },
      default: {
        description: ['Refused', ...(route.refuses ?? [])].join(' · '),
        content: { 'application/json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
  }
}

const content = (type: string, schema: z.ZodType): Json => ({ [type]: { schema: schemaOf(schema) } })

function parameters(type: z.ZodType | undefined, where: 'path' | 'query'): Json[] {
  if (!type) return []
  const { properties = {}, required = [] } = schemaOf(type) as { properties?: Json; required?: string[] }
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: where,
    required: where === 'path' || required.includes(name),
    schema,
  }))
}

/** Uploads take no key: their bodies are not kept to be compared. */
const keyHeader = (route: AnyRoute): Json[] =>
  route.method === 'GET' || route.accepts
    ? []
    : [
        {
          name: 'Idempotency-Key',
          in: 'header',
          required: false,
          description: 'Your own name for this request: a repeat gets the first answer and has no second effect',
          schema: { type: 'string', minLength: 8, maxLength: 200 },
        },
      ]
