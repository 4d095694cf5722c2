import type { FastifyInstance, FastifyRequest } from 'fastify'
import { quietError } from '#platform/kit/quiet-error.ts'

export interface LogOptions {
  /** 'silent' for tests. */
  readonly logLevel: 'info' | 'warn' | 'silent'
  /** Where the lines go, one JSON object each; standard output unless set. */
  readonly logStream?: { write(line: string): void }
}

/** Fastify's own lines go through the same serializers as ours: no address, no header, no value of an error. */
export const loggerOf = ({ logLevel, logStream }: LogOptions) =>
  logLevel === 'silent'
    ? false
    : {
        level: logLevel,
        stream: logStream ?? standardOutput(),
        serializers: { req: (request: FastifyRequest) => ({ method: request.method }), err: quietError },
      }

/** Lines of one turn of the process go out together: a line for each request alone costs as much as reading the request. */
function standardOutput(): { write(line: string): void } {
  let held = ''
  const flush = (): void => {
    process.stdout.write(held)
    held = ''
  }
  return {
    write(line) {
      if (held === '') setImmediate(flush)
      held += line
    },
  }
}

/** One line a request: route, never the address with its ids and search words. */
export function addLog(app: FastifyInstance): void {
  app.addHook('onResponse', (request, reply, done) => {
    const actor = request.caller?.actor
    request.log.info(
      {
        route: request.routeOptions.config.name ?? request.routeOptions.url ?? 'unknown',
        method: request.method,
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime),
        person: actor?.kind === 'person' ? actor.personId : undefined,
      },
      'answered',
    )
    done()
  })
}
