import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setImmediate as breathe } from 'node:timers/promises'
import { countVotes } from '@shanju/contract/ballots/count/count.ts'
import { sha256 } from './count.ts'
import { type Counting, countApart, digestOf } from './count-apart.ts'

/** A hundred thousand voters with forty options: most of them mark their own two or three. */
const large = (): Counting => ({
  ...{ rule: 'equal_shares_add1u', seed: 'seed' },
  election: {
    budgetFen: 100_000_000n,
    options: Array.from({ length: 40 }, (_, at) => ({
      ...{ id: String(at + 1), costFen: BigInt(1_500_000 + at * 370_001), withdrawn: false },
    })),
    groups: Array.from({ length: 4_000 }, (_, at) => ({
      ...{ marks: [...new Set([at % 40, (at * 7) % 40, (at * 13 + 5) % 40])].sort((a, b) => a - b), voters: 25 },
    })),
  },
})

test('Z7 a count of 100,000 votes runs apart, gives the same result, and others are served meanwhile', async () => {
  const counting = large()
  let served = 0
  let over = false
  const counted = countApart(counting).finally(() => {
    over = true
  })
  while (!over) {
    await breathe()
    served += 1
  }
  assert.ok(served > 20, `${served} turns`)
  const { election, ...how } = counting
  assert.deepEqual(await counted, countVotes(election, { ...how, hash: sha256 }))
  assert.equal((await counted).voters, 100_000)
})

test('Z7 the digest tells one vote, one withdrawal, another rule and another seed', () => {
  const counting = large()
  const { election } = counting
  const [first, ...rest] = election.groups
  const digests = [
    counting,
    { ...counting, rule: 'approval' as const },
    { ...counting, seed: 'other' },
    { ...counting, election: { ...election, budgetFen: election.budgetFen + 1n } },
    { ...counting, election: { ...election, options: election.options.map((each) => ({ ...each, withdrawn: true })) } },
    { ...counting, election: { ...election, groups: [{ marks: first?.marks ?? [], voters: 26 }, ...rest] } },
  ].map(digestOf)
  assert.equal(new Set(digests).size, digests.length)
  assert.equal(digestOf(large()), digests[0])
})

test('a thread that fails is told, and the next count goes on', async () => {
  const broken = { ...large(), election: { options: null } } as unknown as Counting
  await assert.rejects(countApart(broken))
  assert.equal((await countApart({ ...large(), rule: 'approval' })).rule, 'approval')
})
