import { addDays, type PlainDate } from '@shanju/contract/kit/dates.ts'
import type { Query } from '@shanju/contract/kit/route.ts'
import { MOST_TRIED, shownTrials, type Tried } from '@shanju/contract/kit/trial.ts'
import type { routes } from '@shanju/contract/regulations/routes.ts'
import type { RegulationTrial, RegulationTrialRow } from '@shanju/contract/regulations/trial.ts'
import { sql } from 'kysely'
import { refuse } from '#platform/kit/refusal.ts'
import type { Listed } from '#platform/pg/cursor.ts'
import type { Tx } from '#platform/pg/db.ts'
import { refuseChange } from '../logic/decide-change.ts'
import { sentenceOf } from '../logic/finding.ts'
import { type Setting, settingsOn } from '../logic/settings.ts'
import { type Draft, type KeptDuty, type Recorded, type Said, tryChange } from '../logic/try-change.ts'
import { changesBegun } from './changes.ts'

export interface TrialSpan {
  readonly from: PlainDate
  readonly to: PlainDate
  /** The newest are told, no more than these. */
  readonly limit: number
}

export interface KeptFacts {
  readonly found: number
  readonly items: readonly Recorded[]
}

/** What a later module has on record, with the facts it was judged by. */
export type FactsKept = (tx: Tx, span: TrialSpan) => Promise<KeptFacts>

type Asked = Omit<Query<typeof routes.tryChange>, 'page' | 'pageSize'>

/** What U04 compares, the rest of an authority at that moment and the payee's approval, is not kept. */
const NOT_KEPT: readonly string[] = ['U04']

async function keptDuties(tx: Tx, id: string, { from, to, limit }: TrialSpan) {
  const day = sql`(opened_at at time zone 'Asia/Shanghai')::date`
  const within = sql`from regulations.duties where regulation_id = ${id} and state <> 'waived'
    and ${day} between ${from}::date and ${to}::date`
  const counted = await sql<{ n: number }>`select count(*)::int as n ${within}`.execute(tx.db)
  const { rows } = await sql<Omit<KeptDuty, 'kind' | 'amountFen'>>`
    select id, subject_name as name, ${day} as "on", due_on as "dueOn",
           (closed_at at time zone 'Asia/Shanghai')::date as "doneOn" ${within}
     order by opened_at desc, id desc limit ${limit}`.execute(tx.db)
  const items = rows.map((row): KeptDuty => ({ ...row, kind: 'duty', amountFen: null }))
  return { found: counted.rows[0]?.n ?? 0, items }
}

/** How one regulation stood on each day, worked out once a day. */
async function settingBy(tx: Tx, id: string, to: PlainDate): Promise<(day: PlainDate) => Setting> {
  const changes = (await changesBegun(tx, to)).filter(({ regulationId }) => regulationId === id)
  const known = new Map<PlainDate, Setting>()
  return (day) => {
    const setting = known.get(day) ?? settingsOn(day, changes).get(id)
    if (!setting) throw refuse('platform.not_found')
    known.set(day, setting)
    return setting
  }
}

async function tried(tx: Tx, id: string, query: Asked, sources: readonly FactsKept[]) {
  const { to = tx.today, q = '', kind, show } = query
  const { from = addDays(to, -365) } = query
  const settingOn = await settingBy(tx, id, tx.today)
  stop(query, settingOn(tx.today), tx.today)
  const span = { from, to, limit: MOST_TRIED }
  const kept: { found: number; items: readonly (Recorded | KeptDuty)[] }[] = [await keptDuties(tx, id, span)]
  for (const source of sources) kept.push(await source(tx, span))
  const speaks: ReadonlySet<string> = new Set(settingOn(tx.today).definition.speaksOf)
  // A thing that carries no fact this regulation speaks of is none of its decisions.
  const own = kept.map(({ found, items }) => {
    const fit = items.filter((item) => item.kind === 'duty' || Object.keys(item.facts).some((each) => speaks.has(each)))
    return { items: fit, beyond: fit.length > 0 ? found - items.length : 0 }
  })
  const things = own.flatMap(({ items }) => items)
  const notKept = NOT_KEPT.includes(id)
  const trial = notKept ? [] : tryChange(things, query, settingOn, tx.today)
  const untried = { beyond: own.reduce((all, { beyond }) => all + beyond, 0), not_kept: notKept ? things.length : 0 }
  return {
    rows: shownTrials(trial, show)
      .filter(({ decision }) => (kind === undefined || decision.kind === kind) && holds(decision.name, q))
      .map(shown),
    figures: {
      ...{ from, to, found: things.length + untried.beyond, tried: trial.length },
      different: trial.filter(({ differs }) => differs).length,
      untried: Object.entries(untried).flatMap(([why, count]) => (count > 0 ? [{ why, count }] : [])),
    },
  }
}

/** What could not be saved is not tried either; that it changes nothing is no fault here. */
function stop({ severity, enabled, values }: Draft, setting: Setting, today: PlainDate): void {
  const wanted = {
    ...(severity === undefined ? {} : { severity }),
    ...(enabled === undefined ? {} : { enabled }),
    ...(values === undefined ? {} : { values }),
  }
  const refused = refuseChange({ ...wanted, fromOn: today, reason: '' }, setting, today)
  if (refused && refused.code !== 'changes_nothing') throw refuse(`regulations.${refused.code}`, refused.params)
}

const holds = (name: string, q: string): boolean => name.toLowerCase().includes(q.toLowerCase())

function shown({ decision, was, wouldBe }: Tried<Recorded | KeptDuty, Said>): RegulationTrialRow {
  const finding = wouldBe.finding ?? was.finding
  const { kind, id, name, on, amountFen } = decision
  return {
    ...{ kind, id, name, on, amountFen, was: was.verdict, wouldBe: wouldBe.verdict },
    sentence: finding && sentenceOf(finding),
  }
}

/** A changed regulation over what was recorded in a year; nothing is written. */
export async function tryChangeOf(
  tx: Tx,
  id: string,
  query: Query<typeof routes.tryChange>,
  sources: readonly FactsKept[],
): Promise<RegulationTrial> {
  const { rows, figures } = await tried(tx, id, query, sources)
  const begin = (query.page - 1) * query.pageSize
  return { ...figures, items: rows.slice(begin, begin + query.pageSize), total: rows.length, more: false }
}

export async function allTriedOf(
  tx: Tx,
  id: string,
  query: Asked,
  sources: readonly FactsKept[],
): Promise<Listed<RegulationTrialRow>> {
  const { rows } = await tried(tx, id, query, sources)
  return {
    count: rows.length,
    batches: (async function* () {
      yield rows
    })(),
  }
}
