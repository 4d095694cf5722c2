import type { Actor, Subject } from '@shanju/contract/access.ts'
import type { Complain, ComplaintAbout } from '@shanju/contract/supervision/routes.ts'
import { sql } from 'kysely'
import { newPublicId, uuidv7 } from '#platform/kit/ids.ts'
import { refuse } from '#platform/kit/refusal.ts'
import { addWorkingDays } from '#platform/kit/working-days.ts'
import type { Tx } from '#platform/pg/db.ts'
import { record } from '#platform/trail/index.ts'
import { ANSWER_WORKING_DAYS } from '../logic/complaint.ts'
import { CONTACT, WORDS } from '../queries/complaints.ts'

interface About {
  readonly id: string
  readonly subject: Subject
}

/**
 * Takes a complaint and gives its maker the code under which the answer can be read. Nothing of the maker is kept but
 * what they write. It goes to the bureaus of the place, not to the charity complained about.
 * @throws Refusal supervision.about_unknown
 */
export async function complain(tx: Tx, actor: Actor, input: Complain): Promise<{ code: string; answerBy: string }> {
  const { id: aboutId, subject } = await findAbout(tx, input.about)
  const id = uuidv7(tx.now)
  const code = newPublicId()
  const answerBy = addWorkingDays(tx.today, ANSWER_WORKING_DAYS)
  const contact = input.contact === '' ? null : tx.secrets.seal(input.contact, CONTACT)
  await sql`insert into supervision.complaints (id, code, about_kind, about_id, divisions, organisation_ids, words, contact,
      answer_by, made_at)
    values (${id}, ${code}, ${input.about.kind}, ${aboutId}, ${[...(subject.divisions ?? [])]}::text[],
      ${[...(subject.organisationIds ?? [])]}::uuid[], ${tx.secrets.seal(input.words, WORDS)}, ${contact}, ${answerBy}, ${tx.now})`.execute(
    tx.db,
  )
  await record(tx, actor, {
    action: 'supervision.complain',
    subjectKind: 'complaint',
    subjectId: id,
    subject: { divisions: subject.divisions ?? [] },
    details: { about: input.about.kind, aboutId },
  })
  return { code, answerBy }
}

async function findAbout(tx: Tx, about: ComplaintAbout): Promise<About> {
  const { rows } = await sql<{ id: string; path: string[]; organisation_id: string }>`${sourceOf(about)}`.execute(tx.db)
  const [found] = rows
  if (!found) throw refuse('supervision.about_unknown')
  return { id: found.id, subject: { divisions: found.path, organisationIds: [found.organisation_id] } }
}

function sourceOf(about: ComplaintAbout) {
  if (about.kind === 'gift') {
    return sql`select g.id, f.path, f.host_id as organisation_id from giving.pub_gifts g
      join funds.pub_funds f on f.id = g.fund_id where g.public_id = ${about.publicId}`
  }
  if (about.kind === 'fund') {
    return sql`select id, path, host_id as organisation_id from funds.pub_funds where id = ${about.id}`
  }
  return sql`select id, path, id as organisation_id from organisations.pub_organisations where id = ${about.id}`
}
