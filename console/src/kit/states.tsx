import type { UseQueryResult } from '@tanstack/react-query'
import type { ErrorComponentProps } from '@tanstack/react-router'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import { isSignedOut, Refused, Unreachable } from '../api.ts'
import { paths } from '../paths.ts'
import { useSpeech, useText } from '../text/language.tsx'
import { To } from './to.tsx'
import { NoSuchPage } from './use-param.ts'

/** Nothing there yet, and what one could do about it. */
export const Empty = ({ title, children }: { title: string; children?: ReactNode }) => (
  <div className="state">
    <Drawing kind="empty" />
    <p className="state-title">{title}</p>
    {children && <div className="state-more">{children}</div>}
  </div>
)

export function NoPermission({ message }: { message?: string }) {
  const { t, w } = useSpeech()
  return (
    <div className="state" role="alert">
      <Drawing kind="closed" />
      <p className="state-title">{t('state.no_permission')}</p>
      <p className="state-more">{message ?? w('platform', 'refusal.not_permitted')}</p>
    </div>
  )
}

/** What went wrong, in the server's words where it gave any, and a way on. */
export function ErrorState({ error, retry }: { error: Error; retry?: () => void }) {
  const t = useText()
  const errorText = useErrorText()
  if (error instanceof Refused && error.problem.code === 'platform.not_permitted')
    return <NoPermission message={error.problem.message} />
  const missing = error instanceof NoSuchPage || (error instanceof Refused && error.status === 404)
  return (
    <div className="state" role="alert">
      <Drawing kind={missing ? 'empty' : 'broken'} />
      <p className="state-title">{missing ? t('state.missing') : t('state.failed')}</p>
      {!(error instanceof NoSuchPage) && <p className="state-more">{errorText(error)}</p>}
      {missing ? (
        <To href={paths.work}>{t('state.to_work')}</To>
      ) : (
        retry && <Button onClick={retry}>{t('state.retry')}</Button>
      )}
    </div>
  )
}

/** A sentence for whatever was thrown. */
export function useErrorText(): (error: Error) => string {
  const { t, w } = useSpeech()
  return (error) => {
    if (isSignedOut(error)) return t('state.signed_out')
    if (error instanceof Refused) return error.problem.message
    if (error instanceof Unreachable) return t('state.unreachable')
    return error.name === 'Unfit' ? w('platform', 'refusal.invalid_input') : t('state.defect')
  }
}

/** Waits, fails or shows: the three faces of everything read from the server. */
export function Loaded<T>({
  of,
  children,
  skeleton,
}: {
  of: UseQueryResult<T>
  children: (data: T) => ReactNode
  skeleton?: ReactNode
}) {
  if (of.data !== undefined) return children(of.data)
  if (of.error) return <ErrorState error={of.error} retry={() => of.refetch()} />
  return skeleton ?? <Skeleton rows={6} />
}

/** Grey lines where text will stand, so that nothing jumps. */
export function Skeleton({ rows }: { rows: number }) {
  const t = useText()
  return (
    <div className="skeleton" role="status" aria-label={t('state.loading')}>
      {Array.from({ length: rows }, (_, index) => `line-${index}`).map((line) => (
        <div key={line} />
      ))}
    </div>
  )
}

export const Missing = () => {
  const t = useText()
  return (
    <Empty title={t('state.missing')}>
      <To href={paths.work}>{t('state.to_work')}</To>
    </Empty>
  )
}

/** For a defect in the console itself: the page fell over, the rest stands. */
export const Broken = ({ error }: ErrorComponentProps) => (
  <ErrorState error={error instanceof Error ? error : new Error(String(error))} retry={() => location.reload()} />
)

const LINES = {
  empty: 'M10 34h44l6 14v10H4V48zM4 48h16l4 6h16l4-6h16',
  closed: 'M16 30h32v26H16zM22 30v-8a10 10 0 0 1 20 0v8M32 40v7',
  broken: 'M32 10 58 56H6zM32 26v14M32 47v2',
} as const

const Drawing = ({ kind }: { kind: keyof typeof LINES }) => (
  <svg viewBox="0 0 64 64" width="64" height="64" aria-hidden="true" className="drawing">
    <path d={LINES[kind]} />
  </svg>
)
