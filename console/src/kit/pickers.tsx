import { routes as funds } from '@shanju/contract/funds/routes.ts'
import { routes as organisations } from '@shanju/contract/organisations/routes.ts'
import type { RefSelectProps } from 'antd'
import type { Ref } from 'react'
import { useText } from '../text/language.tsx'
import { useRead } from './queries.ts'
import { SearchPicker } from './search-picker.tsx'

interface PickerProps {
  readonly id?: string
  readonly ref?: Ref<RefSelectProps>
  readonly value?: string | undefined
  readonly onChange?: (id: string | undefined) => void
  readonly autoFocus?: boolean
}

/** An organisation of the registry, by name or credit code. */
export const OrganisationPicker = (props: PickerProps) => {
  const t = useText()
  return (
    <SearchPicker
      {...props}
      hint={t('organisation.pick')}
      useChoices={(q) => {
        const found = useRead(
          organisations.listOrganisations,
          { query: { q, pageSize: 20, status: 'active' } },
          { keep: true },
        )
        const choices = (found.data?.items ?? []).map((each) => ({
          value: each.id,
          label: each.name,
          more: `${each.creditCode} · ${each.registeredIn.name}`,
        }))
        return { choices, busy: found.isFetching }
      }}
      useName={(id) => useRead(organisations.getOrganisation, id ? { params: { id } } : undefined).data?.name}
    />
  )
}

/** A fund within the reader's reach, by name; only those that take gifts when `open`. */
export const FundPicker = ({ open, ...props }: PickerProps & { open?: boolean }) => {
  const t = useText()
  return (
    <SearchPicker
      {...props}
      hint={t('fund.pick')}
      useChoices={(q) => {
        const found = useRead(
          funds.mine,
          { query: { q, pageSize: 20, state: open ? 'open' : undefined } },
          { keep: true },
        )
        const choices = (found.data?.items ?? []).map((each) => ({
          value: each.id,
          label: each.name,
          more: each.path
            .slice(1)
            .map((step) => step.name)
            .join(' / '),
        }))
        return { choices, busy: found.isFetching }
      }}
      useName={(id) => useRead(funds.get, id ? { params: { id } } : undefined).data?.name}
    />
  )
}
