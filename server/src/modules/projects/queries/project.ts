import type { Actor } from '@shanju/contract/access.ts'
import type { Project, ProjectListed, PublicProject } from '@shanju/contract/projects/shapes.ts'
import { stepsFrom } from '@shanju/contract/projects/steps.ts'
import { sql } from 'kysely'
import { shownNames } from '#modules/identity/index.ts'
import { refuse } from '#platform/kit/refusal.ts'
import type { Tx } from '#platform/pg/db.ts'
import { evidenceOf, publicEvidenceOf } from './evidence.ts'
import { noticeHolds } from './facts.ts'
import { selectProjects } from './list.ts'
import { objectionsOf } from './objections.ts'
import { budgetsOf, decisionsOf, endsOf, paymentsOf, proposalOf, stepsOf } from './parts.ts'

/** As it stands, for staff. @throws Refusal projects.project_not_found */
export async function getProject(tx: Tx, actor: Actor, id: string): Promise<Project> {
  const { rows } = await sql<ProjectListed>`${selectProjects} where p.id = ${id}`.execute(tx.db)
  const [row] = rows
  if (!row) throw refuse('projects.project_not_found')
  const steps = await stepsOf(tx, id)
  const names = await shownNames(
    tx,
    steps.flatMap(({ takenBy }) => takenBy ?? []),
  )
  const announced = steps.find(({ step }) => step === 'announce')?.untilOn ?? null
  return {
    ...row,
    ...(await partsOf(tx, id)),
    steps: steps.map(({ takenBy, ...step }) => ({ ...step, by: takenBy && (names.get(takenBy) ?? null) })),
    evidence: await evidenceOf(tx, actor, id),
    objections: (await objectionsOf(tx, id)).map((each) => ({ ...each, words: null, contact: null })),
    next: [...stepsFrom(row.state)],
    holdsUntil: announced !== null && announced >= tx.today && (await noticeHolds(tx, row.fund.id)) ? announced : null,
  }
}

/** What anybody may read, from the public notice on. @throws Refusal projects.project_not_found */
export async function getPublicProject(tx: Tx, code: string): Promise<PublicProject> {
  const { rows } = await sql<ProjectListed>`
    ${selectProjects} where p.code = ${code} and p.notice_until is not null`.execute(tx.db)
  const [row] = rows
  if (!row) throw refuse('projects.project_not_found')
  const objections = await objectionsOf(tx, row.id)
  return {
    ...row,
    ...(await partsOf(tx, row.id)),
    steps: (await stepsOf(tx, row.id)).map(({ takenBy: _takenBy, ...step }) => step),
    evidence: await publicEvidenceOf(tx, row.id),
    objections: objections.map(({ madeAt, answered, answer }) => ({ madeAt, answered, answer })),
    mayObject: row.state === 'noticed' && row.noticeUntil !== null && row.noticeUntil >= tx.today,
  }
}

async function partsOf(tx: Tx, id: string) {
  const paid = await paymentsOf(tx, id)
  const sums = [...paid.values()]
  const total = (of: 'paidFen' | 'liveFen'): bigint => sums.reduce((sum, each) => sum + each[of], 0n)
  return {
    ...(await endsOf(tx, id)),
    ...{
      proposal: await proposalOf(tx, id),
      budgets: await budgetsOf(tx, id, paid),
      decisions: await decisionsOf(tx, id),
    },
    ...{ paidFen: total('paidFen'), liveFen: total('liveFen') },
  }
}
