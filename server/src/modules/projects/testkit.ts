import type { Role } from '@shanju/contract/access.ts'
import { idOf } from '@shanju/contract/kit/ids.ts'
import type { Begin, Propose, PutToVote } from '@shanju/contract/projects/shapes.ts'
import { sql } from 'kysely'
import type { FreshDatabase } from '#test/support/clone.ts'
import type { TestGroup } from '#test/support/groups.ts'
import { begin } from './actions/begin.ts'
import { propose, takeWorded } from './actions/steps.ts'

export const WORDS = '入户走访三十户，情况属实，可以实施。'
export const JPEG = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46])
export const PROGRAM = Buffer.from('MZ\u0000\u0000This program cannot be run in DOS mode.')

export const IDEA: Omit<Begin, 'fundId'> = {
  ...{
    name: '长者午餐补贴',
    peopleGroup: 'elderly',
    needSource: 'visit',
    need: '四十位独居老人中午做饭不便。',
    people: 40,
  },
}

export const PROPOSAL: Propose = {
  ...{
    words: '由社区食堂每日供餐，按实际就餐人次补贴。',
    field: 'hardship',
    startsOn: '2026-12-01',
    endsOn: '2027-03-31',
  },
  ...{ risks: '就餐人数可能少于预计，按月核对。', sumFen: 1_000_000n },
  lines: [
    { name: '餐费补贴', amountFen: 900_000n },
    { name: '志愿者误餐', amountFen: 100_000n },
  ],
  milestones: [{ title: '开餐', dueOn: '2026-12-05' }],
  indicators: [{ name: '就餐', unit: '人次', target: 2000 }],
}

export const VOTE: Omit<PutToVote, 'meetingId'> = {
  ...{ words: '公示期内没有未答复的异议，请予表决。', secret: false, payeeKind: 'body', payeeName: '邻里食堂(演示)' },
  validTo: '2027-12-31',
}

/** Somebody with a role at a place, told apart from others by the last digit. */
export const somebody = (n: number, role: Role, code = '150602') => ({
  ...{ kind: 'person' as const, personId: `0193a000-0000-7000-8000-00000000000${n}` },
  assignments: [{ role, reach: { kind: 'division' as const, code } }],
})
export const MAKER = somebody(1, 'community_worker')
export const CHECKER = somebody(2, 'town')

/** A project of a group's fund that has a proposal and stands on notice. */
export const noticed = (fresh: FreshDatabase, { fundId }: TestGroup, name = IDEA.name): Promise<string> =>
  fresh.database.transact('test', async (tx) => {
    const { id } = await begin(tx, MAKER, { ...IDEA, fundId, name })
    await takeWorded(tx, MAKER, id, 'study', WORDS)
    await takeWorded(tx, MAKER, id, 'enlist', WORDS)
    await propose(tx, MAKER, id, PROPOSAL)
    await takeWorded(tx, MAKER, id, 'notify', WORDS)
    return id
  })

/** The motion that was put last about a project. */
export async function motionOf(fresh: FreshDatabase, projectId: string): Promise<string> {
  const { rows } = await fresh.database.transact('test', (tx) =>
    sql<{
      id: string
    }>`select motion_id as id from projects.steps where project_id = ${projectId} and motion_id is not null
      order by number desc limit 1`.execute(tx.db),
  )
  return rows[0]?.id ?? ''
}

export const uuidOf = (prefix: 'project' | 'evidence' | 'objection', shown: string): string =>
  idOf(prefix).decode(shown)

/** A step of a project as a row, put there by the owner, past what leads to it. */
export const put = (fresh: FreshDatabase, id: string, number: number, step: string, from: string, to: string) =>
  fresh.owner.query(`
    alter table projects.steps disable trigger user;
    insert into projects.steps (project_id, number, step, from_state, to_state, words, taken_by, taken_at)
      select '${id}', ${number}, '${step}', '${from}', '${to}', '${WORDS}', '${MAKER.personId}', now();
    alter table projects.steps enable trigger user`)

/** A project that is at work. */
export async function atWork(fresh: FreshDatabase, group: TestGroup, name: string): Promise<string> {
  const id = await noticed(fresh, group, name)
  await put(fresh, id, 6, 'start', 'agreed', 'running')
  return id
}
