import { at, type Check } from './check.ts'
import { importsOf } from './imports.ts'
import { isTest } from './place.ts'

const CLOCK = 'reads the clock: take `now` as a parameter.'
const CHANCE = 'draws by chance: take the value or a seed as a parameter.'

/** What makes a function give another answer to the same question. */
const IMPURE: readonly (readonly [form: RegExp, says: string])[] = [
  [/\bDate\s*\.\s*now\b/g, CLOCK],
  [/\bnew\s+Date\s*(?:\(\s*\)|(?![\s(\w]))/g, CLOCK],
  [/\bperformance\s*\.\s*now\b/g, CLOCK],
  [/\bTemporal\s*\.\s*Now\b/g, CLOCK],
  [/\bMath\s*\.\s*random\b/g, CHANCE],
  [/\bcrypto\s*\.\s*(?:randomUUID|getRandomValues)\b/g, CHANCE],
  [/(?<![.\w$])process\s*\./g, 'looks at the process: take the setting as a parameter.'],
  [
    /(?<![.\w$])(?:setTimeout|setInterval|setImmediate|fetch)\s*\(/g,
    'reaches outside: leave it to an action or a job.',
  ],
]

const ASYNC: readonly (readonly [form: RegExp, says: string])[] = [
  [
    /(?<![.\w$])(?:async|await)\b(?!\s*[:,=])/g,
    'waits: logic is plain functions over plain data; load before, write after.',
  ],
]

export const purity: Check = {
  title: 'logic and contract are pure: no clock, chance, process, database or waiting',
  find: (tree) =>
    tree.typescript().flatMap((file) => {
      if (isTest(file.path)) return []
      const logic = /^server\/src\/modules\/[^/]+\/logic\//.test(file.path)
      if (!logic && !file.path.startsWith('contract/src/')) return []
      const forms = logic ? [...IMPURE, ...ASYNC] : IMPURE
      const impure = forms.flatMap(([form, says]) =>
        [...file.scan.code.matchAll(form)].map((match) => at(file, match.index, says)),
      )
      const imports = importsOf(file).flatMap(({ target, position }) => {
        const name = target.kind === 'file' ? '' : target.name
        const wrong = logic && (target.kind === 'node' || name === 'pg' || name === 'kysely')
        return wrong
          ? [at(file, position, `imports ${name}: logic takes plain data; leave this to an action or query.`)]
          : []
      })
      return [...impure, ...imports]
    }),
}
