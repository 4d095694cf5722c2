import { routes as platform } from '@shanju/contract/platform/routes.ts'
import { useRead } from '../kit/queries.ts'
import { useText } from '../text/language.tsx'
import './demonstration-mark.css'

/** Says on every page that nothing here is real; on a real platform it is not there. */
export function DemonstrationMark() {
  const t = useText()
  const about = useRead(platform.about, {})
  if (!about.data?.demonstration) return null
  return (
    <p className="demonstration" role="note">
      {t('demonstration.mark')}
    </p>
  )
}
