import { moduleFolders, moduleOrder } from './place.ts'
import type { Tree } from './tree.ts'

/** A name with a schema in an SQL text, e.g. `giving.pub_gifts`. */
type Mention = {
  position: number
  schema: string
  name: string
  /** The word before it, in small letters: `from`, `references`, `comma`-separated names have none. */
  after: string
  /** Whether an opening bracket follows. */
  bracket: boolean
}

/**
 * SQL with its comments and strings blanked, positions unchanged. The bodies of functions stay: they are statements that
 * run like any other.
 */
export function sqlCode(text: string): string {
  return text.replace(/--[^\n]*|\/\*[\s\S]*?\*\/|'(?:[^']|'')*'/g, (blanked) => blanked.replaceAll(/[^\n]/g, ' '))
}

export function mentions(code: string): Mention[] {
  return [...code.matchAll(/(?<![\w.$])([a-z_]\w*)\s*\.\s*([a-z_]\w*|\*)/gi)].map((match) => {
    const [whole, schema = '', name = ''] = match
    return {
      position: match.index,
      schema: schema.toLowerCase(),
      name: name.toLowerCase(),
      after: /(\w+)\s*$/.exec(code.slice(Math.max(0, match.index - 60), match.index))?.[1]?.toLowerCase() ?? '',
      bracket: /^\s*\(/.test(code.slice(match.index + whole.length)),
    }
  })
}

/** Every schema of ours, and how far the SQL of one module may look into the others. */
export class Schemas {
  readonly platform: ReadonlySet<string>
  readonly #modules: ReadonlySet<string>
  readonly #order: readonly string[]

  constructor(tree: Tree) {
    const created = tree
      .migrations()
      .filter(({ path }) => moduleOfMigration(path) === 'platform')
      .flatMap(({ text }) => [...sqlCode(text).matchAll(/\bcreate\s+schema\s+(?:if\s+not\s+exists\s+)?(\w+)/gi)])
    this.platform = new Set(['platform', ...created.map((match) => match[1] ?? '')])
    this.#order = moduleOrder(tree)
    this.#modules = new Set([...this.#order, ...moduleFolders(tree)])
  }

  isModule(name: string): boolean {
    return this.#modules.has(name)
  }

  #isEarlier(other: string, own: string): boolean {
    // A module that has no place in the order yet is reported once, as such, not for every name.
    const known = this.#order.includes(other) && this.#order.includes(own)
    return !known || this.#order.indexOf(other) < this.#order.indexOf(own)
  }

  /** The fault of a mention in the SQL of `own`, or undefined. Own is a module, or `platform`. */
  fault(own: string, { schema, name, after, bracket }: Mention): string | undefined {
    if (this.platform.has(schema)) {
      if (own === 'platform' || after === 'references') return undefined
      const relation = ['into', 'table', 'update', 'on', 'copy', 'truncate', 'only'].includes(after)
      if (bracket && !relation) return undefined
      return `names ${schema}.${name}: tables of the platform are behind its functions; call one.`
    }
    if (!this.isModule(schema) || schema === own) return undefined
    if (own === 'platform') return `names ${schema}.${name}: the platform knows no module; move this there.`
    if (!this.#isEarlier(schema, own))
      return `names ${schema}.${name}, which comes after ${own}: listen to its events, or move the rule.`
    if (name.startsWith('pub_') || after === 'references') return undefined
    return `names ${schema}.${name}: of an earlier module only pub_… may be read; publish a view there, or ask its door.`
  }
}

/** `giving` of `server/migrations/0012_giving.sql` or `0013_giving_receipts.sql`; undefined for another kind of name. */
export function moduleOfMigration(path: string): string | undefined {
  return /\/\d{4}_([a-z]+)(?:_[a-z0-9_]+)?\.sql$/.exec(path)?.[1]
}
