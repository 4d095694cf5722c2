import { routes as givingRoutes } from '@shanju/contract/giving/routes.ts'
import { showId } from '@shanju/contract/kit/ids.ts'
import { routes as ledgerRoutes } from '@shanju/contract/ledger/routes.ts'
import type { Posted } from '#modules/ledger/actions/post.ts'
import { reverseAll } from '#modules/ledger/index.ts'
import { type Act, newKey, postAct, recentDay, type Stage } from './act.ts'
import { catalogueDraft, giftDraft, spoil } from './drafts.ts'
import { potChanges, type Undoable } from './model.ts'

/** An act of its kind, or undefined when the moment has nothing for it (no gift to void, no money to spend). */
type Maker = (stage: Stage) => Act | undefined

/** How often each kind comes, in parts. */
const KINDS: readonly (readonly [parts: number, make: Maker])[] = [
  [20, recordGift],
  [16, postBatch],
  [24, postCatalogue],
  [8, voidGift],
  [6, reverseEntry],
  [10, postWrong],
  [3, openBooks],
]
const PARTS = KINDS.reduce((sum, [parts]) => sum + parts, 0)

export function someAct(stage: Stage): Act | undefined {
  let at = stage.random.whole(1, PARTS)
  for (const [parts, make] of KINDS) {
    at -= parts
    if (at <= 0) return make(stage)
  }
  return undefined
}

/** A gift at a counter, through the API: gift and entry at once, or neither. One in ten is older than the books. */
function recordGift(stage: Stage): Act {
  const { random, model, world } = stage
  const host = random.pick(world.hosts)
  const fund = random.pick(host.funds)
  const fen = random.fen()
  const history = random.chance(0.1)
  const givenOn = history ? '2025-08-08' : recentDay(stage)
  const body = {
    fundId: showId('fund', fund.id),
    amountFen: fen.toString(),
    givenOn,
    channel: random.pick(['cash', 'bank', 'wechat']),
    secondCounter: '点钞人',
    reason: '模拟',
  }
  const key = newKey('gift')
  return {
    name: `gift of ${fen} fen on ${givenOn}`,
    perform: () => world.ask(givingRoutes.record, { body }, key),
    essence: (answer) => answer,
    learn: (answer) => {
      const { id, amountFen } = answer as { id: string; amountFen: string }
      const giftId = uuidOf(id)
      if (amountFen !== fen.toString()) throw new Error(`${amountFen} fen were acknowledged, ${fen} given`)
      model.gifts.set(giftId, { fen, history })
      if (history) return
      const pots = new Map([[`${fund.id} ${fund.restriction}`, fen]])
      model.learnEntry(host.id, `gift ${giftId}`, fen, pots)
      model.undoable.push({ giftId, book: host.id, postedOn: givenOn, totalFen: fen, pots })
    },
  }
}

/** Several gifts in one posting, to several hosts in any order. */
export function postBatch(stage: Stage): Act {
  const drafts = Array.from({ length: stage.random.whole(1, 12) }, () => {
    const host = stage.random.pick(stage.world.hosts)
    const draft = giftDraft(stage, host, stage.random.pick(host.funds), stage.random.fen())
    return { key: newKey('batch'), draft }
  })
  return postAct(stage, 'batch', drafts)
}

/** Any other event of the books, as long as no limit is overdrawn by it. */
function postCatalogue(stage: Stage): Act | undefined {
  const draft = catalogueDraft(stage, stage.random.pick(stage.world.hosts))
  if (!draft || !stage.model.allows(potChanges(draft))) return undefined
  return postAct(stage, draft.recipe ?? '', [{ key: newKey('event'), draft }])
}

/** A draft that may not stand, alone or between good ones: nothing of all of them may be written. */
function postWrong(stage: Stage): Act {
  const { random, world } = stage
  const host = random.pick(world.hosts)
  const good = () => giftDraft(stage, host, random.pick(host.funds), random.fen())
  const stranger = random.pick(world.hosts.filter((each) => each !== host))
  const [code, wrong] = spoil(stage, good(), stranger)
  const drafts = random.chance(0.5) ? [wrong] : [good(), wrong, good()]
  const keyed = drafts.map((draft) => ({ key: newKey('wrong'), draft }))
  return postAct(stage, 'wrong', keyed, code)
}

const candidate = (stage: Stage, wanted: (one: Undoable) => boolean): Undoable | undefined => {
  const fitting = stage.model.undoable.filter((one) => wanted(one) && stage.model.allowsUndoing(one))
  return fitting.length > 0 ? stage.random.pick(fitting) : undefined
}

/** What was posted in an earlier year is corrected otherwise. */
const refusalOf = (stage: Stage, one: Undoable) =>
  one.postedOn.slice(0, 4) === stage.today().slice(0, 4) ? {} : { expects: 'ledger.earlier_year' }

function voidGift(stage: Stage): Act | undefined {
  const one = candidate(stage, ({ giftId }) => giftId !== undefined)
  if (!one?.giftId) return undefined
  const { giftId } = one
  const key = newKey('void')
  const asked = { params: { id: showId('gift', giftId) }, body: { reason: '登记有误' } }
  return {
    name: `void ${giftId}`,
    ...refusalOf(stage, one),
    perform: () => stage.world.ask(givingRoutes.void, asked, key),
    essence: (answer) => answer,
    learn: (answer) => {
      const { state } = answer as { state: string }
      if (state !== 'voided') throw new Error(`the gift is ${state}`)
      stage.model.learnUndone(one, `gift void ${giftId}`)
    },
  }
}

function reverseEntry(stage: Stage): Act | undefined {
  const one = candidate(stage, ({ entryId }) => entryId !== undefined)
  if (!one?.entryId) return undefined
  const order = { entryId: one.entryId, key: newKey('undo'), maker: 'system', reason: '登记有误' }
  return {
    name: `reverse ${one.entryId}`,
    ...refusalOf(stage, one),
    perform: () => stage.world.fresh.database.transact('simulation', (tx) => reverseAll(tx, [order])),
    essence: (answer) => (answer as Posted[]).map(({ id, number }) => `${number} ${id}`),
    learn: () => stage.model.learnUndone(one, order.key),
  }
}

/** Balances of the day before, or none; a second time is refused. */
function openBooks(stage: Stage): Act {
  const { random, model, world } = stage
  const host = random.pick(world.hosts)
  const fund = random.pick(host.funds)
  const [own, kept] = [random.fen(), random.fen()]
  const line = (account: string, side: string, fen: bigint, fundId?: string) => ({
    ...{ account, side, amountFen: fen.toString() },
    ...(fundId ? { fundId } : {}),
  })
  const zero = random.chance(0.3)
  const lines = zero
    ? []
    : [
        line('1002', 'debit', own + kept),
        line('3101', 'credit', own),
        line('3102', 'credit', kept, showId('fund', fund.id)),
      ]
  const key = newKey('opening')
  return {
    name: `opening of ${host.id}`,
    ...(model.opened.has(host.id) ? { expects: 'ledger.books_already_open' } : {}),
    perform: () =>
      world.ask(ledgerRoutes.openBooks, { params: { hostId: showId('org', host.id) }, body: { lines } }, key),
    essence: (answer) => answer,
    learn: () => {
      model.opened.add(host.id)
      if (!zero) model.learnEntry(host.id, 'opening', own + kept, new Map([[`${fund.id} ${fund.restriction}`, kept]]))
    },
  }
}

const uuidOf = (shown: string): string =>
  shown.slice(shown.indexOf('_') + 1).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
