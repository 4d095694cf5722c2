import { showId } from '@shanju/contract/kit/ids.ts'

/** The portal's own addresses. */
export const divisionPath = (code: string): string => `/d/${code}`
export const fundPath = (id: string): string => `/f/${showId('fund', id)}`
export const booksPath = (fundId: string): string => `${fundPath(fundId)}/books`
export const giftPath = (publicId: string): string => `/g/${publicId}`
export const shownPath = (publicId: string): string => `${giftPath(publicId)}/shown`
/** Of any entry of a fund. */
export const entryPath = (entryId: string): string => `/e/${showId('entry', entryId)}`
export const spendingPath = (entryId: string): string => `/e/${showId('entry', entryId)}`
export const groupPath = (fund: string): string => `/f/${fund}/group`
export const decisionPath = (id: string): string => `/r/${showId('motion', id)}`
export const projectsPath = (fundId: string): string => `${fundPath(fundId)}/projects`
export const projectPath = (code: string): string => `/p/${code}`
export const objectPath = (code: string): string => `${projectPath(code)}/object`
export const ballotPath = (publicId: string): string => `/v/${publicId}`
export const askingPath = (publicId: string): string => `/q/${publicId}`
export const votePath = (publicId: string): string => `${ballotPath(publicId)}/vote`
export const hostPath = (id: string): string => `/search?host=${showId('org', id)}`
/** A telephone number as people write it, as a link that a phone can call. */
export const telephonePath = (number: string): string => `tel:${number.replace(/[^\d+]/g, '')}`
