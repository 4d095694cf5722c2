import type { Questionnaire } from '@shanju/contract/evaluation/questions.ts'
import { routes as evaluations } from '@shanju/contract/evaluation/routes.ts'
import { PageHead } from '../../kit/list-page.tsx'
import { useRead } from '../../kit/queries.ts'
import { Section } from '../../kit/record-page.tsx'
import { Rows } from '../../kit/rows.tsx'
import { Loaded } from '../../kit/states.tsx'
import { useSpeech } from '../../text/language.tsx'
import { useChoices } from './evaluation.parts.tsx'

/** What people are asked, of each questionnaire the newest version, in the reader's language. */
export function QuestionnaireList() {
  const { t } = useSpeech()
  const found = useRead(evaluations.listQuestionnaires, {}, { keep: true })
  return (
    <div className="page">
      <PageHead title={t('evaluation.questionnaires')} lead={t('evaluation.questionnaires_lead')} />
      <Loaded of={found}>
        {({ items }) => (
          <div className="stack">
            {items.map((each) => (
              <Shown key={each.id} questionnaire={each} />
            ))}
          </div>
        )}
      </Loaded>
    </div>
  )
}

function Shown({ questionnaire }: { questionnaire: Questionnaire }) {
  const { t, w, language } = useSpeech()
  const choicesOf = useChoices()
  const rows = questionnaire.questions.map((question, at) => ({ question, number: at + 1 }))
  return (
    <Section title={`${questionnaire.title[language]} · v${questionnaire.version}`}>
      <div className="stack">
        <p>
          {w('projects', `people.${questionnaire.peopleGroup}`)} · {questionnaire.lead[language]}
        </p>
        <Rows<(typeof rows)[number]>
          label={questionnaire.title[language]}
          rows={rows}
          keyOf={({ number }) => String(number)}
          columns={[
            {
              key: 'question',
              title: t('evaluation.question'),
              main: true,
              show: ({ question, number }) => `${number}. ${question[language]}`,
            },
            {
              key: 'kind',
              title: t('evaluation.kind'),
              show: ({ question }) => w('evaluation', `kind.${question.kind}`),
            },
            {
              key: 'choices',
              title: t('evaluation.choices'),
              show: ({ question }) => choicesOf(question).join(' · '),
            },
          ]}
        />
      </div>
    </Section>
  )
}
