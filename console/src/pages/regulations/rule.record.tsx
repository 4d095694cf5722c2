import { routes as regulations } from '@shanju/contract/regulations/routes.ts'
import type { RegulationRecord, SettingChange } from '@shanju/contract/regulations/shapes.ts'
import { Tag } from 'antd'
import { ActionButton } from '../../kit/action-button.tsx'
import { today } from '../../kit/clock.ts'
import { useRead } from '../../kit/queries.ts'
import { Properties, RecordPage, Section } from '../../kit/record-page.tsx'
import { Rows } from '../../kit/rows.tsx'
import { Day, StatusTag, When } from '../../kit/show.tsx'
import { Loaded } from '../../kit/states.tsx'
import { Timeline } from '../../kit/timeline.tsx'
import { useTextParam } from '../../kit/use-param.ts'
import { paths } from '../../paths.ts'
import { useSession } from '../../session.tsx'
import { useSpeech } from '../../text/language.tsx'
import { RuleState } from './rule.state.tsx'
import { useParameterTitle, useValueText } from './rule.values.tsx'
import './regulations.css'

export function RuleRecord() {
  const rule = useRead(regulations.get, { params: { id: useTextParam('id') } })
  return <Loaded of={rule}>{(found) => <Shown rule={found} />}</Loaded>
}

function Shown({ rule }: { rule: RegulationRecord }) {
  const { t, w, language } = useSpeech()
  const { may } = useSession()
  const word = (key: string) => w('regulations', key)
  return (
    <RecordPage
      title={rule.title[language]}
      crumbs={[{ href: paths.rules, name: t('rule.title') }]}
      status={<RuleState rule={rule} />}
      lead={<span className="figures">{rule.id}</span>}
      actions={
        // Who may change none of them reads the book as anybody does.
        may('regulations.change') && (
          <ActionButton action="regulations.change" href={paths.changeRule(rule.id)}>
            {t('rule.change')}
          </ActionButton>
        )
      }
      aside={<Timeline kind="regulation" id={rule.id} />}
    >
      <Section title={t('rule.text')}>
        <p className="rule-text">{rule.text[language]}</p>
      </Section>
      <section className="card">
        <Properties
          of={[
            {
              label: t('rule.severity'),
              value: (
                <>
                  <StatusTag module="regulations" group="severity" value={rule.severity} />
                  <small>{word(`severity.${rule.severity}.means`)}</small>
                  {rule.severity !== rule.defaultSeverity && (
                    <small> {t('rule.severity_default', { severity: word(`severity.${rule.defaultSeverity}`) })}</small>
                  )}
                </>
              ),
            },
            {
              label: t('rule.speaks_of'),
              value: rule.speaksOf.map((value) => word(`speaks_of.${value}`)).join(language === 'zh' ? '、' : ', '),
            },
            {
              label: t('rule.asked'),
              value: rule.speaksOf.map((value) => <p key={value}>{word(`asked.${value}`)}</p>),
              wide: true,
            },
            {
              label: t('rule.effective'),
              value: t(rule.effectiveTo ? 'rule.effective_between' : 'rule.effective_from', {
                from: rule.effectiveFrom,
                to: rule.effectiveTo ?? '',
              }),
            },
            { label: t('rule.evidence'), value: word(`evidence.${rule.evidence}`) },
          ]}
        />
      </section>
      <Citations rule={rule} />
      {rule.parameters.length > 0 && <Parameters rule={rule} />}
      <Section title={t('rule.changes')}>
        {rule.changes.length === 0 ? (
          <p className="quiet">{t('rule.no_changes')}</p>
        ) : (
          <ol className="said">
            {rule.changes.map((change) => (
              <Change key={change.recordedAt.toISOString()} rule={rule} change={change} />
            ))}
          </ol>
        )}
      </Section>
    </RecordPage>
  )
}

function Citations({ rule }: { rule: RegulationRecord }) {
  const { t, language } = useSpeech()
  return (
    <Section title={t('rule.citations')}>
      <ul className="citations">
        {rule.citations.map((each) => (
          <li key={`${each.instrument.zh} ${each.article.zh}`}>
            {each.instrument[language]} {each.article[language]}
            {each.url && (
              <>
                {' '}
                <a href={each.url} target="_blank" rel="noreferrer">
                  {t('rule.read_source')}
                </a>
              </>
            )}
          </li>
        ))}
      </ul>
    </Section>
  )
}

function Parameters({ rule }: { rule: RegulationRecord }) {
  const { t, w, language } = useSpeech()
  const valueText = useValueText(rule)
  const title = useParameterTitle(rule)
  return (
    <>
      <Section title={t('rule.parameters')}>
        <Rows
          label={t('rule.parameters')}
          rows={rule.parameters}
          keyOf={(row) => row.name}
          columns={[
            { key: 'name', title: t('rule.parameter'), main: true, show: (row) => row.title[language] },
            {
              key: 'value',
              title: t('rule.value'),
              sum: true,
              show: (row) => <strong>{valueText(row.name, row.value)}</strong>,
            },
            { key: 'shipped', title: t('rule.shipped'), show: (row) => valueText(row.name, row.shipped) },
            {
              key: 'source',
              title: t('rule.source'),
              show: (row) => (
                <>
                  {row.source[language]} <small>{w('regulations', `evidence.${row.evidence}`)}</small>
                </>
              ),
            },
          ]}
        />
      </Section>
      {rule.shippedValues.length > rule.parameters.length && (
        <Section title={t('rule.shipped_history')}>
          <Rows
            label={t('rule.shipped_history')}
            rows={rule.shippedValues}
            keyOf={(row) => `${row.name} ${row.from}`}
            columns={[
              { key: 'name', title: t('rule.parameter'), main: true, show: (row) => title(row.name) },
              { key: 'value', title: t('rule.value'), sum: true, show: (row) => valueText(row.name, row.value) },
              { key: 'from', title: t('rule.from'), show: (row) => <Day on={row.from} /> },
              { key: 'source', title: t('rule.source'), show: (row) => row.source[language] },
            ]}
          />
        </Section>
      )}
    </>
  )
}

function Change({ rule, change }: { rule: RegulationRecord; change: SettingChange }) {
  const { t, w } = useSpeech()
  const valueText = useValueText(rule)
  const title = useParameterTitle(rule)
  const said = [
    change.severity && t('rule.set_severity', { severity: w('regulations', `severity.${change.severity}`) }),
    change.enabled !== null && t(change.enabled ? 'rule.set_on' : 'rule.set_off'),
    ...change.values.map(({ name, value }) =>
      t('rule.set_value', { name: title(name), value: valueText(name, value) }),
    ),
  ].filter((each) => typeof each === 'string')
  return (
    <li>
      <strong>{said.join(' · ')}</strong> {change.fromOn > today() && <Tag color="processing">{t('rule.to_come')}</Tag>}
      <p>{change.reason}</p>
      <small>
        {t('rule.effective_from', { from: change.fromOn })} · <When at={change.recordedAt} />
      </small>
    </li>
  )
}
