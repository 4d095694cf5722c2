import { routes as evaluations } from '@shanju/contract/evaluation/routes.ts'
import { sampleSize } from '@shanju/contract/evaluation/sample.ts'
import type { Evaluation, MadeCode, Respondent } from '@shanju/contract/evaluation/shapes.ts'
import { MOST_CODES } from '@shanju/contract/evaluation/vocab.ts'
import { Alert, App, Button, Checkbox, Input, InputNumber, Pagination } from 'antd'
import { useState } from 'react'
import { ActionButton } from '../../kit/action-button.tsx'
import { useAsk } from '../../kit/ask.tsx'
import { CodeSlips } from '../../kit/code-slips.tsx'
import { HandIn } from '../../kit/hand-in.tsx'
import { useRead, useWrite } from '../../kit/queries.ts'
import { Section } from '../../kit/record-page.tsx'
import { Rows } from '../../kit/rows.tsx'
import { useErrorText } from '../../kit/states.tsx'
import { useSettled } from '../../kit/use-settled.ts'
import { useSession } from '../../session.tsx'
import { useSpeech } from '../../text/language.tsx'
import { subjectOf } from '../governance/parts.tsx'
import { InterviewWindow } from './evaluation.interview.tsx'

const PAGE = 20

/** The roll and who of it is asked; then codes, sheets handed in, interviews. */
export function Roll({ evaluation }: { evaluation: Evaluation }) {
  const { t } = useSpeech()
  const { may } = useSession()
  const [codes, setCodes] = useState<readonly MadeCode[]>()
  const make = useWrite(evaluations.makeCodes)
  const errorText = useErrorText()
  const subject = subjectOf(evaluation.whose)
  const manages = may('evaluation.manage', subject)
  const print = (respondentId: string | null) =>
    make
      .mutateAsync({ input: { params: { id: evaluation.id }, body: { count: MOST_CODES, respondentId } } })
      .then((made) => setCodes(made.codes))
      .catch(() => undefined)
  const { people, asked, coded, drawn } = evaluation
  return (
    <Section
      title={t('evaluation.roll')}
      more={
        drawn && (
          <ActionButton
            action="evaluation.manage"
            subject={subject}
            why={coded === asked ? t('evaluation.codes_none') : undefined}
            onClick={() => print(null)}
          >
            {t('evaluation.codes')}
          </ActionButton>
        )
      }
    >
      <div className="stack">
        <p>{t('evaluation.roll_count', { people, asked, coded })}</p>
        {make.error && <Alert type="error" showIcon role="alert" title={errorText(make.error)} />}
        {manages && !drawn && <Load evaluation={evaluation} />}
        {manages && !drawn && people > 0 && <Draw evaluation={evaluation} />}
        {may('evaluation.interview', subject) && people > 0 && <People evaluation={evaluation} renew={print} />}
      </div>
      {codes && <CodesWindow evaluation={evaluation} codes={codes} close={() => setCodes(undefined)} />}
    </Section>
  )
}

function Load({ evaluation }: { evaluation: Evaluation }) {
  const { t } = useSpeech()
  const { message } = App.useApp()
  const load = useWrite(evaluations.importRoll)
  const [merge, setMerge] = useState(false)
  const send = async (file: File) => {
    const input = { params: { id: evaluation.id }, query: { merge } }
    const done = await load.mutateAsync({ input, file }).catch(() => undefined)
    if (done) message.success(t('evaluation.roll_done', { ...done }))
  }
  return (
    <div className="stack">
      <HandIn
        title={t('evaluation.roll_drop')}
        hint={t('evaluation.roll_hint')}
        busy={load.isPending}
        error={load.error}
        onFile={send}
      />
      <Checkbox checked={merge} onChange={(event) => setMerge(event.target.checked)}>
        {t('evaluation.roll_merge')}
      </Checkbox>
    </div>
  )
}

/** How many the wanted margin asks for, and the draw. */
function Draw({ evaluation }: { evaluation: Evaluation }) {
  const { t } = useSpeech()
  const ask = useAsk()
  const draw = useWrite(evaluations.draw)
  const { people, margin, sampling } = evaluation
  const advised = sampleSize(people, margin)
  const [size, setSize] = useState<number | null>(null)
  return (
    <div className="stack">
      {sampling !== 'all' && (
        <>
          <p>{t('evaluation.roll_advice', { margin: margin / 10, people, size: advised })}</p>
          <div>
            <label htmlFor="size">{t('evaluation.size')}</label>{' '}
            <InputNumber id="size" min={1} max={people} precision={0} value={size ?? advised} onChange={setSize} />
          </div>
        </>
      )}
      <div>
        <ActionButton
          action="evaluation.manage"
          subject={subjectOf(evaluation.whose)}
          type="primary"
          onClick={() =>
            ask({
              ...{ title: t('evaluation.draw'), text: t('evaluation.draw_ask'), confirm: t('evaluation.draw') },
              act: () => draw.mutateAsync({ input: { params: { id: evaluation.id }, body: { size } } }),
            })
          }
        >
          {t('evaluation.draw')}
        </ActionButton>
      </div>
    </div>
  )
}

function People({ evaluation, renew }: { evaluation: Evaluation; renew: (id: string) => void }) {
  const { t } = useSpeech()
  const errorText = useErrorText()
  const [words, setWords] = useState('')
  const [page, setPage] = useState(1)
  const [onlyAsked, setOnlyAsked] = useState(evaluation.drawn)
  const q = useSettled(words.trim(), 350)
  const query = { page, pageSize: PAGE, ...(q ? { q } : {}), ...(onlyAsked ? { asked: 'yes' as const } : {}) }
  const found = useRead(evaluations.listRoll, { params: { id: evaluation.id }, query }, { keep: true })
  return (
    <div className="stack">
      <Input
        value={words}
        maxLength={60}
        allowClear
        placeholder={t('evaluation.roll_search')}
        aria-label={t('evaluation.roll_search')}
        onChange={(event) => {
          setWords(event.target.value)
          setPage(1)
        }}
      />
      {evaluation.drawn && (
        <Checkbox checked={onlyAsked} onChange={(event) => setOnlyAsked(event.target.checked)}>
          {t('evaluation.only_asked')}
        </Checkbox>
      )}
      {found.error && <Alert type="error" showIcon role="alert" title={errorText(found.error)} />}
      <PeopleRows
        evaluation={evaluation}
        rows={found.data?.items ?? []}
        stale={found.isPlaceholderData}
        renew={renew}
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

interface RowsProps {
  readonly evaluation: Evaluation
  readonly rows: readonly Respondent[]
  readonly stale: boolean
  readonly renew: (id: string) => void
}

function PeopleRows({ evaluation, rows, stale, renew }: RowsProps) {
  const { t, w } = useSpeech()
  const { message } = App.useApp()
  const { may } = useSession()
  const errorText = useErrorText()
  const [talking, setTalking] = useState<Respondent>()
  const checkIn = useWrite(evaluations.checkIn)
  const manages = may('evaluation.manage', subjectOf(evaluation.whose))
  const open = evaluation.state === 'open'
  const enter = (respondentId: string) =>
    checkIn.mutateAsync({ input: { params: { id: evaluation.id }, body: { respondentId } } }).then(
      () => message.success(t('evaluation.checked_in')),
      (error: Error) => message.error(errorText(error)),
    )
  return (
    <>
      <Rows<Respondent>
        label={t('evaluation.roll')}
        rows={rows}
        keyOf={({ id }) => id}
        stale={stale}
        columns={[
          { key: 'name', title: t('evaluation.resident'), main: true, show: ({ name }) => name },
          { key: 'number', title: t('evaluation.number'), align: 'right', show: ({ number }) => number },
          { key: 'door', title: t('evaluation.door'), show: ({ door }) => door },
          { key: 'community', title: t('evaluation.community'), desk: true, show: ({ community }) => community },
          {
            key: 'manner',
            title: t('evaluation.manner'),
            show: ({ manner, asked }) =>
              manner ? (
                w('evaluation', `manner.${manner}`)
              ) : (
                <span className="quiet">
                  {t(asked || !evaluation.drawn ? 'evaluation.not_answered' : 'evaluation.not_drawn')}
                </span>
              ),
          },
          {
            key: 'acts',
            title: '',
            show: (row) =>
              row.asked &&
              row.manner === null && (
                <span className="actions">
                  {open && manages && (
                    <Button size="small" onClick={() => enter(row.id)}>
                      {t('evaluation.check_in')}
                    </Button>
                  )}
                  {open && (
                    <Button
                      size="small"
                      disabled={evaluation.ranIt}
                      {...(evaluation.ranIt ? { title: t('evaluation.ran_it') } : {})}
                      onClick={() => setTalking(row)}
                    >
                      {t('evaluation.interview')}
                    </Button>
                  )}
                  {manages && (
                    <Button size="small" onClick={() => renew(row.id)}>
                      {t('evaluation.code_new')}
                    </Button>
                  )}
                </span>
              ),
          },
        ]}
      />
      {open && evaluation.ranIt && <p className="quiet">{t('evaluation.ran_it')}</p>}
      {talking && <InterviewWindow evaluation={evaluation} respondent={talking} close={() => setTalking(undefined)} />}
    </>
  )
}

function CodesWindow({
  evaluation,
  codes,
  close,
}: {
  readonly evaluation: Evaluation
  readonly codes: readonly MadeCode[]
  readonly close: () => void
}) {
  const { t } = useSpeech()
  const title = evaluation.project.name
  const slips = codes.map(({ id, number, name, door, code }) => {
    const address = `${location.origin}/q/${evaluation.publicId}?code=${code}`
    const message = t('evaluation.message', { name, title, address })
    return { id, heading: `${number}. ${name} ${door}`, name, address, code, message }
  })
  const said = { title: t('evaluation.codes'), help: t('evaluation.codes_help'), print: t('evaluation.codes_print') }
  return <CodeSlips {...said} under={title} slips={slips} close={close} />
}
