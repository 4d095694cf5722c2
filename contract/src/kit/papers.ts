import { z } from 'zod'

export const DOCX_TYPE = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
const PDF_TYPE = 'application/pdf'

/** A paper to be signed and kept, or one to go on writing in. */
const PAPER_FORMATS = ['pdf', 'docx'] as const
export type PaperFormat = (typeof PAPER_FORMATS)[number]

/** A notice to go on writing in, or a poster for the board outside. */
const NOTICE_FORMATS = ['docx', 'a4', 'a3'] as const
export type NoticeFormat = (typeof NOTICE_FORMATS)[number]

export const paperQuery = z.strictObject({ format: z.enum(PAPER_FORMATS).default('pdf') })

/** `site`: how people reach the public pages, as whoever prints reaches this one; the square code leads there. */
export const noticeQuery = z.strictObject({
  format: z.enum(NOTICE_FORMATS).default('a4'),
  site: z
    .string()
    .max(200)
    .regex(/^https?:\/\/[A-Za-z0-9.:[\]-]+$/),
})

/** What routes of papers answer. */
export const PAPER_TYPES = [PDF_TYPE, DOCX_TYPE]
