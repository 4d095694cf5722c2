#!/usr/bin/env node
// Starts the command under the Node.js that came with npm install, whatever runs this file: sources are TypeScript.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { constants } from 'node:os'
import { fileURLToPath } from 'node:url'

const NEEDED = 24
const cli = fileURLToPath(new URL('../src/cli.ts', import.meta.url))
const bundled = fileURLToPath(new URL('../../node_modules/.bin/node', import.meta.url))

if (Number(process.versions.node.split('.')[0]) >= NEEDED) {
  await import('../src/cli.ts')
} else if (existsSync(bundled)) {
  const child = spawn(bundled, [cli, ...process.argv.slice(2)], { stdio: 'inherit' })
  // A signal sent to this process alone is passed on; the child decides when it is done.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('exit', (code, signal) => process.exit(code ?? 128 + (constants.signals[signal] ?? 0)))
} else {
  process.stderr.write(
    `shanju needs Node.js ${NEEDED}; this is ${process.versions.node}. Run npm ci in the project: it brings its own.\n`,
  )
  process.exit(69)
}
