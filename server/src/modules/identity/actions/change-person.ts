import type { Actor } from '@shanju/contract/access.ts'
import type { ChangePerson } from '@shanju/contract/identity/shapes.ts'
import type { Tx } from '#platform/pg/db.ts'
import { tellOfPerson } from '../tell.ts'
import { getManagedForUpdate } from './manage.ts'
import { writePersonalData } from './personal-data.ts'

/** @throws Refusal platform.not_found, wider_than_you */
export async function changePerson(tx: Tx, actor: Actor, personId: string, input: ChangePerson): Promise<void> {
  await getManagedForUpdate(tx, actor, personId, {})
  await writePersonalData(tx, personId, input)
  await tellOfPerson(tx, actor, 'change_person', personId)
}
