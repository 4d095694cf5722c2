import { shanghaiTime } from '@shanju/contract/kit/dates.ts'
import type { Output } from '@shanju/contract/kit/route.ts'
import { voucherRoutes } from '@shanju/contract/ledger/vouchers/routes.ts'
import { Dropdown } from 'antd'
import { ActionButton } from '../../kit/action-button.tsx'
import { useAsk } from '../../kit/ask.tsx'
import { ofHost } from '../../kit/places.ts'
import { useRead, useWrite } from '../../kit/queries.ts'
import { Section } from '../../kit/record-page.tsx'
import { Loaded } from '../../kit/states.tsx'
import { useSession } from '../../session.tsx'
import { useSpeech } from '../../text/language.tsx'
import { useOptionWord } from './voucher.fields.tsx'

type Policy = Output<typeof voucherRoutes.setPolicy>

/** Where the system leaves a choice: what is in force, its default and its source, and who changed it why. */
export function DeskPolicies({ hostId }: { hostId: string }) {
  const { t } = useSpeech()
  const policies = useRead(voucherRoutes.listPolicies, { params: { hostId } })
  return (
    <Section title={t('policy.title')}>
      <p className="quiet">{t('policy.lead')}</p>
      <Loaded of={policies}>
        {({ items }) => (
          <div className="policies">
            {items.map((policy) => (
              <OnePolicy key={policy.key} hostId={hostId} policy={policy} />
            ))}
          </div>
        )}
      </Loaded>
    </Section>
  )
}

function OnePolicy({ hostId, policy }: { hostId: string; policy: Policy }) {
  const { t, language } = useSpeech()
  const wordOf = useOptionWord()
  const { changed } = policy
  return (
    <section className="policy">
      <div>
        <h3>{policy.title[language]}</h3>
        <p>
          {t('policy.choice')}：<strong>{wordOf(policy.value)}</strong>
        </p>
        <p className="quiet">
          {t('policy.default', { value: wordOf(policy.preset) })} · {policy.source[language]} · {t('policy.rows')}{' '}
          {policy.rows.join('、')}
        </p>
        {changed && (
          <p className="quiet">
            {t('policy.changed', { by: changed.byName, at: shanghaiTime(changed.at), reason: changed.reason })}
          </p>
        )}
      </div>
      <Change hostId={hostId} policy={policy} />
    </section>
  )
}

function Change({ hostId, policy }: { hostId: string; policy: Policy }) {
  const { t, language } = useSpeech()
  const { may } = useSession()
  const ask = useAsk()
  const set = useWrite(voucherRoutes.setPolicy)
  const wordOf = useOptionWord()
  const others = policy.choices.filter((choice) => choice !== policy.value)
  const change = (value: string) =>
    ask({
      title: t('policy.change_title', { title: policy.title[language] }),
      text: t('policy.change_to', { value: wordOf(value) }),
      confirm: t('policy.change'),
      reason: true,
      done: t('policy.saved'),
      act: (reason) => set.mutateAsync({ input: { params: { hostId, key: policy.key }, body: { value, reason } } }),
    })
  const [only] = others
  if (others.length === 1 && only !== undefined)
    return (
      <ActionButton action="ledger.post" subject={ofHost(hostId)} onClick={() => change(only)}>
        {t('policy.change_to', { value: wordOf(only) })}
      </ActionButton>
    )
  return (
    <Dropdown
      disabled={!may('ledger.post', ofHost(hostId))}
      menu={{
        items: others.map((value) => ({ key: value, label: wordOf(value), onClick: () => change(value) })),
      }}
    >
      <span>
        <ActionButton action="ledger.post" subject={ofHost(hostId)}>
          {t('policy.change')}
        </ActionButton>
      </span>
    </Dropdown>
  )
}
