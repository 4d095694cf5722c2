import type { PlainDate } from '@shanju/contract/kit/dates.ts'
import { type RawBuilder, sql } from 'kysely'

/** What anybody may see of body `o`, registered in division `d`, with what it is qualified for on a day. */
export const publicColumns = (today: PlainDate): RawBuilder<unknown> => sql`
  o.id, o.name, o.credit_code as "creditCode", o.kind, o.charity, o.registered_on as "registeredOn", o.status,
  o.office_phone as "officePhone", o.address, o.email, o.demonstration, o.updated_at as updated,
  json_build_object('code', d.code, 'name', d.name, 'nameEn', d.name_en) as "registeredIn",
  json_build_object(
    'publicFundraising', ${held(sql`json_build_object('number', c.number, 'issuer', c.issuer, 'validTo', c.holds_to)`, 'public_fundraising', today)},
    'taxDeductionTo', ${held(sql`c.holds_to`, 'tax_deduction', today)},
    'rating', ${held(sql`c.level`, 'rating', today)}) as qualifications`

const held = (what: RawBuilder<unknown>, kind: string, today: PlainDate) => sql`
  (select ${what} from organisations.pub_certificates c
    where c.organisation_id = o.id and c.kind = ${kind} and c.withdrawn is null and c.from_on <= ${today}
      and (c.holds_to is null or c.holds_to >= ${today}) limit 1)`

/** That, and what is for staff. */
export const managedColumns = (today: PlainDate): RawBuilder<unknown> => sql`
  ${publicColumns(today)}, o.status_since as "statusSince", o.remark, o.created_at as "createdAt", o.version`

export const fromOrganisations = sql`
  organisations.organisations o join divisions.pub_divisions d on d.code = o.registered_in`
