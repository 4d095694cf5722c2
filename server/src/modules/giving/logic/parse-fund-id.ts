import { idOf } from '@shanju/contract/kit/ids.ts'

const fundId = idOf('fund')

/** The UUID of "fund_<32 hex digits>", as exports write it; undefined for anything else. */
export const parseFundId = (text: string): string | undefined => fundId.safeDecode(text).data
