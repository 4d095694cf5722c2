import { readdirSync, readFileSync } from 'node:fs'

/** Seconds of processor time since the process began, its ended children's among them. Linux only. */
export interface Used {
  readonly server: number
  readonly postgres: number
}

const TICKS = 100

/** @param pids the server and the postmaster; whatever the postmaster started counts with it */
export function used(pids: { readonly server: number; readonly postmaster: number }): Used {
  const children = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => timesOf(Number(name)))
    .filter((each) => each?.parent === pids.postmaster)
  const own = timesOf(pids.postmaster)
  return {
    server: timesOf(pids.server)?.own ?? 0,
    postgres: (own ? own.own + own.ended : 0) + children.reduce((sum, each) => sum + (each?.own ?? 0), 0),
  }
}

function timesOf(pid: number): { parent: number; own: number; ended: number } | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The name of the process may hold blanks; what follows its closing bracket does not.
    const fields = text
      .slice(text.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number)
    const [parent = 0, user = 0, system = 0, endedUser = 0, endedSystem = 0] = [1, 11, 12, 13, 14].map((n) => fields[n])
    return { parent, own: (user + system) / TICKS, ended: (endedUser + endedSystem) / TICKS }
  } catch {
    return undefined
  }
}

/** How many processes wanted a processor lately; says how far absolute figures were disturbed. */
export const load = (): string => readFileSync('/proc/loadavg', 'utf8').split(' ')[0] ?? '?'
