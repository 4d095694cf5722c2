import { listAccounts } from '../logic/index.ts'

/** The shipped charts of accounts as rows of `ledger.accounts`. */
export const chartRows = () =>
  [...listAccounts('2004'), ...listAccounts('2024')].map((account) => ({
    edition: account.edition,
    code: account.code,
    name_zh: account.nameZh,
    name_en: account.nameEn,
    class: account.accountClass,
    normal_side: account.side,
    detail_required: account.detailRequired,
  }))
