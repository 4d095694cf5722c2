import { fileURLToPath } from 'node:url'
import { LANGUAGES } from '@shanju/contract/kit/language.ts'
import { wordsIn } from '@shanju/contract/words-of.ts'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

/** `text/words/zh.ts` holds the words of its language alone: nobody loads those they do not read. */
const words: Plugin = {
  name: 'words-by-language',
  load(id) {
    const language = LANGUAGES.find((each) => id.endsWith(`/console/src/text/words/${each}.ts`))
    return language && `export const words = ${JSON.stringify(wordsIn(language))}`
  },
}

/**
 * The console as static files under /console/. Nothing is inlined: the strict policy lets only files of our own run.
 * Browsers of government offices are often some years old, so the target is stated and not left to the tool.
 */
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  base: '/console/',
  plugins: [react(), words],
  build: {
    outDir: fileURLToPath(new URL('dist', import.meta.url)),
    emptyOutDir: true,
    target: ['chrome108', 'edge108', 'firefox115', 'safari16'],
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    chunkSizeWarningLimit: 1_000,
    rolldownOptions: {
      output: {
        // What changes with every release and what changes twice a year are kept apart, for the browser's cache.
        codeSplitting: {
          groups: [{ name: 'base', test: /node_modules\/(react|react-dom|scheduler|@tanstack|zod)\// }],
        },
      },
    },
  },
  server: { proxy: { '/api': 'http://127.0.0.1:8080' } },
})
