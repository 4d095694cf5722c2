import type { Actor, Reach, Role } from '@shanju/contract/access.ts'
import { showId } from '@shanju/contract/kit/ids.ts'
import type { DemonstrationSignIn } from '@shanju/contract/platform/shapes.ts'
import type { BankPosting, PlannedMotion } from '../plan/shapes.ts'

/** What a bank knows of a host's account. */
interface Bank {
  /** As the wire shows it. */
  readonly id: string
  balanceFen: bigint
  /** What the host paid by it, for its statements to come. */
  readonly paid: BankPosting[]
  readonly confirmed: Set<string>
}

type Person = Extract<Actor, { kind: 'person' }>

/** What the database called the names of the plan, and who has which rights. */
export class Cast {
  readonly organisations = new Map<string, string>()
  readonly funds = new Map<string, string>()
  /** As the wire shows them, by the key of their fund. */
  readonly groups = new Map<string, string>()
  /** As the wire shows them, by their key in the plan. */
  readonly projects = new Map<string, string>()
  /** As the wire shows them, by the key of their fund. */
  readonly ballots = new Map<string, string>()
  /** As the wire shows them, by the key of their project. */
  readonly evaluations = new Map<string, string>()
  /** As the wire shows them, by the plan's own motion. */
  readonly motions = new Map<PlannedMotion, string>()
  /** As the wire shows them, by host and name. */
  readonly payees = new Map<string, string>()
  /** As the wire shows them, by their key in the plan; what nothing was left for was not asked. */
  readonly payments = new Map<string, string>()
  /** By the gift's key in the plan. */
  readonly gifts = new Map<number, string>()
  /** By the host's key. */
  readonly banks = new Map<string, Bank>()
  signIns: DemonstrationSignIn[] = []
  readonly #people = new Map<string, Person>()

  enter(userName: string, person: Person): void {
    this.#people.set(userName, person)
  }

  person(userName: string): Person {
    return found(this.#people, userName)
  }

  organisation(key: string): string {
    return found(this.organisations, key)
  }

  fund(key: string): string {
    return found(this.funds, key)
  }

  group(fund: string): string {
    return found(this.groups, fund)
  }

  project(key: string): string {
    return found(this.projects, key)
  }

  ballot(fund: string): string {
    return found(this.ballots, fund)
  }

  evaluation(project: string): string {
    return found(this.evaluations, project)
  }

  gift(key: number): string {
    return found(this.gifts, key)
  }

  /** A code of a division, or the key of an organisation. */
  reach(at: string): Reach {
    return /^\d/.test(at) ? { kind: 'division', code: at } : { kind: 'organisation', id: this.organisation(at) }
  }

  /** The same on the wire. */
  newAssignment({ role, at }: { readonly role: Role; readonly at: string }) {
    const reach = this.reach(at)
    return { role, reach: reach.kind === 'division' ? reach : { ...reach, id: showId('org', reach.id) } }
  }
}

function found<K, V>(map: ReadonlyMap<K, V>, key: K): V {
  const value = map.get(key)
  if (value === undefined) throw new Error(`${key} has not entered yet`)
  return value
}
