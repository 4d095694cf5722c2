import { summaryOf, whyOf } from '@shanju/contract/ballots/count/explain.ts'
import { routes as ballots } from '@shanju/contract/ballots/routes.ts'
import type { Ballot } from '@shanju/contract/ballots/shapes.ts'
import { routes as governance } from '@shanju/contract/governance/routes.ts'
import { fill } from '@shanju/contract/kit/language.ts'
import { Alert, App, Modal, Select, Tag } from 'antd'
import { useState } from 'react'
import { useRead, useWrite } from '../../kit/queries.ts'
import { Section } from '../../kit/record-page.tsx'
import { useErrorText } from '../../kit/states.tsx'
import { To } from '../../kit/to.tsx'
import { WhyButton } from '../../kit/why-button.tsx'
import { paths } from '../../paths.ts'
import { useSpeech } from '../../text/language.tsx'

/** What came of it, with why and why not, as on the public page. */
export function ResultShown({ ballot }: { ballot: Ballot }) {
  const { t, w } = useSpeech()
  const { result } = ballot
  if (!result) return null
  const said = ({ key, values }: ReturnType<typeof whyOf>) => fill(w('ballots', key), values)
  const titleOf = (id: string) => ballot.options.find(({ number }) => String(number) === id)?.title ?? id
  return (
    <Section title={t('ballot.result')}>
      <div className="stack">
        <p>{said(summaryOf(result))}</p>
        <ol className="timeline">
          {result.outcomes.map((outcome) => (
            <li key={outcome.id}>
              <strong>
                {outcome.id}. {titleOf(outcome.id)}{' '}
                {outcome.rank !== null && <Tag color="success">{t('ballot.chosen')}</Tag>}
              </strong>
              <span>{t('ballot.votes', { count: outcome.votes })}</span>
              <span>{said(whyOf(outcome, result))}</span>
            </li>
          ))}
        </ol>
        {ballot.motions.map(({ id, title }) => (
          <p key={id}>
            <To href={paths.motion(id)}>{title}</To>
          </p>
        ))}
      </div>
    </Section>
  )
}

/** The meeting of the fund's group before which the result goes. */
export function PutWindow({ ballot, close }: { ballot: Ballot; close: () => void }) {
  const { t } = useSpeech()
  const errorText = useErrorText()
  const { message } = App.useApp()
  const put = useWrite(ballots.putToGroup)
  const [meetingId, setMeeting] = useState<string>()
  const groups = useRead(governance.listGroups, { query: { fundId: ballot.fund.id } })
  const groupId = groups.data?.items[0]?.id
  const group = useRead(governance.getGroup, groupId ? { params: { id: groupId }, query: {} } : undefined)
  const options = (group.data?.meetings ?? []).map(({ id, number, place }) => ({
    value: id,
    label: `${t('meeting.number', { number })} ${place}`,
  }))
  const send = async () => {
    if (!meetingId) return
    await put
      .mutateAsync({ input: { params: { id: ballot.id }, body: { meetingId } } })
      .then(() => {
        message.success(t('ballot.put'))
        close()
      })
      .catch(() => undefined)
  }
  return (
    <Modal open onCancel={close} footer={null} title={t('ballot.to_group')}>
      <div className="stack">
        <p className="quiet">{t('ballot.to_group_help')}</p>
        <Select
          aria-label={t('ballot.meeting')}
          placeholder={t('ballot.meeting')}
          options={options}
          value={meetingId ?? null}
          onChange={(id) => setMeeting(id ?? undefined)}
        />
        {put.error && <Alert type="error" showIcon role="alert" title={errorText(put.error)} />}
        <div>
          <WhyButton type="primary" why={!meetingId && t('why.meeting')} loading={put.isPending} onClick={send}>
            {t('ballot.to_group')}
          </WhyButton>
        </div>
      </div>
    </Modal>
  )
}
