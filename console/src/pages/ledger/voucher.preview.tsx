import { voucherRoutes } from '@shanju/contract/ledger/vouchers/routes.ts'
import type { DraftBody } from '@shanju/contract/ledger/vouchers/shapes.ts'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Alert } from 'antd'
import { call, Refused } from '../../api.ts'
import { Section } from '../../kit/record-page.tsx'
import { useErrorText } from '../../kit/states.tsx'
import { useSettled } from '../../kit/use-settled.ts'
import { useText } from '../../text/language.tsx'
import { ShownLines } from './shown-lines.tsx'

/** The entry lines as the books would take them now, or why they would not; asked a moment after the last key. */
export function VoucherPreview({ hostId, body }: { hostId: string; body: DraftBody | undefined }) {
  const t = useText()
  const errorText = useErrorText()
  const settled = useSettled(body === undefined ? '' : JSON.stringify(body), 300)
  const preview = useQuery({
    queryKey: ['ledger.previewDraft', hostId, settled],
    enabled: settled !== '',
    queryFn: ({ signal }) =>
      call(voucherRoutes.previewDraft, { params: { hostId }, body: JSON.parse(settled) as DraftBody }, { signal }),
    placeholderData: keepPreviousData,
    meta: { once: true },
  })
  const refused = settled !== '' && preview.error instanceof Refused ? preview.error : undefined
  return (
    <Section title={t('voucher.preview')}>
      <div aria-live="polite">
        {refused ? (
          <Alert type="warning" showIcon title={errorText(refused)} />
        ) : settled !== '' && preview.data ? (
          <ShownLines lines={preview.data.lines} />
        ) : (
          <p className="quiet">{t('voucher.preview_empty')}</p>
        )}
      </div>
    </Section>
  )
}
