import { exports as ruleExports } from '@shanju/contract/regulations/exports.ts'
import { routes as regulations } from '@shanju/contract/regulations/routes.ts'
import type { RegulationRecord } from '@shanju/contract/regulations/shapes.ts'
import { type RegulationTrialRow, TRIED_KINDS } from '@shanju/contract/regulations/trial.ts'
import { ChoiceFilter } from '../../kit/filters.tsx'
import { useRead } from '../../kit/queries.ts'
import { Day, Money } from '../../kit/show.tsx'
import { Loaded } from '../../kit/states.tsx'
import { To } from '../../kit/to.tsx'
import { TrialPage } from '../../kit/trial-page.tsx'
import { useList } from '../../kit/use-list.ts'
import { useTextParam } from '../../kit/use-param.ts'
import { paths } from '../../paths.ts'
import { useSpeech } from '../../text/language.tsx'
import { useParameterTitle, useValueText } from './rule.values.tsx'

/** A changed regulation over what was recorded: the draft stands in the address. */
export function RuleTrial() {
  const rule = useRead(regulations.get, { params: { id: useTextParam('id') } })
  return <Loaded of={rule}>{(found) => <Shown rule={found} />}</Loaded>
}

const HREFS: Partial<Record<RegulationTrialRow['kind'], (id: string) => string>> = {
  gift: paths.gift,
  payment: paths.payment,
  fund: paths.fund,
  duty: paths.duty,
}

function Shown({ rule }: { rule: RegulationRecord }) {
  const { t, w, language } = useSpeech()
  const list = useList(regulations.tryChange, { id: rule.id })
  const word = (key: string) => w('regulations', key)
  const said = useDraftTold(rule, list.query)
  return (
    <TrialPage<RegulationTrialRow>
      title={t('trial.regulation')}
      crumbs={[
        { href: paths.rules, name: t('rule.title') },
        { href: paths.rule(rule.id), name: `${rule.id} ${rule.title[language]}` },
      ]}
      draft={
        <span>
          {t('trial.draft')} <strong>{said.length > 0 ? said.join(' · ') : t('trial.unchanged')}</strong>
        </span>
      }
      never={[t('trial.refused_never'), t('trial.facts_never')]}
      list={list}
      narrowing={['kind']}
      wordOf={word}
      filters={
        <ChoiceFilter
          list={list}
          name="kind"
          label={t('trial.about')}
          choices={TRIED_KINDS}
          wordOf={(kind) => word(`tried.${kind}`)}
        />
      }
      exported={ruleExports.tryChangeExport}
      exportParams={{ id: rule.id }}
      keyOf={(row) => `${row.kind} ${row.id}`}
      columns={[
        { key: 'name', title: t('trial.decision'), main: true, show: (row) => <Named row={row} /> },
        { key: 'kind', title: t('trial.about'), show: (row) => word(`tried.${row.kind}`) },
        { key: 'on', title: t('trial.on'), show: (row) => <Day on={row.on} /> },
        {
          key: 'sum',
          title: t('trial.sum'),
          align: 'right',
          sum: true,
          show: (row) => row.amountFen !== null && <Money fen={row.amountFen} />,
        },
        { key: 'was', title: t('trial.was'), show: (row) => word(`verdict.${row.was}`) },
        {
          key: 'would',
          title: t('trial.would_be'),
          show: (row) =>
            row.was === row.wouldBe ? t('trial.same') : <strong>{word(`verdict.${row.wouldBe}`)}</strong>,
        },
        { key: 'why', title: t('trial.why'), desk: true, show: (row) => row.sentence?.[language] },
      ]}
    />
  )
}

function Named({ row: { kind, id, name } }: { row: RegulationTrialRow }) {
  const href = HREFS[kind]
  return href ? <To href={href(id)}>{name}</To> : name
}

function useDraftTold(
  rule: RegulationRecord,
  { severity, enabled, values = {} }: ReturnType<typeof useList<typeof regulations.tryChange>>['query'],
): string[] {
  const { t, w } = useSpeech()
  const valueText = useValueText(rule)
  const title = useParameterTitle(rule)
  return [
    ...(severity ? [t('rule.set_severity', { severity: w('regulations', `severity.${severity}`) })] : []),
    ...(enabled === undefined ? [] : [t(enabled ? 'rule.set_on' : 'rule.set_off')]),
    ...Object.entries(values).map(([name, value]) =>
      t('rule.set_value', { name: title(name), value: valueText(name, value) }),
    ),
  ]
}
