import type { Language } from '../text.ts'

interface Words {
  readonly title: string
  readonly lead: string
  readonly paste: string
  readonly file: string
  readonly check: string
  readonly other: string
  readonly working: string
  readonly steps: string
  readonly shown: string
  /** What a name beside an id is worth. */
  readonly named: string
  readonly witnesses: string
  readonly trusted: string
  readonly trustedWhy: string
  readonly noPolicy: string
  readonly badPolicy: string
  readonly noCode: string
  readonly limits: readonly string[]
  readonly limitsTitle: string
}

export const WORDS: Record<Language, Words> = {
  zh: {
    title: '核对善聚收据',
    lead: '本页是一个单独的文件，断网也能用，不会把收据发往任何地方。',
    paste: '扫描收据上的二维码，把得到的文字粘贴到这里',
    file: '或者选择证明文件（.tlog-proof），或二维码照片',
    check: '核对',
    other: 'English',
    working: '正在核对…',
    steps: '逐步核对',
    shown: '收据所载',
    named: '编号旁的名称由平台提供，仅供对照；证明的是编号。',
    witnesses: '见证人',
    trusted: '本页信任谁',
    trustedWhy: '请把下面的钥匙与别处公布的（公告栏、见证单位网站）逐字对照。钥匙若是假的，本页说什么都不算数。',
    noPolicy: '这份文件没有带信任名单。请选择从可靠之处得到的名单文件：',
    badPolicy: '信任名单读不出：',
    noCode: '照片里没有找到二维码。',
    limitsTitle: '本页核对不了什么',
    limits: [
      '抗量子签名（ML-DSA）：浏览器没有此算法，只能在电脑上用命令行工具核对。',
      '收据以外的账目：全部账本的核对用命令行工具的 audit。',
      '账本所记的事是否真的发生：证明只说明记了什么、何时记的、之后没有改过。',
    ],
  },
  en: {
    title: 'Check a Shanju receipt',
    lead: 'This page is one file. It works without a network and sends your receipt nowhere.',
    paste: 'Scan the QR code on the receipt and paste its text here',
    file: 'or choose a proof file (.tlog-proof), or a photo of the QR code',
    check: 'Check',
    other: '中文',
    working: 'Checking…',
    steps: 'Step by step',
    shown: 'What the receipt says',
    named: 'Names beside codes are the platform’s word, for reading; what is proven is the code.',
    witnesses: 'Witnesses',
    trusted: 'Whom this page trusts',
    trustedWhy:
      'Compare these keys, letter by letter, with those posted elsewhere (a notice board, the witnesses’ own sites). If the keys are false, nothing this page says counts.',
    noPolicy: 'This file carries no list of trusted keys. Choose one you got from a reliable place:',
    badPolicy: 'The list of trusted keys cannot be read: ',
    noCode: 'No QR code was found in the photo.',
    limitsTitle: 'What this page cannot check',
    limits: [
      'Post-quantum signatures (ML-DSA): browsers lack them. Use the command on a computer.',
      'Anything but this receipt: the command’s “audit” checks the whole log.',
      'Whether what was booked really happened: the proof says what was booked, when, and that it was not changed since.',
    ],
  },
}
