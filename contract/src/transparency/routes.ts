import { z } from 'zod'
import { instant } from '../kit/dates.ts'
import { idOf } from '../kit/ids.ts'
import { route } from '../kit/route.ts'
import { WITNESS_PROBLEMS, WITNESS_STATES } from './vocab.ts'

const quorum = z.object({
  /** Witnesses behind the newest head. */
  have: z.number().int(),
  need: z.number().int(),
  /** The newest head that so many stand behind; null before the first. */
  size: z.number().int().nullable(),
  at: instant.nullable(),
})

const publicWitness = z.object({
  title: z.string(),
  vkey: z.string(),
  mlDsaVkey: z.string().nullable(),
  state: z.enum(WITNESS_STATES),
  /** The newest head it cosigned. */
  size: z.number().int().nullable(),
  cosignedAt: instant.nullable(),
})

const log = z.object({
  origin: z.string(),
  /** For pinning: print it, publish it elsewhere, compare. */
  vkey: z.string(),
  openedAt: instant,
  head: z.object({ size: z.number().int(), root: z.string(), signedAt: instant }).nullable(),
  quorum,
  witnesses: z.array(publicWitness),
  /** Logs that ended, oldest first; each later one begins with a leaf that names the end of the one before. */
  earlier: z.array(z.object({ origin: z.string(), size: z.number().int(), closedAt: instant })),
})
export type PublicLog = z.output<typeof log>

const witness = publicWitness.extend({
  id: idOf('witness'),
  url: z.string(),
  addedAt: instant,
  triedAt: instant.nullable(),
  reachedAt: instant.nullable(),
  problem: z.enum(WITNESS_PROBLEMS).nullable(),
})
export type Witness = z.output<typeof witness>

const health = log.extend({
  witnesses: z.array(witness),
  /** Leaves that wait for their place, and since when the oldest does. */
  staged: z.object({ count: z.number().int(), since: instant.nullable() }),
  /** Entries placed and not yet under a signed head. */
  unsigned: z.number().int(),
})
export type LogHealth = z.output<typeof health>

export const addWitness = z.strictObject({
  /** Who runs it, as people know them. */
  title: z.string().trim().min(1).max(60),
  vkey: z.string().trim().min(20).max(300),
  /** Its second key, of the kind a quantum computer does not break; empty if it has none. */
  mlDsaVkey: z.string().trim().max(3000).default(''),
  url: z
    .string()
    .trim()
    .max(500)
    .regex(/^https?:\/\/[^\s#?]+$/),
})
export type AddWitness = z.output<typeof addWitness>

export const routes = {
  getLog: route({
    name: 'transparency.getLog',
    method: 'GET',
    path: '/api/v1/transparency/log',
    access: 'public',
    summary: 'The public log: its key, its newest head, and who stands behind it',
    output: log,
  }),
  health: route({
    name: 'transparency.health',
    method: 'GET',
    path: '/api/v1/transparency/health',
    access: { action: 'transparency.read' },
    summary: 'The public log as those who run it see it: what waits, and how each witness answers',
    output: health,
  }),
  addWitness: route({
    name: 'transparency.addWitness',
    method: 'POST',
    path: '/api/v1/transparency/witnesses',
    access: { action: 'transparency.configure' },
    summary: 'Ask a witness for cosignatures from now on',
    body: addWitness,
    output: health,
    refuses: ['transparency.key_unreadable', 'transparency.key_known'],
  }),
  removeWitness: route({
    name: 'transparency.removeWitness',
    method: 'POST',
    path: '/api/v1/transparency/witnesses/:id/remove',
    access: { action: 'transparency.configure' },
    summary: 'Ask a witness no more; what it signed stays',
    params: z.strictObject({ id: idOf('witness') }),
    body: z.strictObject({}),
    output: health,
    refuses: ['transparency.witness_not_found', 'transparency.quorum_too_large'],
  }),
  setQuorum: route({
    name: 'transparency.setQuorum',
    method: 'POST',
    path: '/api/v1/transparency/quorum',
    access: { action: 'transparency.configure' },
    summary: 'How many witnesses must stand behind a head before a receipt counts as witnessed',
    body: z.strictObject({ threshold: z.number().int().min(0).max(32) }),
    output: health,
    refuses: ['transparency.quorum_too_large'],
  }),
  eraseOpening: route({
    name: 'transparency.eraseOpening',
    method: 'POST',
    path: '/api/v1/transparency/erasures',
    access: { action: 'transparency.erase' },
    summary: 'Erase, for good, what opens the private parts of a record in the log; its proof goes on holding',
    body: z.strictObject({ row: idOf('leaf'), reason: z.string().trim().min(4).max(500) }),
    output: z.object({ erasedAt: instant }),
    refuses: [
      'transparency.row_unknown',
      'transparency.not_placed_yet',
      'transparency.already_erased',
      'regulations.blocked',
    ],
  }),
} as const
