/** Loads the test files it is given one after the other into this process, each a suite named by its path. */
import { resolve } from 'node:path'
import { describe } from 'node:test'
import { pathToFileURL } from 'node:url'

for (const path of process.argv.slice(2)) {
  describe(path, async () => {
    await import(pathToFileURL(resolve(path)).href)
  })
}
