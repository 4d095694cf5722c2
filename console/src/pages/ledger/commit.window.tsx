import { idOf } from '@shanju/contract/kit/ids.ts'
import { formatYuan } from '@shanju/contract/kit/money.ts'
import { voucherRoutes } from '@shanju/contract/ledger/vouchers/routes.ts'
import { commitBody, type PlaceShown } from '@shanju/contract/ledger/vouchers/shapes.ts'
import { App, Input, Modal, Select } from 'antd'
import { z } from 'zod'
import { DayInput } from '../../kit/day-input.tsx'
import { Field } from '../../kit/field.tsx'
import { MoneyInput } from '../../kit/money-input.tsx'
import { useWrite } from '../../kit/queries.ts'
import { ShapedForm } from '../../kit/shaped-form.tsx'
import { useSpeech } from '../../text/language.tsx'
import { usePlaceName } from './voucher.fields.tsx'
import { placeKey } from './voucher.values.ts'

/** The place is chosen as one; the route wants fund and limit apart. */
const shape = commitBody.omit({ fundId: true, restrictionId: true }).extend({ place: z.string().min(1) })

interface CommitWindowProps {
  readonly hostId: string
  readonly places: readonly PlaceShown[]
  readonly close: () => void
}

export function CommitWindow({ hostId, places, close }: CommitWindowProps) {
  const { t } = useSpeech()
  const { message } = App.useApp()
  const commit = useWrite(voucherRoutes.commit)
  const nameOf = usePlaceName()
  const options = places
    .filter(({ spendableFen }) => spendableFen > 0n)
    .map((place) => ({
      value: placeKey(place),
      label: `${nameOf(place)} · ${t('voucher.place_spendable', { sum: formatYuan(place.spendableFen) })}`,
    }))
  return (
    <Modal open title={t('commitment.add')} footer={null} onCancel={close} width={560}>
      <p className="quiet">{t('commitment.add_lead')}</p>
      <ShapedForm
        name="commitment"
        shape={shape}
        submit={t('commitment.add')}
        send={async ({ place, ...order }) => {
          const [fund = '', limit = ''] = place.split('|')
          const body = {
            ...order,
            ...(fund === 'general' ? {} : { fundId: idOf('fund').decode(fund) }),
            ...(limit === '' ? {} : { restrictionId: idOf('limit').decode(limit) }),
          }
          await commit.mutateAsync({ input: { params: { hostId }, body } })
          message.success(t('commitment.made'))
          close()
        }}
      >
        <Field of={shape} name="place" label={t('commitment.place')}>
          <Select showSearch={{ optionFilterProp: 'label' }} options={options} placeholder={t('voucher.place_hint')} />
        </Field>
        <Field of={shape} name="amountFen" label={t('commitment.amount')}>
          <MoneyInput />
        </Field>
        <Field of={shape} name="purpose" label={t('commitment.purpose')} help={t('commitment.purpose_help')}>
          <Input maxLength={200} />
        </Field>
        <Field of={shape} name="dueOn" label={t('commitment.due_on')}>
          <DayInput />
        </Field>
      </ShapedForm>
    </Modal>
  )
}
