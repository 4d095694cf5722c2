import { showId } from '@shanju/contract/kit/ids.ts'
import { CORRECTION } from './fake-books.ts'
import { FROZEN, FUND, GIFT, HISTORY, HOST, VOIDED } from './fake-city.ts'
import { COLLECTING, EVALUATED } from './fake-evaluations.ts'
import { SPENDING } from './fake-trace.ts'
import { CANCELLED_BALLOT, COUNTED_BALLOT, DONE, NOTICED, OPEN_BALLOT } from './fake-work.ts'

const fund = (id: string): string => `/f/${showId('fund', id)}`

/** One address of every kind of page, with the status it answers. */
export const ADDRESSES: readonly (readonly [name: string, address: string, status: number])[] = [
  ['home', '/', 200],
  ['banner', '/d/150602', 200],
  ['town', '/d/150602004', 200],
  ['community', '/d/150602004007', 200],
  ['divided', '/d/150602004098', 410],
  ['fund', fund(FUND.id), 200],
  ['books', `${fund(FUND.id)}/books`, 200],
  ['books-typo', '/f/fund_1/books', 404],
  ['projects', `${fund(FUND.id)}/projects`, 200],
  ['projects-none', `${fund(FROZEN.id)}/projects`, 200],
  ['project', `/p/${NOTICED.code}`, 200],
  ['project-objected', `/p/${NOTICED.code}?objected=1`, 200],
  ['project-closed', `/p/${DONE.code}`, 200],
  ['project-typo', '/p/0PR0JECT0009', 404],
  ['object', `/p/${NOTICED.code}/object`, 200],
  ['object-over', `/p/${DONE.code}/object`, 200],
  ['ballot', `/v/${OPEN_BALLOT.publicId}`, 200],
  ['ballot-counted', `/v/${COUNTED_BALLOT.publicId}`, 200],
  ['ballot-cancelled', `/v/${CANCELLED_BALLOT.publicId}`, 200],
  ['vote', `/v/${OPEN_BALLOT.publicId}/vote`, 200],
  ['vote-over', `/v/${COUNTED_BALLOT.publicId}/vote`, 200],
  ['vote-typo', '/v/0BA110T00009/vote', 404],
  ['asking', `/q/${COLLECTING.publicId}`, 200],
  ['asking-over', `/q/${EVALUATED.publicId}`, 200],
  ['asking-typo', '/q/0EVA10T00009', 404],
  ['frozen', fund(FROZEN.id), 200],
  ['gift', `/g/${GIFT.publicId}`, 200],
  ['voided', `/g/${VOIDED.publicId}`, 200],
  ['history', `/g/${HISTORY.publicId}`, 200],
  ['spending', `/e/${showId('entry', SPENDING.entryId)}`, 200],
  ['entry', `/e/${showId('entry', CORRECTION.id)}`, 200],
  ['spending-typo', '/e/entry_1', 404],
  ['find-gift', '/g', 200],
  ['typo', '/g/7KM39QXR2FZZ', 404],
  ['search', '/search?q=社区', 200],
  ['search-empty', '/search', 200],
  ['search-none', '/search?q=没有的', 200],
  ['host', `/search?host=${showId('org', HOST.id)}`, 200],
  ['rules', '/rules', 200],
  ['rule', '/rules/D02', 200],
  ['rule-changed', '/rules/F03', 200],
  ['rule-typo', '/rules/F99', 404],
  ['shown', `/g/${GIFT.publicId}/shown`, 200],
  ['shown-typo', '/g/7KM39QXR2FZZ/shown', 404],
  ['open-data', '/open-data', 200],
  ['complain', `/complain?gift=${GIFT.publicId}`, 200],
  ['complain-nothing', '/complain', 200],
  ['complaints', '/complaints', 200],
  ['complaint', '/complaints/0123456789AB', 200],
  ['complaint-typo', '/complaints/0123456789AC', 404],
  ['missing', '/nowhere', 404],
]
