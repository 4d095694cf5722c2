import { exports } from '@shanju/contract/projects/exports.ts'
import { routes as projects } from '@shanju/contract/projects/routes.ts'
import type { ProjectListed } from '@shanju/contract/projects/shapes.ts'
import { ActionButton } from '../../kit/action-button.tsx'
import { ListPage } from '../../kit/list-page.tsx'
import { Money, Nothing, StatusTag, When } from '../../kit/show.tsx'
import { Empty } from '../../kit/states.tsx'
import { To } from '../../kit/to.tsx'
import { useList } from '../../kit/use-list.ts'
import { paths } from '../../paths.ts'
import { useSpeech } from '../../text/language.tsx'
import { between } from '../evaluation/evaluation.parts.tsx'
import { ProjectFilters, Waits } from './project.filters.tsx'

const begin = (words: string) => (
  <ActionButton action="projects.manage" type="primary" href={paths.newProject}>
    {words}
  </ActionButton>
)

export function ProjectList() {
  const { t, w } = useSpeech()
  const list = useList(projects.list)
  return (
    <ListPage<ProjectListed>
      title={t('project.title')}
      lead={t('project.lead')}
      actions={
        <>
          {begin(t('project.begin'))}
          <ActionButton action="projects.read" href={paths.projectBoard}>
            {t('project.board')}
          </ActionButton>
        </>
      }
      filters={<ProjectFilters list={list} />}
      list={list}
      exported={exports.listExport}
      columns={[
        {
          key: 'name',
          title: t('project.name'),
          main: true,
          show: (row) => (
            <>
              <To href={paths.project(row.id)}>{row.name}</To>
              <small>{row.fund.name}</small>
            </>
          ),
        },
        { key: 'state', title: t('project.state'), show: (row) => <StatusTag module="projects" value={row.state} /> },
        {
          key: 'people',
          title: t('project.people'),
          show: (row) => w('projects', `people.${row.peopleGroup}`),
        },
        { key: 'place', title: t('project.place'), desk: true, show: (row) => row.place.name },
        { key: 'waits', title: t('project.waits'), show: (row) => <Waits row={row} /> },
        {
          key: 'finding',
          title: t('evaluation.satisfied'),
          desk: true,
          show: ({ finding }) => (finding && (between(finding) ?? t('evaluation.few'))) ?? <Nothing />,
        },
        { key: 'since', title: t('project.since'), desk: true, show: (row) => <When at={row.since} /> },
        {
          key: 'sum',
          title: t('project.sum'),
          align: 'right',
          sum: true,
          show: (row) => (row.sumFen === null ? <Nothing /> : <Money fen={row.sumFen} />),
        },
      ]}
      keyOf={(row) => row.id}
      empty={<Empty title={t('project.empty')}>{begin(t('project.begin'))}</Empty>}
    />
  )
}
