import { Progress } from 'antd'
import { useText } from '../text/language.tsx'

interface ProgressOfProps {
  readonly done: number
  /** Null while the end is not known yet. */
  readonly total: number | null
  readonly label: string
}

/** How far long work is. It goes on at the server: the page may be left and found again. */
export function ProgressOf({ done, total, label }: ProgressOfProps) {
  const t = useText()
  const percent = total ? Math.floor((done / total) * 100) : 0
  return (
    <div className="progress-of" role="status">
      <p>
        <strong>{label}</strong>{' '}
        <span className="figures">{total === null ? t('progress.counting') : t('progress.of', { done, total })}</span>
      </p>
      <Progress percent={percent} status="active" showInfo={total !== null} aria-label={label} />
      <p className="quiet">{t('progress.may_leave')}</p>
    </div>
  )
}
