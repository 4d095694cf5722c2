import { creditCodeCheck } from '@shanju/contract/organisations/credit-code.ts'
import type { Chance } from './chance.ts'
import type { Scenario } from './scenario.ts'
import type { PlannedOrganisation, PlannedPerson } from './shapes.ts'

/** Numbers of the demonstration's telephones: an exchange nobody has. */
export const phone = (n: number): string => `0477-0000${String(n).padStart(3, '0')}`

/** 18 characters whose check fails, so that no such body can exist (GB 32100-2015). */
function failingCode(n: number, chance: Chance): string {
  const body = `53150600MJ${String(n).padStart(7, '0')}`
  const right = creditCodeCheck(body)
  return body + chance.pick([...'0123456789'].filter((character) => character !== right))
}

export const planOrganisations = ({ organisations }: Scenario, chance: Chance): PlannedOrganisation[] =>
  organisations.organisations.map(({ key, name, kind, charity, registeredIn }, n) => ({
    ...{ key, name, kind, charity, registeredIn },
    creditCode: failingCode(9_000_001 + n, chance),
    officePhone: phone(n + 1),
  }))

export const planPeople = ({ people }: Scenario): PlannedPerson[] =>
  people.people.map(({ userName, shownName, roles, invited }, n) => ({
    ...{ userName, shownName, roles },
    phone: phone(n + 101),
    invited: invited ?? false,
  }))
