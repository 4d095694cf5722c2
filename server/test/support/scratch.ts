import { createHash } from 'node:crypto'
import { accessSync, constants, statfsSync } from 'node:fs'
import { userInfo } from 'node:os'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('../../../', import.meta.url))
const MEMORY = '/dev/shm'
const ROOMY_BYTES = 3 * 1024 ** 3

/**
 * Where tests put databases. A clone is a thousand small files: in memory it takes a tenth of the time it takes on a disk,
 * and nothing of it has to outlive the test. Where no memory can be had as files, or not enough, it is `var/`.
 *
 * @returns a path to append names to, one for each checkout and user
 */
export function scratch(): string {
  if (!isRoomy()) return `${ROOT}var/`
  const owner = createHash('sha256').update(`${ROOT} ${userInfo().uid}`).digest('hex').slice(0, 8)
  return `${MEMORY}/shanju-${owner}-`
}

function isRoomy(): boolean {
  try {
    accessSync(MEMORY, constants.W_OK)
    const { bavail, bsize } = statfsSync(MEMORY)
    return bavail * bsize > ROOMY_BYTES
  } catch {
    return false
  }
}
