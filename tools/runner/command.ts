import { spawn } from 'node:child_process'

export type Ended = {
  /** Exit code; undefined when a signal ended it. */
  code: number | undefined
  signal: NodeJS.Signals | undefined
  timedOut: boolean
  stdout: string
  stderr: string
  seconds: number
}

type Options = {
  cwd: string
  env: NodeJS.ProcessEnv
  timeoutMs: number
  signal: AbortSignal
}

/**
 * Runs a Node script to its end and never throws for what the script does.
 *
 * The script leads a process group of its own, and the group dies with it: a browser or server that a broken test leaves
 * behind would slow down every test after it.
 */
export async function runNode(args: readonly string[], { cwd, env, timeoutMs, signal }: Options): Promise<Ended> {
  const begun = performance.now()
  const grouped = process.platform !== 'win32'
  const child = spawn(process.execPath, args, { cwd, env, detached: grouped, stdio: ['ignore', 'pipe', 'pipe'] })
  const output = { stdout: '', stderr: '' }
  for (const stream of ['stdout', 'stderr'] as const)
    child[stream].setEncoding('utf8').on('data', (text: string) => {
      output[stream] += text
    })

  let timedOut = false
  const kill = () => killGroup(child.pid, grouped)
  const clock = setTimeout(() => {
    timedOut = true
    kill()
  }, timeoutMs)
  signal.addEventListener('abort', kill)
  if (signal.aborted) kill()

  const ended = await new Promise<Pick<Ended, 'code' | 'signal'>>((resolve) => {
    child.on('error', (error) => {
      output.stderr += error.message
      resolve({ code: 1, signal: undefined })
    })
    // On 'exit' first: a grandchild that holds our pipes would keep 'close' from ever coming.
    child.on('exit', kill)
    child.on('close', (code, killer) => resolve({ code: code ?? undefined, signal: killer ?? undefined }))
  })
  clearTimeout(clock)
  signal.removeEventListener('abort', kill)
  return { ...ended, ...output, timedOut, seconds: (performance.now() - begun) / 1000 }
}

function killGroup(pid: number | undefined, grouped: boolean): void {
  if (pid === undefined) return
  try {
    process.kill(grouped ? -pid : pid, 'SIGKILL')
  } catch {
    // Nobody of the group is left.
  }
}
