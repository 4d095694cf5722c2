import { InboxOutlined } from '@ant-design/icons'
import { Alert, Upload } from 'antd'
import { useState } from 'react'
import { useText } from '../text/language.tsx'

/** No upload may be larger, whatever it is. */
const MOST_MEGABYTES = 20

interface UploadDropProps {
  readonly title: string
  readonly hint: string
  readonly accept: string
  readonly disabled?: boolean
  readonly onFile: (file: File) => void
}

/**
 * A place to drop one file on, or to choose it from; what happens with it is the page's to say. What no page may take is
 * refused before it is sent: a slow line would carry it for minutes first.
 */
export function UploadDrop({ title, hint, accept, disabled, onFile }: UploadDropProps) {
  const t = useText()
  const [tooLarge, setTooLarge] = useState<File>()
  return (
    <>
      <Upload.Dragger
        accept={accept}
        disabled={disabled ?? false}
        showUploadList={false}
        beforeUpload={(file) => {
          const large = file.size > MOST_MEGABYTES * 1024 * 1024
          setTooLarge(large ? file : undefined)
          if (!large) onFile(file)
          return false
        }}
      >
        <p className="ant-upload-drag-icon">
          <InboxOutlined />
        </p>
        <p className="ant-upload-text">{title}</p>
        <p className="ant-upload-hint">{hint}</p>
      </Upload.Dragger>
      {tooLarge && (
        <Alert
          type="error"
          showIcon
          role="alert"
          title={t('handin.too_large', { name: tooLarge.name, megabytes: MOST_MEGABYTES })}
        />
      )}
    </>
  )
}
