import { createHash } from 'node:crypto'
import { at, type Check, type Finding } from './check.ts'
import { mentions, moduleOfMigration, Schemas, sqlCode } from './sql-text.ts'
import type { SourceFile, Tree } from './tree.ts'

const THING =
  '(?:table|view|materialized\\s+view|function|procedure|aggregate|type|domain|sequence|policy\\s+\\w+\\s+on|trigger\\s+\\w+\\s+on)'
const TARGET = new RegExp(
  `\\b(?:create\\s+(?:or\\s+replace\\s+)?(?:unlogged\\s+|recursive\\s+)*|alter\\s+|drop\\s+|comment\\s+on\\s+)${THING}\\s+(?:if\\s+(?:not\\s+)?exists\\s+)?(?:only\\s+)?([\\w.]+)`,
  'gi',
)

export const migrationSchemas: Check = {
  title: 'a migration belongs to one module and makes or changes things in its schema only',
  find: (tree) => {
    const schemas = new Schemas(tree)
    const named = tree.migrations().map((file) => ({ file, own: moduleOfMigration(file.path) }))
    return [
      ...sameNumber(tree),
      ...named.flatMap(({ file, own }) =>
        own === undefined || (own !== 'platform' && !schemas.isModule(own))
          ? [at(file, 0, 'is named after no module: name it NNNN_<module>.sql, or NNNN_<module>_<what>.sql.')]
          : [...targets(file, own, schemas), ...others(file, own, schemas)],
      ),
    ]
  },
}

function sameNumber(tree: Tree): Finding[] {
  const seen = new Set<string>()
  return tree.migrations().flatMap((file) => {
    const number = /(\d+)_[^/]*$/.exec(file.path)?.[1] ?? ''
    const again = seen.has(number)
    seen.add(number)
    return again ? [at(file, 0, `shares number ${number} with another migration: take the next free one.`)] : []
  })
}

/** What a migration creates, changes, drops or comments on must carry its schema's name. */
function targets(file: SourceFile, own: string, schemas: Schemas): Finding[] {
  const code = sqlCode(file.text)
  const mine = (schema: string) => (own === 'platform' ? schemas.platform.has(schema) : schema === own)
  const things = [...code.matchAll(TARGET)].flatMap((match) => {
    const [schema = '', ...rest] = (match[1] ?? '').toLowerCase().split('.')
    if (rest.length === 0) return [at(file, match.index, `${match[1]} has no schema: write ${own}.${match[1]}.`)]
    return mine(schema)
      ? []
      : [at(file, match.index, `changes ${match[1]}: a migration of ${own} touches ${own} only.`)]
  })
  const created = [...code.matchAll(/\bcreate\s+schema\s+(?:if\s+not\s+exists\s+)?(\w+)/gi)].flatMap((match) =>
    mine(match[1] ?? '') ? [] : [at(file, match.index, `creates schema ${match[1]}: ${own} has one schema, its own.`)],
  )
  return [...things, ...created]
}

function others(file: SourceFile, own: string, schemas: Schemas): Finding[] {
  return mentions(sqlCode(file.text)).flatMap((mention) => {
    const fault = schemas.fault(own, mention)
    return fault === undefined ? [] : [at(file, mention.position, fault)]
  })
}

export const tableComments: Check = {
  title: 'every table says what it holds',
  find: (tree) => {
    const all = tree.migrations().map((file) => ({ file, code: sqlCode(file.text) }))
    const commented = new Set(
      all.flatMap(({ code }) => [...code.matchAll(/\bcomment\s+on\s+table\s+([\w.]+)/gi)].map((match) => match[1])),
    )
    return all.flatMap(({ file, code }) =>
      [...code.matchAll(/\bcreate\s+(?:unlogged\s+)?table\s+(?:if\s+not\s+exists\s+)?([\w.]+)/gi)]
        .filter(
          (match) =>
            !commented.has(match[1]) && !/^\s+partition\s+of\b/i.test(code.slice(match.index + match[0].length)),
        )
        .map((match) =>
          at(file, match.index, `${match[1]} has no comment: add "comment on table ${match[1]} is '…'".`),
        ),
    )
  },
}

const HASHES = 'server/migrations/hashes.json'

export const migrationHashes: Check = {
  title: 'a migration that was merged never changes',
  find: (tree) => {
    const listed = tree.get(HASHES)
    if (listed === undefined) return []
    const hashes: Record<string, string> = JSON.parse(listed.text)
    return Object.entries(hashes).flatMap(([name, hash]) => {
      const path = `server/migrations/${name}`
      const file = tree.get(path)
      if (file === undefined) return [{ where: path, says: 'is gone: bring it back, databases out there have run it.' }]
      const now = createHash('sha256').update(file.text).digest('hex')
      return now === hash ? [] : [at(file, 0, 'was changed after it was merged: restore it and write a new migration.')]
    })
  },
}
