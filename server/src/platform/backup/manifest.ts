import { z } from 'zod'

/** What a backup says of itself. `format` changes when an older program could no longer read it. */
export const manifest = z.object({
  format: z.literal('shanju-backup-1'),
  /** Of the platform that wrote it. */
  version: z.string(),
  /** The instant of the one snapshot that all tables were read in. */
  takenAt: z.iso.datetime(),
  /** Migrations the database had, in order, with their hashes. */
  migrations: z.array(z.object({ name: z.string(), hash: z.string() })),
  tables: z.array(
    z.object({
      name: z.string(),
      columns: z.array(z.string()),
      file: z.string(),
      rows: z.number().int(),
      /** SHA-256 of the file's bytes. */
      sha256: z.string().regex(/^[0-9a-f]{64}$/),
    }),
  ),
  /** File that holds SHANJU_SECRET under a passphrase; without it sealed names need the secret kept elsewhere. */
  secret: z.string().nullable(),
})
export type Manifest = z.infer<typeof manifest>

export const MANIFEST = 'manifest.json'

/** A backup that cannot be written or read. The message says what to do. */
export class BackupError extends Error {}
