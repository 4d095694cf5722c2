import { publishHead } from '#modules/transparency/actions/publish-head.ts'
import { sequence } from '#modules/transparency/actions/sequence.ts'
import type { FreshDatabase } from './clone.ts'

/** Gives what is staged its place and signs the head, as the sequencer of a running server does. */
export async function growLog({ database }: Pick<FreshDatabase, 'database'>): Promise<void> {
  await database.transact('test', sequence)
  await database.transact('test', publishHead)
}
