export { formPdf } from './form.ts'
export { makePdf, PDF_TYPE } from './make-pdf.ts'
