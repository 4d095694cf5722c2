import type { Motion } from '@shanju/contract/governance/motions.ts'
import { routes as governance } from '@shanju/contract/governance/routes.ts'
import type { Meeting } from '@shanju/contract/governance/shapes.ts'
import { CHOICES, type Choice } from '@shanju/contract/governance/vocab.ts'
import { Alert, App, Checkbox, InputNumber, Modal, Radio } from 'antd'
import { Fragment, useState } from 'react'
import { useWrite } from '../../kit/queries.ts'
import { useErrorText } from '../../kit/states.tsx'
import { WhyButton } from '../../kit/why-button.tsx'
import { useSpeech } from '../../text/language.tsx'
import { WordSelect } from './parts.tsx'

interface CastProps {
  readonly motion: Motion
  readonly meeting: Meeting
  readonly close: () => void
}

type Keyed = Readonly<Record<string, Choice | undefined>>

/** Those who may still hand in a slip or raise a hand; a slip may replace a vote by link. */
const waiting = ({ roll }: Motion, paper: boolean) =>
  roll.filter(({ recused, manner }) => recused === null && (manner === null || (paper && manner === 'link')))

/** Slips or hands of an open vote, keyed twice. */
export function CastWindow({ motion, meeting, close }: CastProps) {
  const { t, w } = useSpeech()
  const { message } = App.useApp()
  const errorText = useErrorText()
  const cast = useWrite(governance.castOpen)
  const [manner, setManner] = useState<'paper' | 'hand'>('hand')
  const [first, setFirst] = useState<Keyed>({})
  const [second, setSecond] = useState<Keyed>({})
  const rows = waiting(motion, manner === 'paper')
  const keyed = (of: Keyed) => rows.flatMap(({ seatId }) => (of[seatId] ? [{ seatId, choice: of[seatId] }] : []))
  const pick = (label: string, seatId: string, of: Keyed, set: (next: Keyed) => void) => (
    <WordSelect
      label={label}
      values={CHOICES}
      group="choice"
      value={of[seatId] ?? null}
      onChange={(choice) => set({ ...of, [seatId]: CHOICES.find((each) => each === choice) })}
    />
  )
  const send = async () => {
    const body = { manner, first: keyed(first), second: keyed(second) }
    await cast
      .mutateAsync({ input: { params: { id: motion.id }, body } })
      .then(() => {
        message.success(t('motion.cast_done'))
        close()
      })
      .catch(() => undefined)
  }
  return (
    <Modal open onCancel={close} footer={null} title={t('motion.cast')} width={640}>
      <div className="stack">
        <p className="quiet">{t('motion.cast_help')}</p>
        <Radio.Group
          aria-label={t('motion.how')}
          value={manner}
          onChange={(event) => setManner(event.target.value)}
          options={(['hand', 'paper'] as const).map((each) => ({
            value: each,
            label: w('governance', `manner.${each}`),
          }))}
        />
        <div className="keyed-twice">
          <strong>{t('seat.name')}</strong>
          <strong>{t('motion.first')}</strong>
          <strong>{t('motion.second')}</strong>
          {rows.map(({ seatId }) => {
            const name = meeting.seats.find(({ id }) => id === seatId)?.fullName ?? t('seat.forgotten')
            return (
              <Fragment key={seatId}>
                <span>{name}</span>
                {pick(`${name} ${t('motion.first')}`, seatId, first, setFirst)}
                {pick(`${name} ${t('motion.second')}`, seatId, second, setSecond)}
              </Fragment>
            )
          })}
        </div>
        {cast.error && <Alert type="error" showIcon role="alert" title={errorText(cast.error)} />}
        <div>
          <WhyButton
            type="primary"
            loading={cast.isPending}
            why={keyed(first).length === 0 && t('why.votes')}
            onClick={send}
          >
            {t('motion.cast')}
          </WhyButton>
        </div>
      </div>
    </Modal>
  )
}

const NONE = { yes: 0, no: 0, blank: 0 }

/** Slips of a secret vote: who took one, and how many said what. */
export function SlipsWindow({ motion, meeting, close }: CastProps) {
  const { t, w } = useSpeech()
  const { message } = App.useApp()
  const errorText = useErrorText()
  const cast = useWrite(governance.castSlips)
  const [seatIds, setSeatIds] = useState<string[]>([])
  const [keyed, setKeyed] = useState({ first: NONE, second: NONE })
  const rows = waiting(motion, false)
  const send = async () => {
    await cast
      .mutateAsync({ input: { params: { id: motion.id }, body: { seatIds, ...keyed } } })
      .then(() => {
        message.success(t('motion.cast_done'))
        close()
      })
      .catch(() => undefined)
  }
  return (
    <Modal open onCancel={close} footer={null} title={t('motion.cast')} width={640}>
      <div className="stack">
        <p className="quiet">{t('motion.cast_secret_help')}</p>
        <Checkbox.Group
          aria-label={t('motion.members')}
          value={seatIds}
          onChange={setSeatIds}
          options={rows.map(({ seatId }) => ({
            value: seatId,
            label: meeting.seats.find(({ id }) => id === seatId)?.fullName ?? t('seat.forgotten'),
          }))}
        />
        <div className="keyed-twice">
          <strong>{t('motion.choice')}</strong>
          <strong>{t('motion.first')}</strong>
          <strong>{t('motion.second')}</strong>
          {CHOICES.map((choice) => (
            <Fragment key={choice}>
              <span>{w('governance', `choice.${choice}`)}</span>
              {(['first', 'second'] as const).map((time) => (
                <InputNumber
                  key={time}
                  aria-label={`${w('governance', `choice.${choice}`)} ${t(`motion.${time}`)}`}
                  min={0}
                  max={30}
                  precision={0}
                  value={keyed[time][choice]}
                  onChange={(n) => setKeyed({ ...keyed, [time]: { ...keyed[time], [choice]: n ?? 0 } })}
                />
              ))}
            </Fragment>
          ))}
        </div>
        {cast.error && <Alert type="error" showIcon role="alert" title={errorText(cast.error)} />}
        <div>
          <WhyButton
            type="primary"
            loading={cast.isPending}
            why={seatIds.length === 0 && t('why.seats')}
            onClick={send}
          >
            {t('motion.cast')}
          </WhyButton>
        </div>
      </div>
    </Modal>
  )
}
