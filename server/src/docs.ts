import { sentence } from '@shanju/contract/catalogue.ts'
import type { Language } from '@shanju/contract/kit/language.ts'
import type { AnyRoute } from '@shanju/contract/kit/route.ts'

const WORDS = {
  zh: {
    title: '善聚开放接口',
    lead: '所有公开数据都可以通过接口取得，无需申请。机器可读的说明：',
    access: '权限',
    refuses: '可能的拒绝',
    public: '公开',
    signed_in: '登录后',
  },
  en: {
    title: 'Shanju open API',
    lead: 'All public data can be read through the API; nobody need ask. Machine-readable:',
    access: 'Access',
    refuses: 'May refuse',
    public: 'public',
    signed_in: 'signed in',
  },
} as const

/** The page for people behind /openapi.json: every route by module, without any script. */
export function docsPage(routes: readonly AnyRoute[], language: Language): string {
  const words = WORDS[language]
  const modules = Map.groupBy(routes, (route) => route.name.split('.')[0] ?? '')
  const sections = [...modules].map(
    ([module, own]) =>
      `<section><h2>${escaped(module)}</h2>${own.map((route) => routeBlock(route, language)).join('')}</section>`,
  )
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${words.title}</title><link rel="stylesheet" href="/docs.css"></head><body><main><h1>${words.title}</h1><p>${words.lead} <a href="/openapi.json">/openapi.json</a></p>${sections.join('')}</main></body></html>`
}

function routeBlock(route: AnyRoute, language: Language): string {
  const words = WORDS[language]
  const access = typeof route.access === 'object' ? route.access.action : words[route.access]
  const refusals = (route.refuses ?? []).map(
    (code) => `<li><code>${escaped(code)}</code> ${escaped(sentence(language, code))}</li>`,
  )
  return `<article><h3><code>${route.method} ${escaped(route.path)}</code></h3><p>${escaped(route.summary)}</p><p>${words.access}: <code>${escaped(access)}</code></p>${
    refusals.length > 0 ? `<details><summary>${words.refuses}</summary><ul>${refusals.join('')}</ul></details>` : ''
  }</article>`
}

export const DOCS_CSS = `body{margin:0;font:16px/1.6 system-ui,"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif;color:#1f2328;background:#fffdf9}
main{max-width:52rem;margin:0 auto;padding:1.5rem 1rem 4rem}h1{color:#b4231f}h2{margin-top:2.5rem;border-bottom:2px solid #f0e2d3}
article{margin:1.25rem 0;padding:.75rem 1rem;border:1px solid #eadfd2;border-radius:6px;background:#fff}h3{margin:0;font-size:1rem;overflow-wrap:anywhere}
p{margin:.4rem 0}a{color:#0b5cad}code{font-size:.95em}li{margin:.2rem 0}`

const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
