import { exports as governanceExports } from '@shanju/contract/governance/exports.ts'
import { routes as governance } from '@shanju/contract/governance/routes.ts'
import { draftFigures, type RulesTrialRow } from '@shanju/contract/governance/trial.ts'
import { MOTION_KINDS } from '@shanju/contract/governance/vocab.ts'
import { Checkbox, InputNumber } from 'antd'
import { useState } from 'react'
import { ChoiceFilter } from '../../kit/filters.tsx'
import { MoneyInput } from '../../kit/money-input.tsx'
import { Money, When } from '../../kit/show.tsx'
import { To } from '../../kit/to.tsx'
import { TrialPage } from '../../kit/trial-page.tsx'
import { type List, useList } from '../../kit/use-list.ts'
import { paths } from '../../paths.ts'
import { useSpeech } from '../../text/language.tsx'
import './governance.css'

/** A draft of the rules over decisions that were taken: its figures stand in the address. */
export function RulesTrial() {
  const { t, w } = useSpeech()
  const list = useList(governance.tryRules)
  const word = (key: string) => w('governance', key)
  const of = (now: string, then: string, differs: boolean) => (differs ? `${then} → ${now}` : now)
  return (
    <TrialPage<RulesTrialRow>
      title={t('trial.rules')}
      crumbs={[{ href: paths.groups, name: t('group.title') }]}
      draft={<Draft list={list} />}
      never={[t('trial.rules_never')]}
      list={list}
      narrowing={['kind']}
      wordOf={word}
      filters={
        <ChoiceFilter
          list={list}
          name="kind"
          label={t('motion.kind')}
          choices={MOTION_KINDS}
          wordOf={(kind) => word(`motion.${kind}`)}
        />
      }
      exported={governanceExports.tryRulesExport}
      keyOf={(row) => row.motionId}
      columns={[
        {
          key: 'title',
          title: t('trial.decision'),
          main: true,
          show: (row) => <To href={paths.motion(row.motionId)}>{row.title}</To>,
        },
        { key: 'group', title: t('trial.group'), desk: true, show: (row) => row.group.name },
        { key: 'kind', title: t('motion.kind'), desk: true, show: (row) => word(`motion.${row.kind}`) },
        {
          key: 'sum',
          title: t('motion.amount'),
          align: 'right',
          sum: true,
          show: (row) => row.amountFen !== null && <Money fen={row.amountFen} />,
        },
        { key: 'closed', title: t('trial.on'), desk: true, show: (row) => <When at={row.closedAt} /> },
        { key: 'was', title: t('trial.was'), show: (row) => word(`trial.${row.was}`) },
        {
          key: 'would',
          title: t('trial.would_be'),
          show: (row) => (row.was === row.wouldBe ? t('trial.same') : <strong>{word(`trial.${row.wouldBe}`)}</strong>),
        },
        { key: 'cause', title: t('trial.cause'), show: (row) => row.cause && word(`cause.${row.cause}`) },
        {
          key: 'present',
          title: t('trial.present'),
          align: 'right',
          show: ({ present, needed, wouldNeed }) =>
            `${present} / ${of(String(wouldNeed.quorum), String(needed.quorum), needed.quorum !== wouldNeed.quorum)}`,
        },
        {
          key: 'yes',
          title: t('trial.yes'),
          align: 'right',
          show: ({ yes, needed, wouldNeed }) =>
            `${yes} / ${of(String(wouldNeed.yes), String(needed.yes), needed.yes !== wouldNeed.yes)}`,
        },
      ]}
    />
  )
}

const NUMBERS = [
  ['quorumTop', 'rules.quorum', 1, 20],
  ['quorumBottom', 'rules.bottom', 1, 20],
  ['specialTop', 'rules.special', 1, 20],
  ['specialBottom', 'rules.bottom', 1, 20],
  ['noticeDays', 'rules.notice_days', 0, 60],
  ['emergencyYes', 'rules.emergency_yes', 2, 15],
  ['ratifyDays', 'rules.ratify_days', 1, 60],
] as const
const SUMS = [
  ['largeSumFen', 'rules.large'],
  ['emergencyCapFen', 'rules.cap'],
] as const

type TrialList = List<typeof governance.tryRules>

/** The figures of the draft; changing one tries the decisions again. */
function Draft({ list }: { list: TrialList }) {
  const { t } = useSpeech()
  const [own] = useState(list.filters.groupId)
  const asked = (name: keyof typeof draftFigures) => list.query[name] ?? draftFigures[name].parse(undefined)
  return (
    <>
      {own && (
        <Checkbox
          checked={list.filters.groupId === undefined}
          onChange={(event) => list.filter({ groupId: event.target.checked ? undefined : own })}
        >
          {t('trial.all_groups')}
        </Checkbox>
      )}
      {NUMBERS.map(([name, label, min, max]) => (
        <label key={name} htmlFor={`draft-${name}`}>
          {t(label)}
          <InputNumber
            id={`draft-${name}`}
            {...{ min, max, precision: 0, value: Number(asked(name)) }}
            onChange={(value) => value !== null && list.filter({ [name]: String(value) })}
          />
        </label>
      ))}
      {SUMS.map(([name, label]) => (
        <label key={name} htmlFor={`draft-${name}`}>
          {t(label)}
          <MoneyInput
            id={`draft-${name}`}
            value={asked(name) as bigint}
            onChange={(value) => typeof value === 'bigint' && list.filter({ [name]: String(value) })}
          />
        </label>
      ))}
    </>
  )
}
