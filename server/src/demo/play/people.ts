import { routes as identity } from '@shanju/contract/identity/routes.ts'
import { idOf, showId } from '@shanju/contract/kit/ids.ts'
import type { PlannedPerson } from '../plan/shapes.ts'
import { ADMIN } from './administrator.ts'
import type { Cast } from './cast.ts'
import { newPassword } from './password.ts'
import type { Stage } from './stage.ts'

const personId = idOf('person')
/** The administrator invites somebody, who (unless they still have to) sets a password by the link. */
export async function invite(
  stage: Stage,
  cast: Cast,
  person: PlannedPerson,
  nameOf: (at: string) => string,
): Promise<void> {
  const [first, ...more] = person.roles.map((role) => cast.newAssignment(role))
  if (!first) throw new Error(`${person.userName} has no role`)
  const admin = cast.person(ADMIN)
  const { userName, shownName, phone } = person
  const made = await stage.ask(admin, identity.createPerson, {
    body: { userName, shownName, phone, assignment: first },
  })
  const id = personId.decode(made.personId)
  for (const body of more) await stage.ask(admin, identity.assignRole, { params: { id: made.personId }, body })
  const assignments = person.roles.map(({ role, at }) => ({ role, reach: cast.reach(at) }))
  cast.enter(userName, { kind: 'person', personId: id, assignments })
  if (person.invited) return
  const password = newPassword()
  const token = made.path.slice(made.path.indexOf('#') + 1)
  await stage.begin(identity.acceptLink, { body: { token, password } })
  cast.signIns.push({
    ...{ userName, password, shownName },
    role: person.roles[0]?.role ?? '',
    place: person.roles.map(({ at }) => nameOf(at)).join('、'),
  })
}

export async function deactivate(stage: Stage, cast: Cast, userName: string): Promise<void> {
  const id = showId('person', cast.person(userName).personId)
  await stage.settle()
  await stage.ask(cast.person(ADMIN), identity.deactivatePerson, { params: { id } })
  cast.signIns = cast.signIns.filter((each) => each.userName !== userName)
}
