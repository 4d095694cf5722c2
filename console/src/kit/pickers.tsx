import { routes as funds } from '@shanju/contract/funds/routes.ts'
import { formatYuan } from '@shanju/contract/kit/money.ts'
import { routes as organisations } from '@shanju/contract/organisations/routes.ts'
import { routes as projects } from '@shanju/contract/projects/routes.ts'
import type { ProjectListed } from '@shanju/contract/projects/shapes.ts'
import { useState } from 'react'
import { useText } from '../text/language.tsx'
import { pathName } from './places.ts'
import { useRead } from './queries.ts'
import { SearchPicker } from './search-picker.tsx'
import { useSettled } from './use-settled.ts'

interface PickerProps {
  readonly id?: string
  readonly value?: string | undefined
  readonly onChange?: (id: string | undefined) => void
  readonly autoFocus?: boolean
  readonly label?: string
}

/** An organisation of the registry, by name or credit code. */
export function OrganisationPicker(props: PickerProps) {
  const t = useText()
  const [words, onWords] = useState('')
  const q = useSettled(words, 200)
  const found = useRead(
    organisations.listOrganisations,
    { query: { q, pageSize: 20, status: 'active' } },
    { keep: true },
  )
  const chosen = useRead(organisations.getOrganisation, props.value ? { params: { id: props.value } } : undefined)
  const choices = (found.data?.items ?? []).map((each) => ({
    value: each.id,
    label: each.name,
    more: `${each.creditCode} · ${each.registeredIn.name}`,
  }))
  return (
    <SearchPicker
      {...props}
      hint={t('organisation.pick')}
      choices={choices}
      busy={found.isFetching}
      onWords={onWords}
      name={chosen.data?.name}
    />
  )
}

/** A fund within the reader's reach, by name; only those that take gifts when `open`. */
export function FundPicker({ open, ...props }: PickerProps & { open?: boolean }) {
  const t = useText()
  const [words, onWords] = useState('')
  const q = useSettled(words, 200)
  const found = useRead(funds.mine, { query: { q, pageSize: 20, state: open ? 'open' : undefined } }, { keep: true })
  const chosen = useRead(funds.get, props.value ? { params: { id: props.value } } : undefined)
  const choices = (found.data?.items ?? []).map((each) => ({
    value: each.id,
    label: each.name,
    more: pathName(each.path),
  }))
  return (
    <SearchPicker
      {...props}
      hint={t('fund.pick')}
      choices={choices}
      busy={found.isFetching}
      onWords={onWords}
      name={chosen.data?.name}
    />
  )
}

/** A project of one fund, by name or code; what it costs comes with it. */
export function ProjectPicker({
  fundId,
  onFound,
  ...props
}: PickerProps & { fundId: string | undefined; onFound?: (project: ProjectListed | undefined) => void }) {
  const t = useText()
  const [words, onWords] = useState('')
  const q = useSettled(words, 200)
  const found = useRead(projects.list, fundId ? { query: { q, fundId, pageSize: 20 } } : undefined, { keep: true })
  const items = found.data?.items ?? []
  const choices = items.map((each) => ({
    value: each.id,
    label: each.name,
    more: each.sumFen === null ? each.code : `${each.code} · ${formatYuan(each.sumFen)}`,
  }))
  return (
    <SearchPicker
      {...props}
      hint={t('project.pick')}
      choices={choices}
      busy={found.isFetching}
      onWords={onWords}
      name={items.find(({ id }) => id === props.value)?.name}
      onChange={(id) => {
        props.onChange?.(id)
        onFound?.(items.find((each) => each.id === id))
      }}
    />
  )
}
