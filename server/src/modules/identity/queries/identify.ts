import type { Actor, Assignment, Role } from '@shanju/contract/access.ts'
import { shanghaiDate } from '@shanju/contract/kit/dates.ts'
import { sql } from 'kysely'
import type { Clock } from '#platform/kit/clock.ts'
import type { Secrets } from '#platform/kit/secret.ts'
import { Together } from '#platform/kit/together.ts'
import type { Database } from '#platform/pg/db.ts'
import { cookieName, readSigned } from '../library/cookies.ts'
import { librarySecret } from '../library/open.ts'
import { IDLE_MS } from '../library/options.ts'

export interface Identified {
  readonly actor: Actor
  readonly sessionId?: string
}

/** What a request shows of itself; Fastify's has it. */
export interface Asking {
  readonly protocol: string
  readonly headers: { readonly cookie?: string | undefined }
}

const STRANGER: Identified = { actor: { kind: 'stranger' } }
/** How often a session's last use is written down: a minute is close enough and a write a minute costs nothing. */
const SEEN_STEP_MS = 60_000

interface Row {
  token: string
  session_id: string
  person_id: string
  stale: boolean
  assignments: { role: Role; division_code: string | null; organisation_id: string | null }[]
}

/** As many as may come in one turn of the process; each is a few hundred bytes. */
const LIMITS = { most: 1_000, mostWaiting: 20_000, lanes: 2 }

/**
 * Finds the person behind a request: asked of the database every time, by one query for all who come at the same
 * moment. Nothing is cached, so a session ended or a right taken away is gone with the next request, whichever process
 * serves it.
 *
 * Sessions run on the machine's clock, not on the business clock: a demonstration whose day is set must neither end
 * nor lengthen them. Which role assignments are in force is a business date.
 */
export function identifier(
  database: Database,
  clock: Clock,
  secrets: Secrets,
): (request: Asking) => Promise<Identified> {
  const secret = librarySecret({ secrets })
  const sessions = new Together<string, Row | undefined>(async (tokens) => {
    const rows = await findSessions(database, [...new Set(tokens)], shanghaiDate(clock.now()))
    return tokens.map((token) => ({ answer: rows.get(token) }))
  }, LIMITS)
  return async (request) => {
    const header = request.headers.cookie
    if (!header) return STRANGER
    const token = readSigned(header, cookieName('session_token', request.protocol === 'https'), secret)
    if (!token) return STRANGER
    const row = await sessions.do(token)
    if (!row) return STRANGER
    if (row.stale) await markSeen(database, row.session_id)
    return {
      actor: { kind: 'person', personId: row.person_id, assignments: row.assignments.map(asAssignment) },
      sessionId: row.session_id,
    }
  }
}

async function findSessions(database: Database, tokens: readonly string[], today: string): Promise<Map<string, Row>> {
  const { rows } = await sql<Row>`
    select s.token, s.id as session_id, s.person_id,
      s.seen_at < now() - make_interval(secs => ${SEEN_STEP_MS / 1000}) as stale,
      coalesce((select json_agg(json_build_object('role', a.role, 'division_code', a.division_code,
          'organisation_id', a.organisation_id) order by a.id)
        from identity.role_assignments a
        where a.person_id = s.person_id and a.ended_at is null
          and a.from_on <= ${today} and (a.to_on is null or a.to_on >= ${today})), '[]') as assignments
    from identity.sessions s join identity.people p on p.id = s.person_id
    where s.token = any(${[...tokens]}::text[]) and p.state = 'active' and s.expires_at > now()
      and s.seen_at > now() - make_interval(secs => ${IDLE_MS / 1000})`.execute(database.kysely)
  return new Map(rows.map((row) => [row.token, row]))
}

const markSeen = (database: Database, sessionId: string) =>
  sql`update identity.sessions set seen_at = now() where id = ${sessionId}`.execute(database.kysely)

const asAssignment = (row: Row['assignments'][number]): Assignment =>
  row.organisation_id === null
    ? { role: row.role, reach: { kind: 'division', code: row.division_code ?? '' } }
    : { role: row.role, reach: { kind: 'organisation', id: row.organisation_id } }
