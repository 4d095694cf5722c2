import { sql } from 'kysely'
import type { DraftsOf, LeafDraft, LoggedRows } from '#modules/transparency/index.ts'
import { sha256 } from '#platform/kit/sha256.ts'
import type { Tx } from '#platform/pg/db.ts'
import {
  type BoardFacts,
  boardStatement,
  partsOfBoard,
  partsOfResolution,
  partsOfRules,
  type ResolutionFacts,
  type RulesFacts,
  resolutionStatement,
} from '../logic/parts.ts'

/** As the log spells a moment and a day: independent of the session's time zone. */
const moment = (column: string) => sql`to_char(${sql.ref(column)} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
const day = (column: string) => sql`to_char(${sql.ref(column)} at time zone 'Asia/Shanghai', 'YYYY-MM-DD')`

/** What the public log commits to for these resolutions. */
async function resolutionFacts(
  tx: Tx,
  ids: readonly string[],
): Promise<(ResolutionFacts & { readonly revokes: string | null })[]> {
  const { rows } = await sql<ResolutionFacts & { revokes: string | null }>`
    select r.id, r.group_id as "groupId", g.fund_id as "fundId", r.motion_id as "motionId", r.number, m.kind, m.title, m.reasons,
           m.secret, r.special, r.outcome, r.seats, r.recused, r.present, r.quorum_needed as "quorumNeeded", r.yes, r.no,
           r.blank, r.yes_needed as "yesNeeded", r.board_for as "boardFor", u.number as "rulesNumber",
           m.rules_id as "rulesAdopted", m.about_motion_id as "aboutMotionId", m.amount_fen as "amountFen",
           encode(m.payee_hash, 'hex') as "payeeHash", encode(r.ballot_root, 'hex') as "ballotRoot",
           coalesce((select array_agg(encode(c.commitment, 'hex') order by c.commitment)
                       from governance.commitments c where c.motion_id = r.motion_id), '{}') as commitments,
           ${moment('r.closed_at')} as "closedAt", ${day('r.closed_at')} as "closedOn",
           case when m.kind = 'revoke' and r.outcome = 'passed' and cardinality(r.board_for) = 0 then a.id end as revokes
      from governance.resolutions r
      join governance.motions m on m.id = r.motion_id
      join governance.groups g on g.id = r.group_id
      left join governance.rules u on u.id = r.rules_id
      left join governance.resolutions a on a.motion_id = m.about_motion_id
     where r.id = any(${[...ids]}::uuid[]) order by r.id`.execute(tx.db)
  return rows
}

/** The same of decisions of boards; a refusal puts the group's resolution right. */
async function boardFacts(tx: Tx, ids: readonly string[]): Promise<(BoardFacts & { readonly resolutionId: string })[]> {
  const { rows } = await sql<BoardFacts & { resolutionId: string }>`
    select b.id, f.host_id as "hostId", g.fund_id as "fundId", b.motion_id as "motionId", m.kind, m.amount_fen as "amountFen",
           b.approves, b.rule_cited as "ruleCited", b.reason, b.decided_on::text as "decidedOn", b.members, b.present, b.yes,
           r.id as "resolutionId"
      from governance.board_decisions b
      join governance.resolutions r on r.motion_id = b.motion_id
      join governance.motions m on m.id = b.motion_id
      join governance.groups g on g.id = m.group_id
      join funds.pub_funds f on f.id = g.fund_id
     where b.id = any(${[...ids]}::uuid[]) order by b.id`.execute(tx.db)
  return rows
}

async function rulesFacts(tx: Tx, ids: readonly string[]): Promise<RulesFacts[]> {
  const { rows } = await sql<RulesFacts>`
    select id, group_id as "groupId", number, body, ${day('recorded_at')} as "recordedOn",
           json_build_object('quorum', quorum_top || '/' || quorum_bottom, 'special', special_top || '/' || special_bottom,
             'large-sum', large_sum_fen::text, 'notice', notice_days::text, 'project-notice', project_notice_days::text,
             'result-notice', result_notice_days::text, 'notice-holds', notice_holds::text, 'host-fee', host_fee_bp::text,
             'emergency-cap', emergency_cap_fen::text, 'emergency-yes', emergency_yes::text, 'ratify', ratify_days::text) as figures
      from governance.rules where id = any(${[...ids]}::uuid[]) order by id`.execute(tx.db)
  return rows
}

const byId = (drafts: readonly LeafDraft[]) => new Map(drafts.map((draft) => [draft.subjectId, draft]))

type ResolutionRow = Awaited<ReturnType<typeof resolutionFacts>>[number]
type BoardRow = Awaited<ReturnType<typeof boardFacts>>[number]

const draftOfResolution = (of: ResolutionRow): LeafDraft => ({
  ...{ subjectId: of.id, parts: partsOfResolution(sha256, of), corrects: of.revokes },
})
const draftOfBoard = (of: BoardRow): LeafDraft => ({
  ...{ subjectId: of.id, parts: partsOfBoard(sha256, of), corrects: of.approves ? null : of.resolutionId },
})

const resolutionDrafts: DraftsOf = async (tx, ids) => byId((await resolutionFacts(tx, ids)).map(draftOfResolution))
const boardDrafts: DraftsOf = async (tx, ids) => byId((await boardFacts(tx, ids)).map(draftOfBoard))

/** A resolution as the log commits to it, with the statement that its `document` names. */
export async function statementOfResolution(tx: Tx, id: string) {
  const [of] = await resolutionFacts(tx, [id])
  return of && { draft: draftOfResolution(of), statement: resolutionStatement(of) }
}

/** The same of what a board said. */
export async function statementOfBoard(tx: Tx, id: string) {
  const [of] = await boardFacts(tx, [id])
  return of && { draft: draftOfBoard(of), statement: boardStatement(sha256, of) }
}

const rulesDrafts: DraftsOf = async (tx, ids) =>
  byId((await rulesFacts(tx, ids)).map((of) => ({ subjectId: of.id, parts: partsOfRules(sha256, of), corrects: null })))

/** Rows of governance that stand in the public log. */
export const logged = {
  rules: { table: 'governance.rules', drafts: rulesDrafts },
  resolutions: { table: 'governance.resolutions', drafts: resolutionDrafts },
  boardDecisions: { table: 'governance.board_decisions', drafts: boardDrafts },
} as const satisfies Record<string, LoggedRows>
