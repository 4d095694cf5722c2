import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { PAPER_KINDS, PAPER_MAKERS } from '@shanju/contract/ledger/vouchers/vocab.ts'
import { Button, Form, Input, Select } from 'antd'
import { useSpeech } from '../../text/language.tsx'

/** Papers behind a voucher; those an event asks for stand there already. */
export function Papers() {
  const { t, w } = useSpeech()
  const kinds = PAPER_KINDS.map((value) => ({ value, label: w('ledger', `paper_kind.${value}`) }))
  const makers = PAPER_MAKERS.map((value) => ({ value, label: w('ledger', `paper_maker.${value}`) }))
  return (
    <Form.Item label={t('voucher.papers')}>
      <Form.List name="papers">
        {(rows, { add, remove }) => (
          <>
            {rows.map(({ key, name }) => (
              <div className="voucher-part" key={key}>
                <Form.Item name={[name, 'kind']} noStyle>
                  <Select aria-label={t('voucher.paper_kind')} options={kinds} />
                </Form.Item>
                <Form.Item name={[name, 'madeBy']} noStyle>
                  <Select aria-label={t('voucher.paper_maker')} options={makers} />
                </Form.Item>
                <Form.Item name={[name, 'ref']} noStyle>
                  <Input aria-label={t('voucher.paper_ref')} placeholder={t('voucher.paper_ref')} maxLength={80} />
                </Form.Item>
                <Button
                  type="text"
                  icon={<DeleteOutlined />}
                  aria-label={t('voucher.paper_remove', { no: name + 1 })}
                  onClick={() => remove(name)}
                />
              </div>
            ))}
            <Button icon={<PlusOutlined />} onClick={() => add({ kind: 'source', madeBy: 'outside' })}>
              {t('voucher.paper_add')}
            </Button>
          </>
        )}
      </Form.List>
    </Form.Item>
  )
}
