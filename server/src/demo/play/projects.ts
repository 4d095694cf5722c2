import { addDays, shanghaiDate } from '@shanju/contract/kit/dates.ts'
import { showId } from '@shanju/contract/kit/ids.ts'
import { routes } from '@shanju/contract/projects/routes.ts'
import { stepRoutes } from '@shanju/contract/projects/step-routes.ts'
import type { Deed, PlannedProject } from '../plan/shapes.ts'
import { readScenario } from '../scenario.ts'
import type { Cast } from './cast.ts'
import { pictureOf } from './picture.ts'
import type { Stage } from './stage.ts'

const STRANGER = { kind: 'stranger' } as const
const STARTS_AFTER = 40
const DAYS = 45
const VALID_DAYS = 365
/** Of what was decided: what is spent, in percent, by turn. */
const SPENT = [100, 94, 88, 97] as const

/** What the plan said of a project, by the id the database gave it. */
const planned = new WeakMap<Cast, Map<string, PlannedProject>>()

export async function beginProject(stage: Stage, cast: Cast, project: PlannedProject, by: string): Promise<void> {
  const { name, people, need, reach } = project.template
  const { id } = await stage.ask(cast.person(by), routes.begin, {
    body: {
      ...{ fundId: showId('fund', cast.fund(project.fund)), name, need, peopleGroup: people, people: reach },
      needSource: need.includes('走访') ? 'visit' : need.includes('居民会议') ? 'assembly' : 'organisation',
    },
  })
  cast.projects.set(project.key, id)
  const all = planned.get(cast) ?? new Map<string, PlannedProject>()
  planned.set(cast, all.set(project.key, project))
}

const planOf = (cast: Cast, key: string): PlannedProject => {
  const found = planned.get(cast)?.get(key)
  if (!found) throw new Error(`${key} has not begun`)
  return found
}

/** The budget's lines in whole yuan; the first takes what the shares leave. */
function linesOf({ template, sumFen }: PlannedProject) {
  const others = template.lines.slice(1).map(([name, share]) => ({
    name,
    amountFen: ((sumFen * BigInt(share)) / 10_000n) * 100n,
  }))
  const rest = sumFen - others.reduce((sum, { amountFen }) => sum + amountFen, 0n)
  return [{ name: template.lines[0]?.[0] ?? '', amountFen: rest }, ...others]
}

/** Puts the project's motion on a meeting's agenda; the motion as the wire shows it. */
export async function putProject(
  stage: Stage,
  cast: Cast,
  { project, meeting, secret }: { readonly project: string; readonly meeting: string; readonly secret: boolean },
  by: string,
): Promise<string> {
  const { template } = planOf(cast, project)
  const { motionId } = await stage.ask(cast.person(by), routes.putToVote, {
    params: { id: cast.project(project) },
    body: {
      ...{ meetingId: meeting, words: said('put_to_vote'), secret, payeeKind: 'body', payeeName: template.payee },
      validTo: addDays(shanghaiDate(stage.clock.now()), VALID_DAYS),
    },
  })
  if (!motionId) throw new Error(`${project} has no motion`)
  return motionId
}

const said = (key: string): string => readScenario().projects.said[key] ?? ''

/** One step of a project, or what goes on around it. */
export function actOnProject(stage: Stage, cast: Cast, deed: Extract<Deed, { kind: 'project' }>): Promise<unknown> {
  const [person, params, words] = [cast.person(deed.by), { id: cast.project(deed.project) }, said(deed.act)]
  switch (deed.act) {
    case 'propose':
      return propose(stage, cast, deed)
    case 'object':
      return object(stage, cast, deed)
    case 'answer':
      return answerObjections(stage, cast, deed)
    case 'agree': {
      const body = { words, signedOn: shanghaiDate(stage.clock.now()), surplus: 'return_to_limit' as const }
      return stage.ask(person, routes.agree, { params, body })
    }
    case 'evidence':
      return hand(stage, cast, deed, 1)
    case 'reach':
      return stage.ask(person, routes.reach, { params, body: { words, milestone: 1 } })
    case 'claim_back':
      return claimBack(stage, cast, deed)
    case 'submit':
      return submit(stage, cast, deed)
    case 'accept':
      return stage.ask(cast.person(deed.checker), stepRoutes.accept, { params, body: { words } })
    case 'evaluate': {
      const level = deed.turn % 5 === 0 ? 'fair' : 'good'
      return stage.ask(cast.person(deed.checker), routes.evaluate, { params, body: { words, level } })
    }
    case 'close':
      return stage.ask(person, routes.close, { params, body: { words } })
    default:
      return stage.ask(person, stepRoutes[deed.act], { params, body: { words } })
  }
}

type ProjectDeed = Extract<Deed, { kind: 'project' }>

function propose(stage: Stage, cast: Cast, { project, by }: ProjectDeed): Promise<unknown> {
  const plan = planOf(cast, project)
  const { template, sumFen } = plan
  const startsOn = addDays(shanghaiDate(stage.clock.now()), STARTS_AFTER - 5)
  return stage.ask(cast.person(by), routes.propose, {
    params: { id: cast.project(project) },
    body: {
      ...{ words: template.words, field: template.field, risks: template.risks, sumFen: sumFen.toString() },
      ...{ startsOn, endsOn: addDays(startsOn, DAYS) },
      lines: linesOf(plan).map(({ name, amountFen }) => ({ name, amountFen: amountFen.toString() })),
      milestones: template.milestones.map(([title, days]) => ({ title, dueOn: addDays(startsOn, days) })),
      indicators: template.indicators.map(([name, unit, target]) => ({ name, unit, target })),
    },
  })
}

async function object(stage: Stage, cast: Cast, { project, by, turn }: ProjectDeed): Promise<void> {
  const { code } = await stage.ask(cast.person(by), routes.get, { params: { id: cast.project(project) } })
  const { objections } = readScenario().projects
  const words = objections[turn % objections.length]?.words ?? ''
  await stage.ask(STRANGER, routes.object, { params: { code }, body: { words } })
}

async function answerObjections(stage: Stage, cast: Cast, { project, by, turn }: ProjectDeed): Promise<void> {
  const params = { id: cast.project(project) }
  const { objections } = await stage.ask(cast.person(by), routes.readObjections, { params })
  const said = readScenario().projects.objections
  const words = said[turn % said.length]?.answer ?? ''
  for (const { id } of objections)
    await stage.ask(cast.person(by), routes.answerObjection, { params: { id }, body: { words } })
}

/** A picture of a milestone, and who did not take it looks at it. */
async function hand(
  stage: Stage,
  cast: Cast,
  { project, by, checker, turn }: ProjectDeed,
  milestone: number,
): Promise<void> {
  const captions = readScenario().projects.evidence
  const caption = captions[(turn + milestone) % captions.length] ?? ''
  const { id } = await stage.upload(
    cast.person(by),
    routes.addEvidence,
    {
      params: { id: cast.project(project) },
      query: { kind: 'photo', fileName: `现场${milestone}.png`, caption, milestone: String(milestone), consent: 'yes' },
    },
    pictureOf(turn + milestone),
  )
  await stage.ask(cast.person(checker), routes.reviewEvidence, {
    params: { id },
    body: { accepted: true, words: '' },
  })
}

/** A fifth of what was paid. */
async function claimBack(stage: Stage, cast: Cast, { project, by, act }: ProjectDeed): Promise<void> {
  const params = { id: cast.project(project) }
  const { paidFen } = await stage.ask(cast.person(by), routes.get, { params })
  const amountFen = (BigInt(paidFen) / 5n).toString()
  if (amountFen !== '0')
    await stage.ask(cast.person(by), routes.claimBack, { params, body: { words: said(act), amountFen } })
}

/** What was paid, line after line until nothing is left; before any payment what work of this kind costs. */
function spentOf(plan: PlannedProject, paidFen: bigint, percent: bigint): string[] {
  let left = paidFen
  return linesOf(plan).map(({ amountFen }) => {
    if (paidFen === 0n) return (((amountFen * percent) / 10_000n) * 100n).toString()
    const spent = amountFen < left ? amountFen : left
    left -= spent
    return spent.toString()
  })
}

/** The other milestones are reached, and the work is handed in. */
async function submit(stage: Stage, cast: Cast, deed: ProjectDeed): Promise<void> {
  const plan = planOf(cast, deed.project)
  const [person, params] = [cast.person(deed.by), { id: cast.project(deed.project) }]
  for (const at of plan.template.milestones.keys()) {
    if (at === 0) continue
    await hand(stage, cast, deed, at + 1)
    await stage.ask(person, routes.reach, { params, body: { words: said('reach'), milestone: at + 1 } })
  }
  const { paidFen } = await stage.ask(person, routes.get, { params })
  const percent = BigInt(SPENT[deed.turn % SPENT.length] ?? 100)
  await stage.ask(person, routes.submit, {
    params,
    body: {
      words: said('submit'),
      spentFen: spentOf(plan, BigInt(paidFen), percent),
      results: plan.template.indicators.map(([, , target]) => target - (deed.turn % 3)),
    },
  })
}
