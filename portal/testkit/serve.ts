import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Call, type PortalRequest, portalPages, type Site } from '../src/index.ts'
import { NOW, TILES } from './fake-city.ts'

const SITE: Partial<Site> = {
  origin: 'https://shanju.example',
  demonstration: true,
  tiles: TILES,
  footer: { organiser: '某市民政局（演示）', telephone: '0477-0000000' },
}
/** As strict as the server's own: nothing inline, nothing from elsewhere. */
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'"

export const testPortal = (call: Call, site: Partial<Site> = {}) => portalPages(call, { ...SITE, ...site })

/** A request as the server would hand it in; `address` may carry a query. */
export function asked(address: string, more: Partial<PortalRequest> = {}): PortalRequest {
  const url = new URL(address, 'http://portal')
  const query = Object.fromEntries(url.searchParams)
  return { path: url.pathname, query, language: 'zh', cookies: {}, now: NOW, ...more }
}

/** The portal behind real HTTP, for a browser. */
export async function servePortal(call: Call): Promise<{ origin: string; close(): Promise<void> }> {
  const portal = testPortal(call)
  const server = createServer(async (request, response) => {
    const url = request.url ?? '/'
    const asset = portal.assets.find(({ path }) => path === url)
    response.setHeader('content-security-policy', POLICY)
    if (asset) {
      response.writeHead(200, { 'content-type': asset.type }).end(asset.body)
      return
    }
    const cookies = Object.fromEntries((request.headers.cookie ?? '').split('; ').map((part) => part.split('=', 2)))
    const page = asked(url, { cookies })
    const { status, headers, html } = (await portal.handle(page)) ?? portal.missing(page)
    response.writeHead(status, headers).end(html)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}
