import { routes as giving } from '@shanju/contract/giving/routes.ts'
import { useRead } from '../../kit/queries.ts'
import { Section } from '../../kit/record-page.tsx'
import { Loaded } from '../../kit/states.tsx'
import { To } from '../../kit/to.tsx'
import { paths } from '../../paths.ts'
import { useSession } from '../../session.tsx'
import { useText } from '../../text/language.tsx'
import { GiftRows } from '../giving/gift-rows.tsx'

/** For those who record gifts; others would leave a trail of names looked at merely by signing in. */
export function LatestGifts() {
  const t = useText()
  const { may } = useSession()
  const gifts = useRead(giving.list, may('giving.record') ? { query: { pageSize: 6 } } : undefined)
  if (!may('giving.record')) return null
  return (
    <Section title={t('work.latest_gifts')} more={<To href={paths.gifts}>{t('list.more')}</To>}>
      <Loaded of={gifts}>{({ items }) => <GiftRows gifts={items} empty={t('gift.empty')} fund />}</Loaded>
    </Section>
  )
}
