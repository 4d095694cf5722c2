/**
 * `npm run gen`: writes what is derived from sources. The Kysely types from a freshly migrated database, and the hashes
 * of new migrations. A test fails when either is out of date.
 */
import { fileURLToPath } from 'node:url'
import { updateHashes } from './gen-hashes.ts'
import { generateTypes } from './gen-types.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const file = `${root}server/src/platform/pg/schema.gen.ts`
await generateTypes(file)
const added = process.argv.includes('--release') ? await updateHashes(`${root}server/migrations`) : []
process.stdout.write(`${['server/src/platform/pg/schema.gen.ts', ...added].join('\n')}\n`)
process.exit(0)
