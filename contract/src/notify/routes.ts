import { z } from 'zod'
import { instant } from '../kit/dates.ts'
import { idOf } from '../kit/ids.ts'
import { pageOf, pageQuery } from '../kit/page.ts'
import { route } from '../kit/route.ts'

const MESSAGE_STATES = ['waiting', 'sent', 'failed', 'read'] as const

/** A message to a person, put into the reader's words. */
export const message = z.object({
  id: idOf('msg'),
  text: z.string(),
  state: z.enum(MESSAGE_STATES),
  createdAt: instant,
})

/** The outbox as its operator sees it: that there is a message and how far it is, never what it says. */
const outboxMessage = z.object({
  id: idOf('msg'),
  personId: idOf('person').nullable(),
  template: z.string(),
  state: z.enum(MESSAGE_STATES),
  createdAt: instant,
})

export const routes = {
  mine: route({
    name: 'notify.mine',
    method: 'GET',
    path: '/api/v1/notify/mine',
    access: 'signed_in',
    summary: 'Messages to the caller, newest first',
    query: pageQuery,
    output: pageOf(message),
  }),
  markRead: route({
    name: 'notify.markRead',
    method: 'POST',
    path: '/api/v1/notify/mine/read',
    access: 'signed_in',
    summary: 'Mark all messages to the caller as read',
    body: z.strictObject({}),
    output: z.object({ marked: z.number().int() }),
  }),
  outbox: route({
    name: 'notify.outbox',
    method: 'GET',
    path: '/api/v1/notify/outbox',
    access: { action: 'platform.operate' },
    summary: 'All messages that wait for a sender or were sent, for who operates the whole platform',
    query: pageQuery.extend({ state: z.enum(MESSAGE_STATES).optional() }),
    output: pageOf(outboxMessage),
  }),
} as const
