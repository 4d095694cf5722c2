import { loadAssets, type PortalAsset } from './assets.ts'
import type { Call } from './call.ts'
import { askingPage, sendAnswers } from './pages/asking.ts'
import { ballotPage } from './pages/ballot.ts'
import { fundBooksPage } from './pages/books.ts'
import { complainPage, complaintPage, findComplaintPage, sendComplaint } from './pages/complain.ts'
import { decisionPage } from './pages/decision.ts'
import { divisionPage } from './pages/division.ts'
import { findGiftPage } from './pages/find-gift.ts'
import { fundPage } from './pages/fund.ts'
import { giftPage } from './pages/gift.ts'
import { groupPage } from './pages/group.ts'
import { homePage } from './pages/home.ts'
import { explainedPage, logPage, verifyPage } from './pages/log.ts'
import { memberPage, sendMember } from './pages/member.ts'
import { type Failure, failedPage, missingPage } from './pages/missing.ts'
import { objectPage, sendObjection } from './pages/object.ts'
import { openDataPage } from './pages/open-data.ts'
import { projectPage } from './pages/project.ts'
import { projectsPage } from './pages/projects.ts'
import { rulePage } from './pages/rule.ts'
import { rulesPage } from './pages/rules.ts'
import { searchPage } from './pages/search.ts'
import { sendShown, shownPage } from './pages/shown.ts'
import { spendingPage } from './pages/spending.ts'
import { sendVote, votePage } from './pages/vote.ts'
import { readerOf } from './reader.ts'
import type { PortalAnswer, PortalRequest } from './request.ts'
import { DEFAULT_SITE, type Site } from './site.ts'
import type { View } from './view.ts'

export type { Call, CallInput } from './call.ts'
export type { Failure } from './pages/missing.ts'
export type { PortalAnswer, PortalRequest } from './request.ts'
export { type MapTile, type Site, tilesFrom } from './site.ts'

/** The addresses to mount, in the server's notation. All are GET. */
export const PORTAL_PATHS = [
  '/',
  '/d/:code',
  '/f/:fund',
  '/f/:fund/books',
  '/f/:fund/group',
  '/f/:fund/projects',
  '/p/:code',
  '/p/:code/object',
  '/r/:motion',
  '/m/:token',
  '/v/:publicId',
  '/v/:publicId/vote',
  '/q/:publicId',
  '/g',
  '/g/:publicId',
  '/g/:publicId/shown',
  '/e/:entry',
  '/search',
  '/rules',
  '/rules/:id',
  '/open-data',
  '/log',
  '/log/explained',
  '/log/verify',
  '/complain',
  '/complaints',
  '/complaints/:code',
] as const

/** Forms that are sent by POST; everything else is GET. */
export const PORTAL_FORMS = [
  '/complain',
  '/g/:publicId/shown',
  '/m/:token',
  '/p/:code/object',
  '/v/:publicId/vote',
  '/q/:publicId',
] as const

export interface Portal {
  /** The page at `request.path`; undefined where the portal has none. Defects of the API come through as they are. */
  handle(request: PortalRequest): Promise<PortalAnswer | undefined>
  /** What a form of `PORTAL_FORMS` answers; `fields` as they were typed. */
  send(request: PortalRequest, fields: Readonly<Record<string, string | undefined>>): Promise<PortalAnswer>
  /** The page for an address nobody has. */
  missing(request: PortalRequest): PortalAnswer
  /** The page for whatever `handle` threw. */
  failed(request: PortalRequest, failure: Failure): PortalAnswer
  readonly assets: readonly PortalAsset[]
}

type Handler = (call: Call, view: View, argument: string) => PortalAnswer | Promise<PortalAnswer>

const HANDLERS: readonly (readonly [pattern: RegExp, handler: Handler])[] = [
  [/^\/$/, homePage],
  [/^\/d\/([^/]+)$/, divisionPage],
  [/^\/f\/([^/]+)$/, fundPage],
  [/^\/f\/([^/]+)\/books$/, fundBooksPage],
  [/^\/f\/([^/]+)\/group$/, groupPage],
  [/^\/f\/([^/]+)\/projects$/, projectsPage],
  [/^\/p\/([^/]+)$/, projectPage],
  [/^\/p\/([^/]+)\/object$/, objectPage],
  [/^\/r\/([^/]+)$/, decisionPage],
  [/^\/m\/([^/]+)$/, (_call, view, token) => memberPage(view, token)],
  [/^\/v\/([^/]+)$/, ballotPage],
  [/^\/v\/([^/]+)\/vote$/, votePage],
  [/^\/q\/([^/]+)$/, askingPage],
  [/^\/g$/, (_call, view) => findGiftPage(view)],
  [/^\/g\/([^/]+)$/, giftPage],
  [/^\/g\/([^/]+)\/shown$/, shownPage],
  [/^\/e\/([^/]+)$/, spendingPage],
  [/^\/search$/, searchPage],
  [/^\/rules$/, rulesPage],
  [/^\/rules\/([^/]+)$/, rulePage],
  [/^\/open-data$/, (_call, view) => openDataPage(view)],
  [/^\/log$/, logPage],
  [/^\/log\/explained$/, (_call, view) => explainedPage(view)],
  [/^\/log\/verify$/, (_call, view) => verifyPage(view)],
  [/^\/complain$/, (_call, view) => complainPage(view)],
  [/^\/complaints$/, (_call, view) => findComplaintPage(view)],
  [/^\/complaints\/([^/]+)$/, complaintPage],
]

/** The public pages over one function into the public API. What a city leaves unset keeps its default. */
export function portalPages(call: Call, settings: Partial<Site> = {}): Portal {
  const site: Site = { ...DEFAULT_SITE, ...settings }
  const { assets, files } = loadAssets()
  const viewOf = (request: PortalRequest): View => ({ reader: readerOf(request), site, files })
  return {
    assets,
    missing: (request) => missingPage(viewOf(request)),
    failed: (request, failure) => failedPage(viewOf(request), failure),
    send(request, fields) {
      const view = viewOf(request)
      const token = /^\/m\/([^/]+)$/.exec(request.path)?.[1]
      if (token !== undefined) return sendMember(call, view, token, fields)
      const project = decoded(/^\/p\/([^/]+)\/object$/.exec(request.path)?.[1] ?? '')
      if (project) return sendObjection(call, view, fields, project)
      const ballot = decoded(/^\/v\/([^/]+)\/vote$/.exec(request.path)?.[1] ?? '')
      if (ballot) return sendVote(call, view, ballot, fields)
      const asking = decoded(/^\/q\/([^/]+)$/.exec(request.path)?.[1] ?? '')
      if (asking) return sendAnswers(call, view, asking, fields)
      const gift = decoded(/^\/g\/([^/]+)\/shown$/.exec(request.path)?.[1] ?? '')
      return gift ? sendShown(call, view, fields, gift) : sendComplaint(call, view, fields)
    },
    async handle(request) {
      for (const [pattern, handler] of HANDLERS) {
        const match = pattern.exec(request.path)
        if (!match) continue
        const argument = decoded(match[1] ?? '')
        const view = viewOf(request)
        return argument === undefined ? missingPage(view) : handler(call, view, argument)
      }
      return undefined
    },
  }
}

/** Undefined for percent signs that mean nothing. */
function decoded(part: string): string | undefined {
  try {
    return decodeURIComponent(part)
  } catch {
    return undefined
  }
}
