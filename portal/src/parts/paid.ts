import type { PublicEntry } from '@shanju/contract/giving/proof.ts'
import { type Html, html, type Piece } from '../html.ts'
import type { Reader } from '../reader.ts'
import { projectPath } from './links.ts'
import { chinese } from './names.ts'

/** What a payment was for: the project, where it is public, and the words of who asked for it. */
export function paidName(reader: Reader, { purpose, project }: NonNullable<PublicEntry['paid']>): Html | Piece {
  if (!project) return chinese(reader, purpose)
  return html`<a href="${projectPath(project.code)}">${chinese(reader, project.name)}</a> · ${chinese(reader, purpose)}`
}
