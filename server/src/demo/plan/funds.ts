import type { PlainDate } from '@shanju/contract/kit/dates.ts'
import type { Chance } from './chance.ts'
import { phone } from './registry.ts'
import type { Scenario } from './scenario.ts'
import type { PlannedFund, PlannedTerms } from './shapes.ts'

/** What the plan needs to know of the divisions. */
export interface Places {
  /** What a division is called. */
  nameOf(code: string): string
  /** The communities of a town, by code. */
  below(town: string): readonly string[]
}

type Agreement = PlannedTerms['agreement']
type Fee = Pick<Agreement, 'feeRule' | 'feeBp'>

const NO_FEE: Fee = { feeRule: 'none', feeBp: null }
const FEES: readonly (readonly [Fee, number])[] = [
  [NO_FEE, 7],
  [{ feeRule: 'cost', feeBp: 500 }, 2],
  [{ feeRule: 'share', feeBp: 300 }, 1],
]
const MOST_SERVED = 6
/** Fund number n has telephone 201 + n for complaints. */
const FIRST_PHONE = 201

export function planFunds(scenario: Scenario, places: Places, chance: Chance): PlannedFund[] {
  const { funds, organisations } = scenario
  return funds.funds.map(
    ({ place, host, kind, opensOn, weight, as: agreed, source = 'initiator_gift' }, n): PlannedFund => {
      const as: PlannedFund['as'] = agreed ?? 'whole'
      const sort = funds.kinds[kind]
      const hostName = organisations.organisations.find(({ key }) => key === host)?.name
      if (!sort || !hostName) throw new Error(`fund ${n + 1} of the scenario has no kind ${kind} or no host ${host}`)
      const placeName = places.nameOf(place)
      // A name by the rule (F03): host, place, "community … fund".
      const own = `${placeName}${placeName.endsWith('社区') ? '' : '社区'}${sort.name}`
      const purpose = sort.purpose.replaceAll('{place}', placeName)
      return {
        ...{ host, place, opensOn, weight, as, source, purpose },
        key: `${place}.${kind}`,
        name: as === 'bare' ? `${own}(演示)` : hostName + own,
        fields: sort.fields,
        counter: counterOf(scenario, place, host),
        openingSumFen: BigInt(chance.between(10, 50)) * 100_000n,
        terms: {
          agreement: agreementOf(scenario, purpose, chance),
          ceilingFen: BigInt(chance.between(2, 10)) * 100_000n,
          complaintTelephone: phone(FIRST_PHONE + n),
          publishedIn: funds.publishedIn,
          serves: place.length === 9 ? places.below(place).slice(0, MOST_SERVED) : [],
        },
      }
    },
  )
}

const agreementOf = ({ funds }: Scenario, purpose: string, chance: Chance): Agreement => ({
  ...{ ...funds.agreement, purpose, surplusRule: 'same_purpose', yieldRule: 'fund' },
  ...chance.weighted(FEES),
})

function counterOf({ people }: Scenario, place: string, host: string): string {
  const here = people.people.filter(({ leftOn, invited }) => !leftOn && !invited)
  const worker = here.find(({ roles }) =>
    roles.some(({ role, at }) => role === 'community_worker' && place.startsWith(at)),
  )
  const accountant = here.find(({ roles }) =>
    roles.some(({ role, at }) => role === 'charity_accountant' && at === host),
  )
  const found = worker ?? accountant
  if (!found) throw new Error(`nobody of the scenario stands at the counter of ${place}`)
  return found.userName
}

/** Open on that day, as far as the plan goes. */
export const takesGifts = (fund: PlannedFund, day: PlainDate): boolean => fund.as !== 'preparing' && fund.opensOn <= day
