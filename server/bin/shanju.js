#!/usr/bin/env node
// Starts the command under the Node.js that came with npm install, whatever runs this file: sources are TypeScript.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const NEEDED = 24
const cli = fileURLToPath(new URL('../src/cli.ts', import.meta.url))
const bundled = ['../../node_modules/.bin/node', '../node_modules/.bin/node']
  .map((path) => fileURLToPath(new URL(path, import.meta.url)))
  .find((path) => existsSync(path))
const own = Number(process.versions.node.split('.')[0])

if (own >= NEEDED) {
  await import('../src/cli.ts')
} else if (bundled) {
  // Ctrl-C reaches both; the child decides when it is done.
  process.on('SIGINT', () => {})
  process.on('SIGTERM', () => {})
  const { status } = spawnSync(bundled, [cli, ...process.argv.slice(2)], { stdio: 'inherit' })
  process.exit(status ?? 1)
} else {
  process.stderr.write(`shanju needs Node.js ${NEEDED}; this is ${process.versions.node}. Run npm ci in the project: it brings its own.\n`)
  process.exit(69)
}
