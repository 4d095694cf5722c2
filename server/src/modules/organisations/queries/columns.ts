import { sql } from 'kysely'

/** What anybody may see of body `o`, registered in division `d`. */
export const publicColumns = sql`
  o.id, o.name, o.credit_code as "creditCode", o.kind, o.charity, o.status, o.office_phone as "officePhone",
  o.demonstration, o.updated_at as updated,
  json_build_object('code', d.code, 'name', d.name, 'nameEn', d.name_en) as "registeredIn"`

/** That, and what is for staff. */
export const managedColumns = sql`
  ${publicColumns}, o.status_since as "statusSince", o.remark, o.created_at as "createdAt", o.version`

export const fromOrganisations = sql`
  organisations.organisations o join divisions.pub_divisions d on d.code = o.registered_in`
