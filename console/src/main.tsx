import './jitless.ts'
import './style-nonce.ts'
import { createRoot } from 'react-dom/client'
import { App } from './app.tsx'
import { keep, kept } from './kit/memory.ts'
import { nameLists } from './kit/name-lists.ts'
import './style/base.css'
import './style/parts.css'
import { applyPalette } from './theme/palette.ts'

const root = document.getElementById('app')
if (!root) throw new Error('the page has no #app')
applyPalette(document.documentElement)
nameLists(document.body)
createRoot(root).render(<App />)

// After a new release the files of the old one are gone; a page left open since then finds its way by loading afresh,
// once a minute at most, so that a broken release does not spin.
window.addEventListener('vite:preloadError', () => {
  const now = Date.now()
  if (now - Number(kept('reloaded') ?? 0) < 60_000) return
  keep('reloaded', String(now))
  location.reload()
})
