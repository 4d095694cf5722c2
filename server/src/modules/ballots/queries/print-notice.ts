import { word } from '@shanju/contract/catalogue.ts'
import { shanghaiDate, shanghaiTime } from '@shanju/contract/kit/dates.ts'
import { formatPublicId } from '@shanju/contract/kit/ids.ts'
import { formatYuan } from '@shanju/contract/kit/money.ts'
import { longDay, type OfficialPaper, type Poster } from '#platform/papers/index.ts'
import type { Tx } from '#platform/pg/db.ts'
import { getBallotRow, optionsOf } from './rows.ts'

const said = (key: string): string => word('zh', 'ballots', key)

/**
 * The notice of a ballot: what may be marked, for which budget, until when. In Chinese, the language of the papers.
 * @param site how people reach the public pages
 * @throws Refusal ballots.ballot_not_found
 */
export async function ballotNotice(
  tx: Tx,
  id: string,
  site: string,
): Promise<{ readonly paper: OfficialPaper; readonly poster: Poster }> {
  const ballot = await getBallotRow(tx, id)
  const options = (await optionsOf(tx, id)).filter(({ withdrawn }) => withdrawn === null)
  const address = `${site}/v/${ballot.publicId}`
  const facts = [
    { name: '基金', value: ballot.fund.name },
    { name: '预算', value: `${formatYuan(ballot.budgetFen)}元` },
    { name: '截止', value: shanghaiTime(ballot.closesAt) },
    { name: '怎样投票', value: `${said(`roll.${ballot.rollKind}`)}，最多选${ballot.mostMarks}项，不选也算投票` },
  ]
  const lines = options.map(({ number, title, costFen }) => `${number}．${title}（${formatYuan(costFen)}元）`)
  const how = [
    '凭投票码用手机投票；没有手机的，到社区填写纸质选票。',
    `计票规则：${said(`rule.${ballot.rule}`)}。结果和全部选票在网上公布，人人可以重算；是否资助由管理小组表决。`,
    `网址：${address}　编号：${formatPublicId(ballot.publicId)}`,
  ]
  const [issuer, on] = [ballot.place.name, longDay(shanghaiDate(ballot.openedAt ?? tx.now))]
  return {
    paper: {
      title: `关于“${ballot.title}”居民投票的通知`,
      facts,
      parts: [
        ...(ballot.words === '' ? [] : [{ title: '', lines: [ballot.words] }]),
        { title: '投票事项', lines },
        { title: '投票办法', lines: how },
      ],
      ...{ issuer: { name: issuer, on }, sign: null },
    },
    poster: {
      title: `居民投票：${ballot.title}`,
      lines: [...facts.map(({ name, value }) => `${name}：${value}`), ...lines],
      ...{ address, issuer, on },
    },
  }
}
