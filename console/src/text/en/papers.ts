import type { papers as zh } from '../zh/papers.ts'

/** Words of papers that are printed or written on in. */
export const papers: Readonly<Record<keyof typeof zh, string>> = {
  'papers.menu': 'Print and edit',
  'papers.pdf': ' (PDF, to sign)',
  'papers.docx': ' (DOCX, to edit)',
  'papers.minutes': 'Minutes',
  'papers.resolution': 'Resolution',
  'papers.notice_docx': 'Notice (DOCX, to edit)',
  'papers.poster_a4': 'Poster (A4, with QR code)',
  'papers.poster_a3': 'Poster (A3, with QR code)',
}
