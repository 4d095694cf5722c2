import { spawn } from 'node:child_process'
import { parse } from 'node:path'
import type { DatabaseUser } from './user.ts'

/** How a program ended: `output` is what it wrote, both streams in one, at most the last 16 kB. */
export type ToolResult = { ok: boolean; output: string }

type ToolOptions = { user?: DatabaseUser; input?: string; timeoutMs?: number }

const outputLimit = 16_384

/**
 * Runs one program to its end as the database's user. Never throws: a program that cannot be started answers
 * `ok: false` with the reason as output.
 */
export function runTool(file: string, args: readonly string[], options: ToolOptions): Promise<ToolResult> {
  return new Promise((resolve) => {
    let output = ''
    const hear = (chunk: Buffer) => {
      output = (output + chunk.toString('utf8')).slice(-outputLimit)
    }
    const child = spawn(file, args, { ...asUser(options.user), stdio: ['pipe', 'pipe', 'pipe'] })
    // Not spawn's own `timeout`: for a program that cannot be started, its timer keeps our process alive to the end.
    const timer = setTimeout(() => child.kill('SIGKILL'), options.timeoutMs ?? 120_000)
    const end = (result: ToolResult) => {
      clearTimeout(timer)
      resolve(result)
    }
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
    // A program that ends without reading its input is judged by its exit code, not by the broken pipe.
    child.stdin.on('error', () => {})
    child.once('error', (error) => end({ ok: false, output: error.message }))
    child.once('close', (code) => end({ ok: code === 0, output }))
    child.stdin.end(options.input ?? '')
  })
}

/**
 * Spawn options that make a program run as the database's user, from a directory everyone may enter, and with an
 * environment that carries neither our secrets (the other user could read them) nor the caller's PG* settings.
 */
export function asUser(user: DatabaseUser | undefined): {
  uid?: number
  gid?: number
  cwd: string
  env: NodeJS.ProcessEnv
} {
  const env: NodeJS.ProcessEnv = { LC_ALL: 'C' }
  for (const name of ['PATH', 'LD_LIBRARY_PATH', 'SystemRoot', 'TEMP', 'TMP']) {
    const value = process.env[name]
    if (value !== undefined) env[name] = value
  }
  return { ...(user ? { uid: user.uid, gid: user.gid } : {}), cwd: parse(process.cwd()).root, env }
}
