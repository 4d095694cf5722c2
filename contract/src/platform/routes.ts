import { z } from 'zod'
import { route } from '../kit/route.ts'
import { about, demonstration } from './shapes.ts'

export const routes = {
  about: route({
    name: 'platform.about',
    method: 'GET',
    path: '/api/v1/platform/about',
    access: 'public',
    summary: 'Version, and whether this is a demonstration or still empty',
    output: about,
  }),
  demonstration: route({
    name: 'platform.demonstration',
    method: 'GET',
    path: '/api/v1/platform/demonstration',
    access: { action: 'platform.operate' },
    summary: 'How far the demonstration is filled, and the sign-ins of its made-up people',
    output: demonstration,
  }),
  loadDemonstration: route({
    name: 'platform.loadDemonstration',
    method: 'POST',
    path: '/api/v1/platform/demonstration',
    access: { action: 'platform.operate' },
    summary: 'Fill an empty platform with a made-up city; it stays a demonstration for ever',
    body: z.strictObject({}),
    output: demonstration,
    refuses: ['platform.instance_is_real', 'platform.not_empty'],
  }),
} as const
