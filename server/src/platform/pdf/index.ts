export { makePdf, PDF_TYPE } from './make-pdf.ts'
