import { z } from 'zod'
import { idOf } from '../kit/ids.ts'
import { route } from '../kit/route.ts'
import { publicMotion } from './motions.ts'
import { fact, linkToken, memberPage, publicGroup } from './shapes.ts'
import { CHOICES, RECUSAL_KINDS } from './vocab.ts'

/** Refusals of every vote, by whomever it is handed in. */
export const CASTING = [
  'governance.motion_not_found',
  'governance.not_open',
  'governance.voting_over',
  'governance.not_on_roll',
  'governance.recused',
] as const

/** A member shows the link and the second fact with every request; nothing is kept in the browser. */
const holder = { token: linkToken, fact }
const LINK = ['governance.link_not_found', 'governance.link_locked', 'governance.fact_wrong'] as const

/** What needs no sign-in: public pages, and a member's own page behind a link and a second fact. */
export const openRoutes = {
  publicGroup: route({
    name: 'governance.publicGroup',
    method: 'GET',
    path: '/api/v1/governance/public/funds/:id',
    access: 'public',
    summary: 'The management group of a fund: seats, names as far as consent allows, rules, coming meetings, decisions',
    params: z.strictObject({ id: idOf('fund') }),
    output: publicGroup,
    refuses: ['governance.group_not_found'],
  }),
  publicMotion: route({
    name: 'governance.publicMotion',
    method: 'GET',
    path: '/api/v1/governance/public/motions/:id',
    access: 'public',
    summary: 'A decision with its reasons, its votes and what the host’s board said',
    params: z.strictObject({ id: idOf('motion') }),
    output: publicMotion.extend({
      groupName: z.string(),
      fund: z.object({ id: idOf('fund'), name: z.string() }),
      commitments: z.array(z.string()),
    }),
    refuses: ['governance.motion_not_found'],
  }),
  memberPage: route({
    name: 'governance.memberPage',
    method: 'POST',
    path: '/api/v1/governance/member',
    access: 'public',
    summary: 'What a member may read and vote on, for whoever holds the link and the second fact',
    body: z.strictObject(holder),
    output: memberPage,
    refuses: LINK,
  }),
  memberVote: route({
    name: 'governance.memberVote',
    method: 'POST',
    path: '/api/v1/governance/member/vote',
    access: 'public',
    summary: 'Vote by link; the answer to a secret ballot is its commitment',
    body: z.strictObject({ ...holder, motionId: idOf('motion'), choice: z.enum(CHOICES) }),
    output: memberPage.extend({ receipt: z.string().nullable() }),
    refuses: [...LINK, 'governance.link_used', ...CASTING, 'governance.already_voted'],
  }),
  memberRecuse: route({
    name: 'governance.memberRecuse',
    method: 'POST',
    path: '/api/v1/governance/member/recusal',
    access: 'public',
    summary: 'Declare an interest or kinship by link',
    body: z.strictObject({
      ...holder,
      motionId: idOf('motion'),
      kind: z.enum(RECUSAL_KINDS),
      words: z.string().trim().min(2).max(500),
    }),
    output: memberPage,
    refuses: [...LINK, 'governance.motion_not_found', 'governance.not_open', 'governance.already_voted'],
  }),
  memberAsk: route({
    name: 'governance.memberAsk',
    method: 'POST',
    path: '/api/v1/governance/member/question',
    access: 'public',
    summary: 'Ask about a motion by link',
    body: z.strictObject({ ...holder, motionId: idOf('motion'), words: z.string().trim().min(2).max(500) }),
    output: memberPage,
    refuses: [...LINK, 'governance.motion_not_found'],
  }),
} as const
