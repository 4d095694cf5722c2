import type { Reader } from './reader.ts'
import type { Site } from './site.ts'

/** Everything a part of a page may know beside its own data. */
export interface View {
  readonly reader: Reader
  readonly site: Site
  readonly files: PageFiles
}

/** Addresses of what a page loads; named by content, so that they may be kept for ever. */
export interface PageFiles {
  readonly style: string
  readonly styleLarge: string
  readonly script: string | undefined
  readonly icon: string
}
