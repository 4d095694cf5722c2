import { type Actor, whereCan } from '@shanju/contract/access.ts'
import { decisionProofRoutes } from '@shanju/contract/governance/decision-proof.ts'
import { exports } from '@shanju/contract/governance/exports.ts'
import { listRoutes } from '@shanju/contract/governance/lists.ts'
import { routes } from '@shanju/contract/governance/routes.ts'
import { subjectOfFund } from '#modules/funds/index.ts'
import { subjectOfWhere } from '#modules/organisations/index.ts'
import { type Served, type StepsContext, serve, serveFile, serveSteps } from '#platform/http/index.ts'
import { noticeFile, paperFile } from '#platform/papers/index.ts'
import type { Tx } from '#platform/pg/db.ts'
import { serveExport } from '#platform/sheets/index.ts'
import { addRules } from './actions/add-rules.ts'
import { closeVote, decideBoard, openVote } from './actions/decide.ts'
import { identifyHolder, makeLinks } from './actions/links.ts'
import { addMinutes, attend, callMeeting } from './actions/meetings.ts'
import { changeMember, forgetMember } from './actions/members.ts'
import { addGate, addMotion, answer, ask, withdraw } from './actions/motions.ts'
import { addSeat, endSeat, formGroup } from './actions/seats.ts'
import { castByLink, castOpen, castSlips, recuse } from './actions/votes.ts'
import { decisionProof, decisionProofFile } from './queries/decision-proof.ts'
import { allGroups, getGroup, getPublicGroup, listGroups, memberPage } from './queries/groups.ts'
import { ensureOfMeeting, type Holder } from './queries/links.ts'
import { allAttendances, allMeetings, allMotions, listAttendances, listMeetings, listMotions } from './queries/lists.ts'
import { getMeeting } from './queries/meetings.ts'
import { getMotion, getPublicMotion, readPayee, readQuestions } from './queries/motions.ts'
import { meetingNotice, printedMeeting, printedResolution } from './queries/print-meeting.ts'
import { allTried, tryRulesOf } from './queries/rules-trial.ts'
import {
  subjectOfGroup,
  subjectOfMeeting,
  subjectOfMotion,
  subjectOfQuestion,
  subjectOfSeat,
} from './queries/subject.ts'

interface ById {
  readonly params: { readonly id: string }
}
const ofGroup = (tx: Tx, { params }: ById) => subjectOfGroup(tx, params.id)
const ofSeat = (tx: Tx, { params }: ById) => subjectOfSeat(tx, params.id)
const ofMeeting = (tx: Tx, { params }: ById) => subjectOfMeeting(tx, params.id)
const ofMotion = (tx: Tx, { params }: ById) => subjectOfMotion(tx, params.id)

/** Do it, then show what it is about as it now stands. */
const andGroup =
  <I extends ById>(act: (tx: Tx, actor: Actor, input: I) => Promise<unknown>) =>
  async (tx: Tx, actor: Actor, input: I) => {
    await act(tx, actor, input)
    return getGroup(tx, actor, input.params.id)
  }
const andMeeting =
  <I extends ById>(act: (tx: Tx, actor: Actor, input: I) => Promise<unknown>) =>
  async (tx: Tx, actor: Actor, input: I) => {
    await act(tx, actor, input)
    return getMeeting(tx, actor, input.params.id)
  }
const andMotion =
  <I extends ById>(act: (tx: Tx, actor: Actor, input: I) => Promise<unknown>) =>
  async (tx: Tx, actor: Actor, input: I) => {
    await act(tx, actor, input)
    return getMotion(tx, input.params.id)
  }

const ofReach = (tx: Tx, actor: Actor) => subjectOfWhere(tx, whereCan(actor, 'governance.read'))

const groups: readonly Served[] = [
  serve(routes.listGroups, listGroups),
  serveExport(exports.listGroupsExport, {
    rows: allGroups,
    subject: ofReach,
  }),
  serve(listRoutes.listMotions, listMotions),
  serveExport(exports.listMotionsExport, { rows: allMotions, subject: ofReach }),
  serve(listRoutes.listMeetings, listMeetings),
  serveExport(exports.listMeetingsExport, { rows: allMeetings, subject: ofReach }),
  serve(listRoutes.listAttendances, listAttendances),
  serveExport(exports.listAttendancesExport, { rows: allAttendances, subject: ofReach }),
  serve(routes.tryRules, (tx, actor, { query }) => tryRulesOf(tx, actor, query)),
  serveExport(exports.tryRulesExport, {
    rows: (tx, actor, { query }) => allTried(tx, actor, query),
    subject: ofReach,
  }),
  serve(routes.getGroup, (tx, actor, { params, query }) => getGroup(tx, actor, params.id, query.on), ofGroup),
  serve(
    routes.formGroup,
    async (tx, actor, { body }) => getGroup(tx, actor, await formGroup(tx, actor, body)),
    (tx, { body }) => subjectOfFund(tx, body.fundId),
  ),
  serve(
    routes.addSeat,
    andGroup((tx, actor, { params, body }) => addSeat(tx, actor, params.id, body)),
    ofGroup,
  ),
  serve(
    routes.endSeat,
    async (tx, actor, { params, body }) => getGroup(tx, actor, await endSeat(tx, actor, params.id, body)),
    ofSeat,
  ),
  serve(
    routes.changeMember,
    async (tx, actor, { params, body }) => getGroup(tx, actor, await changeMember(tx, actor, params.id, body)),
    ofSeat,
  ),
  serve(
    routes.forgetMember,
    async (tx, actor, { params }) => getGroup(tx, actor, await forgetMember(tx, actor, params.id)),
    ofSeat,
  ),
  serve(
    routes.addRules,
    andGroup((tx, actor, { params, body }) => addRules(tx, actor, params.id, body)),
    ofGroup,
  ),
  serve(routes.publicGroup, (tx, _actor, { params }) => getPublicGroup(tx, params.id)),
]

const meetings: readonly Served[] = [
  serve(
    routes.callMeeting,
    async (tx, actor, { params, body }) => getMeeting(tx, actor, await callMeeting(tx, actor, params.id, body)),
    ofGroup,
  ),
  serveFile(
    routes.printMeeting,
    async ({ caller, transact }, { params, query }) =>
      paperFile(await transact((tx) => printedMeeting(tx, caller.actor, params.id)), query.format),
    ofMeeting,
  ),
  serveFile(
    routes.printNotice,
    async ({ caller, transact }, { params, query }) => {
      const { paper, poster } = await transact((tx) => meetingNotice(tx, caller.actor, params.id, query.site))
      return noticeFile(paper, poster, query.format)
    },
    ofMeeting,
  ),
  serveFile(
    routes.printResolution,
    async ({ transact }, { params, query }) =>
      paperFile(await transact((tx) => printedResolution(tx, params.id)), query.format),
    ofMotion,
  ),
  serve(routes.getMeeting, (tx, actor, { params }) => getMeeting(tx, actor, params.id), ofMeeting),
  serve(
    routes.attend,
    andMeeting((tx, actor, { params, body }) => attend(tx, actor, params.id, body)),
    ofMeeting,
  ),
  serve(
    routes.addMinutes,
    andMeeting((tx, actor, { params, body }) => addMinutes(tx, actor, params.id, body)),
    ofMeeting,
  ),
  serve(
    routes.makeLinks,
    async (tx, actor, { params, body }) => ({ links: await makeLinks(tx, actor, params.id, body.seatIds) }),
    ofMeeting,
  ),
]

const motions: readonly Served[] = [
  serve(
    routes.addMotion,
    async (tx, actor, { params, body }) => getMotion(tx, await addMotion(tx, actor, params.id, body)),
    ofMeeting,
  ),
  serve(routes.getMotion, (tx, _actor, { params }) => getMotion(tx, params.id), ofMotion),
  serve(routes.readPayee, (tx, actor, { params }) => readPayee(tx, actor, params.id), ofMotion),
  serve(
    routes.withdraw,
    andMotion((tx, actor, { params, body }) => withdraw(tx, actor, params.id, body.reason)),
    ofMotion,
  ),
  serve(
    routes.addGate,
    andMotion((tx, actor, { params, body }) => addGate(tx, actor, params.id, body)),
    ofMotion,
  ),
  serve(
    routes.openVote,
    andMotion((tx, actor, { params, body }) => openVote(tx, actor, params.id, body.closesAt)),
    ofMotion,
  ),
  serve(
    routes.castOpen,
    andMotion((tx, actor, { params, body }) => castOpen(tx, actor, params.id, body)),
    ofMotion,
  ),
  serve(
    routes.castSlips,
    andMotion((tx, actor, { params, body }) => castSlips(tx, actor, params.id, body)),
    ofMotion,
  ),
  serve(
    routes.recuse,
    andMotion((tx, actor, { params, body }) => recuse(tx, actor, params.id, body, 'staff')),
    ofMotion,
  ),
  serve(
    routes.closeVote,
    andMotion((tx, actor, { params }) => closeVote(tx, actor, params.id)),
    ofMotion,
  ),
  serve(
    routes.decideBoard,
    andMotion((tx, actor, { params, body }) => decideBoard(tx, actor, params.id, body)),
    ofMotion,
  ),
  serve(routes.questions, (tx, actor, { params }) => readQuestions(tx, actor, params.id), ofMotion),
  serve(
    routes.answer,
    async (tx, actor, { params, body }) => readQuestions(tx, actor, await answer(tx, actor, params.id, body.words)),
    (tx, { params }) => subjectOfQuestion(tx, params.id),
  ),
  serve(routes.publicMotion, (tx, _actor, { params }) => getPublicMotion(tx, params.id)),
]

/** A member acts with the link and the second fact, which are asked for anew with every request. */
const asMember = async <T>(
  { transact, caller }: StepsContext,
  shown: { readonly token: string; readonly fact: string },
  act: (tx: Tx, actor: Actor, holder: Holder) => Promise<T>,
): Promise<T> => {
  const holder = await identifyHolder(transact, shown)
  return transact((tx) => act(tx, caller.actor, holder))
}

const members: readonly Served[] = [
  serveSteps(routes.memberPage, (context, { body }) =>
    asMember(context, body, (tx, _actor, holder) => memberPage(tx, holder)),
  ),
  serveSteps(routes.memberVote, (context, { body }) =>
    asMember(context, body, async (tx, actor, holder) => {
      const receipt = await castByLink(tx, actor, holder, body.motionId, body.choice)
      return { ...(await memberPage(tx, holder)), receipt }
    }),
  ),
  serveSteps(routes.memberRecuse, (context, { body }) =>
    asMember(context, body, async (tx, actor, holder) => {
      const { kind, words } = body
      await ensureOfMeeting(tx, holder, body.motionId)
      await recuse(tx, actor, body.motionId, { seatId: holder.seatId, kind, words }, 'member')
      return memberPage(tx, holder)
    }),
  ),
  serveSteps(routes.memberAsk, (context, { body }) =>
    asMember(context, body, async (tx, actor, holder) => {
      await ensureOfMeeting(tx, holder, body.motionId)
      await ask(tx, actor, body.motionId, holder.seatId, body.words)
      return memberPage(tx, holder)
    }),
  ),
]

const proofs: readonly Served[] = [
  serve(decisionProofRoutes.decisionProof, (tx, _actor, { params }) => decisionProof(tx, params.id)),
  serveFile(decisionProofRoutes.decisionProofFile, ({ transact }, { params, query }) =>
    transact((tx) => decisionProofFile(tx, params.id, query.of)),
  ),
]

export const served: readonly Served[] = [...groups, ...meetings, ...motions, ...members, ...proofs]
