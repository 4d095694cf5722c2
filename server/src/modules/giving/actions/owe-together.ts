import type { Actor } from '@shanju/contract/access.ts'
import { findOrganisation, subjectOfOrganisation } from '#modules/organisations/index.ts'
import { type Finding, openDuties } from '#modules/regulations/index.ts'
import type { Tx } from '#platform/pg/db.ts'
import { record } from '#platform/trail/index.ts'
import type { NewGift, Recorded } from './record-gifts.ts'

/**
 * A thousand gifts are not a thousand duties: what came in lists or with numbers of payments, its host owes together, once
 * for each rule and day of recording.
 */
export async function oweTogether(
  tx: Tx,
  actor: Actor,
  owed: readonly { readonly hostId: string; readonly tasks: readonly Finding[] }[],
): Promise<void> {
  for (const [hostId, each] of Map.groupBy(owed, (one) => one.hostId)) {
    const tasks = onePerRule(each.flatMap((one) => one.tasks)).map((task) => dueFrom(task, tx.today))
    if (tasks.length === 0) continue
    const subject = await subjectOfOrganisation(tx, hostId)
    const name = (await findOrganisation(tx, hostId))?.name ?? ''
    const owner = { role: 'charity_accountant', organisationId: hostId } as const
    await openDuties(tx, actor, [{ debtor: { kind: 'organisation', id: hostId, name, owner, subject }, tasks }])
  }
}

/**
 * What the rule book leaves to do about gifts of a list. Its warnings are nobody's to answer, for the list is paid
 * already; the trail of the host keeps which there were.
 */
export async function answerForList(
  tx: Tx,
  actor: Actor,
  gifts: readonly NewGift[],
  recorded: readonly Recorded[],
): Promise<void> {
  const answers = recorded.flatMap((each, index) => {
    const hostId = gifts[index]?.fund.hostId
    return each.refused || hostId === undefined ? [] : [{ hostId, ...each.judgement }]
  })
  await oweTogether(tx, actor, answers)
  for (const [hostId, each] of Map.groupBy(answers, (one) => one.hostId)) {
    const warned = each.flatMap(({ warnings }) => warnings)
    if (warned.length === 0) continue
    await record(tx, actor, {
      action: 'giving.warned_of_list',
      subjectKind: 'organisation',
      subjectId: hostId,
      subject: await subjectOfOrganisation(tx, hostId),
      details: { rules: [...new Set(warned.map(({ regulation }) => regulation))], gifts: warned.length },
    })
  }
}

const onePerRule = (found: readonly Finding[]): Finding[] => [
  ...new Map(found.map((each) => [each.regulation, each])).values(),
]

/** A list is received when it is recorded. */
const dueFrom = (task: Finding, today: string): Finding =>
  task.due ? { ...task, due: { ...task.due, from: today } } : task
