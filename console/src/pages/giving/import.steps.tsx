import { Steps } from 'antd'
import { useText } from '../../text/language.tsx'

/** Where a file is on its way into the books: chosen, looked at, checked, recorded. */
export function ImportSteps({ at, failed, done }: { at: number; failed?: boolean; done?: boolean }) {
  const t = useText()
  return (
    <Steps
      className="import-steps"
      size="small"
      current={at}
      status={failed ? 'error' : done ? 'finish' : 'process'}
      items={[
        { title: t('import.step_file') },
        { title: t('import.step_columns') },
        { title: t('import.step_check') },
        { title: t('import.step_load') },
      ]}
    />
  )
}
