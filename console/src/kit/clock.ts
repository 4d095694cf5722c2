import { shanghaiDate } from '@shanju/contract/kit/dates.ts'

let ahead = 0

/** Office machines run fast, slow or in another year. What the server last said its time is, decides. */
export function keepTime(serverNow: Date): void {
  ahead = serverNow.getTime() - Date.now()
}

/** Now by the server's clock, as far as the last answer tells. */
export const now = (): Date => new Date(Date.now() + ahead)

/** Today in Shanghai, whatever the machine believes its day or zone to be. */
export const today = (): string => shanghaiDate(now())
