import type { AddAgreement } from '@shanju/contract/funds/agreement.ts'

/** An agreement that settles everything the rule book asks for. */
export const AGREEMENT: AddAgreement = {
  purpose: '帮助街道内遇到急难的居民',
  use: '由管理小组审议后资助',
  rightsOfHost: '独立核算，按期公开',
  rightsOfInitiator: '参加管理小组，了解使用情况',
  end: '期满或双方同意时终止',
  surplus: '剩余财产用于相同或相近的目的',
  surplusRule: 'same_purpose',
  yieldRule: 'fund',
  feeRule: 'share',
  feeBp: 500,
  signedOn: '2026-11-20',
  paperId: null,
}

/** The smallest file that is a PDF by its first bytes. */
export const PDF = Buffer.from('%PDF-1.7\n%%EOF\n')
