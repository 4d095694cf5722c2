import { PrinterOutlined } from '@ant-design/icons'
import { voucherRoutes } from '@shanju/contract/ledger/vouchers/routes.ts'
import { App, Button } from 'antd'
import { useState } from 'react'
import { download } from '../../api.ts'
import { useErrorText } from '../../kit/states.tsx'

interface PrintButtonProps {
  readonly hostId: string
  readonly query: { readonly id?: string; readonly month?: string }
  readonly label: string
}

/** Vouchers as a file to print. */
export function PrintButton({ hostId, query, label }: PrintButtonProps) {
  const errorText = useErrorText()
  const { message } = App.useApp()
  const [busy, setBusy] = useState(false)
  const print = async () => {
    setBusy(true)
    try {
      await download(voucherRoutes.printVouchers, { params: { hostId }, query })
    } catch (error) {
      message.error(errorText(error as Error))
    } finally {
      setBusy(false)
    }
  }
  return (
    <Button icon={<PrinterOutlined />} loading={busy} onClick={print}>
      {label}
    </Button>
  )
}
