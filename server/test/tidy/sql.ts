import { at, type Check, type Finding } from './check.ts'
import { isTest, moduleOf } from './place.ts'
import type { Literal } from './scan.ts'
import { mentions, Schemas, sqlCode } from './sql-text.ts'
import type { SourceFile } from './tree.ts'

/** Methods of Kysely whose first argument is a table, or a list of tables. */
const TABLE_METHODS =
  /\.(?:selectFrom|insertInto|replaceInto|updateTable|deleteFrom|mergeInto|from|using|table|(?:inner|left|right|full|cross)Join(?:Lateral)?)\s*(?:<[^()]*>)?\(\s*(?:\[[^\])]*)?$/

/** A text that begins like a statement is one, whoever runs it. */
const STATEMENT =
  /^\s*(?:select|insert\s+into|update|delete\s+from|with|merge\s+into|truncate|copy|lock\s+table|create|alter|drop|call)\s/i

export const sqlNames: Check = {
  title: 'SQL of a module names its own schema, published views of earlier modules and functions of the platform',
  find: (tree) => {
    const schemas = new Schemas(tree)
    return tree.typescript('server/src/').flatMap((file) => {
      const own = moduleOf(file.path) ?? (file.path.startsWith('server/src/platform/') ? 'platform' : undefined)
      if (own === undefined || isTest(file.path)) return []
      return file.scan.literals.flatMap((literal) => findingsIn(file, literal, own, schemas))
    })
  },
}

function findingsIn(file: SourceFile, literal: Literal, own: string, schemas: Schemas): Finding[] {
  const isSql = /(?:^|\.)sql(?:\.\w+)?$/.test(literal.tag ?? '') || STATEMENT.test(literal.text)
  // `giving.gift_settled` is also how events, refusals and routes are spelt: a bare name counts only as a table.
  const isTable =
    /^\w+\.\w+/.test(literal.text) && TABLE_METHODS.test(file.scan.code.slice(0, literal.start).slice(-400))
  if (!isSql && !isTable) return []
  return mentions(sqlCode(isTable ? `from ${literal.text}` : literal.text)).flatMap((mention) => {
    const fault = schemas.fault(own, mention)
    return fault === undefined ? [] : [at(file, literal.start, fault)]
  })
}
