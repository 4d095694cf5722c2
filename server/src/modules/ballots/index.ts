/** The door of ballots: served, counted again, and how a roll of names is read from a file. */
export { type Entry, entryKey, readRoll, rowsTold } from './logic/roll-rows.ts'
export { verifyBallots } from './queries/count.ts'
export { served } from './routes.ts'
