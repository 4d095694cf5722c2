import { Readable } from 'node:stream'
import type { PublicEntry } from '@shanju/contract/giving/proof.ts'
import { showId } from '@shanju/contract/kit/ids.ts'
import { sql } from 'kysely'
import { proveEntryPublicly, titleOf } from '#modules/ledger/index.ts'
import { shownProof } from '#modules/transparency/index.ts'
import type { FileAnswer } from '#platform/http/index.ts'
import { refuse } from '#platform/kit/refusal.ts'
import type { Tx } from '#platform/pg/db.ts'
import { type ProjectsOf, paidFor } from './paid-for.ts'

type Line = Omit<PublicEntry['lines'][number], 'accountName'>
type Row = Omit<PublicEntry, 'lines' | 'proof' | 'paid'>

/** An entry that moves what a fund has, as the books of the fund show it. @throws Refusal giving.entry_not_found */
export async function getPublicEntry(tx: Tx, projectsOf: ProjectsOf, id: string): Promise<PublicEntry> {
  const head = await headOf(tx, id)
  const { rows } = await sql<Line>`
    select l.account, l.restriction, case l.side when 'credit' then l.amount_fen else -l.amount_fen end as "amountFen",
           json_build_object('id', f.id, 'name', f.name) as fund, g.public_id as "giftPublicId"
      from ledger.pub_fund_lines l join funds.pub_funds f on f.id = l.fund_id
      left join giving.pub_gifts g on g.id = l.gift_id
     where l.entry_id = ${id} order by l.no`.execute(tx.db)
  return {
    ...head,
    paid: (await paidFor(tx, projectsOf, [id]))(id),
    lines: rows.map((row) => ({ ...row, accountName: titleOf(row.account) })),
    proof: shownProof(await proveEntryPublicly(tx, id)),
  }
}

/** @throws Refusal giving.entry_not_found, proof_pending */
export async function publicEntryFile(tx: Tx, id: string): Promise<FileAnswer> {
  await headOf(tx, id)
  const proof = await proveEntryPublicly(tx, id)
  if (!('file' in proof)) throw refuse('giving.proof_pending')
  return { fileName: `${showId('entry', id)}.tlog-proof`, body: Readable.from([proof.file]) }
}

async function headOf(tx: Tx, id: string): Promise<Row> {
  const { rows } = await sql<Row>`
    select e.id, e.number::int as number, e.posted_on as "postedOn", json_build_object('id', o.id, 'name', o.name) as host, e.reverses
      from ledger.pub_entries e join organisations.pub_organisations o on o.id = e.book_id
     where e.id = ${id} and exists (select 1 from ledger.pub_fund_lines l join funds.pub_funds f on f.id = l.fund_id
                                     where l.entry_id = e.id)`.execute(tx.db)
  const [head] = rows
  if (!head) throw refuse('giving.entry_not_found')
  return head
}
