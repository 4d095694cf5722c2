import { routes as ballots } from '@shanju/contract/ballots/routes.ts'
import type { Ballot } from '@shanju/contract/ballots/shapes.ts'
import { Alert, App, Checkbox, InputNumber } from 'antd'
import { useState } from 'react'
import { useWrite } from '../../kit/queries.ts'
import { Section } from '../../kit/record-page.tsx'
import { Rows } from '../../kit/rows.tsx'
import { StatusTag } from '../../kit/show.tsx'
import { useErrorText } from '../../kit/states.tsx'
import { WhyButton } from '../../kit/why-button.tsx'
import { useSpeech } from '../../text/language.tsx'

/** Slips out of the box, keyed by two clerks, each at their own desk and without seeing what the other read. */
export function Desk({ ballot }: { ballot: Ballot }) {
  const { t } = useSpeech()
  const errorText = useErrorText()
  const { message } = App.useApp()
  const key = useWrite(ballots.keySlip)
  const [slip, setSlip] = useState<number | null>(1)
  const [marks, setMarks] = useState<number[]>([])
  const send = async () => {
    if (slip === null) return
    await key
      .mutateAsync({ input: { params: { id: ballot.id }, body: { slip, marks } } })
      .then(() => {
        message.success(t('ballot.keyed', { slip }))
        setSlip(slip + 1)
        setMarks([])
      })
      .catch(() => undefined)
  }
  return (
    <Section title={t('ballot.desk')}>
      <div className="stack">
        <p className="quiet">{t('ballot.desk_help')}</p>
        <div>
          <label htmlFor="slip">{t('ballot.slip')}</label>{' '}
          <InputNumber id="slip" min={1} max={100_000} precision={0} value={slip} onChange={setSlip} />
        </div>
        <Checkbox.Group
          className="slip-marks"
          aria-label={t('ballot.options')}
          value={marks}
          onChange={setMarks}
          options={ballot.options.map(({ number, title }) => ({ value: number, label: `${number}. ${title}` }))}
        />
        <p className="quiet">{t('ballot.blank')}</p>
        {key.error && <Alert type="error" showIcon role="alert" title={errorText(key.error)} />}
        <div>
          <WhyButton type="primary" loading={key.isPending} why={slip === null && t('why.slip')} onClick={send}>
            {t('ballot.key')}
          </WhyButton>
        </div>
        {ballot.slips.length > 0 && (
          <Rows<Ballot['slips'][number]>
            label={t('ballot.desk')}
            rows={ballot.slips}
            keyOf={(row) => String(row.slip)}
            columns={[
              { key: 'slip', title: t('ballot.slip'), main: true, show: (row) => row.slip },
              {
                key: 'state',
                title: t('ballot.state'),
                show: (row) => <StatusTag module="ballots" group="slip" value={row.state} />,
              },
            ]}
          />
        )}
      </div>
    </Section>
  )
}
