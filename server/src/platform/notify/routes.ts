import type { Actor, Subject } from '@shanju/contract/access.ts'
import { word } from '@shanju/contract/catalogue.ts'
import { fill, type Language } from '@shanju/contract/kit/language.ts'
import type { Page } from '@shanju/contract/kit/page.ts'
import type { Output } from '@shanju/contract/kit/route.ts'
import { exports } from '@shanju/contract/notify/exports.ts'
import { routes } from '@shanju/contract/notify/routes.ts'
import { type RawBuilder, sql } from 'kysely'
import { type Served, serve } from '#platform/http/index.ts'
import { listed } from '#platform/pg/cursor.ts'
import type { Tx } from '#platform/pg/db.ts'
import { page } from '#platform/pg/paging.ts'
import { serveExport } from '#platform/sheets/index.ts'
import { CONTEXT } from './notify.ts'

type Message = Output<typeof routes.mine>['items'][number]
type OutboxMessage = Output<typeof routes.outbox>['items'][number]

interface Row {
  id: string
  template: string
  params: Buffer
  state: Message['state']
  createdAt: Date
}

const personOf = (actor: Actor): string | null => (actor.kind === 'person' ? actor.personId : null)

const worded = (tx: Tx, row: Row, language: Language): Message => {
  const [module = '', name = ''] = row.template.split('.')
  const params = JSON.parse(tx.secrets.open(row.params, CONTEXT))
  return { ...row, text: fill(word(language, module, `message.${name}`), params) }
}

const outbox = (state: OutboxMessage['state'] | undefined): RawBuilder<OutboxMessage> => sql<OutboxMessage>`
  select id, person_id as "personId", template, state, created_at as "createdAt" from notify.messages
   where ${state ? sql`state = ${state}` : sql`true`} order by created_at desc, id desc`

/**
 * @param subjectOfAll whose business the whole platform is: messages go to people of all places, so nobody of one place sees the
 *   outbox
 */
export const notifyServed = (subjectOfAll: (tx: Tx) => Promise<Subject>): readonly Served[] => [
  serve(routes.mine, async (tx, actor, { query }, { language }): Promise<Page<Message>> => {
    const rows: RawBuilder<Row> = sql`select id, template, params, state, created_at as "createdAt" from notify.messages
      where person_id = ${personOf(actor)} order by created_at desc, id desc`
    const found = await page(tx, query, rows)
    return { ...found, items: found.items.map((row) => worded(tx, row, language)) }
  }),
  serve(routes.markRead, async (tx, actor) => {
    const done = await sql`update notify.messages set state = 'read', state_at = ${tx.now}
      where person_id = ${personOf(actor)} and state <> 'read'`.execute(tx.db)
    return { marked: Number(done.numAffectedRows ?? 0n) }
  }),
  serve(
    routes.outbox,
    (tx, _actor, { query }): Promise<Page<OutboxMessage>> => page(tx, query, outbox(query.state)),
    subjectOfAll,
  ),
  serveExport(exports.outboxExport, {
    rows: (tx, _actor, { query }) => listed(tx, outbox(query.state), (rows) => rows),
    subject: (tx) => subjectOfAll(tx),
    of: subjectOfAll,
  }),
]
