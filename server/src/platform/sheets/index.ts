export { type CsvRow, csvRows, looksLikeText } from './csv-rows.ts'
export { readSheet, type SheetCaps } from './read-sheet.ts'
export { serveExport } from './serve-export.ts'
export { workbook } from './workbook.ts'
