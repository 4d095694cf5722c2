import { useNavigate, useSearch } from '@tanstack/react-router'
import { Tabs as AntdTabs } from 'antd'
import type { ReactNode } from 'react'

export interface Tab {
  readonly key: string
  readonly title: string
  readonly content: ReactNode
}

/**
 * Parts of a record side by side, the open one in the address (`?tab=staff`): it can be sent to a colleague. A part is
 * read from the server when it is first opened, not before: some of them leave a row on the trail.
 */
export function Tabs({ label, of }: { label: string; of: readonly Tab[] }) {
  const search = useSearch({ strict: false }) as Readonly<Record<string, string>>
  const navigate = useNavigate()
  const open = of.find(({ key }) => key === search.tab) ?? of[0]
  return (
    <AntdTabs
      aria-label={label}
      activeKey={open?.key ?? ''}
      destroyOnHidden
      items={of.map(({ key, title, content }) => ({
        key,
        label: title,
        children: <div className="column">{content}</div>,
      }))}
      onChange={(key) => {
        const tab = key === of[0]?.key ? undefined : key
        navigate({ to: '.', search: { ...search, tab } as never, replace: true })
      }}
    />
  )
}
