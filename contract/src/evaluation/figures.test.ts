import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { type Count, costPerPerson, type Facts, figures, figuresOf } from './figures.ts'
import { interval, shareOf } from './margin.ts'
import { addQuestionnaire, fits, type Question } from './questions.ts'
import { drawSample, sampleSize } from './sample.ts'
import { suppress } from './suppress.ts'

/** Chance that a test can repeat. */
function chance(seed: number): (most: number) => number {
  let state = seed
  return (most) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return Math.floor((state / 2_147_483_648) * most)
  }
}
const sha = (text: string): string => createHash('sha256').update(text).digest('hex')

test('Q8 hidden counts stay open to doubt: whoever knows the rule, the total and all that is shown cannot tell one of them', () => {
  const least = 5
  for (const total of [0, 3, 5, 7, 10, 12, 16])
    for (const counts of splits(total, 4)) {
      const shown = suppress(counts, least)
      const hidden = shown.flatMap((count, at) => (count === null ? [at] : []))
      for (const [at, count] of shown.entries())
        if (count !== null) assert.ok(count === counts[at] && (count === 0 || count >= least), counts.join())
      const told = counts.reduce((all, count, at) => all + (shown[at] === null ? 0 : count), 0)
      if (counts.every((count) => count === 0 || count >= least)) assert.equal(hidden.length, 0)
      if (hidden.length === 0 || total < least) continue
      // Every way in which the hidden may add up, as an outsider would list them.
      const ways = splits(total - told, hidden.length).filter((way) => way.some((count) => count > 0 && count < least))
      for (const place of hidden.keys())
        assert.ok(new Set(ways.map((way) => way[place])).size > 1, `${counts.join()} shows ${shown.join()}`)
    }
})

function splits(total: number, cells: number): number[][] {
  if (cells === 1) return [[total]]
  return Array.from({ length: total + 1 }, (_, first) =>
    splits(total - first, cells - 1).map((rest) => [first, ...rest]),
  ).flat()
}

test('Q7 the interval is Wilson’s with the correction for a finite roll, rounded outward; a whole roll has no margin', () => {
  for (const people of [10, 37, 200, 100_000])
    for (const asked of [1, 5, 10, 36, 150].filter((n) => n <= people))
      for (let yes = 0; yes <= asked; yes += Math.max(1, Math.floor(asked / 7))) {
        const { low, high } = interval(yes, asked, people)
        const [p, z2] = [yes / asked, 1.96 * 1.96]
        const n = people === asked ? Number.POSITIVE_INFINITY : (asked * (people - 1)) / (people - asked)
        const middle = (p + z2 / (2 * n)) / (1 + z2 / n)
        const half = (Math.sqrt(z2) / (1 + z2 / n)) * Math.sqrt((p * (1 - p)) / n + z2 / (4 * n * n))
        const about = `${yes}/${asked} of ${people}`
        assert.ok(
          low <= (middle - half) * 1000 + 1e-6 && low > (middle - half) * 1000 - 1 - 1e-6,
          `${about} from ${low}`,
        )
        assert.ok(
          high >= (middle + half) * 1000 - 1e-6 && high < (middle + half) * 1000 + 1 + 1e-6,
          `${about} to ${high}`,
        )
        if (asked === people) assert.ok(high - low <= 1, about)
      }
  assert.deepEqual(interval(40, 50, 50), { low: 800, high: 800 })
})

test('Q7 it covers the truth as often as it says: every roll of 60, every sample of 20', () => {
  const [people, asked] = [60, 20]
  const choose = (n: number, k: number): number =>
    k < 0 || k > n ? 0 : Array.from({ length: k }, (_, i) => (n - i) / (i + 1)).reduce((a, b) => a * b, 1)
  let sum = 0
  for (let yes = 0; yes <= people; yes++) {
    let covered = 0
    for (let k = 0; k <= asked; k++) {
      const { low, high } = interval(k, asked, people)
      const true1000 = (yes / people) * 1000
      if (true1000 >= low && true1000 <= high)
        covered += (choose(yes, k) * choose(people - yes, asked - k)) / choose(people, asked)
    }
    assert.ok(covered > 0.88, `${yes} of ${people}: ${covered}`)
    sum += covered / (people + 1)
  }
  assert.ok(sum > 0.94, String(sum))
})

test('Q5 as many are drawn as the margin asks for; the draw is by the seed alone, and each community has its share', () => {
  assert.deepEqual(
    [0, 1, 50, 200, 1000, 1_000_000].map((people) => sampleSize(people, 50)),
    [0, 1, 45, 132, 278, 385],
  )
  assert.ok(sampleSize(200, 10) <= 200)
  const roll = Array.from({ length: 100 }, (_, at) => ({
    number: at + 1,
    community: at < 60 ? '甲' : at < 90 ? '乙' : '丙',
  }))
  const draw = (seed: string, byCommunity: boolean, from = roll) =>
    drawSample(from, { size: 21, seed, byCommunity }, sha)
  assert.deepEqual(draw('s', false), draw('s', false, [...roll].reverse()))
  assert.notDeepEqual(draw('s', false), draw('t', false))
  assert.equal(new Set(draw('s', false)).size, 21)
  const sampled = draw('s', true)
  const of = (from: number, to: number) => sampled.filter((n) => n > from && n <= to).length
  // 12.6, 6.3 and 2.1 of 21: the place left over goes to the largest remainder.
  assert.deepEqual([of(0, 60), of(60, 90), of(90, 100)], [13, 6, 2])
  assert.equal(drawSample(roll, { size: 500, seed: 's', byCommunity: true }, sha).length, 100)
  // Everybody is drawn about as often.
  const hits = new Array<number>(101).fill(0)
  for (let seed = 0; seed < 400; seed++) for (const n of draw(String(seed), false)) hits[n] = (hits[n] ?? 0) + 1
  assert.ok(Math.min(...hits.slice(1)) > 45 && Math.max(...hits) < 130, hits.join())
})

const scale: Question = { kind: 'scale', zh: '满意吗', en: 'Satisfied?', choices: [], overall: true }
const yesNo: Question = { ...scale, kind: 'yes_no', overall: false }
const number: Question = { ...scale, kind: 'number', overall: false }
const text: Question = { ...scale, kind: 'text', overall: false }

function factsOf(picks: readonly (readonly [pick: number, count: number])[], more: Partial<Facts> = {}): Facts {
  const counts: Count[] = picks.map(([pick, count]) => ({
    ...{ question: 1, manner: 'link', pick, count },
    sum: BigInt(pick * count),
  }))
  const link = picks.reduce((all, [, count]) => all + count, 0)
  return {
    ...{ people: 100, asked: 60, byManner: { link, paper: 0, interview: 0 }, leastCell: 5, leastAnswers: 10 },
    ...{ questions: [scale], counts, indicators: [], persons: null, reachedFen: 0n },
    ...more,
  }
}

test('Q8 nothing comes of fewer answers than the least, and a share whose rest is too small is told as a bound', () => {
  const few = figuresOf(factsOf([[5, 9]]))
  assert.deepEqual(
    [few.satisfaction, few.questions[0]?.cells, few.questions[0]?.mean, few.answered],
    [null, [], null, 9],
  )
  const plain = figuresOf(
    factsOf([
      [5, 20],
      [4, 10],
      [2, 10],
    ]),
  )
  assert.deepEqual(plain.satisfaction, { of: 40, share: 750, ...interval(30, 40, 100), bound: 'exact' })
  assert.equal(plain.questions[0]?.mean, 40)
  // One, two or four unsatisfied people look alike.
  const told = [1, 2, 4].map(
    (unhappy) =>
      figuresOf(
        factsOf([
          [5, 40 - unhappy],
          [1, unhappy],
        ]),
      ).satisfaction,
  )
  assert.equal(told[0]?.bound, 'at_least')
  assert.equal(told[0]?.share, 900)
  assert.deepEqual(told[0], told[1])
  assert.deepEqual(told[0], told[2])
  assert.equal(
    figuresOf(
      factsOf([
        [5, 3],
        [1, 37],
      ]),
    ).satisfaction?.bound,
    'at_most',
  )
  // A told share adds a sum to what is known, so its two sides hide each their own.
  const sides = figuresOf(
    factsOf([
      [1, 2],
      [2, 6],
      [3, 0],
      [4, 7],
      [5, 25],
    ]),
  )
  assert.deepEqual(
    sides.questions[0]?.cells.map(({ count }) => count),
    [null, null, 0, 7, 25],
  )
})

test('Q8 by manner all is told or nothing; counts have a mean; what is kept reads back as it was', () => {
  const by = (rows: readonly (readonly ['link' | 'paper', number, number])[]): Facts => {
    const of = (which: string) => rows.filter(([manner]) => manner === which).reduce((all, [, , n]) => all + n, 0)
    return factsOf([], {
      byManner: { link: of('link'), paper: of('paper'), interview: 0 },
      counts: rows.map(([manner, pick, count]) => ({ question: 1, manner, pick, count, sum: BigInt(pick * count) })),
    })
  }
  assert.deepEqual(
    figuresOf(
      by([
        ['link', 5, 15],
        ['link', 1, 5],
        ['paper', 5, 20],
      ]),
    ).mannerShares,
    [
      { manner: 'link', answered: 20, share: 750 },
      { manner: 'paper', answered: 20, share: 1000 },
    ],
  )
  assert.deepEqual(
    figuresOf(
      by([
        ['link', 5, 15],
        ['link', 1, 5],
        ['paper', 5, 18],
        ['paper', 1, 2],
      ]),
    ).mannerShares,
    [],
  )
  const counted = factsOf([[5, 12]], {
    questions: [scale, number],
    ...{ persons: 40, reachedFen: 1_000_001n, indicators: [{ target: 10, value: 12 }] },
  })
  const drawn = figuresOf({
    ...counted,
    counts: [...counted.counts, { question: 2, manner: 'link', pick: null, count: 12, sum: 30n }],
  })
  assert.deepEqual([drawn.questions[1]?.mean, drawn.costFen], [25, 25_000n])
  assert.deepEqual(figures.parse(JSON.parse(JSON.stringify(figures.encode(drawn)))), drawn)
  assert.deepEqual([costPerPerson(100n, 3), costPerPerson(100n, 0), costPerPerson(0n, 3)], [33n, null, null])
  assert.equal(shareOf(1, 3), 333)
})

test('Q8 whatever was answered: no shown count is too small, no figure is a fraction, no share leaves its bounds', () => {
  const next = chance(7)
  for (let round = 0; round < 2000; round++) {
    const picks = [1, 2, 3, 4, 5].map((pick) => [pick, next(round % 3 === 0 ? 4 : 30)] as const)
    const drawn = figuresOf(factsOf(picks, { people: 300 }))
    for (const { count } of drawn.questions[0]?.cells ?? []) assert.ok(count === null || count === 0 || count >= 5)
    const { satisfaction } = drawn
    if (!satisfaction) continue
    const { low, share, high } = satisfaction
    assert.ok(0 <= low && low <= share && share <= high && high <= 1000 && Number.isInteger(share))
  }
})

test('Q4 answers fit their questions, a blank one too; what is no question or no choice does not', () => {
  const list = [scale, yesNo, number, text]
  const given = (picks: (number | null)[], remarks: { question: number; words: string }[] = []) =>
    fits(list, { picks, remarks })
  assert.ok(given([5, 2, 0, null], [{ question: 4, words: '好' }]))
  assert.ok(given([null, null, null, null]))
  for (const picks of [
    [6, 1, 1, null],
    [0, 1, 1, null],
    [5, 3, 1, null],
    [5, 1, 1, 1],
    [5, 1, 1],
  ])
    assert.ok(!given(picks))
  assert.ok(!given([5, 1, 1, null], [{ question: 1, words: '好' }]))
  assert.ok(
    !given(
      [5, 1, 1, null],
      [
        { question: 4, words: '好' },
        { question: 4, words: '坏' },
      ],
    ),
  )
  const both = { zh: '问卷', en: 'Questions' }
  const shape = { key: 'k1', peopleGroup: 'all', title: both, lead: { zh: '', en: '' } }
  const parsed = (questions: object[]) => addQuestionnaire.safeParse({ ...shape, questions }).success
  assert.ok(
    parsed([
      { kind: 'scale', ...both, overall: true },
      { kind: 'choice', ...both, choices: [both, both] },
    ]),
  )
  assert.ok(!parsed([{ kind: 'scale', ...both }]), 'nothing to compare by')
  assert.ok(!parsed([{ kind: 'text', ...both, overall: true }]))
  assert.ok(
    !parsed([
      { kind: 'scale', ...both, overall: true },
      { kind: 'choice', ...both, choices: [both] },
    ]),
  )
})
