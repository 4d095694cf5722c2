import { startServer } from '../server/test/support/child-server.ts'
import { newDataDir } from '../server/test/support/data-dir.ts'
import type { Row } from './log-pure.ts'

/** `npm run demo` on an empty directory: from the command to the printed address. A second start finds the city made. */
export async function benchDemonstration(): Promise<Row[]> {
  const data = await newDataDir('bench', { on: 'disk' })
  try {
    const rows: Row[] = []
    for (const [what, bar] of [
      ['empty directory to serving', '< 45 s'],
      ['started again', ''],
    ] as const) {
      const begun = performance.now()
      const server = await startServer(data.path, {}, 'server/src/demo/main.ts')
      rows.push({ what, value: `${((performance.now() - begun) / 1000).toFixed(1)} s`, bar })
      await server.end('SIGTERM')
    }
    return rows
  } finally {
    await data.remove()
  }
}
