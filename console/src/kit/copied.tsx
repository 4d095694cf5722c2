import { CheckOutlined, CopyOutlined } from '@ant-design/icons'
import { Button, QRCode } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { useText } from '../text/language.tsx'
import { palette } from '../theme/palette.ts'

/**
 * Puts text on the clipboard. The clipboard interface exists on secure addresses only; elsewhere the text is selected
 * by hand, so it always stands in full beside this button.
 */
export function CopyButton({ text }: { text: string }) {
  const t = useText()
  const [copied, setCopied] = useState(false)
  if (!navigator.clipboard) return null
  const copy = async () => {
    await navigator.clipboard.writeText(text)
    setCopied(true)
    setTimeout(() => setCopied(false), 2_000)
  }
  return (
    <Button icon={copied ? <CheckOutlined /> : <CopyOutlined />} onClick={copy}>
      {copied ? t('copy.done') : t('copy.do')}
    </Button>
  )
}

/** A square code a phone reads, with words under it. @param dense of much text: larger, and with the least redundancy, as it has to be read from clean paper */
export function QrOf({ text, label, dense = false }: { text: string; label: string; dense?: boolean }) {
  const figure = useRef<HTMLElement>(null)
  // The library draws a picture without a name and takes none.
  useEffect(() => figure.current?.querySelector('[role=img]')?.setAttribute('aria-label', label), [label])
  return (
    <figure className="qr" ref={figure}>
      <QRCode
        value={text}
        type="svg"
        size={dense ? 300 : 168}
        errorLevel={dense ? 'L' : 'M'}
        color={palette.ink}
        bgColor={palette.paper}
        bordered={false}
      />
      <figcaption className="quiet">{label}</figcaption>
    </figure>
  )
}
