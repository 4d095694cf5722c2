import { routes as ballots } from '@shanju/contract/ballots/routes.ts'
import { startOfDay } from '@shanju/contract/kit/dates.ts'
import { showId } from '@shanju/contract/kit/ids.ts'
import type { PlannedBallot } from '../plan/shapes.ts'
import type { Cast } from './cast.ts'
import type { Stage } from './stage.ts'

const SIX_IN_THE_EVENING = 18 * 3_600_000

/** Plans a ballot, loads its roll, hands out the codes, opens it, and those who vote do so with their codes. */
export async function vote(stage: Stage, cast: Cast, ballot: PlannedBallot, by: string): Promise<void> {
  const person = cast.person(by)
  const { id, publicId } = await stage.ask(person, ballots.plan, {
    body: {
      fundId: showId('fund', cast.fund(ballot.fund)),
      ...{ title: '今年社区先办哪几件事', words: '每户一票，最多选三项。结果提交管理小组审议。' },
      ...{ budgetFen: ballot.budgetFen.toString(), mostMarks: ballot.mostMarks },
      closesAt: new Date(startOfDay(ballot.closesOn).getTime() + SIX_IN_THE_EVENING).toISOString(),
      options: ballot.options.map((option) => ({ ...option, costFen: option.costFen.toString() })),
    },
  })
  const params = { id }
  const table = ['姓名,门牌', ...ballot.roll.map(({ name, door }) => `${name},${door}`)].join('\n')
  await stage.upload(person, ballots.importRoll, { params, query: { merge: 'false' } }, table)
  const codes: string[] = []
  while (codes.length < ballot.votes.length) {
    const made = await stage.ask(person, ballots.makeCodes, { params, body: {} })
    codes.push(...made.codes.map(({ code }) => code))
  }
  await stage.ask(person, ballots.open, { params })
  for (const [at, marks] of ballot.votes.entries())
    await stage.ask({ kind: 'stranger' }, ballots.vote, {
      params: { id: publicId },
      body: { code: codes[at] ?? '', marks: [...marks] },
    })
  cast.ballots.set(ballot.fund, id)
}

export async function count(stage: Stage, cast: Cast, fund: string, by: string): Promise<void> {
  await stage.ask(cast.person(by), ballots.close, { params: { id: cast.ballot(fund) } })
}
