import { addDays } from '@shanju/contract/kit/dates.ts'
import type { Scenario } from './scenario.ts'
import type { Dated, PlannedOrganisation, PlannedPerson } from './shapes.ts'

/** The earliest day on which the registry writes down what a body holds. */
const LOOKED_AT = '2025-03-20'

/** Bodies with what they hold and lack, and the people, each from their day. */
export function registration(
  scenario: Scenario,
  organisations: readonly PlannedOrganisation[],
  people: readonly PlannedPerson[],
): Dated[] {
  return [
    ...scenario.organisations.organisations.flatMap((known, n) => {
      const organisation = organisations[n]
      return organisation ? lifeOf(known, organisation, n) : []
    }),
    ...scenario.people.people.flatMap(({ since, leftOn, userName }, n): Dated[] => {
      const person = people[n]
      if (!person) return []
      const left: Dated[] = leftOn ? [{ at: `${leftOn}T18:00`, deed: { kind: 'deactivate', person: userName } }] : []
      return [{ at: `${since}T08:35`, deed: { kind: 'invite', person } }, ...left]
    }),
  ]
}

type Known = Scenario['organisations']['organisations'][number]

function lifeOf(known: Known, organisation: PlannedOrganisation, n: number): Dated[] {
  const { key, registeredOn, dissolvedOn, certificates, party, fullMembers } = known
  const lookedAt = registeredOn > LOOKED_AT ? addDays(registeredOn, 5) : LOOKED_AT
  const certified = certificates.map((certificate, index): Dated => {
    const day = certificate.fromOn > lookedAt ? certificate.fromOn : lookedAt
    const number = `演示第${n + 1}-${index + 1}号`
    return { at: `${day}T10:15`, deed: { kind: 'certify', organisation: key, certificate: { ...certificate, number } } }
  })
  const file = { organisation: key, name: organisation.name, record: party, fullMembers }
  const filed: Dated = { at: `${lookedAt}T10:40`, deed: { kind: 'party', party: file, by: 'city' } }
  return [
    { at: `${registeredOn}T08:30`, deed: { kind: 'register', organisation, on: registeredOn } },
    ...certified,
    ...(party || fullMembers !== undefined ? [filed] : []),
    ...(dissolvedOn
      ? [{ at: `${dissolvedOn}T16:00`, deed: { kind: 'dissolve', organisation: key, on: dissolvedOn } as const }]
      : []),
  ]
}
