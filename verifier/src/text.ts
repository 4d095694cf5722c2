import type { PartType } from '@shanju/contract/transparency/parts.ts'
import type { Finding } from './audit.ts'
import type { ConsistencyState } from './consistency.ts'
import type { ReceiptState, ReceiptStep } from './receipt.ts'

export type Language = 'zh' | 'en'

interface Sentences {
  readonly receipt: Record<ReceiptState, string>
  readonly steps: Record<ReceiptStep | 'no_witnesses', string>
  readonly consistency: Record<ConsistencyState, string>
  readonly findings: Record<Finding['what'], string>
  readonly witness: Record<'valid' | 'invalid' | 'unchecked' | 'absent', string>
  readonly sound: string
  readonly quorum: string
  readonly place: string
  readonly fields: Record<string, string>
  readonly parts: Record<PartType, string>
  readonly values: Record<string, string>
}

const zh: Sentences = {
  receipt: {
    proven: '属实：这张收据所载内容已记入公开账本，自记入以来未被改动。',
    short_of_witnesses: '收据与账本相符，但见证人数不足，还不能排除对不同的人出示不同账本。',
    unchecked: '收据与账本相符，但其中有本工具在此处无法核对的抗量子签名，请在电脑上用命令行工具核对。',
    altered: '不属实：收据或证明被改动过，或者从未记入账本。',
    unknown_log: '签署这张收据的账本不在所信任的名单里。',
    pending: '这张收据打印时证明尚未生成，请打开收据上的网址查看。',
    unreadable: '读不出收据：内容不完整，或不是善聚的收据。',
  },
  steps: {
    read: '读取收据',
    leaf: '收据所载内容与账目一致',
    tree: '账目在公开账本之中',
    log: '账本首页由账本本身签名',
    witnesses: '足够多的独立见证人看到同一账本',
    no_witnesses: '还没有登记独立见证人：没有人另外看过这本账，这一步没有核验',
  },
  consistency: {
    consistent: '一致：较新的账本只是在较早的账本之后续写。',
    forked: '分叉：同一账本签署了两段不同的历史，这两份首页就是证据。',
    not_shown: '账本公布的数据不能从较早的首页走到较新的首页。',
    untrusted: '至少有一份首页没有账本本身的有效签名，不能据此评判账本。',
    other_log: '这是两个不同账本的首页。',
    unreadable: '读不出首页。',
  },
  findings: {
    checkpoint_missing: '取不到账本首页',
    checkpoint_unreadable: '账本首页读不出',
    checkpoint_untrusted: '账本首页没有可信的签名',
    missing: '账本缺少这一部分',
    tile_malformed: '散列片长度不对',
    bundle_malformed: '条目包格式不对',
    entry_not_in_tile: '条目与散列片不符',
    tile_not_of_tree: '散列片与条目算出的不符',
    root_differs: '全部条目算出的根与签署的根不符',
    forked: '历史没有经过此前见过的首页',
    leaf_malformed: '条目不是规范格式',
    origin_missing: '第一个条目没有说明账本名称',
    origin_misplaced: '账本起始条目的名称或位置不对',
    subject_twice: '同一笔账记了两次',
    corrects_unknown: '更正的是账本里没有的条目',
  },
  witness: { valid: '已核对', invalid: '签名不符', unchecked: '此处无法核对', absent: '未签署' },
  sound: '账本完好：每个条目、每一层散列和签署的根都已重新算过。',
  quorum: '见证',
  place: '账本中的位置',
  parts: {
    entry_head: '凭证',
    entry_line: '分录',
    line_detail: '明细',
    resolution: '决议',
    resolution_detail: '决议明细',
    disclosure: '信息公开',
    disclosure_detail: '公开明细',
  },
  fields: {
    book: '账套',
    entryNumber: '分录号',
    postedOn: '记账日期',
    documentOn: '单据日期',
    source: '来源',
    sourceId: '来源编号',
    account: '科目',
    side: '方向',
    amount: '金额',
    restriction: '限定',
    fund: '基金',
    project: '项目',
    costKind: '费用类别',
    gift: '捐赠编号',
    counterparty: '对方',
    memo: '附言',
    body: '决议机构',
    matter: '事项',
    decidedOn: '决议日期',
    outcome: '结果',
    rules: '管理办法版本',
    seats: '应到',
    present: '实到',
    inFavour: '赞成',
    against: '反对',
    abstained: '弃权',
    recused: '回避',
    cap: '上限',
    document: '文件指纹',
    payee: '收款人',
    publisher: '公开单位',
    subject: '公开事项',
    period: '期间',
    publishedOn: '公开日期',
  },
  values: {
    debit: '借',
    credit: '贷',
    R: '限定性',
    U: '非限定性',
    passed: '通过',
    failed: '未通过',
    no_quorum: '人数不足',
    referred: '提交理事会',
    approved: '同意',
    refused: '不同意',
    statutes: '理事会章程',
    fund_rules: '基金管理办法',
    month_close: '结账',
    month_reopen: '反结账',
    setting: '规则调整',
    erasure: '抹除私密内容',
    city_bureau: '市民政局',
  },
}

const en: Sentences = {
  receipt: {
    proven: 'True: what this receipt says stands in the public log and has not been altered since.',
    short_of_witnesses:
      'The receipt agrees with the log, but too few witnesses signed: different people could still be shown different logs.',
    unchecked:
      'The receipt agrees with the log, but some of its post-quantum signatures cannot be checked here. Use the command on a computer.',
    altered: 'Not true: the receipt or its proof was altered, or it never stood in the log.',
    unknown_log: 'The log that signed this receipt is not among those trusted here.',
    pending: 'This receipt was printed before its proof existed. Open the address on it.',
    unreadable: 'This cannot be read: it is incomplete, or no Shanju receipt.',
  },
  steps: {
    read: 'The receipt can be read',
    leaf: 'What it says is what was booked',
    tree: 'The booking stands in the public log',
    log: 'The log signed its own head',
    witnesses: 'Enough independent witnesses saw the same log',
    no_witnesses:
      'No independent witness is named yet: nobody else has looked at this log, and this step was not checked',
  },
  consistency: {
    consistent: 'Consistent: the newer head only continues the older one.',
    forked: 'Forked: one log signed two different histories. These two heads are the evidence.',
    not_shown: 'What the log serves does not lead from the older head to the newer one.',
    untrusted: 'At least one head lacks a valid signature of the log, so nothing follows for the log.',
    other_log: 'These are heads of two different logs.',
    unreadable: 'A head cannot be read.',
  },
  findings: {
    checkpoint_missing: 'the head cannot be fetched',
    checkpoint_unreadable: 'the head cannot be read',
    checkpoint_untrusted: 'the head has no signature to be trusted',
    missing: 'the log lacks this part',
    tile_malformed: 'a hash tile of the wrong length',
    bundle_malformed: 'an entry bundle in the wrong form',
    entry_not_in_tile: 'an entry that is not the one in its tile',
    tile_not_of_tree: 'a tile that does not follow from the entries',
    root_differs: 'the entries give another root than the one signed',
    forked: 'the history does not pass through a head seen before',
    leaf_malformed: 'an entry that is not in canonical form',
    origin_missing: 'the first entry does not name the log',
    origin_misplaced: 'a starting entry of another name or in another place',
    subject_twice: 'one row logged twice',
    corrects_unknown: 'a correction of what the log does not hold',
  },
  witness: {
    valid: 'checked',
    invalid: 'does not verify',
    unchecked: 'cannot be checked here',
    absent: 'did not sign',
  },
  sound: 'The log is sound: every entry, every level of hashes and the signed root were recomputed.',
  quorum: 'Witnesses',
  place: 'Place in the log',
  parts: {
    entry_head: 'Entry',
    entry_line: 'Line',
    line_detail: 'Detail',
    resolution: 'Resolution',
    resolution_detail: 'Resolution detail',
    disclosure: 'Disclosure',
    disclosure_detail: 'Disclosure detail',
  },
  fields: {
    book: 'Book',
    entryNumber: 'Entry number',
    postedOn: 'Posted on',
    documentOn: 'Document dated',
    source: 'Source',
    sourceId: 'Source id',
    account: 'Ledger account',
    side: 'Side',
    amount: 'Amount',
    restriction: 'Restriction',
    fund: 'Fund',
    project: 'Project',
    costKind: 'Cost kind',
    gift: 'Gift',
    counterparty: 'Counterparty',
    memo: 'Memo',
    body: 'Body',
    matter: 'Matter',
    decidedOn: 'Decided on',
    outcome: 'Outcome',
    rules: 'Version of the rules',
    seats: 'Seats',
    present: 'Present',
    inFavour: 'In favour',
    against: 'Against',
    abstained: 'Abstained',
    recused: 'Recused',
    cap: 'Cap',
    document: 'Document digest',
    payee: 'Payee',
    publisher: 'Publisher',
    subject: 'Subject',
    period: 'Period',
    publishedOn: 'Published on',
  },
  values: {
    debit: 'debit',
    credit: 'credit',
    R: 'restricted',
    U: 'unrestricted',
    passed: 'passed',
    failed: 'not passed',
    no_quorum: 'too few present',
    referred: 'sent to the board',
    approved: 'approved',
    refused: 'refused',
    statutes: 'statutes of the board',
    fund_rules: 'rules of a fund',
    month_close: 'month closed',
    month_reopen: 'month opened again',
    setting: 'rule book changed',
    erasure: 'private parts erased',
    city_bureau: 'city bureau of civil affairs',
  },
}

export const TEXT: Record<Language, Sentences> = { zh, en }

/** A field's value for people: money in yuan, digests in hexadecimal, known words in their language. */
export function formatValue(language: Language, value: string | bigint | number | Uint8Array): string {
  if (typeof value === 'bigint') return `¥${value / 100n}.${(value % 100n).toString().padStart(2, '0')}`
  if (value instanceof Uint8Array) return Array.from(value, (byte) => byte.toString(16).padStart(2, '0')).join('')
  return TEXT[language].values[String(value)] ?? String(value)
}

/** A POSIX time as the date and minute people in China read. */
export function formatTime(seconds: number): string {
  return `${new Date((seconds + 8 * 3600) * 1000).toISOString().slice(0, 16).replace('T', ' ')} (UTC+8)`
}
