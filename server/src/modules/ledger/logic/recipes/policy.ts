/**
 * Where the system leaves a choice, the host's accountant decides. Each setting has a default, shown with its source;
 * a change leaves a trail row. Marks: Q read in a full copy, S secondary, A our reading.
 */
import { type Text, t } from './field.ts'

interface PolicySpec {
  readonly title: Text
  readonly choices: readonly string[]
  /** One of the choices. */
  readonly preset: string
  /** Rows of the catalogue that read it. */
  readonly rows: readonly string[]
  readonly source: Text
}

export const POLICIES = {
  channel_fee_borne_by: {
    title: t('支付通道手续费由谁承担', 'Who bears the fee of the payment channel'),
    choices: ['host', 'as_filed'],
    preset: 'host',
    rows: ['E05'],
    source: t(
      '本平台对民发〔2026〕12号第 6 条的理解：备案方案载明从募得款项列支费用的，才可用限定资金支付',
      'A on M12 art. 6: from restricted money only if the filed plan pays cost from the money raised',
    ),
  },
  freight_of_gifts: {
    title: t('受赠物资运费的类别', 'Kind of our freight on gifts in kind'),
    choices: ['fx', 'f1'],
    preset: 'fx',
    rows: ['E22'],
    source: t(
      '科目依财会〔2024〕25号第 18 条第 5 项；是否属于募捐成本，条文未明确，本平台理解为否',
      'A: account Q (N24 art. 18(5)); whether it is 募捐成本 is open',
    ),
  },
  grant_duty_arises: {
    title: t('资助义务何时产生', 'When a grant becomes a duty'),
    choices: ['when_told', 'when_paid'],
    preset: 'when_told',
    rows: ['E33'],
    source: t(
      '本平台对财会〔2024〕25号第 60 条的理解；须有本机构书面制度',
      'A on N24 art. 60; needs the written policy of the host',
    ),
  },
  returned_grant_cash_line: {
    title: t('收回资助款的现金流量项目', 'Cash line of a grant that comes back'),
    choices: ['B6', 'B7'],
    preset: 'B6',
    rows: ['E37'],
    source: t('科目依财会〔2024〕25号 5101 科目说明；现金流量项目为本平台理解', 'A: account Q (N24 n-5101)'),
  },
  partner_advance_account: {
    title: t('预付执行伙伴款的科目', 'Account of an advance to a partner'),
    choices: ['1141', '1122'],
    preset: '1141',
    rows: ['E38'],
    source: t('两科目均依财会〔2024〕25号 1141 科目说明；取舍为本平台理解', 'A: accounts Q (N24 n-1141)'),
  },
  partner_advance_cash_line: {
    title: t('预付执行伙伴款的现金流量项目', 'Cash line of an advance to a partner'),
    choices: ['B9', 'B7'],
    preset: 'B9',
    rows: ['E38'],
    source: t('本平台的选择，条文未规定', 'Our choice; no article decides'),
  },
  volunteer_cash_line: {
    title: t('志愿者补贴与保险的现金流量项目', 'Cash line of volunteers’ subsidy and insurance'),
    choices: ['B11', 'B8'],
    preset: 'B11',
    rows: ['E43'],
    source: t('类别依民发〔2026〕12号第 4 条第 2 项；现金流量项目为本平台理解', 'A: kind Q (M12 art. 4(2))'),
  },
  own_asset_given: {
    title: t('对外捐出自有固定资产的科目', 'Account of an own fixed asset given away'),
    choices: ['5101', '5901'],
    preset: '5101',
    rows: ['E51'],
    source: t(
      '财会〔2024〕25号 1509 科目说明只规定处置损益；取舍为本平台理解',
      'A: N24 n-1509 names disposal results only',
    ),
  },
  own_staff_in_campaign: {
    title: t('自有人员和场所用于募捐的科目', 'Account of own staff or rooms used in a campaign'),
    choices: ['5301', '5401'],
    preset: '5301',
    rows: ['E54'],
    source: t(
      '不属于募捐成本依民发〔2026〕12号第 6 条第 1 项；科目为本平台理解',
      'A: that it is not 募捐成本 is Q (M12 art. 6(1))',
    ),
  },
  trust_cash_line: {
    title: t('设立慈善信托的现金流量项目', 'Cash line of setting up a charity trust'),
    choices: ['B7', 'I6'],
    preset: 'B7',
    rows: ['E60'],
    source: t('科目依财会〔2024〕25号 5101 科目说明；现金流量项目为本平台理解', 'A: account Q (N24 n-5101)'),
  },
  refund_cash_line: {
    title: t('退还捐赠或补助的现金流量项目', 'Cash line of a gift or grant paid back'),
    choices: ['B11', 'B1'],
    preset: 'B11',
    rows: ['E10', 'E71', 'E72a'],
    source: t('本平台的选择，条文未规定', 'Our choice; no article decides'),
  },
  yield_of_fund_money: {
    title: t('协议未约定时基金资金收益的归属', 'Yield of a fund’s money where the agreement is silent'),
    choices: ['fund', 'general'],
    preset: 'fund',
    rows: ['E87'],
    source: t(
      '本平台对财会〔2024〕25号第 67、74 条和审计署 2026 年第 1 号公告的理解',
      'A on N24 arts. 67, 74 and National Audit Office notice 2026 no. 1',
    ),
  },
  investment_gain_cash_line: {
    title: t('赎回收益的现金流量项目', 'Cash line of the gain on redemption'),
    choices: ['I2', 'I1'],
    preset: 'I2',
    rows: ['E90'],
    source: t('本平台的选择，条文未规定', 'Our choice; no article decides'),
  },
  closing: {
    title: t('期末结转的频率', 'How often income and expense are closed'),
    choices: ['monthly', 'yearly'],
    preset: 'monthly',
    rows: ['E100'],
    source: t('本平台对“期末”的理解（财会〔2024〕25号第 75、79 条）', 'A on 期末 (N24 arts. 75, 79)'),
  },
} as const satisfies Record<string, PolicySpec>

type PolicyKey = keyof typeof POLICIES
export type Policies = { readonly [K in PolicyKey]: (typeof POLICIES)[K]['choices'][number] }

export const DEFAULT_POLICIES: Policies = {
  channel_fee_borne_by: 'host',
  freight_of_gifts: 'fx',
  grant_duty_arises: 'when_told',
  returned_grant_cash_line: 'B6',
  partner_advance_account: '1141',
  partner_advance_cash_line: 'B9',
  volunteer_cash_line: 'B11',
  own_asset_given: '5101',
  own_staff_in_campaign: '5301',
  trust_cash_line: 'B7',
  refund_cash_line: 'B11',
  yield_of_fund_money: 'fund',
  investment_gain_cash_line: 'I2',
  closing: 'monthly',
}
