import { z } from 'zod'
import { plainDate } from '../kit/dates.ts'
import { idOf } from '../kit/ids.ts'
import { route } from '../kit/route.ts'
import { photo } from './shapes.ts'
import { CONSENT_SCOPES, PHOTO_MOMENTS } from './vocab.ts'

const byPhoto = z.strictObject({ id: idOf('photo') })
const MANAGE = { action: 'evaluation.manage' } as const
const TYPES = ['image/jpeg', 'image/png'] as const

const photoQuery = z.strictObject({
  moment: z.enum(PHOTO_MOMENTS),
  caption: z.string().trim().min(2).max(120),
  takenOn: plainDate,
})
export type PhotoQuery = z.output<typeof photoQuery>

export const consent = z.strictObject({
  scope: z.enum(CONSENT_SCOPES),
  /** Who can be recognised and agreed, or the guardian; sealed. */
  by: z.string().trim().min(2).max(60),
  on: plainDate,
})
export type Consent = z.output<typeof consent>

/** Photos from before and after a project. */
export const photoRoutes = {
  addPhoto: route({
    name: 'evaluation.addPhoto',
    method: 'POST',
    path: '/api/v1/evaluation/evaluations/:id/photos',
    access: MANAGE,
    summary:
      'Hand in a photo; place, time and camera are taken out of it, and nobody sees it before somebody consented',
    params: z.strictObject({ id: idOf('evaluation') }),
    query: photoQuery,
    accepts: 'application/octet-stream',
    output: photo,
    refuses: [
      'evaluation.photo_too_large',
      'evaluation.evaluation_not_found',
      'evaluation.cancelled',
      'evaluation.day_ahead',
      'evaluation.photo_of_other_kind',
      'regulations.blocked',
    ],
  }),
  consent: route({
    name: 'evaluation.consent',
    method: 'POST',
    path: '/api/v1/evaluation/photos/:id/consents',
    access: MANAGE,
    summary: 'Record who agreed, when, and to what; the newest counts',
    params: byPhoto,
    body: consent,
    output: photo,
    refuses: ['evaluation.photo_not_found', 'evaluation.day_ahead', 'evaluation.consent_ended'],
  }),
  withdrawConsent: route({
    name: 'evaluation.withdrawConsent',
    method: 'POST',
    path: '/api/v1/evaluation/photos/:id/withdrawals',
    access: MANAGE,
    summary: 'Consent is taken back: the photo is gone from public pages at once and comes back no more',
    params: byPhoto,
    output: photo,
    refuses: ['evaluation.photo_not_found', 'evaluation.consent_ended'],
  }),
  readPhoto: route({
    name: 'evaluation.readPhoto',
    method: 'GET',
    path: '/api/v1/evaluation/photos/:id/file',
    access: MANAGE,
    summary: 'One photo for staff; leaves a trail row',
    params: byPhoto,
    output: z.undefined(),
    answers: TYPES,
    refuses: ['evaluation.photo_not_found'],
  }),
  publicPhoto: route({
    name: 'evaluation.publicPhoto',
    method: 'GET',
    path: '/api/v1/evaluation/public-photos/:id',
    access: 'public',
    summary: 'One photo that may be shown to everybody',
    params: byPhoto,
    output: z.undefined(),
    answers: TYPES,
    refuses: ['evaluation.photo_not_found'],
  }),
} as const
