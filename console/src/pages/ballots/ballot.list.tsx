import { exports as ballotExports } from '@shanju/contract/ballots/exports.ts'
import { routes as ballots } from '@shanju/contract/ballots/routes.ts'
import type { BallotListed } from '@shanju/contract/ballots/shapes.ts'
import { BALLOT_STATES } from '@shanju/contract/ballots/vocab.ts'
import { ActionButton } from '../../kit/action-button.tsx'
import { ChoiceFilter, WordsFilter } from '../../kit/filters.tsx'
import { ListPage } from '../../kit/list-page.tsx'
import { Money, StatusTag, When } from '../../kit/show.tsx'
import { Empty } from '../../kit/states.tsx'
import { To } from '../../kit/to.tsx'
import { useList } from '../../kit/use-list.ts'
import { paths } from '../../paths.ts'
import { useSpeech } from '../../text/language.tsx'

export function BallotList() {
  const { t, w } = useSpeech()
  const list = useList(ballots.list)
  return (
    <ListPage<BallotListed>
      title={t('ballot.title')}
      lead={t('ballot.lead')}
      actions={
        <ActionButton action="ballots.manage" type="primary" href={paths.newBallot}>
          {t('ballot.plan')}
        </ActionButton>
      }
      filters={
        <>
          <WordsFilter list={list} hint={t('ballot.name')} />
          <ChoiceFilter
            list={list}
            name="state"
            label={t('ballot.state')}
            choices={BALLOT_STATES}
            wordOf={(state) => w('ballots', `state.${state}`)}
          />
        </>
      }
      list={list}
      exported={ballotExports.listExport}
      columns={[
        {
          key: 'title',
          title: t('ballot.name'),
          main: true,
          show: (row) => <To href={paths.ballot(row.id)}>{row.title}</To>,
        },
        { key: 'state', title: t('ballot.state'), show: (row) => <StatusTag module="ballots" value={row.state} /> },
        { key: 'fund', title: t('ballot.fund'), show: (row) => row.fund.name },
        {
          key: 'budget',
          title: t('ballot.budget'),
          align: 'right',
          sum: true,
          show: (row) => <Money fen={row.budgetFen} />,
        },
        { key: 'turnout', title: t('ballot.turnout'), align: 'right', show: (row) => `${row.voted} / ${row.roll}` },
        { key: 'closes', title: t('ballot.closes_at'), desk: true, show: (row) => <When at={row.closesAt} /> },
      ]}
      keyOf={(row) => row.id}
      empty={<Empty title={t('ballot.empty')} />}
    />
  )
}
