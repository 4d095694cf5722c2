import type { Regulation } from '@shanju/contract/regulations/shapes.ts'
import { Tag } from 'antd'
import { today } from '../../kit/clock.ts'
import { useText } from '../../text/language.tsx'

/** On, off, or outside its instrument's time; and whether the city has it otherwise than it ships. */
export function RuleState({ rule, on }: { rule: Regulation; on?: string | undefined }) {
  const t = useText()
  const day = on || today()
  return (
    <>
      {!rule.inForce ? (
        <Tag>{t(rule.effectiveFrom > day ? 'rule.state_not_yet' : 'rule.state_over')}</Tag>
      ) : rule.enabled ? (
        <Tag color="success">{t('rule.state_on')}</Tag>
      ) : (
        <Tag>{t('rule.state_off')}</Tag>
      )}
      {rule.changed && <Tag color="processing">{t('rule.changed')}</Tag>}
    </>
  )
}
