import type { PublicBallot } from '@shanju/contract/ballots/shapes.ts'
import type { PublicProject } from '@shanju/contract/projects/shapes.ts'
import { FUND, NOW } from './fake-city.ts'

/** What is done with the money of a fund: projects at several points of their way, and ballots of residents. */

const uuid = (n: number): string => `0193a5b2-7c00-7444-8000-${n.toString(16).padStart(12, '0')}`
const of = { fund: { id: FUND.id, name: FUND.name }, place: FUND.place }

const step = (number: number, name: string, to: string, day: number, words: string, more: object = {}) =>
  ({
    ...{ number, step: name, to, words, untilOn: null, amountFen: null, milestone: null },
    ...{ takenAt: new Date(`2026-10-${String(day).padStart(2, '0')}T01:30:00Z`), ...more },
  }) as PublicProject['steps'][number]

const line = (name: string, amountFen: bigint, spentFen: bigint | null = null) => ({
  ...{ name, amountFen, spentFen, paidFen: 0n, liveFen: 0n },
})

const paper = (n: number, caption: string): PublicProject['evidence'][number] => ({
  ...{ id: uuid(50 + n), kind: 'document', caption, milestone: 1 },
  ...{ mediaType: 'application/pdf', bytes: 120_000, addedAt: NOW },
})

/** On public notice: anybody may object. */
export const NOTICED: PublicProject = {
  ...{ ...of, id: uuid(1), code: '0PR0JECT0001', name: '独居老人冬季取暖和午餐补贴', state: 'noticed' },
  ...{ peopleGroup: 'elderly', people: 46, sumFen: 3_680_000n, endsOn: '2027-03-31', noticeUntil: '2026-11-27' },
  since: NOW,
  ...{ needSource: 'visit', need: '入户走访发现，四十六位独居老人冬季取暖费用超过养老金的三分之一，其中九位停过暖。' },
  proposal: {
    ...{ number: 1, words: '按户补贴取暖费，并在社区食堂提供工作日午餐。', field: 'care' },
    ...{ startsOn: '2026-12-01', endsOn: '2027-03-31', risks: '寒潮提前时先按紧急程序补贴。' },
    milestones: [{ title: '补贴发到每一户', dueOn: '2026-12-20', reachedOn: null }],
    indicators: [{ name: '得到补贴的老人', unit: '人', target: 46, result: null }],
  },
  budgets: [
    {
      ...{ number: 1, sumFen: 3_680_000n, motionId: null, state: 'in_force' },
      lines: [line('取暖费补贴', 2_300_000n), line('社区食堂工作日午餐补贴（十二月至三月）', 1_380_000n)],
    },
  ],
  ...{ paidFen: 0n, liveFen: 0n, decisions: [], level: null, agreement: null, claimedFen: 0n, backFen: 0n },
  closing: null,
  steps: [
    step(1, 'begin', 'idea', 8, '走访记录'),
    step(2, 'study', 'studied', 12, '逐户核对了用热方式和费用。'),
    step(3, 'enlist', 'listed', 15, '列入储备。'),
    step(4, 'propose', 'proposed', 20, '方案'),
    step(5, 'notify', 'noticed', 22, '公示方案和预算。', { untilOn: '2026-11-27' }),
  ],
  evidence: [],
  objections: [
    { madeAt: NOW, answered: true, answer: '住在子女家的老人按实际居住地登记，不重复补贴。' },
    { madeAt: NOW, answered: false, answer: null },
  ],
  mayObject: true,
}

/** Closed, with all a project can have: evidence, another budget, money claimed back, money left. */
export const DONE: PublicProject = {
  ...NOTICED,
  ...{
    id: uuid(2),
    code: '0PR0JECT0002',
    name: '旧楼道照明改造',
    state: 'closed',
    peopleGroup: 'all',
    mayObject: false,
  },
  proposal: NOTICED.proposal && {
    ...NOTICED.proposal,
    milestones: [{ title: '全部楼道换灯', dueOn: '2026-10-20', reachedOn: '2026-10-18' }],
    indicators: [{ name: '换灯的楼道', unit: '个', target: 24, result: 24 }],
  },
  budgets: [
    {
      ...{ number: 2, sumFen: 1_200_000n, motionId: uuid(90), state: 'in_force' },
      lines: [line('灯具', 800_000n, 760_000n), line('安装', 400_000n, 400_000n)],
    },
  ],
  paidFen: 1_160_000n,
  decisions: [{ motionId: uuid(90), title: '旧楼道照明改造', state: 'carried', forBudget: null }],
  ...{ level: 'good', agreement: { signedOn: '2026-09-01', surplus: 'other_project' } },
  ...{ claimedFen: 20_000n, backFen: 20_000n },
  closing: {
    ...{ surplusFen: 40_000n, treatment: 'other_project', closedOn: '2026-11-20' },
    target: { code: NOTICED.code, name: NOTICED.name },
  },
  evidence: [paper(1, '竣工验收单'), paper(2, '施工合同')],
  objections: [],
}

export const PROJECTS: readonly PublicProject[] = [NOTICED, DONE]

const option = (number: number, title: string, costFen: bigint, withdrawn: string | null = null) => ({
  ...{ number, title, words: `${title}，由社区居民议事会提出。`, costFen, projectId: null, withdrawn },
})
const OPTIONS = [
  option(1, '儿童游乐角', 900_000n),
  option(2, '楼前长椅和扶手', 500_000n),
  option(3, '社区食堂夏季凉棚（含拆装和一年维护）', 1_400_000n),
  option(4, '流动图书车', 300_000n, '供应商停业'),
]

/** Voting is under way. */
export const OPEN_BALLOT: PublicBallot = {
  ...{ ...of, id: uuid(21), publicId: '0BA110T00001', title: '民生社区二〇二七年小微项目投票', state: 'open' },
  ...{ budgetFen: 2_000_000n, rule: 'equal_shares_add1u', closesAt: new Date('2026-12-01T10:00:00Z'), roll: 412 },
  ...{ voted: 187, words: '每户一票。选出的项目由管理小组审议。', mostMarks: 3, rollKind: 'household' },
  ...{
    openedAt: NOW,
    closedAt: null,
    cancelled: null,
    seedHash: 'a1'.repeat(32),
    seed: null,
    byCode: 151,
    byPaper: 36,
  },
  ...{ options: OPTIONS, result: null },
}

const outcome = (id: number, votes: number, more: object) =>
  ({
    ...{ id: String(id), costFen: OPTIONS[id - 1]?.costFen ?? 0n, votes, rank: null, leftFen: 0n, price: null },
    ...{ poorer: 0, supportersHadFen: 0n, ...more },
  }) as NonNullable<PublicBallot['result']>['outcomes'][number]

/** Counted: an option chosen by its supporters, one filled up, one too dear, one taken back. */
export const COUNTED_BALLOT: PublicBallot = {
  ...OPEN_BALLOT,
  ...{ id: uuid(22), publicId: '0BA110T00002', title: '民生社区二〇二六年小微项目投票', state: 'closed' },
  ...{ closedAt: NOW, seed: 'b2'.repeat(32) },
  result: {
    ...{ rule: 'equal_shares_add1u', voters: 187, blank: 4, budgetFen: 2_000_000n, spentFen: 1_400_000n },
    shareFen: 10_695n,
    outcomes: [
      outcome(1, 120, { reason: 'supporters_paid', rank: 1, leftFen: 1_100_000n, price: { over: 7_500n, under: 1n } }),
      outcome(2, 96, { reason: 'filled_up', rank: 2, leftFen: 600_000n }),
      outcome(3, 88, { reason: 'supporters_short', poorer: 60, supportersHadFen: 700_000n }),
      outcome(4, 12, { reason: 'withdrawn' }),
    ],
  },
}
export const CANCELLED_BALLOT: PublicBallot = {
  ...OPEN_BALLOT,
  ...{ id: uuid(23), publicId: '0BA110T00003', state: 'cancelled', cancelled: '名册有误，重新登记' },
}

export const BALLOTS: readonly PublicBallot[] = [OPEN_BALLOT, COUNTED_BALLOT, CANCELLED_BALLOT]
