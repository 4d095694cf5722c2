import type { Actor } from '@shanju/contract/access.ts'
import { word } from '@shanju/contract/catalogue.ts'
import type { PublicMotion } from '@shanju/contract/governance/motions.ts'
import type { Meeting, Seat } from '@shanju/contract/governance/shapes.ts'
import { shanghaiDate, shanghaiTime } from '@shanju/contract/kit/dates.ts'
import { showId } from '@shanju/contract/kit/ids.ts'
import { formatYuan } from '@shanju/contract/kit/money.ts'
import { sql } from 'kysely'
import { longDay, type OfficialPaper, type Poster } from '#platform/papers/index.ts'
import type { Tx } from '#platform/pg/db.ts'
import { getMeeting } from './meetings.ts'
import { motionRows, publicMotionOf } from './motion-rows.ts'
import { getMotionRow } from './motions.ts'

const said = (key: string): string => word('zh', 'governance', key)

/** Minutes with every resolution of the meeting and a place for each signature; in Chinese, the language of the papers. */
export async function printedMeeting(tx: Tx, actor: Actor, id: string): Promise<OfficialPaper> {
  const meeting = await getMeeting(tx, actor, id)
  const seated = meeting.seats.filter((seat) => seat.seated)
  const [minutes] = meeting.minutes
  return {
    title: `${titleOf(meeting)}会议纪要`,
    facts: factsOf(meeting, seated),
    parts: [
      ...(await motionsOf(tx, id)).map((motion, at) => ({ title: headOf(motion, at), lines: linesOf(motion) })),
      ...(minutes ? [{ title: '会议情况', lines: [minutes.body] }] : []),
    ],
    issuer: null,
    sign: {
      title: '出席人员签名',
      names: seated.map((seat) => `${seat.fullName ?? '　'}（${said(`seat.${seat.kind}`)}）`),
    },
  }
}

const titleOf = ({ groupName, number }: Meeting): string => `${groupName}第${number}次`
const headOf = ({ title }: PublicMotion, at: number): string => `议案${at + 1}　${title}`

const motionsOf = async (tx: Tx, meetingId: string): Promise<PublicMotion[]> =>
  (await motionRows(tx, sql`m.meeting_id = ${meetingId}`)).toReversed().map((row) => publicMotionOf(row))

/** @param site how people reach the public pages */
export async function meetingNotice(
  tx: Tx,
  actor: Actor,
  id: string,
  site: string,
): Promise<{ readonly paper: OfficialPaper; readonly poster: Poster }> {
  const meeting = await getMeeting(tx, actor, id)
  const standing = (await motionsOf(tx, id)).filter(({ state }) => state !== 'withdrawn')
  const facts = [
    { name: '时间', value: shanghaiTime(meeting.heldAt) },
    { name: '地点', value: meeting.place },
    { name: '方式', value: said(`meeting.${meeting.kind}`) },
  ].filter(({ value }) => value !== '')
  const agenda = [...standing.map((motion, at) => `${at + 1}．${motion.title}`), ...meeting.agenda.split('\n')].filter(
    (line) => line !== '',
  )
  const [name, on] = [meeting.groupName, longDay(meeting.notifiedOn)]
  const title = `关于召开第${meeting.number}次会议的通知`
  return {
    paper: {
      title: `${name}${title}`,
      facts,
      parts: [{ title: '议题', lines: agenda }],
      issuer: { name, on },
      sign: null,
    },
    poster: {
      title: '会议通知',
      lines: [`${titleOf(meeting)}会议`, ...facts.map((fact) => `${fact.name}：${fact.value}`), '议题：', ...agenda],
      ...{ address: `${site}/f/${showId('fund', await fundOf(tx, meeting.groupId))}/group`, issuer: name, on },
    },
  }
}

async function fundOf(tx: Tx, groupId: string): Promise<string> {
  const { rows } = await sql<{ id: string }>`select fund_id as id from governance.groups where id = ${groupId}`.execute(
    tx.db,
  )
  return rows[0]?.id ?? ''
}

/** A resolution; of what is not decided yet the motion with where it stands. @throws Refusal governance.motion_not_found */
export async function printedResolution(tx: Tx, id: string): Promise<OfficialPaper> {
  const row = await getMotionRow(tx, id)
  const motion = publicMotionOf(row)
  const { rows } = await sql<{ group: string; fund: string }>`
    select g.name as "group", f.name as fund from governance.groups g join funds.pub_funds f on f.id = g.fund_id
     where g.id = ${row.groupId}`.execute(tx.db)
  const { group = '', fund = '' } = rows[0] ?? {}
  const { resolution } = motion
  return {
    title: `${group}第${resolution ? `${resolution.number}号决议` : `${motion.number}项议案`}`,
    facts: [
      { name: '基金', value: fund },
      { name: '事项', value: motion.title },
      { name: '会议', value: `第${motion.meetingNumber}次` },
    ],
    parts: [{ title: '', lines: linesOf(motion) }],
    issuer: { name: group, on: longDay(resolution ? shanghaiDate(resolution.closedAt) : tx.today) },
    sign: null,
  }
}

function factsOf(meeting: Meeting, seated: readonly Seat[]): OfficialPaper['facts'] {
  const names = (wanted: (manner: string | undefined, seat: Seat) => boolean): string =>
    seated
      .filter((seat) => wanted(meeting.attendances.find(({ seatId }) => seatId === seat.id)?.manner, seat))
      .map((seat) => seat.fullName ?? '（已删除）')
      .join('、')
  const came = (manner: string | undefined): boolean => manner !== undefined && manner !== 'leave'
  const presiding = seated.find(({ id }) => id === meeting.minutes[0]?.presidedBy)?.fullName ?? ''
  return [
    { name: '时间', value: shanghaiTime(meeting.heldAt) },
    { name: '地点', value: meeting.place },
    { name: '主持人', value: presiding },
    { name: '出席', value: names((manner, { kind }) => came(manner) && kind !== 'supervisor') },
    { name: '请假', value: names((manner) => manner === 'leave') },
    { name: '列席', value: names((_manner, { kind }) => kind === 'supervisor') },
    { name: '其他议程', value: meeting.agenda },
  ].filter(({ value }) => value !== '')
}

/** A motion as it was decided: reasons, what may be paid, how the party was heard, the count, the board. */
function linesOf(motion: PublicMotion): string[] {
  const { tally, resolution, gate, board, amountFen } = motion
  const lines = [`类型：${said(`motion.${motion.kind}`)}（${motion.secret ? '无记名' : '记名'}表决）。`, motion.reasons]
  if (amountFen !== null) {
    const payee = motion.payee ?? (motion.payeeKind ? said(`payee.${motion.payeeKind}`) : '')
    lines.push(`金额：人民币${formatYuan(amountFen)}元；收款方：${payee}；有效期至${longDay(motion.validTo ?? '')}。`)
  }
  if (gate) {
    const view = gate.view ? said(`view.${gate.view}`) : `${longDay(gate.dueOn ?? '')}前补听`
    lines.push(`党组织意见：${said(`gate.${gate.route}`)}，${view}。`)
  }
  if (tally?.counts && resolution) {
    const { yes, no, blank } = tally.counts
    lines.push(
      `表决：在册${tally.seats}人，回避${tally.recused}人，出席${tally.present}人；同意${yes}票，不同意${no}票，弃权${blank}票；须同意${tally.yesNeeded}票、出席${tally.quorumNeeded}人。`,
      `结果：${said(`outcome.${resolution.outcome}`)}，决议第${resolution.number}号，${longDay(shanghaiDate(resolution.closedAt))}。`,
    )
    if (resolution.boardFor.length > 0)
      lines.push(`需设立机构理事会决定：${resolution.boardFor.map((each) => said(`board.${each}`)).join('、')}。`)
  } else lines.push(`状态：${said(`state.${motion.state}`)}。`)
  if (board)
    lines.push(
      `设立机构理事会${longDay(board.decidedOn)}${board.approves ? '同意' : `不同意（依据：${board.ruleCited ?? ''}）`}：${board.reason}`,
    )
  return lines
}
