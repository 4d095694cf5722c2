import type { AnyRoute, Output } from '@shanju/contract/kit/route.ts'
import {
  keepPreviousData,
  QueryClient,
  queryOptions,
  skipToken,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query'
import { useRef } from 'react'
import { call, newKey, Refused } from '../api.ts'
import { type AnyInput, type CallInput, urlOf } from './encode.ts'

/** A read of the contract under its own address, so that equal questions are asked once. */
export const reading = <R extends AnyRoute>(route: R, input: CallInput<R>) =>
  queryOptions<Output<R>>({
    queryKey: [route.name, urlOf(route, input as AnyInput)],
    queryFn: ({ signal }) => call(route, input, { signal }),
  })

interface ReadOptions {
  /** Keeps the last answer on the page while the next is fetched: for lists. */
  readonly keep?: boolean
  /** Asks again after this many milliseconds, or not: for long work. */
  readonly again?: (latest: unknown) => number | false
}

/** Reads, or waits while there is nothing to ask yet (`input` undefined). */
export function useRead<R extends AnyRoute>(route: R, input: CallInput<R> | undefined, options: ReadOptions = {}) {
  return useQuery<Output<R>>({
    ...(input === undefined ? { queryKey: [route.name], queryFn: skipToken } : reading(route, input)),
    ...(options.keep ? { placeholderData: keepPreviousData } : {}),
    ...(options.again
      ? { refetchInterval: (query: { state: { data: unknown } }) => options.again?.(query.state.data) ?? false }
      : {}),
  })
}

/**
 * One write. Its key is made when the form opens and kept for every try until one succeeds; the next use gets a new one.
 * Whatever stands on the page is read again afterwards: a change may show in places this form knows nothing of. What is
 * read `once` (a link that is spent by the write) is left alone.
 */
export function useWrite<R extends AnyRoute>(route: R) {
  const client = useQueryClient()
  const key = useRef(newKey())
  return useMutation<Output<R>, Error, { input: CallInput<R>; file?: Blob }>({
    mutationFn: ({ input, file }) => call(route, input, { key: key.current, ...(file ? { file } : {}) }),
    onSuccess: () => {
      key.current = newKey()
      client.invalidateQueries({ predicate: (query) => query.meta?.once !== true })
    },
  })
}

/**
 * A refusal is an answer: asking again would not change it. A lost connection is tried twice more. `onReadError` hears
 * of reads only: a write that fails stays on its form, with what was typed.
 */
export const makeClient = (onReadError: (error: Error) => void): QueryClient => {
  const client = new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 15_000,
        retry: (count, error) => !(error instanceof Refused && error.status < 500) && count < 2,
        refetchOnWindowFocus: false,
      },
      mutations: { retry: false },
    },
  })
  client.getQueryCache().config.onError = onReadError
  return client
}
