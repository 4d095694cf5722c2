import { newDataDir } from '../server/test/support/data-dir.ts'
import { startServer } from './gala/child.ts'
import { send } from './gala/load.ts'
import { measured } from './gifts.ts'
import type { Row } from './log-pure.ts'

const POINTS = [10_000, 50_000, 100_000, 250_000, 500_000, 1_000_000, 2_000_000, 3_500_000, 5_000_000]
/** The last so many gifts before a point are the ones it tells of. */
const LOOKED_AT = 10_000

/**
 * What a gift costs as gifts grow in number, over 400 funds, all recorded over the network. The bar is that it stays what
 * it was.
 * @param size the last point
 */
export async function benchGiftsCurve(size = 5_000_000): Promise<Row[]> {
  const data = await newDataDir('curve', { on: 'disk' })
  try {
    const server = await startServer(data.path, { stage: { funds: 400, people: 400 } })
    const { url, stage } = server
    if (!stage) throw new Error('the stage was not set')
    const wave = (gifts: number) => ({ url, stage, gifts, funds: 400, connections: 1024 })
    const rows: Row[] = []
    let stand = 0
    for (const point of POINTS.filter((each) => each <= size)) {
      if (point - stand > LOOKED_AT) await send(wave(point - stand - LOOKED_AT))
      const { perSecond, server: own, postgres, load } = await measured(server, wave(LOOKED_AT))
      stand = point
      const value = `${own.toFixed(0)} + ${postgres.toFixed(0)} ms`
      rows.push({
        what: `at ${point} gifts: processor each 1,000`,
        value,
        bar: `${Math.round(perSecond)}/s, load ${load}`,
      })
      process.stderr.write(`${point} gifts: ${value}, ${Math.round(perSecond)}/s, load ${load}\n`)
    }
    await server.end()
    return rows
  } finally {
    await data.remove()
  }
}
