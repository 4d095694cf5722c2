import type { Job } from '#platform/jobs/worker.ts'
import { remind } from './actions/remind.ts'

const reminders: Job = { name: 'regulations.remind', run: remind }

export const jobs = [reminders] as const
/** Every morning at 08:10 in Shanghai, before offices open; times of a schedule are UTC. */
export const schedule = [{ task: reminders.name, match: '10 0 * * *' }] as const
