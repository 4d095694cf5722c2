import { routes as projects } from '@shanju/contract/projects/routes.ts'
import type { ProjectListed } from '@shanju/contract/projects/shapes.ts'
import { PROJECT_STATES } from '@shanju/contract/projects/vocab.ts'
import { ActionButton } from '../../kit/action-button.tsx'
import { PageHead } from '../../kit/list-page.tsx'
import { useRead } from '../../kit/queries.ts'
import { Money } from '../../kit/show.tsx'
import { Empty, Loaded } from '../../kit/states.tsx'
import { To } from '../../kit/to.tsx'
import { useList } from '../../kit/use-list.ts'
import { paths } from '../../paths.ts'
import { useSpeech } from '../../text/language.tsx'
import { ProjectFilters, Waits } from './project.filters.tsx'
import './projects.css'

/** As many as a board can show and a reader can take in. */
const MOST = 200

/** A column for every state in which there is a project; filters as on the list. */
export function ProjectBoard() {
  const { t } = useSpeech()
  const list = useList(projects.list)
  const found = useRead(projects.list, { query: { ...list.query, page: 1, pageSize: MOST } }, { keep: true })
  return (
    <div className="page">
      <PageHead
        title={t('project.board')}
        lead={t('project.lead')}
        actions={
          <>
            <ActionButton action="projects.manage" type="primary" href={paths.newProject}>
              {t('project.begin')}
            </ActionButton>
            <ActionButton action="projects.read" href={paths.projects}>
              {t('project.as_list')}
            </ActionButton>
          </>
        }
      />
      <div className="board-filters">
        <ProjectFilters list={list} />
      </div>
      <Loaded of={found}>
        {({ items, total }) =>
          items.length === 0 ? (
            <Empty title={t('project.empty')} />
          ) : (
            <>
              {total > items.length && <p className="quiet">{t('project.first_shown', { count: items.length })}</p>}
              <Columns items={items} />
            </>
          )
        }
      </Loaded>
    </div>
  )
}

function Columns({ items }: { items: readonly ProjectListed[] }) {
  const { w } = useSpeech()
  const columns = PROJECT_STATES.map((state) => ({ state, cards: items.filter((each) => each.state === state) }))
  return (
    <div className="board">
      {columns
        .filter(({ cards }) => cards.length > 0)
        .map(({ state, cards }) => (
          <section key={state} aria-label={w('projects', `state.${state}`)}>
            <h2>
              {w('projects', `state.${state}`)} <span className="quiet">{cards.length}</span>
            </h2>
            {cards.map((card) => (
              <article key={card.id} className="card">
                <To href={paths.project(card.id)}>{card.name}</To>
                <small>{card.fund.name}</small>
                <span className="quiet">
                  {w('projects', `people.${card.peopleGroup}`)}
                  {card.sumFen !== null && (
                    <>
                      {' · '}
                      <Money fen={card.sumFen} sign />
                    </>
                  )}
                </span>
                <Waits row={card} />
              </article>
            ))}
          </section>
        ))}
    </div>
  )
}
