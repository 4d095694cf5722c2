import { randomInt } from 'node:crypto'
import { createServer } from 'node:net'
import { EmbeddedPostgresError, useOwnPostgres } from './errors.ts'

/**
 * A free TCP port on 127.0.0.1: the remembered one if nobody took it, else a new one. New ones lie below the range
 * from which Linux draws ports for outgoing connections (32768 on), so none of those takes it while we are stopped.
 *
 * @throws EmbeddedPostgresError when no port can be opened at all.
 */
export async function choosePort(remembered: number | undefined): Promise<number> {
  if (remembered !== undefined && (await isFree(remembered))) return remembered
  for (let attempt = 0; attempt < 20; attempt += 1) {
    const port = randomInt(15_000, 32_000)
    if (port !== remembered && (await isFree(port))) return port
  }
  throw new EmbeddedPostgresError(
    'No port on 127.0.0.1 could be opened for the database.',
    `Check that programs may listen on 127.0.0.1, ${useOwnPostgres}.`,
  )
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer()
    probe.once('error', () => resolve(false))
    probe.listen({ port, host: '127.0.0.1', exclusive: true }, () => probe.close(() => resolve(true)))
  })
}
