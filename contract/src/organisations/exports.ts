import { exportOf } from '../kit/export.ts'
import { showId } from '../kit/ids.ts'
import { routes } from './routes.ts'

/** Lists of this module as files. */
export const exports = {
  listManagedOrganisationsExport: exportOf(routes.listManagedOrganisations, [
    { key: 'name', kind: 'text', of: (row) => row.name },
    { key: 'credit_code', kind: 'text', of: (row) => row.creditCode },
    { key: 'kind', kind: 'word', vocabulary: 'kind', of: (row) => row.kind },
    { key: 'charity', kind: 'word', vocabulary: 'charity', of: (row) => row.charity },
    { key: 'registered_in', kind: 'text', of: (row) => row.registeredIn.name },
    { key: 'registered_in_code', kind: 'text', of: (row) => row.registeredIn.code },
    { key: 'status', kind: 'word', vocabulary: 'status', of: (row) => row.status },
    { key: 'status_since', kind: 'day', of: (row) => row.statusSince },
    { key: 'registered_on', kind: 'day', of: (row) => row.registeredOn },
    { key: 'public_fundraising', kind: 'text', of: (row) => row.qualifications.publicFundraising?.number ?? null },
    {
      key: 'public_fundraising_to',
      kind: 'day',
      of: (row) => row.qualifications.publicFundraising?.validTo ?? null,
    },
    { key: 'tax_deduction_to', kind: 'day', of: (row) => row.qualifications.taxDeductionTo },
    { key: 'rating', kind: 'text', of: (row) => row.qualifications.rating },
    { key: 'office_phone', kind: 'text', of: (row) => row.officePhone },
    { key: 'address', kind: 'text', of: (row) => row.address },
    { key: 'email', kind: 'text', of: (row) => row.email },
    { key: 'remark', kind: 'text', of: (row) => row.remark },
    { key: 'created_at', kind: 'instant', of: (row) => row.createdAt },
    { key: 'id', kind: 'text', of: (row) => showId('org', row.id) },
  ]),
  listPartyBuildingExport: exportOf(routes.listPartyBuilding, [
    { key: 'name', kind: 'text', of: (row) => row.organisation.name },
    { key: 'kind', kind: 'word', vocabulary: 'kind', of: (row) => row.organisation.kind },
    { key: 'registered_in', kind: 'text', of: (row) => row.organisation.registeredIn.name },
    { key: 'registered_on', kind: 'day', of: (row) => row.organisation.registeredOn },
    { key: 'party_state', kind: 'word', vocabulary: 'party', of: (row) => row.state },
    { key: 'party_forms', kind: 'word', vocabulary: 'form', of: (row) => row.forms },
    { key: 'party_gaps', kind: 'word', vocabulary: 'gap', of: (row) => row.gaps },
    { key: 'id', kind: 'text', of: (row) => showId('org', row.organisation.id) },
  ]),
} as const
