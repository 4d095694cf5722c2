export { csvRows, firstRow, looksLikeText, OpenQuote } from './csv-rows.ts'
export { readSheet, type SheetCaps } from './read-sheet.ts'
export { serveExport } from './serve-export.ts'
export { workbook } from './workbook.ts'
