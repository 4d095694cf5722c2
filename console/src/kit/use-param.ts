import { idOf } from '@shanju/contract/kit/ids.ts'
import { useParams, useSearch } from '@tanstack/react-router'
import { z } from 'zod'

/** An address that cannot lead anywhere; shown like a record that is not there. */
export class NoSuchPage extends Error {}

/**
 * The id in this page's address (`fund_0193…`) as code uses it.
 * @throws NoSuchPage for an address that holds no such id
 */
export function useIdParam(prefix: string, name = 'id'): string {
  const text = useTextParam(name)
  const id = z.safeDecode(idOf(prefix), text)
  if (!id.success) throw new NoSuchPage()
  return id.data
}

export const useTextParam = (name: string): string =>
  (useParams({ strict: false }) as Readonly<Record<string, string>>)[name] ?? ''

/** An id handed on in the address (`?fund=fund_0193…`), to begin a form with; nonsense is no id. */
export function useSearchId(name: string, prefix: string): string | undefined {
  const search = useSearch({ strict: false }) as Readonly<Record<string, string>>
  const id = z.safeDecode(idOf(prefix), search[name] ?? '')
  return id.success ? id.data : undefined
}
