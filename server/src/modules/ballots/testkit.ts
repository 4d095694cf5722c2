import type { PlanBallot } from '@shanju/contract/ballots/shapes.ts'

const option = (title: string, costFen: bigint) => ({ title, words: '', costFen, projectId: null })

/** Three options for 1,000 yuan, by equal shares alone. */
export const BALLOT: Omit<PlanBallot, 'fundId'> = {
  ...{ title: '今年先做哪几件事', words: '', budgetFen: 100_000n, rule: 'equal_shares', mostMarks: 2 },
  ...{ rollKind: 'household', closesAt: new Date('2099-01-01T00:00:00Z') },
  options: [option('楼道加灯', 60_000n), option('增设长椅', 40_000n), option('儿童书角', 70_000n)],
}

/** A roll as a file: so many households, each with its door. */
export const rollFile = (count: number, from = 0): Buffer =>
  Buffer.from(`姓名,门牌\n${Array.from({ length: count }, (_, at) => `住户${from + at},${from + at}号`).join('\n')}\n`)
