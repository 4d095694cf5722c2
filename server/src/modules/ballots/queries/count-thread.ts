/**
 * A thread that counts one ballot: handed the election and how to count it, answers the result. The server goes on
 * meanwhile, however long raising shares takes.
 */
import { createHash } from 'node:crypto'
import { parentPort, workerData } from 'node:worker_threads'
import { countVotes } from '@shanju/contract/ballots/count/count.ts'
import type { Counting } from './count-apart.ts'

const { election, rule, seed } = workerData as Counting
const hash = (text: string): string => createHash('sha256').update(text).digest('hex')
parentPort?.postMessage(countVotes(election, { rule, seed, hash }))
