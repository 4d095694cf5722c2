import { formatYuan } from '@shanju/contract/kit/money.ts'
import type { Paper } from '#platform/kit/paper.ts'
import { makePdf } from './make-pdf.ts'

const FORM = new URL('./form.typ', import.meta.url)

/** A form as a PDF: A4, its head repeated on every page. */
export const formPdf = (paper: Paper): Promise<Buffer> =>
  makePdf(FORM, {
    ...paper,
    rows: paper.rows.map((row) =>
      row.map((cell) => ({
        level: cell.level ?? 0,
        strong: cell.strong ?? false,
        ...('text' in cell
          ? { text: cell.text, money: false }
          : { text: cell.fen === null || (cell.fen === 0n && !cell.zero) ? '' : formatYuan(cell.fen), money: true }),
      })),
    ),
  })
