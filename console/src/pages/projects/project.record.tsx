import { formatYuan } from '@shanju/contract/kit/money.ts'
import { routes as projects } from '@shanju/contract/projects/routes.ts'
import type { BudgetShown, Project } from '@shanju/contract/projects/shapes.ts'
import { STEP_NAMES } from '@shanju/contract/projects/steps.ts'
import { Tag } from 'antd'
import { PaperMenu, usePapers } from '../../kit/paper-menu.tsx'
import { useRead } from '../../kit/queries.ts'
import { Figures, Properties, RecordPage, Section } from '../../kit/record-page.tsx'
import { Rows } from '../../kit/rows.tsx'
import { Day, Money, Nothing, StatusTag, When } from '../../kit/show.tsx'
import { Loaded } from '../../kit/states.tsx'
import { Timeline } from '../../kit/timeline.tsx'
import { To } from '../../kit/to.tsx'
import { useIdParam } from '../../kit/use-param.ts'
import { paths } from '../../paths.ts'
import { useSpeech } from '../../text/language.tsx'
import { ProjectActions } from './project.actions.tsx'
import { Evaluations } from './project.evaluations.tsx'
import { EvidenceReview } from './project.evidence.tsx'
import { Objections } from './project.objections.tsx'
import './projects.css'

/** Acts of the trail that stand among the steps. */
const STEPS_TOLD = ['begin', ...STEP_NAMES].map((step) => `projects.${step}`)

export function ProjectRecord() {
  const project = useRead(projects.get, { params: { id: useIdParam('project') } })
  return <Loaded of={project}>{(found) => <Shown project={found} />}</Loaded>
}

interface Props {
  readonly project: Project
}

function Shown({ project }: Props) {
  const { t, w } = useSpeech()
  const papers = usePapers()
  return (
    <RecordPage
      title={project.name}
      crumbs={[{ href: paths.projects, name: t('project.title') }]}
      status={<StatusTag module="projects" value={project.state} />}
      lead={
        <>
          <To href={paths.fund(project.fund.id)}>{project.fund.name}</To> ·{' '}
          {w('projects', `people.${project.peopleGroup}`)}
          {project.noticeUntil && (
            <>
              {' · '}
              <a href={`/p/${project.code}`} target="_blank" rel="noreferrer">
                {t('project.public')}
              </a>
            </>
          )}
        </>
      }
      actions={
        <>
          <ProjectActions project={project} />
          {project.noticeUntil && <PaperMenu id={project.id} choices={papers.notice(projects.printNotice)} />}
        </>
      }
      aside={<Steps project={project} />}
    >
      <Budget project={project} />
      <Plan project={project} />
      <EvidenceReview project={project} />
      <Objections project={project} />
      <Decisions project={project} />
      <Evaluations project={project} />
      <End project={project} />
      <Timeline kind="project" id={project.id} title={t('project.besides')} except={STEPS_TOLD} />
    </RecordPage>
  )
}

function Budget({ project }: Props) {
  const { t, w } = useSpeech()
  const inForce = project.budgets.find(({ state }) => state === 'in_force')
  if (!inForce) return null
  const told = inForce.lines.some(({ spentFen }) => spentFen !== null)
  const spent = inForce.lines.reduce((sum, line) => sum + (line.spentFen ?? 0n), 0n)
  const others = project.budgets.filter(({ state }) => state !== 'in_force')
  return (
    <Section title={t('project.budget')}>
      <div className="stack">
        <Figures
          of={[
            { label: t('project.sum'), value: <Money fen={inForce.sumFen} sign /> },
            { label: t('project.spent'), value: told ? <Money fen={spent} sign /> : <Nothing /> },
            {
              label: t('project.paid'),
              value: <Money fen={project.paidFen} sign />,
              note: project.backFen > 0n && `${t('project.back')} ${formatYuan(project.backFen)}`,
            },
            { label: t('project.live'), value: <Money fen={project.liveFen} sign /> },
            {
              label: t('project.left'),
              value: <Money fen={inForce.sumFen - project.paidFen - project.liveFen + project.backFen} sign />,
            },
          ]}
        />
        <Rows<BudgetShown['lines'][number]>
          label={t('project.budget')}
          rows={inForce.lines}
          keyOf={(line) => line.name}
          columns={[
            { key: 'line', title: t('project.line'), main: true, show: (line) => line.name },
            {
              key: 'sum',
              title: t('project.sum'),
              align: 'right',
              sum: true,
              show: (line) => <Money fen={line.amountFen} />,
            },
            {
              key: 'spent',
              title: t('project.spent'),
              align: 'right',
              show: (line) => (line.spentFen === null ? <Nothing /> : <Money fen={line.spentFen} />),
            },
            {
              key: 'paid',
              title: t('project.paid'),
              align: 'right',
              show: (line) => <Money fen={line.paidFen} />,
            },
            {
              key: 'left',
              title: t('project.left'),
              align: 'right',
              show: (line) => <Money fen={line.amountFen - line.paidFen - line.liveFen} />,
            },
          ]}
        />
        {others.length > 0 && (
          <p>
            {t('project.other_budgets')}:{' '}
            {others.map(({ number, sumFen, state }) => (
              <Tag key={number} color={state === 'asked' ? 'processing' : 'default'}>
                <Money fen={sumFen} sign /> {w('projects', `budget.${state}`)}
              </Tag>
            ))}
          </p>
        )}
      </div>
    </Section>
  )
}

function Plan({ project }: Props) {
  const { t, w } = useSpeech()
  const { proposal } = project
  return (
    <Section title={t('project.plan')}>
      <div className="stack">
        <Properties
          of={[
            { label: t('project.need'), value: <span className="said-short">{project.need}</span>, wide: true },
            { label: t('project.source'), value: w('projects', `need.${project.needSource}`) },
            { label: t('project.reach'), value: project.people },
            ...(proposal
              ? [
                  {
                    label: t('project.plan'),
                    value: <span className="said-short">{proposal.words}</span>,
                    wide: true,
                  },
                  { label: t('project.field'), value: w('funds', `field.${proposal.field}`) },
                  {
                    label: t('project.time'),
                    value: (
                      <>
                        <Day on={proposal.startsOn} /> – <Day on={proposal.endsOn} />
                      </>
                    ),
                  },
                  { label: t('project.risks'), value: proposal.risks, wide: true },
                ]
              : []),
          ]}
        />
        {proposal && (
          <ol className="timeline">
            {proposal.milestones.map(({ title, dueOn, reachedOn }) => (
              <li key={title}>
                <strong>{title}</strong>
                <span>
                  {t('project.due')} <Day on={dueOn} />
                  {reachedOn && ` · ${t('project.reached', { day: reachedOn })}`}
                </span>
              </li>
            ))}
            {proposal.indicators.map(({ name, unit, target, result }) => (
              <li key={name}>
                <strong>{name}</strong>
                <span>
                  {t('project.target')} {target} {unit}
                  {result !== null && ` · ${t('project.result')} ${result} ${unit}`}
                </span>
              </li>
            ))}
          </ol>
        )}
      </div>
    </Section>
  )
}

function Decisions({ project }: Props) {
  const { t, w } = useSpeech()
  if (project.decisions.length === 0) return null
  return (
    <Section title={t('project.decisions')}>
      <ul className="citations">
        {project.decisions.map(({ motionId, title, state }) => (
          <li key={motionId}>
            <To href={paths.motion(motionId)}>{title}</To>{' '}
            <Tag color={state === 'carried' ? 'success' : state === 'fallen' ? 'error' : 'processing'}>
              {w('projects', `decision.${state}`)}
            </Tag>
          </li>
        ))}
      </ul>
    </Section>
  )
}

function End({ project }: Props) {
  const { t, w } = useSpeech()
  const { agreement, claimedFen, backFen, level, closing } = project
  if (!agreement && claimedFen === 0n && !closing) return null
  return (
    <Section title={t('project.end')}>
      <Properties
        of={[
          ...(agreement
            ? [
                { label: t('project.signed'), value: <Day on={agreement.signedOn} /> },
                { label: t('project.surplus'), value: w('projects', `surplus.${agreement.surplus}`) },
              ]
            : []),
          ...(claimedFen > 0n
            ? [
                { label: t('project.claimed'), value: <Money fen={claimedFen} sign /> },
                { label: t('project.back'), value: <Money fen={backFen} sign /> },
              ]
            : []),
          ...(level ? [{ label: t('project.level'), value: w('projects', `level.${level}`) }] : []),
          ...(closing
            ? [
                { label: t('project.surplus_left'), value: <Money fen={closing.surplusFen} sign /> },
                {
                  label: t('project.surplus_how'),
                  value: closing.treatment && (
                    <>
                      {w('projects', `surplus.${closing.treatment}`)} {closing.target?.name}
                    </>
                  ),
                },
              ]
            : []),
        ]}
      />
    </Section>
  )
}

/** Every step, the latest first, with who took it and what was said. */
function Steps({ project }: Props) {
  const { t, w } = useSpeech()
  return (
    <Section title={t('project.steps')}>
      <ol className="timeline">
        {project.steps.map(({ number, step, words, by, takenAt, untilOn, amountFen, milestone }) => (
          <li key={number}>
            <strong>
              {w('projects', `done.${step}`)} {milestone !== null && project.proposal?.milestones[milestone - 1]?.title}
              {amountFen !== null && <Money fen={amountFen} sign />}
            </strong>
            <span className="said-short">
              {step === 'begin' || step === 'propose' ? '' : words}
              {untilOn && ` (${t('project.notice_until')} ${untilOn})`}
            </span>
            <span className="quiet">
              <When at={takenAt} /> {by && `${t('project.by')} ${by}`}
            </span>
          </li>
        ))}
      </ol>
    </Section>
  )
}
