import type { Check, Finding } from './check.ts'
import { moduleFolders } from './place.ts'
import type { Tree } from './tree.ts'

/** `G1`, `LG12` at the beginning of a line, a list item or a table row, bold or not. */
const INVARIANT = /^[ \t]*(?:[-*|][ \t]*)?(?:\*\*)?([A-Z]{1,3}\d+)\b/gm

export const readmes: Check = {
  title: 'every module has a README whose numbered invariants stand in titles of tests',
  find: (tree) => moduleFolders(tree).flatMap((module) => findingsOf(tree, module)),
}

function findingsOf(tree: Tree, module: string): Finding[] {
  const where = `server/src/modules/${module}/README.md`
  const readme = tree.get(where)
  if (readme === undefined)
    return [{ where, says: 'is missing: write its tables, invariants, events, jobs, refusals.' }]
  const numbers = [...new Set([...readme.text.matchAll(INVARIANT)].map((match) => match[1] ?? ''))]
  if (numbers.length === 0)
    return [{ where, says: 'states no numbered invariant: write what always holds, as "- **G1** …".' }]
  const titles = titlesFor(tree, module)
  return numbers
    .filter((number) => !titles.some((title) => new RegExp(`(?<!\\w)${number}(?!\\w)`).test(title)))
    .map((number) => ({ where, says: `${number} stands in no test's title: prove it, and name it "${number}: …".` }))
}

/** Titles of the tests that may speak for a module: its own, its contract's, and those of the whole server. */
function titlesFor(tree: Tree, module: string): string[] {
  const homes = [`server/src/modules/${module}/`, `contract/src/${module}/`, 'server/test/']
  return tree.typescript().flatMap(({ path, scan }) => {
    if (!path.endsWith('.test.ts') || path.startsWith('server/test/tidy')) return []
    if (!homes.some((home) => path.startsWith(home))) return []
    return scan.literals
      .filter(({ start }) => /\b(?:test|it|describe|suite)\s*\(\s*$/.test(scan.code.slice(0, start)))
      .map(({ text }) => text)
  })
}
