import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { told } from './tidy/check.ts'
import { refusals, routes } from './tidy/contract.ts'
import { deadExports, deadFiles } from './tidy/dead.ts'
import { forbidden, machinePaths } from './tidy/forbidden.ts'
import { migrationHashes, migrationSchemas, tableComments } from './tidy/migrations.ts'
import { layers, modules } from './tidy/modules.ts'
import { purity } from './tidy/purity.ts'
import { readmes } from './tidy/readmes.ts'
import { rooms } from './tidy/rooms.ts'
import { sizes } from './tidy/sizes.ts'
import { sqlNames } from './tidy/sql.ts'
import { readTree } from './tidy/tree.ts'

const tree = readTree(fileURLToPath(new URL('../..', import.meta.url)))

/** The rules of STYLE.md that are marked [tidy]. Each check is tried on a broken house beside its own file. */
const checks = [
  rooms,
  modules,
  layers,
  purity,
  sqlNames,
  migrationSchemas,
  tableComments,
  migrationHashes,
  sizes,
  routes,
  refusals,
  forbidden,
  machinePaths,
  deadFiles,
  deadExports,
  readmes,
]

for (const check of checks)
  test(check.title, () => {
    const findings = told(check.find(tree))
    if (findings.length === 0) return
    const error = new Error(findings.join('\n'))
    error.stack = error.message // where this line stands helps nobody
    throw error
  })

test('the checks look at this house', () => {
  assert.ok(tree.typescript('server/test/tidy/').length > 20)
})
