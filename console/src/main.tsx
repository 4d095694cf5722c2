import './jitless.ts'
import './style-nonce.ts'
import { createRoot } from 'react-dom/client'
import { App } from './app.tsx'
import './style/base.css'
import { applyPalette, FONTS } from './theme/palette.ts'

const root = document.getElementById('app')
if (!root) throw new Error('the page has no #app')
applyPalette(document.documentElement)
document.documentElement.style.setProperty('--fonts', FONTS)
createRoot(root).render(<App />)
