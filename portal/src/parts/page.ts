import { shanghaiTime } from '@shanju/contract/kit/dates.ts'
import { type Html, html, type Piece } from '../html.ts'
import { canonical, here, type Reader } from '../reader.ts'
import type { PortalAnswer } from '../request.ts'
import type { View } from '../view.ts'
import { footer } from './footer.ts'
import { header } from './header.ts'

export interface Page {
  readonly title: string
  readonly description: string
  readonly body: Html
  readonly status?: number
  /** From the home page down to this page's parent. */
  readonly path?: readonly Step[]
  /** Kept out of search engines: pages about one person's gift, results, errors. */
  readonly unlisted?: boolean
}

export interface Step {
  readonly href: string
  readonly name: Piece
}

/** Puts a page into the frame every page shares, and says how it may be kept. */
export function answer(view: View, page: Page): PortalAnswer {
  const { reader } = view
  const headers: Record<string, string | string[]> = {
    'content-type': 'text/html; charset=utf-8',
    'content-language': reader.language === 'zh' ? 'zh-Hans' : 'en',
    vary: 'Accept-Language, Cookie',
    'cache-control': 'no-cache',
  }
  if (page.unlisted) headers['x-robots-tag'] = 'noindex'
  if (reader.cookies.length > 0) headers['set-cookie'] = [...reader.cookies]
  return { status: page.status ?? 200, headers, html: `<!doctype html>${whole(view, page).text}` }
}

/** Sends the reader to another address of the portal; choices made in this request are kept. */
export function redirect(reader: Reader, status: 301 | 303, location: string): PortalAnswer {
  const cookies = reader.cookies.length > 0 ? { 'set-cookie': [...reader.cookies] } : {}
  return { status, headers: { location, 'cache-control': 'no-cache', ...cookies }, html: '' }
}

function whole(view: View, page: Page): Html {
  const { reader, site } = view
  const { text } = reader
  return html`<html lang="${reader.language === 'zh' ? 'zh-Hans' : 'en'}"${site.mourning && html` class="mourning"`}>
<head>${head(view, page)}</head>
<body>
<a class="skip" href="#main">${text.site.skip}</a>
${site.demonstration && html`<p class="demonstration" role="note">${text.site.demonstration}</p>`}
${header(view)}
${page.path && trail(reader, page.path)}
<main id="main" tabindex="-1" class="wrap">${page.body}</main>
${footer(view, shanghaiTime(reader.now))}
</body>
</html>`
}

function head({ reader, site, files }: View, page: Page): Html {
  const { text } = reader
  const name = text.site.name
  const title = page.title === text.home.title ? `${name} · ${text.site.tagline.join('')}` : `${page.title} · ${name}`
  const origin = site.origin ?? ''
  const plain = { lang: undefined, type: undefined }
  return html`<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<meta name="description" content="${page.description}">
${page.unlisted && html`<meta name="robots" content="noindex">`}
<meta name="theme-color" content="#B4231F">
<meta name="format-detection" content="telephone=no">
<link rel="stylesheet" href="${reader.largeType ? files.styleLarge : files.style}">
${files.script && html`<script type="module" src="${files.script}"></script>`}
<link rel="icon" type="image/svg+xml" href="${files.icon}">
<link rel="canonical" href="${origin + canonical(reader)}">
<link rel="alternate" hreflang="zh-Hans" href="${origin + here(reader, plain)}">
<link rel="alternate" hreflang="en" href="${origin + here(reader, { ...plain, lang: 'en' })}">
<meta property="og:type" content="website">
<meta property="og:site_name" content="${name}">
<meta property="og:title" content="${page.title}">
<meta property="og:description" content="${page.description}">
<meta property="og:locale" content="${reader.language === 'zh' ? 'zh_CN' : 'en_GB'}">
${site.origin && html`<meta property="og:url" content="${origin + canonical(reader)}">`}`
}

const trail = (reader: Reader, path: readonly Step[]): Html =>
  html`<nav class="wrap path" aria-label="${reader.text.site.path}"><ol>
<li><a href="/">${reader.text.site.home}</a></li>
${path.map((step) => html`<li><a href="${step.href}">${step.name}</a></li>`)}
</ol></nav>`
