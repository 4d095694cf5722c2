import { routes as funds } from '@shanju/contract/funds/routes.ts'
import { beginFund, type FundRecord, type OpeningCheck } from '@shanju/contract/funds/shapes.ts'
import { routes as regulations } from '@shanju/contract/regulations/routes.ts'
import { Alert, App, Input } from 'antd'
import type { ReactNode } from 'react'
import { z } from 'zod'
import { DayInput, today } from '../../kit/day-input.tsx'
import { Field } from '../../kit/field.tsx'
import { Findings } from '../../kit/findings.tsx'
import { useRead, useWrite } from '../../kit/queries.ts'
import { ShapedForm } from '../../kit/shaped-form.tsx'
import { Loaded } from '../../kit/states.tsx'
import { To } from '../../kit/to.tsx'
import { paths } from '../../paths.ts'
import { useSpeech } from '../../text/language.tsx'

/** What is missing before a fund opens, rule by rule; below it `children`, which learn what was found. */
export function OpeningChecklist({
  fundId,
  children,
}: {
  readonly fundId: string
  readonly children?: (check: OpeningCheck) => ReactNode
}) {
  const check = useRead(funds.check, { params: { id: fundId } })
  return (
    <Loaded of={check}>
      {(found) => (
        <div className="stack">
          <Findings of={found.findings} />
          <Met of={found} />
          {children?.(found)}
        </div>
      )}
    </Loaded>
  )
}

/** Rules that were asked and have nothing to say. */
function Met({ of }: { of: OpeningCheck }) {
  const { t, language } = useSpeech()
  const book = useRead(regulations.list, { query: {} })
  const broken = new Set(of.findings.map(({ regulation }) => regulation))
  const met = (book.data?.items ?? []).filter(({ id }) => of.asked.includes(id) && !broken.has(id))
  if (met.length === 0) return null
  return (
    <ul className="rules-met">
      {met.map(({ id, title }) => (
        <li key={id}>
          <span>{t('opening.met')}</span>
          <To href={paths.rule(id)}>
            {id} {title[language]}
          </To>
        </li>
      ))}
    </ul>
  )
}

/** With warnings the reason is asked for before anything is sent. */
const warned = beginFund.extend({ reason: z.string().trim().min(2).max(300) })

/** The last step: the checklist, the day, a reason where there are warnings. */
export function BeginForm({ fund, done }: { fund: FundRecord; done: () => void }) {
  const { t } = useSpeech()
  const { message } = App.useApp()
  const begin = useWrite(funds.begin)
  return (
    <>
      <p className="quiet">{t('opening.lead')}</p>
      <OpeningChecklist fundId={fund.id}>
        {({ findings }) => {
          const has = (severity: string) => findings.some((each) => each.severity === severity)
          if (has('block')) return <Alert type="error" showIcon title={t('opening.blocked')} />
          return (
            <>
              {!has('warn') && <Alert type="success" showIcon title={t('opening.clear')} />}
              <ShapedForm
                name="begin"
                shape={has('warn') ? warned : beginFund}
                initial={{ opensOn: fund.opensOn < today() ? fund.opensOn : today() }}
                submit={t('opening.begin')}
                send={async (body) => {
                  await begin.mutateAsync({ input: { params: { id: fund.id }, body } })
                  message.success(t('fund.opened'))
                  done()
                }}
              >
                <Field of={beginFund} name="opensOn" label={t('fund.opens_on')}>
                  <DayInput last={today()} />
                </Field>
                {has('warn') && (
                  <Field of={warned} name="reason" label={t('opening.reason')} help={t('opening.reason_help')}>
                    <Input.TextArea rows={2} maxLength={300} showCount />
                  </Field>
                )}
              </ShapedForm>
            </>
          )
        }}
      </OpeningChecklist>
    </>
  )
}
