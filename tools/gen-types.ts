import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { freshDatabase } from '../server/test/support/clone.ts'

const codegen = fileURLToPath(new URL('../node_modules/kysely-codegen/dist/cli/bin.js', import.meta.url))

/** Writes Kysely's table types, read from a migrated database, to `file`. */
export async function generateTypes(file: string): Promise<void> {
  const { ownerUrl, close } = await freshDatabase()
  try {
    execFileSync(
      process.execPath,
      [
        codegen,
        '--dialect=postgres',
        `--url=${ownerUrl}`,
        `--out-file=${file}`,
        '--date-parser=string',
        '--type-mapping={"int8":"bigint","bytea":"Buffer"}',
        '--exclude-pattern=graphile_worker.*',
        '--singularize=false',
      ],
      { stdio: ['ignore', 'ignore', 'pipe'] },
    )
  } finally {
    await close()
  }
}
