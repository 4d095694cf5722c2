import type { TrailRecord } from '@shanju/contract/trail/routes.ts'
import { routes as trail } from '@shanju/contract/trail/routes.ts'
import { useSession } from '../session.tsx'
import { useSpeech, useText } from '../text/language.tsx'
import { useRead } from './queries.ts'
import { Section } from './record-page.tsx'
import { When } from './show.tsx'
import { Loaded } from './states.tsx'

interface TimelineProps {
  readonly kind: string
  readonly id: string
  readonly title?: string
  /** Acts that the page tells already. */
  readonly except?: readonly string[]
}

/** What happened to a thing, from the trail, for those who may read it; others see nothing, not an empty box. */
export function Timeline({ kind, id, title, except = [] }: TimelineProps) {
  const { may } = useSession()
  const t = useText()
  const told = (items: readonly TrailRecord[]) => items.filter(({ action }) => !except.includes(action))
  const result = useRead(
    trail.list,
    may('trail.read')
      ? { query: { subjectKind: kind, subjectId: id, pageSize: except.length > 0 ? 100 : 20 } }
      : undefined,
  )
  if (!may('trail.read')) return null
  return (
    <Section title={title ?? t('timeline.title')}>
      <Loaded of={result}>
        {(page) =>
          told(page.items).length === 0 ? (
            <p className="quiet">{t('timeline.empty')}</p>
          ) : (
            <Steps records={told(page.items)} />
          )
        }
      </Loaded>
    </Section>
  )
}

function Steps({ records }: { records: readonly TrailRecord[] }) {
  const act = useActName()
  return (
    <ol className="timeline">
      {records.map((record) => (
        <li key={record.id}>
          <strong>{act(record.action)}</strong>
          <span>{record.actorName}</span>
          <When at={record.at} />
        </li>
      ))}
    </ol>
  )
}

/**
 * The name of somebody who acted on a thing, for records that know only their id: the trail of the thing has it, and a
 * page that shows both asks once.
 */
export function useActorName(kind: string, id: string, personId: string | null): string | undefined {
  const { may } = useSession()
  const wanted = may('trail.read') && personId !== null
  const found = useRead(trail.list, wanted ? { query: { subjectKind: kind, subjectId: id, pageSize: 20 } } : undefined)
  return found.data?.items.find((record) => record.personId === personId)?.actorName
}

/** The module's word for an act (`act.<name>`); its code where the module has none. */
export function useActName(): (action: string) => string {
  const { w } = useSpeech()
  return (action) => {
    const [module = '', act = ''] = action.split('.')
    const word = w(module, `act.${act}`)
    return word === `${module}.act.${act}` ? action : word
  }
}
