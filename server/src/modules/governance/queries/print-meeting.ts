import type { Actor } from '@shanju/contract/access.ts'
import { word } from '@shanju/contract/catalogue.ts'
import type { PublicMotion } from '@shanju/contract/governance/motions.ts'
import type { Meeting, Seat } from '@shanju/contract/governance/shapes.ts'
import { type PlainDate, shanghaiDate, shanghaiTime } from '@shanju/contract/kit/dates.ts'
import { formatYuan } from '@shanju/contract/kit/money.ts'
import { sql } from 'kysely'
import { makePdf } from '#platform/pdf/index.ts'
import type { Tx } from '#platform/pg/db.ts'
import { getMeeting } from './meetings.ts'
import { motionRows, publicMotionOf } from './motion-rows.ts'

const TEMPLATE = new URL('../print/minutes.typ', import.meta.url)

interface Printed {
  readonly title: string
  readonly facts: readonly { readonly name: string; readonly value: string }[]
  readonly items: readonly { readonly title: string; readonly lines: readonly string[] }[]
  readonly minutesTitle: string
  readonly minutes: string
  readonly signTitle: string
  readonly signers: readonly string[]
}

const said = (key: string): string => word('zh', 'governance', key)
const longDay = (day: PlainDate): string => day.replace(/^(\d+)-0?(\d+)-0?(\d+)$/, '$1年$2月$3日')

/** Minutes with every resolution of the meeting and a place for each signature; in Chinese, the language of the papers. */
export async function printedMeeting(tx: Tx, actor: Actor, id: string): Promise<Printed> {
  const meeting = await getMeeting(tx, actor, id)
  const motions = (await motionRows(tx, sql`m.meeting_id = ${id}`)).toReversed().map((row) => publicMotionOf(row))
  const seated = meeting.seats.filter((seat) => seat.seated)
  const [minutes] = meeting.minutes
  return {
    title: `${meeting.groupName}第${meeting.number}次会议纪要`,
    facts: factsOf(meeting, seated),
    items: motions.map((motion, at) => ({ title: `议案${at + 1}　${motion.title}`, lines: linesOf(motion) })),
    ...{ minutesTitle: '会议情况', minutes: minutes?.body ?? '', signTitle: '出席人员签名' },
    signers: seated.map((seat) => `${seat.fullName ?? '　'}（${said(`seat.${seat.kind}`)}）`),
  }
}

function factsOf(meeting: Meeting, seated: readonly Seat[]): Printed['facts'] {
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

export const pdfOf = (printed: Printed): Promise<Buffer> => makePdf(TEMPLATE, printed)
