import { routes as platform } from '@shanju/contract/platform/routes.ts'
import type { Demonstration as State } from '@shanju/contract/platform/shapes.ts'
import { useQueryClient } from '@tanstack/react-query'
import { Button, Progress } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { useAsk } from '../../kit/ask.tsx'
import { above } from '../../kit/places.ts'
import { useRead, useWrite } from '../../kit/queries.ts'
import { Section } from '../../kit/record-page.tsx'
import { Rows } from '../../kit/rows.tsx'
import { useSession } from '../../session.tsx'
import { useSpeech, useText } from '../../text/language.tsx'

const AGAIN_MS = 1000

/** For who governs the whole city: loads the demonstration on an empty platform, and hands out its sign-ins after. */
export function Demonstration() {
  const { me } = useSession()
  const governs = me.assignments.some(
    ({ role, reach }) => role === 'administrator' && reach.kind === 'division' && above(reach.code).length === 1,
  )
  const about = useRead(platform.about, governs ? {} : undefined)
  const asked = governs && (about.data?.demonstration || about.data?.empty)
  const loading = useRead(platform.demonstration, asked ? {} : undefined, {
    again: (latest) => (latest as State | undefined)?.state === 'filling' && AGAIN_MS,
  })
  useFreshAfter(loading.data?.state)
  if (!about.data || !loading.data) return null
  if (loading.data.state === 'filling') return <Filling {...loading.data} />
  if (loading.data.state === 'ready') return <SignIns rows={loading.data.signIns} />
  return about.data.empty ? <Offer /> : null
}

/** Once the city stands, everything on the page is read again. */
function useFreshAfter(state: State['state'] | undefined): void {
  const client = useQueryClient()
  const before = useRef(state)
  useEffect(() => {
    if (before.current === 'filling' && state === 'ready') client.invalidateQueries()
    before.current = state
  }, [client, state])
}

function Offer() {
  const t = useText()
  const ask = useAsk()
  const load = useWrite(platform.loadDemonstration)
  const [warned, setWarned] = useState(false)
  const askAgain = () =>
    ask({
      title: t('demonstration.second_title'),
      text: t('demonstration.second_text'),
      confirm: t('demonstration.confirm'),
      danger: true,
      act: () => load.mutateAsync({ input: { body: {} } }),
    })
  if (!warned)
    return (
      <p className="hint">
        {t('demonstration.offer')}{' '}
        <Button size="small" onClick={() => setWarned(true)}>
          {t('demonstration.load')}
        </Button>
      </p>
    )
  return (
    <Section title={t('demonstration.first_title')}>
      <div className="stack">
        <p>{t('demonstration.first_text')}</p>
        <div>
          <Button danger onClick={askAgain}>
            {t('demonstration.go_on')}
          </Button>{' '}
          <Button onClick={() => setWarned(false)}>{t('demonstration.not_now')}</Button>
        </div>
      </div>
    </Section>
  )
}

function Filling({ done, total }: State) {
  const t = useText()
  const percent = total ? Math.floor((done / total) * 100) : 0
  return (
    <Section title={t('demonstration.filling')}>
      <div className="progress-of" role="status">
        <Progress percent={percent} status="active" aria-label={t('demonstration.filling')} />
        <p className="quiet">{t('demonstration.may_leave')}</p>
      </div>
    </Section>
  )
}

function SignIns({ rows }: { rows: State['signIns'] }) {
  const { t, w } = useSpeech()
  const [shown, setShown] = useState(false)
  return (
    <Section
      title={t('demonstration.sign_ins')}
      more={
        <Button size="small" aria-expanded={shown} onClick={() => setShown(!shown)}>
          {t(shown ? 'demonstration.sign_ins_hide' : 'demonstration.sign_ins_show')}
        </Button>
      }
    >
      <p className="quiet">{t('demonstration.sign_ins_lead')}</p>
      {shown && (
        <Rows
          label={t('demonstration.sign_ins')}
          rows={rows}
          keyOf={(row) => row.userName}
          columns={[
            { key: 'user', title: t('person.user_name'), main: true, show: (row) => row.userName },
            { key: 'password', title: t('demonstration.password'), show: (row) => <code>{row.password}</code> },
            { key: 'role', title: t('person.role'), show: (row) => w('identity', `role.${row.role}`) },
            { key: 'place', title: t('person.reach'), show: (row) => row.place },
          ]}
        />
      )}
    </Section>
  )
}
