import { InboxOutlined } from '@ant-design/icons'
import { Upload } from 'antd'

interface UploadDropProps {
  readonly title: string
  readonly hint: string
  readonly accept: string
  readonly disabled?: boolean
  readonly onFile: (file: File) => void
}

/** A place to drop one file on, or to choose it from; what happens with it is the page's to say. */
export const UploadDrop = ({ title, hint, accept, disabled, onFile }: UploadDropProps) => (
  <Upload.Dragger
    accept={accept}
    disabled={disabled ?? false}
    showUploadList={false}
    beforeUpload={(file) => {
      onFile(file)
      return false
    }}
  >
    <p className="ant-upload-drag-icon">
      <InboxOutlined />
    </p>
    <p className="ant-upload-text">{title}</p>
    <p className="ant-upload-hint">{hint}</p>
  </Upload.Dragger>
)
