import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { test } from 'node:test'
import { EmbeddedPostgresError } from './errors.ts'
import { locateNative, programIn } from './locate.ts'

test('the programs of this machine are found with the release they belong to', () => {
  const native = locateNative(process.platform, process.arch)
  for (const name of ['initdb', 'pg_ctl', 'postgres'] as const) assert.ok(existsSync(programIn(native.directory, name)))
  assert.match(native.version, /^18\./)
})

test('a machine without ready-made programs, or without their package, is told what to do', () => {
  const here = `${process.platform} ${process.arch}`
  const other = here === 'linux ppc64' ? ['linux', 'arm'] : ['linux', 'ppc64']
  assert.throws(() => locateNative('sunos', 'x64'), EmbeddedPostgresError)
  assert.throws(() => locateNative('sunos', 'x64'), /no ready-made PostgreSQL for sunos on x64/)
  assert.throws(() => locateNative(String(other[0]), String(other[1])), /is not installed/)
})
