import { randomUUID } from 'node:crypto'

export const newUuid = (): string => randomUUID()

/** The bare id behind one that the wire shows. */
export const uuidOf = (shown: string): string =>
  shown.slice(shown.indexOf('_') + 1).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
