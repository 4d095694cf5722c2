import { readFileSync, readlinkSync } from 'node:fs'
import { hostname } from 'node:os'
import { runTool } from './tool.ts'

/**
 * Whether a process with this number runs. A zombie does not count: under a container's first process that never
 * reaps, an ended postmaster keeps its number for ever.
 */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
  } catch (error) {
    // EPERM: it runs, and belongs to somebody else.
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) return false
  }
  const state = statFields(pid)?.[0]
  return state !== 'Z' && state !== 'X'
}

/** When the process began, in a form only good for comparing; tells a reused number. Undefined where unknown. */
export function beganAt(pid: number): string | undefined {
  return statFields(pid)?.[19]
}

/**
 * Names the space in which process numbers mean something: two containers over one volume both have a process 1.
 * The boot identity covers two machines over one network disk.
 */
export function processSpace(): string {
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
    return `${boot} ${readlinkSync('/proc/self/ns/pid')}`
  } catch {
    return hostname()
  }
}

/** Command and arguments of a process, or undefined where the system does not tell. */
export async function commandOf(pid: number): Promise<string | undefined> {
  if (process.platform === 'linux') {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').join(' ').trim()
    } catch {
      return undefined
    }
  }
  if (process.platform === 'win32') return undefined
  const listed = await runTool('/bin/ps', ['-ww', '-o', 'command=', '-p', String(pid)], {})
  return listed.ok ? listed.output.trim() : undefined
}

/** Fields of /proc/<pid>/stat from the third (state) on; the second may hold spaces and brackets. */
function statFields(pid: number): string[] | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return text.slice(text.lastIndexOf(')') + 2).split(' ')
  } catch {
    return undefined
  }
}
