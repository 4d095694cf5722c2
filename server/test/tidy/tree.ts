import { readdirSync, readFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import { type Scan, scan } from './scan.ts'

/** A text file of the project. */
export class SourceFile {
  /** From the project's root, with forward slashes. */
  readonly path: string
  readonly text: string
  #scan: Scan | undefined

  constructor(path: string, text: string) {
    this.path = path
    this.text = text
  }

  /** The text taken apart; meaningful for TypeScript only. */
  get scan(): Scan {
    this.#scan ??= scan(this.text)
    return this.#scan
  }

  /** Line of a position in the text, counted from 1. */
  lineAt(position: number): number {
    return this.text.slice(0, position).split('\n').length
  }
}

/** The files a check looks at: the project's own, or a handful made up to prove that the check can fail. */
export class Tree {
  readonly files: readonly SourceFile[]
  readonly #byPath: ReadonlyMap<string, SourceFile>

  constructor(files: readonly SourceFile[]) {
    this.files = files
    this.#byPath = new Map(files.map((file) => [file.path, file]))
  }

  get(path: string): SourceFile | undefined {
    return this.#byPath.get(path)
  }

  /** TypeScript below a folder (`server/src/`), or all of it. Files that a program writes (`*.gen.ts`) are not ours. */
  typescript(folder = ''): SourceFile[] {
    return this.files.filter(
      ({ path }) => path.startsWith(folder) && /\.tsx?$/.test(path) && !/\.(gen|d)\.tsx?$/.test(path),
    )
  }

  /** The migrations in their order. */
  migrations(): SourceFile[] {
    return this.files.filter(({ path }) => /^server\/migrations\/[^/]+\.sql$/.test(path))
  }
}

export function treeOf(texts: Readonly<Record<string, string>>): Tree {
  return new Tree(Object.entries(texts).map(([path, text]) => new SourceFile(path, text)))
}

const NOT_OURS = new Set(['node_modules', 'dist', 'var', '.git'])
const TEXT = new Set('.ts .tsx .js .mjs .json .sql .md .html .css .typ .yml .yaml .svg .csv .txt'.split(' '))
/** Written by npm, and large. */
const NOT_READ = new Set(['package-lock.json'])

/** Every text file of the project, sorted by path. */
export function readTree(root: string): Tree {
  const paths = readdirSync(root, { withFileTypes: true }).flatMap((entry) =>
    walk(root, entry.name, entry.isDirectory()),
  )
  return new Tree(paths.sort().map((path) => new SourceFile(path, readFileSync(join(root, path), 'utf8'))))
}

function walk(root: string, path: string, isFolder: boolean): string[] {
  const name = path.slice(path.lastIndexOf('/') + 1)
  if (!isFolder) return TEXT.has(extname(name)) && !NOT_READ.has(path) ? [path] : []
  if (NOT_OURS.has(name)) return []
  return readdirSync(join(root, path), { withFileTypes: true }).flatMap((entry) =>
    walk(root, `${path}/${entry.name}`, entry.isDirectory()),
  )
}
