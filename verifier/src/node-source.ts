import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { FetchResource } from './source.ts'

/** No resource of a log is larger: 256 entries of 64 KiB and their lengths. */
const MAX_BYTES = 17 << 20
const TIMEOUT_MS = 30_000

/** A log under an http(s) address or in a directory, whichever the text names. */
export function logAt(place: string): FetchResource {
  return /^https?:\/\//i.test(place) ? overHttp(place) : inDirectory(place)
}

function overHttp(base: string): FetchResource {
  const prefix = base.replace(/\/+$/, '')
  return async (path) => {
    const response = await fetch(`${prefix}/${path}`, { signal: AbortSignal.timeout(TIMEOUT_MS), redirect: 'error' })
    if (response.status === 404 || response.status === 410) return undefined
    if (!response.ok) throw new Error(`${path}: the server answered ${response.status}`)
    const bytes = new Uint8Array(await response.arrayBuffer())
    if (bytes.length > MAX_BYTES) throw new Error(`${path}: larger than any part of a log`)
    return bytes
  }
}

function inDirectory(directory: string): FetchResource {
  return async (path) => {
    try {
      return new Uint8Array(await readFile(join(directory, path)))
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
      throw error
    }
  }
}
