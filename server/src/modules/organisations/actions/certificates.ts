import type { Actor } from '@shanju/contract/access.ts'
import type { Input } from '@shanju/contract/kit/route.ts'
import type { Certificate, CertificateInput } from '@shanju/contract/organisations/registry.ts'
import type { routes } from '@shanju/contract/organisations/routes.ts'
import { sql } from 'kysely'
import { uuidv7 } from '#platform/kit/ids.ts'
import { refuse } from '#platform/kit/refusal.ts'
import type { Tx } from '#platform/pg/db.ts'
import { type Held, refuseCertificate } from '../logic/decide-certificate.ts'
import { refuseRevision } from '../logic/decide-revision.ts'
import { getCertificate } from '../queries/certificates.ts'
import type { WithHistory } from '../queries/history.ts'
import { writer } from './keep-version.ts'
import { lockOrganisation, obey } from './lock.ts'
import { tell } from './tell.ts'

type Answer = Promise<WithHistory<Certificate>>

/** As its paper says. @throws Refusal organisations.certificate_needs_number … organisations.period_overlaps */
export async function recordCertificate(
  tx: Tx,
  actor: Actor,
  { params, body }: Input<typeof routes.recordCertificate>,
): Answer {
  await lockOrganisation(tx, params.id)
  const id = uuidv7(tx.now)
  obey(refuseCertificate(body, await others(tx, params.id, id)))
  await write(tx, actor, params.id, { ...body, id, revision: 1, withdrawn: null })
  await tell(tx, actor, params.id, 'organisations.record_certificate', { certificate: id, kind: body.kind })
  return getCertificate(tx, params.id, id)
}

/** @throws Refusal platform.not_found, organisations.withdrawn_stays, changed_meanwhile, kind_stays and those above */
export async function changeCertificate(
  tx: Tx,
  actor: Actor,
  { params, body }: Input<typeof routes.changeCertificate>,
): Answer {
  await lockOrganisation(tx, params.id)
  const { now } = await getCertificate(tx, params.id, params.certificateId)
  if (now.kind !== body.kind) throw refuse('organisations.kind_stays')
  obey(refuseCertificate(body, await others(tx, params.id, now.id)))
  obey(refuseRevision(now, body.revision))
  await write(tx, actor, params.id, { ...body, id: now.id, revision: now.revision + 1, withdrawn: null })
  await tell(tx, actor, params.id, 'organisations.change_certificate', {
    certificate: now.id,
    kind: now.kind,
    ...(body.endReason ? { ended: body.endReason } : {}),
  })
  return getCertificate(tx, params.id, now.id)
}

/** Entered by mistake: it stays in the record and says why it does not count. */
export async function withdrawCertificate(
  tx: Tx,
  actor: Actor,
  { params, body }: Input<typeof routes.withdrawCertificate>,
): Answer {
  await lockOrganisation(tx, params.id)
  const { now } = await getCertificate(tx, params.id, params.certificateId)
  obey(refuseRevision(now, body.revision))
  await write(tx, actor, params.id, { ...now, revision: now.revision + 1, withdrawn: body.reason })
  await tell(tx, actor, params.id, 'organisations.withdraw_certificate', { certificate: now.id, kind: now.kind })
  return getCertificate(tx, params.id, now.id)
}

async function others(tx: Tx, organisationId: string, id: string): Promise<Held[]> {
  const { rows } = await sql<Held>`
    select kind, from_on as "fromOn", holds_to as "holdsTo" from organisations.pub_certificates
     where organisation_id = ${organisationId} and record_id <> ${id} and withdrawn is null`.execute(tx.db)
  return rows
}

type Revision = CertificateInput & {
  readonly id: string
  readonly revision: number
  readonly withdrawn: string | null
}

async function write(tx: Tx, actor: Actor, organisationId: string, row: Revision): Promise<void> {
  await sql`
    insert into organisations.certificates (record_id, revision, organisation_id, kind, number, level, issuer, document,
        from_on, to_on, ended_on, end_reason, withdrawn, recorded_at, recorded_by)
    values (${row.id}, ${row.revision}, ${organisationId}, ${row.kind}, ${row.number}, ${row.level}, ${row.issuer},
        ${row.document}, ${row.fromOn}, ${row.toOn}, ${row.endedOn}, ${row.endReason}, ${row.withdrawn}, ${tx.now},
        ${writer(actor)})`.execute(tx.db)
}
