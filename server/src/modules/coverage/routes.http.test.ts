import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { exports } from '@shanju/contract/coverage/exports.ts'
import { type PlaceStanding, routes } from '@shanju/contract/coverage/routes.ts'
import { GAPS } from '@shanju/contract/coverage/vocab.ts'
import { routes as funds } from '@shanju/contract/funds/routes.ts'
import { routes as giving } from '@shanju/contract/giving/routes.ts'
import { showId } from '@shanju/contract/kit/ids.ts'
import { served as fundsServed } from '#modules/funds/index.ts'
import { served as givingServed } from '#modules/giving/index.ts'
import { holding, type TestApi, testApi } from '#test/support/api.ts'
import { type FreshDatabase, freshDatabase } from '#test/support/clone.ts'
import { addFund, addHost, PLACES, SETUP } from '#test/support/house.ts'
import { served } from './index.ts'

let fresh: FreshDatabase
let api: TestApi
let fund: string
before(async () => {
  fresh = await freshDatabase()
  api = testApi(fresh, [...served, ...fundsServed, ...givingServed])
  fund = showId('fund', await addFund(fresh, await addHost(fresh, 1)))
})
after(async () => {
  await api.close()
  await fresh.close()
})

const CITY = holding('city_bureau', { kind: 'division', code: '150600' })
const BANNER = holding('banner_bureau', { kind: 'division', code: '150602' })
const [TOWN] = PLACES
const rows = async (within?: string, actor = CITY, more: object = {}): Promise<PlaceStanding[]> =>
  (await api.ask(actor, routes.listPlaces, { query: { ...(within ? { within } : {}), pageSize: '100', ...more } })).body
    .items
const town = async (): Promise<PlaceStanding> => {
  const found = (await rows('150602')).find(({ code }) => code === TOWN)
  assert.ok(found)
  return found
}
const urbanIn = async (code: string): Promise<string[]> =>
  (
    await fresh.owner.query<{ code: string }>(
      `select code from divisions.divisions
        where level = 'community' and urban and not hidden and valid_to is null and $1 = any(path) order by code`,
      [code],
    )
  ).rows.map((row) => row.code)
const act = async (route: Parameters<typeof api.ask>[1], body: object) => {
  const asked = { ...('fundId' in body ? {} : { params: { id: fund } }), body }
  const { status, body: answer } = await api.ask(SETUP, route, asked)
  assert.equal(status, 200, JSON.stringify(answer))
}

test('W1: what is missing is counted, and each thing leaves the count when it is mended', async () => {
  const urban = await urbanIn(TOWN)
  assert.ok(urban.length > 2)
  const bare = await town()
  assert.deepEqual([bare.urbanCount, bare.servedCount, bare.openFundCount], [urban.length, 0, 1])
  assert.deepEqual(bare.gaps, {
    ...{ community_without_fund: urban.length, no_agreement: 1, no_delegation: 1, no_complaint_line: 1, still: 1 },
    // Opened in 2025 and never announced, which was due within thirty days.
    ...{ duty_late: 1, answer_late: 0 },
  })

  await act(funds.setServed, { codes: urban.slice(0, 2) })
  await act(funds.addAgreement, {
    ...{ purpose: '帮助街道居民', use: '由管理小组审议', rightsOfHost: '独立核算', rightsOfInitiator: '了解使用情况' },
    ...{ end: '期满终止', surplus: '用于相同目的', surplusRule: 'same_purpose', yieldRule: 'fund', feeRule: 'none' },
    ...{ feeBp: null, signedOn: '2026-11-20', paperId: null },
  })
  await act(funds.setComplaintLine, {
    ...{ telephone: '0477-0000123', publishedIn: '旗融媒体公众号', publishedOn: '2026-11-01', paperId: null },
  })
  await act(funds.addDelegation, {
    ...{ ceilingFen: '100000', subjects: ['hardship'], fromOn: '2026-01-01', toOn: '2026-11-23', paperId: null },
  })
  await act(giving.record, { fundId: fund, amountFen: '12500', givenOn: '2026-11-02', channel: 'bank' })
  const mended = await town()
  assert.deepEqual([mended.servedCount, mended.gaps.community_without_fund], [2, urban.length - 2])
  for (const gap of ['no_agreement', 'no_delegation', 'no_complaint_line', 'still'] as const)
    assert.equal(mended.gaps[gap], 0, gap)
  assert.deepEqual([mended.lastGiftOn, mended.inFen, mended.leftFen], ['2026-11-02', '12500', '12500'])

  await act(funds.freeze, { reason: '等待核查' })
  const frozen = await town()
  assert.deepEqual([frozen.openFundCount, frozen.frozenFundCount, frozen.servedCount], [0, 1, 0])
  await act(funds.reopen, { reason: '核查完毕' })

  fresh.clock.set('2026-11-24T02:00:00Z') // the delegation ended yesterday
  assert.equal((await town()).gaps.no_delegation, 1)
  const lacking = await api.ask(BANNER, funds.mine, { query: { lacks: 'delegation', within: TOWN } })
  assert.deepEqual(
    lacking.body.items.map((each: { id: string }) => each.id),
    [fund],
  )
  fresh.clock.set('2027-06-10T02:00:00Z') // half a year without a fen, in a new year
  const still = await town()
  assert.deepEqual([still.gaps.still, still.inFen, still.leftFen], [1, '0', '12500'])
  fresh.clock.set('2026-11-23T02:00:00Z')
})

test('W1: late duties and late answers are counted from the day after they are due', async () => {
  const due = `insert into regulations.duties (id, regulation_id, subject_kind, subject_id, subject_name, due_on, owner_role,
      divisions, organisation_ids, opened_at)
    select gen_random_uuid(), id, 'fund', 'x', '暖心基金', '2026-11-23', 'town', array['150600', '150602', $1::text], '{}', now()
      from regulations.regulations limit 1`
  await fresh.owner.query(due.replace('regulations.regulations', "(values ('F07')) as r (id)"), [TOWN])
  const complaint = `insert into supervision.complaints (id, code, about_kind, about_id, divisions, organisation_ids, words, answer_by, made_at)
    values (gen_random_uuid(), '0123456789AB', 'fund', gen_random_uuid(), array['150600', '150602', $1::text], '{}', '\\x00', '2026-11-23', now())`
  await fresh.owner.query(complaint, [TOWN])
  const before = (await town()).gaps
  assert.deepEqual([before.duty_late, before.answer_late], [1, 0])
  fresh.clock.set('2026-11-23T16:00:00Z') // midnight in Shanghai
  const after = (await town()).gaps
  assert.deepEqual([after.duty_late, after.answer_late], [2, 1])
  assert.deepEqual(
    (await rows('150602', CITY, { gap: 'duty_late' })).map(({ code }) => code),
    [TOWN],
  )
})

test('W2: a reader sees the places of their reach, whichever they ask below', async () => {
  assert.equal((await rows()).length, 9)
  assert.deepEqual(
    (await rows(undefined, BANNER)).map(({ code }) => code),
    ['150602'],
  )
  assert.deepEqual(await rows('150621', BANNER), [])
  assert.equal((await rows('150602', BANNER)).length, (await rows('150602')).length)
})

test('W3: the gaps of a banner are the sum of those of its towns, and the file holds the same rows', async () => {
  const banner = (await rows()).find(({ code }) => code === '150602')
  const towns = await rows('150602')
  for (const gap of GAPS)
    assert.equal(
      towns.reduce((sum, each) => sum + each.gaps[gap], 0),
      banner?.gaps[gap],
      gap,
    )
  const file = await api.askFile(CITY, exports.listPlacesExport, { query: { within: '150602', format: 'csv' } })
  assert.equal(file.headers['x-row-count'], String(towns.length))
})
