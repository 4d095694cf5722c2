import type { Actor } from '@shanju/contract/access.ts'
import type { PaperKind } from '@shanju/contract/funds/vocab.ts'
import { sql } from 'kysely'
import { keepFile, paperTypeOf, readFile } from '#platform/files/index.ts'
import { refuse } from '#platform/kit/refusal.ts'
import type { Tx } from '#platform/pg/db.ts'
import { record } from '#platform/trail/index.ts'
import { getLivingFund } from '../queries/get-fund.ts'
import { NAME_CONTEXT } from '../queries/management.ts'
import { subjectOfFund } from '../queries/subject.ts'

const CONTENT_CONTEXT = 'funds.papers.content'
/**
 * Keeps a signed or published paper, name and content sealed. What it is, its first bytes say, not its name.
 * @throws Refusal funds.not_found, closed, paper_of_other_kind
 */
export async function addPaper(
  tx: Tx,
  actor: Actor,
  fundId: string,
  paper: { readonly kind: PaperKind; readonly name: string; readonly content: Buffer },
): Promise<{ id: string }> {
  await getLivingFund(tx, fundId)
  const mediaType = paperTypeOf(paper.content)
  if (!mediaType) throw refuse('funds.paper_of_other_kind')
  const addedBy = actor.kind === 'person' ? actor.personId : null
  const id = await keepFile(tx, {
    name: 'paper',
    mediaType: 'application/octet-stream',
    content: tx.secrets.sealBytes(paper.content, CONTENT_CONTEXT),
    addedBy,
  })
  await sql`insert into funds.papers (fund_id, file_id, kind, file_name, media_type, bytes, added_by, added_at)
    values (${fundId}, ${id}, ${paper.kind}, ${tx.secrets.seal(paper.name, NAME_CONTEXT)}, ${mediaType},
            ${paper.content.length}, ${addedBy}, ${tx.now})`.execute(tx.db)
  await record(tx, actor, {
    action: 'funds.add_paper',
    subjectKind: 'fund',
    subjectId: fundId,
    subject: await subjectOfFund(tx, fundId),
    details: { kind: paper.kind, file: id, bytes: paper.content.length },
  })
  return { id }
}

/** One paper. Papers name people, so reading one leaves a trail row. @throws Refusal funds.not_found */
export async function readPaper(
  tx: Tx,
  actor: Actor,
  fundId: string,
  fileId: string,
): Promise<{ name: string; mediaType: string; content: Buffer }> {
  const { rows } = await sql<{ name: Buffer; mediaType: string }>`
    select file_name as name, media_type as "mediaType" from funds.papers
     where fund_id = ${fundId} and file_id = ${fileId}`.execute(tx.db)
  const [paper] = rows
  if (!paper) throw refuse('funds.not_found')
  const { content } = await readFile(tx, fileId)
  await record(tx, actor, {
    action: 'funds.read_paper',
    subjectKind: 'fund',
    subjectId: fundId,
    subject: await subjectOfFund(tx, fundId),
    details: { file: fileId },
  })
  return {
    name: tx.secrets.open(paper.name, NAME_CONTEXT),
    mediaType: paper.mediaType,
    content: tx.secrets.openBytes(content, CONTENT_CONTEXT),
  }
}
