/**
 * The only source of "now". The server runs on the machine's clock; the demonstration and the tests set their own.
 * A clock never runs backwards within one process: an operator setting the machine back must not re-date entries.
 */
export interface Clock {
  now(): Date
}

export function systemClock(read: () => number = Date.now): Clock {
  let latest = 0
  return {
    now() {
      latest = Math.max(latest, read())
      return new Date(latest)
    },
  }
}

export interface SetClock extends Clock {
  set(at: Date | string): void
  advance(milliseconds: number): void
}

export function setClock(start: Date | string): SetClock {
  let at = new Date(start).getTime()
  return {
    now: () => new Date(at),
    set(next) {
      at = new Date(next).getTime()
    },
    advance(milliseconds) {
      at += milliseconds
    },
  }
}
