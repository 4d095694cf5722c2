/**
 * `npm run prepare`, run by npm after every install: the console into `console/dist` and the portal's small scripts into
 * `portal/dist`. Quick and quiet: nothing is said unless something is wrong.
 */
import { existsSync, readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'

// Whatever the shell says: what people get is the small and quick form of the libraries.
process.env.NODE_ENV = 'production'

const path = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url))

await build({ configFile: path('../console/vite.config.ts'), logLevel: 'warn' })

const browser = path('../portal/src/browser')
const entries = existsSync(browser)
  ? readdirSync(browser).filter((name) => name.endsWith('.ts') && !name.endsWith('.d.ts') && !name.endsWith('.test.ts'))
  : []
if (entries.length > 0)
  await build({
    configFile: false,
    logLevel: 'warn',
    root: browser,
    publicDir: false,
    build: {
      outDir: path('../portal/dist'),
      emptyOutDir: true,
      target: ['chrome100', 'edge100', 'firefox115', 'safari15'],
      modulePreload: { polyfill: false },
      reportCompressedSize: false,
      rolldownOptions: {
        input: Object.fromEntries(entries.map((name) => [name.slice(0, -'.ts'.length), `${browser}/${name}`])),
        // The server names these files in its pages, so their names are their own; it versions them by content.
        output: { entryFileNames: '[name].js', chunkFileNames: 'shared-[name].js' },
      },
    },
  })
