import { exports } from '@shanju/contract/funds/exports.ts'
import { routes as funds } from '@shanju/contract/funds/routes.ts'
import type { FundListed } from '@shanju/contract/funds/shapes.ts'
import { FUND_FIELDS, FUND_LACKS, FUND_STATES, SOURCE_KINDS } from '@shanju/contract/funds/vocab.ts'
import { ActionButton } from '../../kit/action-button.tsx'
import { ChoiceFilter, WordsFilter } from '../../kit/filters.tsx'
import { ListPage } from '../../kit/list-page.tsx'
import { pathName } from '../../kit/places.ts'
import type { Column } from '../../kit/rows.tsx'
import { Money, StatusTag } from '../../kit/show.tsx'
import { Empty } from '../../kit/states.tsx'
import { To } from '../../kit/to.tsx'
import { useList } from '../../kit/use-list.ts'
import { paths } from '../../paths.ts'
import { useSpeech } from '../../text/language.tsx'

export function FundList() {
  const { t, w } = useSpeech()
  const list = useList(funds.mine)
  const open = (
    <ActionButton action="funds.open" type="primary" href={paths.newFund}>
      {t('fund.open')}
    </ActionButton>
  )
  return (
    <ListPage<FundListed>
      title={t('fund.title')}
      lead={t('fund.lead')}
      actions={
        <>
          {open}
          <ActionButton action="funds.open" href={paths.importFunds}>
            {t('fund_import.title')}
          </ActionButton>
        </>
      }
      filters={
        <>
          <WordsFilter list={list} hint={t('fund.search')} />
          <ChoiceFilter
            list={list}
            name="state"
            label={t('fund.state')}
            choices={FUND_STATES}
            wordOf={(state) => w('funds', `state.${state}`)}
          />
          <ChoiceFilter
            list={list}
            name="field"
            label={t('fund.fields')}
            choices={FUND_FIELDS}
            wordOf={(field) => w('funds', `field.${field}`)}
          />
          <ChoiceFilter
            list={list}
            name="sourceKind"
            label={t('fund.source')}
            choices={SOURCE_KINDS}
            wordOf={(source) => w('funds', `source.${source}`)}
          />
          <ChoiceFilter
            list={list}
            name="lacks"
            label={t('fund.lacks')}
            choices={FUND_LACKS}
            wordOf={(what) => w('funds', `lacks.${what}`)}
          />
        </>
      }
      list={list}
      exported={exports.mineExport}
      columns={useColumns()}
      keyOf={(row) => row.id}
      empty={<Empty title={t('fund.empty')}>{open}</Empty>}
    />
  )
}

function useColumns(): readonly Column<FundListed>[] {
  const { t } = useSpeech()
  return [
    {
      key: 'name',
      title: t('fund.name'),
      main: true,
      show: (row) => (
        <>
          <To href={paths.fund(row.id)}>{row.name}</To>
          <small>{row.host.name}</small>
        </>
      ),
    },
    { key: 'place', title: t('fund.place'), show: (row) => pathName(row.path) },
    { key: 'state', title: t('fund.state'), show: (row) => <StatusTag module="funds" value={row.state} /> },
    { key: 'in', title: t('fund.in'), align: 'right', show: (row) => <Money fen={row.figures.inFen} /> },
    { key: 'out', title: t('fund.out'), align: 'right', show: (row) => <Money fen={row.figures.outFen} /> },
    {
      key: 'left',
      title: t('fund.left'),
      align: 'right',
      sum: true,
      show: (row) => (
        <strong>
          <Money fen={row.figures.leftFen} />
        </strong>
      ),
    },
  ]
}
