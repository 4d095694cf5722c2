import { existsSync, readFileSync } from 'node:fs'
import { sha256 } from '@shanju/contract/transparency/sha256.ts'
import type { PageFiles } from './view.ts'

/** A file the server answers at `path`, for ever: the name changes with the content. */
export interface PortalAsset {
  readonly path: string
  readonly type: string
  readonly body: string
}

const STYLES = [
  'base.css',
  'layout.css',
  'parts.css',
  'lists.css',
  'pictures.css',
  'pages.css',
  'ballots.css',
  'print.css',
]
/** Large type is this much larger, so what fits beside each other needs a window this much wider. */
const LARGER = 1.5

const source = (name: string): string => readFileSync(new URL(name, import.meta.url), 'utf8')

/** Reads the portal's few files once. The script is missing until it is built; every page works without it. */
export function loadAssets(): { assets: readonly PortalAsset[]; files: PageFiles } {
  const css = STYLES.map((name) => smaller(source(`./assets/${name}`))).join('')
  const style = asset('portal', 'css', 'text/css', css)
  const styleLarge = asset('portal-large', 'css', 'text/css', enlarged(css))
  const icon = asset('icon', 'svg', 'image/svg+xml', source('./assets/icon.svg'))
  const script = existsSync(new URL('../dist/portal.js', import.meta.url))
    ? asset('portal', 'js', 'text/javascript', source('../dist/portal.js'))
    : undefined
  return {
    assets: [style, styleLarge, icon, ...(script ? [script] : [])],
    files: { style: style.path, styleLarge: styleLarge.path, script: script?.path, icon: icon.path },
  }
}

function asset(name: string, ending: string, type: string, body: string): PortalAsset {
  const hash = Array.from(sha256(new TextEncoder().encode(body)).subarray(0, 6), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('')
  return { path: `/assets/${name}-${hash}.${ending}`, type: `${type}; charset=utf-8`, body }
}

/** Comments and line ends out: a third fewer bytes on a weak network. */
const smaller = (css: string): string =>
  css
    .replace(/\b0\.(?=\d)/g, '.')
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/\s*\n\s*/g, '')
    .replace(/\s*([{};,])\s*/g, '$1')
    .replace(/: /g, ':')

/** The same sheet for large type: a larger root, and every two-column layout waits for a wider window. */
const enlarged = (css: string): string =>
  [
    ['--root:106.25%', '--root:150%'],
    ['--small:.875rem', '--small:1rem'],
    ['--map:block', '--map:none'],
  ].reduce(
    (sheet, [normal = '', large = '']) => {
      if (!sheet.includes(normal)) throw new Error(`the style sheet has no ${normal} to enlarge`)
      return sheet.replace(normal, large)
    },
    css.replace(/\(min-width:([\d.]+)em\)/g, (_whole, width: string) => `(min-width:${Number(width) * LARGER}em)`),
  )
