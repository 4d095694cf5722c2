import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { ROLES } from '@shanju/contract/access.ts'
import { addDays } from '@shanju/contract/kit/dates.ts'
import { hasCreditCodeForm, isCreditCode } from '@shanju/contract/organisations/credit-code.ts'
import fc from 'fast-check'
import { readScenario } from '../scenario.ts'
import { lastDay, planCity } from './city.ts'
import type { CityPlan, Deed, PlannedGift } from './shapes.ts'

const scenario = readScenario()
const names = new Map(
  readFileSync(new URL('../../../../data/divisions.csv', import.meta.url), 'utf8')
    .split('\n')
    .map((line) => line.split(',', 2) as [string, string]),
)
const UNTIL = '2026-11-22'
const planOf = (seed: number, until = UNTIL): CityPlan =>
  planCity({
    ...{ scenario, seed, until },
    places: {
      nameOf: (code) => names.get(code) ?? assert.fail(`no division ${code}`),
      below: (town) => [...names.keys()].filter((code) => code.length === 12 && code.startsWith(town)),
    },
  })
const plan = planOf(2026)
const of2026 = plan.gifts.filter(({ givenOn }) => givenOn >= '2026-01-01')
const of = <K extends Deed['kind']>(kind: K, from = plan) =>
  from.deeds.flatMap(({ at, deed }) => (deed.kind === kind ? [{ at, deed: deed as Extract<Deed, { kind: K }> }] : []))

/** Bodies that exist, or names that would make readers think of one. */
const REAL =
  /天骄|伊泰|汇能|满世|神华|亿利|伊东|蒙泰|久泰|国能|中天合创|鄂尔多斯集团|慈善总会|红十字|壹基金|腾讯|希望工程|青少年发展/

test('the same seed gives the same city, another seed another one', () => {
  assert.deepEqual(planOf(2026), plan)
  assert.notDeepEqual(planOf(2027).gifts, plan.gifts)
})

test('there are 12 bodies, all marked, with codes that fail, numbers nobody has and no real name', () => {
  assert.equal(plan.organisations.length, 12)
  assert.equal(new Set(plan.organisations.map(({ creditCode }) => creditCode)).size, 12)
  for (const { name, creditCode, officePhone } of plan.organisations) {
    assert.match(name, /\(演示\)$/)
    assert.doesNotMatch(name, REAL)
    assert.ok(hasCreditCodeForm(creditCode) && !isCreditCode(creditCode), creditCode)
    assert.match(officePhone, /^0477-0000\d{3}$/)
  }
})

test('most funds are agreed on whole, some opened bare and some wait, so that every state is there to be seen', () => {
  const as = (wanted: string) => plan.funds.filter((fund) => fund.as === wanted)
  assert.ok(as('whole').length > 45 && as('bare').length > 3 && as('preparing').length > 1)
  for (const { terms, place, source, opensOn } of as('whole')) {
    assert.match(terms.complaintTelephone, /^0477-0000\d{3}$/)
    assert.ok(place.length === 12 || terms.serves.length > 1)
    if (source === 'host_money') assert.ok(opensOn > '2026-01-05', 'the host has no books to take it from yet')
  }
})

test('60 funds lie in all nine banners, mostly in communities, marked and at places without a firm in their name', () => {
  assert.equal(plan.funds.length, 60)
  assert.equal(new Set(plan.funds.map(({ place }) => place.slice(0, 6))).size, 9)
  assert.ok(plan.funds.filter(({ place }) => place.length === 12).length >= 45)
  assert.equal(new Set(plan.funds.map(({ name, host, place }) => `${name} ${host} ${place}`)).size, 60)
  for (const { name, purpose } of plan.funds) {
    assert.match(name, /\(演示\)/)
    assert.doesNotMatch(name, REAL)
    assert.doesNotMatch(name + purpose, /[{}]/)
  }
})

test('every role is played, and whoever holds one at a real place bears no person’s name', () => {
  const played = new Set(plan.people.flatMap(({ roles }) => roles.map(({ role }) => role)).concat('administrator'))
  assert.deepEqual([...played].sort(), [...ROLES].sort())
  assert.ok(plan.showcase.size >= 8)
  for (const { shownName, phone, roles } of plan.people) {
    assert.match(phone, /^0477-0000\d{3}$/)
    if (roles.some(({ at }) => /^\d/.test(at))) assert.match(shownName, /^演示/)
  }
})

test('5,000 gifts of 2026 and some older ones come from people and marked bodies, in lawful sums', () => {
  assert.equal(of2026.length, 5000)
  assert.ok(plan.gifts.length > 5200)
  const givers = Object.values(scenario.givers).flat()
  for (const { donorName, amountFen, shown, purpose } of plan.gifts) {
    assert.ok(amountFen > 0n && amountFen <= 20_000_000n, `${amountFen}`)
    assert.ok(donorName !== '' || shown === 'anonymous')
    assert.doesNotMatch(donorName + purpose, REAL)
    const body = /公司|合作社|店|馆|铺|药房|队|会|团|群|部|支部/.test(donorName)
    assert.equal(body, /\(演示\)$/.test(donorName), donorName)
  }
  assert.ok(givers.length > 100)
  for (const wanted of ['full', 'masked', 'anonymous'])
    assert.ok(of2026.filter(({ shown }) => shown === wanted).length > 500, wanted)
  for (const wanted of ['cash', 'bank', 'wechat', 'alipay', 'platform'])
    assert.ok(of2026.filter(({ channel }) => channel === wanted).length > 200, wanted)
})

test('each event of the year brings more gifts a day than an ordinary day does', () => {
  const perDay = (first: string, last: string): number => {
    const days = (Date.parse(last) - Date.parse(first)) / 86_400_000 + 1
    return of2026.filter(({ givenOn }) => givenOn >= first && givenOn <= last).length / days
  }
  const ordinary = perDay('2026-04-08', '2026-04-28')
  for (const { key, days } of scenario.events.events.filter(({ days, key }) => key !== 'everyday' && days[1] <= UNTIL))
    assert.ok(perDay(...days) > ordinary, key)
  assert.ok(perDay('2026-09-05', '2026-09-09') > 10 * ordinary)
})

test('every gift is recorded once, by somebody who is there, on or after its day; voids follow', () => {
  const recorded = new Map<PlannedGift, string>()
  const note = (gift: PlannedGift, at: string) => {
    assert.ok(!recorded.has(gift), `gift ${gift.key} is recorded twice`)
    recorded.set(gift, at)
  }
  for (const { at, deed } of of('counter')) note(deed.gift, at)
  for (const { at, deed } of of('orders')) for (const gift of deed.gifts) note(gift, at)
  for (const { at, deed } of of('file')) if (deed.file.load) for (const gift of deed.file.gifts) note(gift, at)
  assert.equal(recorded.size, plan.gifts.length)
  for (const [gift, at] of recorded) assert.ok(at.slice(0, 10) >= gift.givenOn)
  const byKey = new Map(plan.gifts.map((gift) => [gift.key, gift]))
  const voids = of('void')
  assert.ok(voids.length > 5 && new Set(voids.map(({ deed }) => deed.gift)).size === voids.length)
  for (const { at, deed } of voids) {
    const gift = byKey.get(deed.gift) ?? assert.fail('a void of no gift')
    assert.ok(at > (recorded.get(gift) ?? ''))
  }
})

test('one file waits with rows nobody could load', () => {
  const waiting = of('file').filter(({ deed }) => !deed.file.load)
  assert.deepEqual(
    waiting.map(({ deed }) => deed.file.badRows.length),
    [3],
  )
})

test('whatever the seed and the day, nothing is given before its fund opens, after the last day, or to a frozen fund', () => {
  const days = fc.integer({ min: 0, max: 400 }).map((n) => lastDay(addDays('2026-10-01', n)))
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2 ** 31 }), days, (seed, until) => {
      const city = planOf(seed, until)
      const opened = new Map(city.funds.filter(({ as }) => as !== 'preparing').map((fund) => [fund.key, fund.opensOn]))
      const frozen = new Map(of('freeze', city).map(({ at, deed }) => [deed.fund, at]))
      const back = new Set(of('reopen', city).map(({ deed }) => deed.fund))
      for (const { at } of city.deeds) assert.ok(at.slice(0, 10) <= until, at)
      assert.equal(city.gifts.filter(({ givenOn }) => givenOn >= '2026-01-01').length, 5000)
      for (const gift of city.gifts) {
        assert.ok(gift.givenOn >= (opened.get(gift.fund) ?? '9'))
        assert.ok(gift.givenOn <= until)
        assert.ok(back.has(gift.fund) || gift.givenOn <= (frozen.get(gift.fund)?.slice(0, 10) ?? '9'))
      }
    }),
    { numRuns: 10 },
  )
})
