import { Readable } from 'node:stream'
import { setTimeout as wait } from 'node:timers/promises'
import type { Actor, Subject } from '@shanju/contract/access.ts'
import { instant, plainDate } from '@shanju/contract/kit/dates.ts'
import { idOf } from '@shanju/contract/kit/ids.ts'
import { fen, positiveFen } from '@shanju/contract/kit/money.ts'
import { pageQuery } from '@shanju/contract/kit/page.ts'
import { route } from '@shanju/contract/kit/route.ts'
import { sql } from 'kysely'
import { z } from 'zod'
import { refuse } from '#platform/kit/refusal.ts'
import { type Served, serve, serveFile, serveMany, serveSteps, serveUpload } from '../serve.ts'

const thing = z.strictObject({ thing: z.enum(['here', 'elsewhere', 'missing']) })
const uuid = '0193a000-0000-7000-8000-0000000000aa'

/** Routes of no module: one of each kind, for trying what the platform does for all of them. */
export const toyRoutes = {
  greet: route({
    name: 'toy.greet',
    method: 'GET',
    path: '/api/v1/toy/greet',
    access: 'public',
    summary: 'Says the name',
    query: pageQuery.extend({ name: z.string().trim().min(1).max(10) }),
    output: z.object({ hello: z.string() }),
  }),
  add: route({
    name: 'toy.add',
    method: 'POST',
    path: '/api/v1/toy/sums',
    access: 'public',
    summary: 'Adds a sum',
    body: z.strictObject({
      amountFen: positiveFen,
      note: z.string().min(2).max(20).optional(),
      paidOn: plainDate.optional(),
      kind: z.enum(['gift', 'grant']).optional(),
      lines: z.array(z.strictObject({ count: z.number().int().min(1).max(9) })).optional(),
      refused: z.boolean().optional(),
    }),
    output: z.object({ id: idOf('sum'), amountFen: fen, at: instant }),
  }),
  crowd: route({
    name: 'toy.crowd',
    method: 'POST',
    path: '/api/v1/toy/things/:thing/sums',
    access: { action: 'funds.change' },
    summary: 'Adds a sum together with whoever else adds one',
    params: thing,
    body: z.strictObject({
      amountFen: positiveFen,
      note: z.string().max(20),
      fails: z.enum(['refused', 'thrown', 'defect']).optional(),
    }),
    output: z.object({ id: idOf('sum'), amountFen: fen }),
  }),
  mine: route({
    name: 'toy.mine',
    method: 'GET',
    path: '/api/v1/toy/mine',
    access: 'signed_in',
    summary: 'Who asks',
    output: z.object({ kind: z.string() }),
  }),
  read: route({
    name: 'toy.read',
    method: 'GET',
    path: '/api/v1/toy/things/:thing',
    access: { action: 'funds.read' },
    summary: 'Reads a thing',
    params: thing,
    output: z.object({ ok: z.boolean() }),
  }),
  change: route({
    name: 'toy.change',
    method: 'POST',
    path: '/api/v1/toy/things/:thing',
    access: { action: 'funds.change' },
    summary: 'Changes a thing',
    params: thing,
    output: z.object({ ok: z.boolean() }),
  }),
  list: route({
    name: 'toy.list',
    method: 'GET',
    path: '/api/v1/toy/things',
    access: { action: 'funds.change', list: true },
    summary: 'Lists things',
    output: z.object({ ok: z.boolean() }),
  }),
  defect: route({
    name: 'toy.defect',
    method: 'GET',
    path: '/api/v1/toy/defect',
    access: 'public',
    summary: 'Breaks',
    query: z.object({ how: z.enum(['sql', 'code', 'thrown', 'output', 'unknown_code', 'away']) }),
    output: z.object({ ok: z.literal(true) }),
  }),
  slow: route({
    name: 'toy.slow',
    method: 'POST',
    path: '/api/v1/toy/slow',
    access: 'public',
    summary: 'Takes its time',
    body: z.strictObject({ ms: z.number() }),
    output: z.object({ ok: z.boolean() }),
  }),
  upload: route({
    name: 'toy.upload',
    method: 'POST',
    path: '/api/v1/toy/things/:thing/file',
    access: { action: 'funds.change' },
    summary: 'Takes a file',
    params: thing,
    accepts: 'text/csv',
    output: z.object({ bytes: z.number() }),
  }),
  file: route({
    name: 'toy.file',
    method: 'GET',
    path: '/api/v1/toy/things/:thing/file',
    access: { action: 'funds.read' },
    summary: 'Gives a file',
    params: thing,
    answers: 'text/csv',
    output: z.undefined(),
  }),
  steps: route({
    name: 'toy.steps',
    method: 'POST',
    path: '/api/v1/toy/steps',
    access: 'public',
    summary: 'Sets a cookie',
    body: z.strictObject({ refused: z.boolean() }),
    output: z.object({ address: z.string(), secure: z.boolean() }),
  }),
} as const

/** What the toy server saw happen: bytes of uploads as they came, requests begun and ended. */
export interface Seen {
  readonly chunks: number[]
  readonly slow: string[]
}

const HERE: Subject = { divisions: ['c', 'c1'] }
const ELSEWHERE: Subject = { divisions: ['c', 'c2'] }
const subjectOf = async (_tx: unknown, { params }: { params: { thing: string } }): Promise<Subject> => {
  if (params.thing === 'missing') throw refuse('platform.not_found')
  return params.thing === 'here' ? HERE : ELSEWHERE
}

export const toyServed = (seen: Seen): readonly Served[] => [
  serve(toyRoutes.greet, async (_tx, _actor, { query }) => ({ hello: query.name })),
  serve(toyRoutes.add, async (tx, actor, { body }) => {
    const note = body.note ?? ''
    await sql`insert into play.sums (amount_fen, note, by_whom) values (${body.amountFen}, ${note}, ${nameOf(actor)})`.execute(
      tx.db,
    )
    if (body.refused) throw refuse('platform.not_permitted')
    return { id: uuid, amountFen: body.amountFen, at: tx.now, donorName: '张三' }
  }),
  serveMany(
    toyRoutes.crowd,
    async (tx, asked) => {
      const good = asked.filter(({ input }) => input.body.fails !== 'refused')
      const sums = sql.join(
        good.map(({ actor, input: { body } }) => sql`(${body.amountFen}::bigint, ${body.note}, ${nameOf(actor)})`),
      )
      if (good.length > 0) await sql`insert into play.sums (amount_fen, note, by_whom) values ${sums}`.execute(tx.db)
      if (asked.some(({ input }) => input.body.fails === 'thrown')) throw refuse('platform.not_empty')
      if (asked.some(({ input }) => input.body.fails === 'defect')) await sql`select 1 / 0`.execute(tx.db)
      return asked.map(({ input: { body } }) =>
        body.fails === 'refused'
          ? refuse('platform.not_permitted')
          : { id: uuid, amountFen: body.amountFen, donorName: '张三' },
      )
    },
    (_tx, inputs) => Promise.all(inputs.map((input) => subjectOf(undefined, input).catch(() => undefined))),
  ),
  serve(toyRoutes.mine, async (_tx, actor) => ({ kind: actor.kind })),
  serve(toyRoutes.read, async () => ({ ok: true }), subjectOf),
  serve(toyRoutes.change, async () => ({ ok: true }), subjectOf),
  serve(toyRoutes.list, async () => ({ ok: true })),
  serve(toyRoutes.defect, async (tx, _actor, { query }) => {
    if (query.how === 'sql') await sql`select ${'张三 13800000000'}::text::uuid`.execute(tx.db)
    if (query.how === 'code') throw new Error('a bug')
    if (query.how === 'thrown') throw '张三'
    if (query.how === 'unknown_code') throw refuse('toy.nobody_declared_this')
    if (query.how === 'away') throw Object.assign(new Error('terminating connection'), { code: '57P01' })
    return { ok: (query.how !== 'output') as true }
  }),
  serve(toyRoutes.slow, async (_tx, _actor, { body }) => {
    seen.slow.push('begun')
    await wait(body.ms)
    seen.slow.push('ended')
    return { ok: true }
  }),
  serveUpload(
    toyRoutes.upload,
    async (_context, _input, body) => {
      let bytes = 0
      for await (const chunk of body) {
        bytes += (chunk as Buffer).length
        seen.chunks.push((chunk as Buffer).length)
      }
      return { bytes }
    },
    subjectOf,
  ),
  serveFile(
    toyRoutes.file,
    async () => ({ fileName: '善聚 "1".csv', body: Readable.from(['a,b\n', '1,2\n']) }),
    subjectOf,
  ),
  serveSteps(toyRoutes.steps, async ({ outer, setCookies }, { body }) => {
    setCookies(['a=1; HttpOnly', 'b=2'])
    if (body.refused) throw refuse('platform.not_permitted')
    return { address: outer.address, secure: outer.secure }
  }),
]

const nameOf = (actor: Actor): string => (actor.kind === 'person' ? actor.personId : actor.kind)
