import { Readable } from 'node:stream'
import { DOCX_TYPE, type NoticeFormat, type PaperFormat } from '@shanju/contract/kit/papers.ts'
import encodeQR from 'qr'
import type { FileAnswer } from '#platform/http/index.ts'
import { makePdf, PDF_TYPE } from '#platform/pdf/index.ts'
import { officialDocx } from './docx.ts'
import type { OfficialPaper, Poster } from './official-paper.ts'

export type { OfficialPaper, Poster } from './official-paper.ts'

const OFFICIAL = new URL('./official.typ', import.meta.url)
const POSTER = new URL('./poster.typ', import.meta.url)

/** A paper as the file that was asked for. */
export async function paperFile(paper: OfficialPaper, format: PaperFormat): Promise<FileAnswer> {
  const whole = { ...paper, parts: paper.parts.map((part) => ({ ...part, lines: part.lines.flatMap(paragraphs) })) }
  const made = format === 'docx' ? await officialDocx(whole) : await makePdf(OFFICIAL, whole)
  return fileOf(paper.title, format, made)
}

const paragraphs = (words: string): string[] => words.split(/\r\n|\r|\n/)

/** A notice as a file to write in, or as a poster of one page. */
export async function noticeFile(paper: OfficialPaper, poster: Poster, format: NoticeFormat): Promise<FileAnswer> {
  if (format === 'docx') return paperFile(paper, 'docx')
  const square = encodeQR(poster.address, 'svg', { ecc: 'medium', border: 2 })
  return fileOf(poster.title, 'pdf', await makePdf(POSTER, { ...poster, square, size: format }))
}

const fileOf = (title: string, format: PaperFormat, content: Buffer): FileAnswer => ({
  fileName: `${title}.${format}`,
  mediaType: format === 'docx' ? DOCX_TYPE : PDF_TYPE,
  body: Readable.from([content]),
})

/** 2026年11月23日. */
export const longDay = (day: string): string => day.replace(/^(\d+)-0?(\d+)-0?(\d+)$/, '$1年$2月$3日')
