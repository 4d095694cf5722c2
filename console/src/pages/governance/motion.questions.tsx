import type { Motion } from '@shanju/contract/governance/motions.ts'
import { routes as governance } from '@shanju/contract/governance/routes.ts'
import type { Meeting } from '@shanju/contract/governance/shapes.ts'
import { App, Button, Input } from 'antd'
import { useState } from 'react'
import { useRead, useWrite } from '../../kit/queries.ts'
import { Section } from '../../kit/record-page.tsx'
import { When } from '../../kit/show.tsx'
import { Loaded, useErrorText } from '../../kit/states.tsx'
import { WhyButton } from '../../kit/why-button.tsx'
import { useSession } from '../../session.tsx'
import { useSpeech } from '../../text/language.tsx'
import { MemberName, subjectOf } from './parts.tsx'

/** What members asked; shown when somebody asks for it, because reading leaves a trail row. */
export function Questions({ motion, meeting }: { motion: Motion; meeting: Meeting }) {
  const { t } = useSpeech()
  const { may } = useSession()
  const mayAnswer = may('governance.manage', subjectOf(meeting.whose))
  const [shown, setShown] = useState(false)
  const questions = useRead(governance.questions, shown ? { params: { id: motion.id } } : undefined)
  return (
    <Section title={t('motion.questions')}>
      {shown ? (
        <Loaded of={questions}>
          {({ items }) =>
            items.length === 0 ? (
              <p className="quiet">{t('motion.questions_none')}</p>
            ) : (
              <ol className="timeline">
                {items.map((each) => (
                  <li key={each.id}>
                    <strong>{each.words}</strong>
                    <span>
                      <MemberName seat={meeting.seats.find(({ id }) => id === each.seatId)} />
                    </span>
                    <When at={each.askedAt} />
                    {each.answer && <p className="said">{each.answer}</p>}
                    {!each.answer &&
                      (mayAnswer ? <Answer id={each.id} /> : <p className="quiet">{t('motion.unanswered')}</p>)}
                  </li>
                ))}
              </ol>
            )
          }
        </Loaded>
      ) : (
        <div>
          <Button onClick={() => setShown(true)}>{t('motion.questions_show')}</Button>
        </div>
      )}
    </Section>
  )
}

function Answer({ id }: { id: string }) {
  const { t } = useSpeech()
  const { message } = App.useApp()
  const errorText = useErrorText()
  const answer = useWrite(governance.answer)
  const [words, setWords] = useState('')
  const send = async () => {
    await answer
      .mutateAsync({ input: { params: { id }, body: { words } } })
      .then(() => message.success(t('motion.answered')))
      .catch(() => undefined)
  }
  return (
    <div className="stack">
      <Input.TextArea
        aria-label={t('motion.answer')}
        rows={2}
        maxLength={2000}
        value={words}
        onChange={(event) => setWords(event.target.value)}
      />
      {answer.error && <p role="alert">{errorText(answer.error)}</p>}
      <div>
        <WhyButton why={words.trim().length < 2 && t('why.words')} loading={answer.isPending} onClick={send}>
          {t('motion.answer')}
        </WhyButton>
      </div>
    </div>
  )
}
