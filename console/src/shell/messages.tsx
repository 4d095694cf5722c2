import { BellOutlined } from '@ant-design/icons'
import { routes as notify } from '@shanju/contract/notify/routes.ts'
import { Badge, Button, Popover } from 'antd'
import { useState } from 'react'
import { useRead, useWrite } from '../kit/queries.ts'
import { When } from '../kit/show.tsx'
import { useText } from '../text/language.tsx'

/**
 * Messages to the reader, as "your file is loaded"; those not read yet are counted on the bell. Looked at with the page
 * and after every act, never by a timer: that would keep an unattended session alive.
 */
export function Messages() {
  const t = useText()
  const [open, setOpen] = useState(false)
  const mine = useRead(notify.mine, { query: { pageSize: 10 } })
  const markRead = useWrite(notify.markRead)
  const items = mine.data?.items ?? []
  const unread = items.filter(({ state }) => state !== 'read').length
  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      open={open}
      onOpenChange={setOpen}
      title={t('messages.title')}
      content={
        <div className="messages">
          {items.length === 0 && <p className="quiet">{t('messages.none')}</p>}
          <ul>
            {items.map((message) => (
              <li key={message.id} className={message.state === 'read' ? undefined : 'unread'}>
                {message.text}
                <small className="message-at">
                  <When at={message.createdAt} />
                </small>
              </li>
            ))}
          </ul>
          {unread > 0 && (
            <Button size="small" loading={markRead.isPending} onClick={() => markRead.mutate({ input: { body: {} } })}>
              {t('messages.mark_read')}
            </Button>
          )}
        </div>
      }
    >
      <Button
        type="text"
        aria-label={unread > 0 ? t('messages.unread', { count: unread }) : t('messages.title')}
        icon={
          <Badge count={unread} size="small">
            <BellOutlined />
          </Badge>
        }
      />
    </Popover>
  )
}
