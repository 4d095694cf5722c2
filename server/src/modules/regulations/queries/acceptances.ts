import { type Actor, whereCan } from '@shanju/contract/access.ts'
import type { Input } from '@shanju/contract/kit/route.ts'
import type { routes } from '@shanju/contract/regulations/routes.ts'
import type { Acceptance } from '@shanju/contract/regulations/shapes.ts'
import { sql } from 'kysely'
import type { Tx } from '#platform/pg/db.ts'
import { reaches } from '#platform/pg/reach.ts'
import { record } from '#platform/trail/index.ts'

const REASON = 'regulations.acceptances.reason'

export const sealReason = (tx: Tx, reason: string): Buffer => tx.secrets.seal(reason, REASON)

interface Row {
  readonly at: Date
  readonly personId: string | null
  readonly warnings: readonly string[]
  readonly sealed: Buffer
  readonly divisions: string[]
  readonly organisationIds: string[]
}

/** Why people went on with one thing despite warnings, newest first, within the reader's reach; the look is on the trail. */
export async function listAcceptances(
  tx: Tx,
  actor: Actor,
  { query }: Pick<Input<typeof routes.listAcceptances>, 'query'>,
): Promise<{ items: Acceptance[] }> {
  const mine = reaches(whereCan(actor, 'regulations.read_duties'), sql`a.divisions`, sql`a.organisation_ids`)
  const { rows } = await sql<Row>`
    select a.at, a.person_id as "personId", a.warnings, a.reason as sealed, a.divisions, a.organisation_ids as "organisationIds"
      from regulations.acceptances a
     where a.subject_kind = ${query.subjectKind} and a.subject_id = ${query.subjectId} and ${mine}
     order by a.at desc, a.id desc limit 50`.execute(tx.db)
  const [first] = rows
  if (first) {
    await record(tx, actor, {
      action: 'regulations.see_reasons',
      subjectKind: query.subjectKind,
      subjectId: query.subjectId,
      subject: { divisions: first.divisions, organisationIds: first.organisationIds },
      details: {},
    })
  }
  return {
    items: rows.map(({ at, personId, warnings, sealed }) => ({
      ...{ at, personId, reason: tx.secrets.open(sealed, REASON) },
      rules: [...new Set(warnings.map((each) => each.split(' ')[0] ?? each))],
    })),
  }
}
