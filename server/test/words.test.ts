import assert from 'node:assert/strict'
import { readdir, readFile } from 'node:fs/promises'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { word } from '@shanju/contract/catalogue.ts'
import { LANGUAGES } from '@shanju/contract/kit/language.ts'

const MODULES = fileURLToPath(new URL('../src/modules', import.meta.url))

test('every act that enters the trail is told in words, in every language', async () => {
  const files = (await readdir(MODULES, { recursive: true })).filter((file) => /(?<!\.test)\.ts$/.test(file))
  const acts = new Set<string>()
  for (const file of files) {
    const text = await readFile(`${MODULES}/${file}`, 'utf8')
    for (const match of text.matchAll(/\baction: '([a-z]+\.[a-z_]+)',\s*\n\s*subjectKind/g)) acts.add(match[1] ?? '')
  }
  assert.ok(acts.size >= 10, `only ${acts.size} acts were found: the search no longer fits how they are written`)
  const silent = [...acts].flatMap((act) => {
    const [module = '', name = ''] = act.split('.')
    return LANGUAGES.filter((language) => word(language, module, `act.${name}`) === `${module}.act.${name}`).map(
      (language) => `${act} (${language})`,
    )
  })
  assert.deepEqual(silent, [])
})
