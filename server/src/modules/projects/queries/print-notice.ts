import type { Actor } from '@shanju/contract/access.ts'
import { word } from '@shanju/contract/catalogue.ts'
import { shanghaiDate } from '@shanju/contract/kit/dates.ts'
import { formatYuan } from '@shanju/contract/kit/money.ts'
import { longDay, type OfficialPaper, type Poster } from '#platform/papers/index.ts'
import type { Tx } from '#platform/pg/db.ts'
import { getProject } from './project.ts'

const said = (key: string): string => word('zh', 'projects', key)

/**
 * The public notice of a project: what for, for whom, how much, until when anybody may object. In Chinese, the language of
 * the papers.
 * @param site how people reach the public pages
 * @throws Refusal projects.project_not_found
 */
export async function projectNotice(
  tx: Tx,
  actor: Actor,
  id: string,
  site: string,
): Promise<{ readonly paper: OfficialPaper; readonly poster: Poster }> {
  const project = await getProject(tx, actor, id)
  const { noticeUntil, proposal, sumFen } = project
  const address = `${site}/p/${project.code}`
  const facts = [
    { name: '项目', value: project.name },
    { name: '基金', value: project.fund.name },
    { name: '地点', value: project.place.name },
    { name: '受益对象', value: `${said(`people.${project.peopleGroup}`)}，${project.people}人` },
    ...(sumFen === null ? [] : [{ name: '预算', value: `${formatYuan(sumFen)}元` }]),
    ...(proposal ? [{ name: '时间', value: `${longDay(proposal.startsOn)}至${longDay(proposal.endsOn)}` }] : []),
    ...(noticeUntil === null ? [] : [{ name: '公示期', value: `至${longDay(noticeUntil)}` }]),
  ]
  // Before the notice begins it is prepared.
  const draft = noticeUntil === null ? '（草稿）' : ''
  const noticed = project.steps.find(({ step }) => step === 'notify')
  const on = longDay(noticed ? shanghaiDate(noticed.takenAt) : tx.today)
  const object = `对项目有意见的，请在公示期内扫码或在 ${address} 提出，也可以到社区当面提出。`
  return {
    paper: {
      title: `“${project.name}”项目公示${draft}`,
      facts,
      parts: [
        { title: '需求', lines: [project.need] },
        ...(proposal ? [{ title: '方案', lines: [proposal.words] }] : []),
        { title: '意见', lines: [object] },
      ],
      ...{ issuer: { name: project.place.name, on }, sign: null },
    },
    poster: {
      title: `项目公示${draft}`,
      lines: [...facts.map(({ name, value }) => `${name}：${value}`), object],
      ...{ address, issuer: project.place.name, on },
    },
  }
}
