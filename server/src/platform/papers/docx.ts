import {
  AlignmentType,
  Document,
  DocumentGridType,
  Footer,
  LineRuleType,
  Packer,
  PageNumber,
  Paragraph,
  TextRun,
} from 'docx'
import type { OfficialPaper } from './official-paper.ts'

// GB/T 9704-2012: 3号 is 16 pt, 2号 22 pt, 4号 14 pt; sizes stand in half points, pitches in twentieths of a point.
const BODY = 32
const TITLE = 44
const SMALL = 28
/** 22 lines on 225 mm. */
const PITCH = 580
/** One character of the body. */
const CHARACTER = 320
const MARGIN = { top: '37mm', bottom: '35mm', left: '28mm', right: '26mm', footer: '24mm' } as const
const A4 = { width: '210mm', height: '297mm' } as const

type Hand = 'song' | 'hei' | 'fang'
/** As offices here have them; a machine without one sets the nearest it has. */
const FONTS: Readonly<Record<Hand, string>> = { song: '方正小标宋简体', hei: '黑体', fang: '仿宋' }

const fontOf = (hand: Hand) => ({ ascii: 'Times New Roman', hAnsi: 'Times New Roman', eastAsia: FONTS[hand] })

/** XML knows no such characters, and a file with one is not opened. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
const UNFIT = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g
const run = (text: string, hand: Hand = 'fang', size = BODY): TextRun =>
  new TextRun({ text: text.toWellFormed().replace(UNFIT, ''), font: fontOf(hand), size })

const head = (text: string): Paragraph => new Paragraph({ children: [run(text, 'hei')], keepNext: true })
const body = (text: string): Paragraph => new Paragraph({ children: [run(text)], indent: { firstLine: 2 * CHARACTER } })

/** The paper as a file to go on writing in: the same content as its PDF. */
export const officialDocx = (paper: OfficialPaper): Promise<Buffer> =>
  Packer.toBuffer(
    new Document({
      creator: '',
      title: paper.title,
      evenAndOddHeaderAndFooters: true,
      styles: {
        default: {
          document: {
            run: { font: fontOf('fang'), size: BODY },
            paragraph: { spacing: { line: PITCH, lineRule: LineRuleType.EXACT } },
          },
        },
      },
      sections: [
        {
          properties: {
            page: { size: A4, margin: MARGIN },
            grid: { type: DocumentGridType.LINES, linePitch: PITCH },
          },
          // Odd pages count on the right, even ones on the left.
          footers: { default: footer(AlignmentType.RIGHT), even: footer(AlignmentType.LEFT) },
          children: contentOf(paper),
        },
      ],
    }),
  )

const footer = (alignment: (typeof AlignmentType)[keyof typeof AlignmentType]): Footer =>
  new Footer({
    children: [
      new Paragraph({
        alignment,
        indent: { left: CHARACTER, right: CHARACTER },
        children: [new TextRun({ children: ['— ', PageNumber.CURRENT, ' —'], size: SMALL })],
      }),
    ],
  })

function contentOf({ title, facts, parts, issuer, sign }: OfficialPaper): Paragraph[] {
  return [
    new Paragraph({
      alignment: AlignmentType.CENTER,
      spacing: { after: PITCH, line: PITCH, lineRule: LineRuleType.AT_LEAST },
      children: [run(title, 'song', TITLE)],
    }),
    ...facts.map(({ name, value }) => new Paragraph({ children: [run(`${name}：`, 'hei'), run(value)] })),
    ...parts.flatMap((part) => [...(part.title === '' ? [] : [head(part.title)]), ...part.lines.map(body)]),
    ...(issuer ? [new Paragraph({}), atRight(issuer.name), atRight(issuer.on)] : []),
    ...(sign ? [new Paragraph({}), head(sign.title), ...sign.names.map((name) => signed(name))] : []),
  ]
}

const atRight = (text: string): Paragraph =>
  new Paragraph({ alignment: AlignmentType.RIGHT, indent: { right: 4 * CHARACTER }, children: [run(text)] })

const signed = (name: string): Paragraph => new Paragraph({ children: [run(`${name}　　________________`)] })
