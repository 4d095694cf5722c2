import { exports as ballotExports } from '@shanju/contract/ballots/exports.ts'
import { routes as ballots } from '@shanju/contract/ballots/routes.ts'
import type { Ballot, MadeCode, Voter } from '@shanju/contract/ballots/shapes.ts'
import { MOST_CODES } from '@shanju/contract/ballots/vocab.ts'
import { Alert, App, Button, Checkbox, Input, Pagination } from 'antd'
import { useState } from 'react'
import { ActionButton } from '../../kit/action-button.tsx'
import { CodeSlips } from '../../kit/code-slips.tsx'
import { ExportButton } from '../../kit/export-button.tsx'
import { HandIn } from '../../kit/hand-in.tsx'
import { useRead, useWrite } from '../../kit/queries.ts'
import { Section } from '../../kit/record-page.tsx'
import { Rows } from '../../kit/rows.tsx'
import { useErrorText } from '../../kit/states.tsx'
import { useSettled } from '../../kit/use-settled.ts'
import { useSession } from '../../session.tsx'
import { useSpeech } from '../../text/language.tsx'
import { subjectOf } from '../governance/parts.tsx'

const PAGE = 20

/** The roll: loaded before the opening; then codes, and who votes on paper. Names are for those who keep the ballot. */
export function Roll({ ballot }: { ballot: Ballot }) {
  const { t } = useSpeech()
  const { may } = useSession()
  const [codes, setCodes] = useState<readonly MadeCode[]>()
  const make = useWrite(ballots.makeCodes)
  const errorText = useErrorText()
  const subject = subjectOf(ballot.whose)
  const manages = may('ballots.manage', subject)
  const print = (voterId: string | null) =>
    make
      .mutateAsync({ input: { params: { id: ballot.id }, body: { count: MOST_CODES, voterId } } })
      .then((made) => setCodes(made.codes))
      .catch(() => undefined)
  return (
    <Section
      title={t('ballot.roll')}
      more={
        <span className="actions">
          <ActionButton
            action="ballots.manage"
            subject={subject}
            why={ballot.roll > 0 && ballot.coded === ballot.roll ? t('ballot.codes_none') : undefined}
            onClick={() => print(null)}
          >
            {t('ballot.codes')}
          </ActionButton>
          {manages && ballot.roll > 0 && (
            <ExportButton route={ballotExports.listRollExport} params={{ id: ballot.id }} query={{}} />
          )}
        </span>
      }
    >
      <div className="stack">
        <p>{t('ballot.roll_count', { count: ballot.roll, coded: ballot.coded })}</p>
        {make.error && <Alert type="error" showIcon role="alert" title={errorText(make.error)} />}
        {manages && ballot.state === 'planned' && <Load ballot={ballot} />}
        {manages && ballot.roll > 0 && <Entries ballot={ballot} renew={print} />}
      </div>
      {codes && <CodesWindow ballot={ballot} codes={codes} close={() => setCodes(undefined)} />}
    </Section>
  )
}

function Load({ ballot }: { ballot: Ballot }) {
  const { t } = useSpeech()
  const { message } = App.useApp()
  const load = useWrite(ballots.importRoll)
  const [merge, setMerge] = useState(false)
  const send = async (file: File) => {
    const input = { params: { id: ballot.id }, query: { merge } }
    const done = await load.mutateAsync({ input, file }).catch(() => undefined)
    if (done) message.success(t('ballot.roll_done', { ...done }))
  }
  return (
    <div className="stack">
      <HandIn
        title={t('ballot.roll_drop')}
        hint={t('ballot.roll_hint')}
        busy={load.isPending}
        error={load.error}
        onFile={send}
      />
      <Checkbox checked={merge} onChange={(event) => setMerge(event.target.checked)}>
        {t('ballot.roll_merge')}
      </Checkbox>
    </div>
  )
}

function Entries({ ballot, renew }: { ballot: Ballot; renew: (voterId: string) => void }) {
  const { t, w } = useSpeech()
  const { message } = App.useApp()
  const errorText = useErrorText()
  const [words, setWords] = useState('')
  const [page, setPage] = useState(1)
  const q = useSettled(words.trim(), 350)
  const query = { page, pageSize: PAGE, ...(q ? { q } : {}) }
  const found = useRead(ballots.listRoll, { params: { id: ballot.id }, query }, { keep: true })
  const checkIn = useWrite(ballots.checkIn)
  const enter = (voterId: string) =>
    checkIn
      .mutateAsync({ input: { params: { id: ballot.id }, body: { voterId } } })
      .then(() => message.success(t('ballot.checked_in')))
      .catch(() => undefined)
  return (
    <div className="stack">
      <Input
        value={words}
        maxLength={60}
        allowClear
        placeholder={t('ballot.roll_search')}
        aria-label={t('ballot.roll_search')}
        onChange={(event) => {
          setWords(event.target.value)
          setPage(1)
        }}
      />
      {(checkIn.error ?? found.error) && (
        <Alert type="error" showIcon role="alert" title={errorText((checkIn.error ?? found.error) as Error)} />
      )}
      <Rows<Voter>
        label={t('ballot.roll')}
        rows={found.data?.items ?? []}
        keyOf={({ id }) => id}
        stale={found.isPlaceholderData}
        columns={[
          { key: 'name', title: t('ballot.resident'), main: true, show: ({ name }) => name },
          { key: 'number', title: t('ballot.number'), align: 'right', show: ({ number }) => number },
          { key: 'door', title: t('ballot.door'), show: ({ door }) => door },
          {
            key: 'voted',
            title: t('ballot.voted'),
            show: ({ manner }) =>
              manner ? w('ballots', `manner.${manner}`) : <span className="quiet">{t('ballot.not_voted')}</span>,
          },
          {
            key: 'acts',
            title: '',
            show: ({ id, manner }) =>
              manner === null && (
                <span className="actions">
                  {ballot.state === 'open' && (
                    <Button size="small" loading={checkIn.isPending} onClick={() => enter(id)}>
                      {t('ballot.check_in')}
                    </Button>
                  )}
                  <Button size="small" onClick={() => renew(id)}>
                    {t('ballot.code_new')}
                  </Button>
                </span>
              ),
          },
        ]}
      />
      <Pagination
        size="small"
        current={page}
        pageSize={PAGE}
        total={found.data?.total ?? 0}
        showSizeChanger={false}
        hideOnSinglePage
        onChange={setPage}
      />
    </div>
  )
}

function CodesWindow({
  ballot,
  codes,
  close,
}: {
  readonly ballot: Ballot
  readonly codes: readonly MadeCode[]
  readonly close: () => void
}) {
  const { t } = useSpeech()
  const slips = codes.map(({ id, number, name, door, code }) => {
    const address = `${location.origin}/v/${ballot.publicId}/vote?code=${code}`
    const message = t('ballot.message', { name, title: ballot.title, address })
    return { id, heading: `${number}. ${name} ${door}`, name, address, code, message }
  })
  const said = { title: t('ballot.codes'), help: t('ballot.codes_help'), print: t('ballot.codes_print') }
  return <CodeSlips {...said} under={ballot.title} slips={slips} close={close} />
}
