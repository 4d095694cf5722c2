import type { RegulationRecord } from '@shanju/contract/regulations/shapes.ts'

/** A small rule book: one of every way a rule may stand. */

const both = (zh: string, en: string) => ({ zh, en })
const SOURCE = both('本平台的默认值，可由市民政局调整', 'A default of this platform; the city bureau may set another')

const rule = (id: string, more: Partial<RegulationRecord>): RegulationRecord => ({
  id,
  title: both('捐赠登记要素齐全', 'A gift is recorded in full'),
  text: both(
    '登记捐赠时写明捐赠人（可以匿名）、种类、数量或金额、经手人和日期。捐赠人匿名或放弃票据的，也要登记。',
    'A gift’s record names donor (or says that the donor is anonymous), kind, quantity or sum, handler and date.',
  ),
  speaksOf: ['gift'],
  citations: [
    {
      instrument: both('中华人民共和国慈善法（2023年修正）', 'Charity Law (as amended 2023)'),
      article: both('第38条', 'art. 38'),
      url: 'http://law.example/charity?article=38',
    },
  ],
  evidence: 'Q',
  severity: 'block',
  defaultSeverity: 'block',
  possibleSeverities: ['block', 'warn'],
  enabled: true,
  inForce: true,
  effectiveFrom: '2024-09-05',
  effectiveTo: null,
  parameters: [],
  changed: false,
  shippedValues: [],
  changes: [],
  ...more,
})

export const RULES: readonly RegulationRecord[] = [
  rule('D01', {}),
  rule('D02', {
    severity: 'task',
    defaultSeverity: 'task',
    evidence: 'Q',
    changed: true,
    parameters: [
      {
        name: 'days',
        title: both('开票期限（自收到捐赠之日起）', 'Days to issue, from receipt of the gift'),
        type: 'days',
        value: 5,
        shipped: 10,
        evidence: 'A',
        source: SOURCE,
      },
    ],
    changes: [
      {
        ...{ fromOn: '2027-01-01', severity: 'warn', enabled: null, reason: '试行一年', values: [] },
        recordedAt: new Date('2026-11-20T02:00:00Z'),
      },
      {
        ...{ fromOn: '2026-11-01', severity: null, enabled: null, reason: '经局务会<b>研究</b>决定' },
        values: [{ name: 'days', value: 5 }],
        recordedAt: new Date('2026-10-28T02:00:00Z'),
      },
    ],
  }),
  rule('F03', {
    title: both('基金名称规范', 'The fund’s name follows the pattern'),
    speaksOf: ['fund'],
    evidence: 'L',
    severity: 'warn',
    defaultSeverity: 'warn',
    enabled: false,
    changed: true,
    citations: [
      {
        instrument: both('湖南省社区慈善基金指引（试行）', 'Hunan guide to community charity funds'),
        article: both('基金名称', 'names of funds'),
        url: null,
      },
    ],
    parameters: [
      {
        name: 'forbidden_words',
        title: both('不得使用的字样', 'Words not to be used'),
        type: 'words',
        value: [],
        shipped: ['中国', '中华', '全国', '国际'],
        evidence: 'L',
        source: both('民办函〔2021〕47号', '民办函〔2021〕47号'),
      },
      {
        name: 'least',
        title: both('起始资金下限', 'Least opening sum'),
        type: 'fen',
        value: '1000000',
        shipped: '1000000',
        evidence: 'A',
        source: SOURCE,
      },
    ],
    changes: [
      {
        ...{ fromOn: '2026-11-10', severity: 'warn', enabled: false, reason: '名称由市局统一审核' },
        values: [{ name: 'forbidden_words', value: [] }],
        recordedAt: new Date('2026-11-10T02:00:00Z'),
      },
    ],
  }),
  rule('X09', { speaksOf: ['text'], inForce: false, effectiveTo: '2025-12-31', evidence: 'A', severity: 'warn' }),
]
