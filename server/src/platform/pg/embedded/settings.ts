import { statfsSync } from 'node:fs'
import { availableParallelism, totalmem } from 'node:os'

/** `durable`: a confirmed gift survives a power cut. `test`: fast, and worthless after one. */
export type Tuning = 'durable' | 'test'

const megabyte = 1024 * 1024

/**
 * The server's settings as command-line arguments. They stand on the command line, not in the cluster, because root
 * must not write into a directory that another user owns, and because they then hold whatever the files say.
 */
export function serverArguments(tuning: Tuning, port: number): string[] {
  const settings = { ...always, port: String(port), ...(tuning === 'durable' ? durable() : forTests) }
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
}

const always = {
  listen_addresses: '127.0.0.1',
  // A socket's path may not be longer than 107 bytes, and a data directory's often is.
  unix_socket_directories: '',
  password_encryption: 'scram-sha-256',
  // Business dates are dates in Shanghai, wherever the machine stands.
  timezone: 'Asia/Shanghai',
  log_timezone: 'Asia/Shanghai',
  lc_messages: 'C',
  // Queries are short and many; compiling them costs more than it saves.
  jit: 'off',
  logging_collector: 'off',
  log_checkpoints: 'off',
  log_line_prefix: '%m [%p] %u@%d ',
  // Personal data never goes into logs: not the statement of an error, and not its detail ("Key (phone)=(…) exists").
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
}

const forTests = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  shared_buffers: '128MB',
  max_connections: '200',
  max_wal_size: '256MB',
  // Clones of templates are dropped within seconds; vacuuming them only takes processor time from the tests.
  autovacuum_naptime: '5min',
  // Every test opens connections, and nobody outside can reach the server: its passwords need not be slow to guess.
  scram_iterations: '1',
}

/** Sized for a machine that also runs the application: 2 cores, 4 to 24 GB. */
function durable(): Record<string, string> {
  const memory = memoryOfThisMachine()
  return {
    fsync: 'on',
    synchronous_commit: 'on',
    full_page_writes: 'on',
    wal_compression: 'on',
    max_connections: '100',
    shared_buffers: megabytes(memory / 8, 32, 512),
    effective_cache_size: megabytes(memory / 2, 64, 16_384),
    work_mem: megabytes(memory / 512, 4, 16),
    maintenance_work_mem: megabytes(memory / 32, 16, 128),
    max_wal_size: '2GB',
    checkpoint_timeout: '15min',
    random_page_cost: '1.1',
    max_parallel_workers_per_gather: sharedMemoryIsRoomy() ? String(Math.min(2, availableParallelism() - 1)) : '0',
  }
}

/** Bytes; the container's limit where there is one. */
function memoryOfThisMachine(): number {
  const limit = process.constrainedMemory()
  return limit > 0 ? Math.min(limit, totalmem()) : totalmem()
}

/** A container's usual 64 MB of /dev/shm do not hold a parallel hash join: the query would fail half-way. */
function sharedMemoryIsRoomy(): boolean {
  if (process.platform !== 'linux') return true
  try {
    const { bsize, blocks } = statfsSync('/dev/shm')
    return bsize * blocks >= 512 * megabyte
  } catch {
    return false
  }
}

function megabytes(bytes: number, least: number, most: number): string {
  return `${Math.round(Math.min(most, Math.max(least, bytes / megabyte)))}MB`
}
