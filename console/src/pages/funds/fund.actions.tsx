import { routes as funds } from '@shanju/contract/funds/routes.ts'
import type { FundRecord } from '@shanju/contract/funds/shapes.ts'
import { FUND_STEPS, type FundStep } from '@shanju/contract/funds/vocab.ts'
import { showId } from '@shanju/contract/kit/ids.ts'
import { formatYuan } from '@shanju/contract/kit/money.ts'
import { ActionButton } from '../../kit/action-button.tsx'
import { useAsk } from '../../kit/ask.tsx'
import { subjectOf } from '../../kit/places.ts'
import { useWrite } from '../../kit/queries.ts'
import { paths } from '../../paths.ts'
import { useSpeech } from '../../text/language.tsx'

/** What may be done to a fund from where it stands; the table of its steps says which and why not. */
export function FundActions({ fund }: { fund: FundRecord }) {
  const { t, w } = useSpeech()
  const ask = useAsk()
  const freeze = useWrite(funds.freeze)
  const reopen = useWrite(funds.reopen)
  const close = useWrite(funds.close)
  const subject = subjectOf(fund)
  const state = w('funds', `state.${fund.state}`)
  const whyNot = (step: FundStep) =>
    (FUND_STEPS[step].from as readonly string[]).includes(fund.state) ? undefined : t('fund.step_why', { state })
  const input = (reason: string) => ({ input: { params: { id: fund.id }, body: { reason } } })
  const left = fund.figures.leftFen
  return (
    <>
      {fund.state === 'preparing' && (
        <ActionButton action="funds.open" subject={subject} type="primary" href={paths.prepareFund(fund.id)}>
          {t('fund.go_on')}
        </ActionButton>
      )}
      <ActionButton
        action="giving.record"
        subject={subject}
        why={fund.state === 'open' ? undefined : t('fund.step_why', { state })}
        {...(fund.state === 'preparing' ? {} : { type: 'primary' as const })}
        href={paths.counter}
        search={{ fund: showId('fund', fund.id) }}
      >
        {t('counter.title')}
      </ActionButton>
      <ActionButton
        action="governance.read"
        subject={subject}
        href={paths.groups}
        search={{ fundId: showId('fund', fund.id) }}
      >
        {t('group.title')}
      </ActionButton>
      <ActionButton
        action="funds.change"
        subject={subject}
        why={fund.state === 'closed' ? t('fund.closed_why') : undefined}
        href={paths.changeFund(fund.id)}
      >
        {t('fund.change')}
      </ActionButton>
      {fund.state !== 'frozen' ? (
        <ActionButton
          action="funds.change"
          subject={subject}
          why={whyNot('freeze')}
          onClick={() =>
            ask({
              title: t('fund.freeze_title', { name: fund.name }),
              text: t('fund.freeze_text'),
              confirm: t('fund.freeze'),
              reason: true,
              act: (reason) => freeze.mutateAsync(input(reason)),
              done: t('fund.frozen'),
            })
          }
        >
          {t('fund.freeze')}
        </ActionButton>
      ) : (
        <ActionButton
          action="funds.change"
          subject={subject}
          why={whyNot('reopen')}
          onClick={() =>
            ask({
              title: t('fund.reopen_title', { name: fund.name }),
              text: t('fund.reopen_text'),
              confirm: t('fund.reopen'),
              reason: true,
              act: (reason) => reopen.mutateAsync(input(reason)),
              done: t('fund.reopened'),
            })
          }
        >
          {t('fund.reopen')}
        </ActionButton>
      )}
      <ActionButton
        action="funds.change"
        subject={subject}
        why={whyNot('close') ?? (left === 0n ? undefined : t('fund.close_left', { sum: formatYuan(left) }))}
        onClick={() =>
          ask({
            title: t('fund.close_title', { name: fund.name }),
            text: t('fund.close_text'),
            confirm: t('fund.close'),
            danger: true,
            reason: true,
            act: (reason) => close.mutateAsync(input(reason)),
            done: t('fund.closed_done'),
          })
        }
      >
        {t('fund.close')}
      </ActionButton>
    </>
  )
}
