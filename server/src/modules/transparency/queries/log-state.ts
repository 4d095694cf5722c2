import { toBase64 } from '@shanju/contract/transparency/base64.ts'
import type { LogHealth, PublicLog } from '@shanju/contract/transparency/routes.ts'
import { formatVkey } from '@shanju/contract/transparency/vkey.ts'
import { sql } from 'kysely'
import type { Tx } from '#platform/pg/db.ts'
import { logKey } from '../log-key.ts'
import { latestHead } from './heads.ts'
import { listLogs } from './logs.ts'
import { listWitnesses, quorumThreshold, stateOf } from './witnesses.ts'

/** The log as anybody may see it. */
export async function publicLog(tx: Tx): Promise<PublicLog> {
  const { staged: _staged, unsigned: _unsigned, witnesses, ...rest } = await logHealth(tx)
  return {
    ...rest,
    witnesses: witnesses.map(({ title, vkey, mlDsaVkey, state, size, cosignedAt }) => ({
      ...{ title, vkey, mlDsaVkey, state, size, cosignedAt },
    })),
  }
}

/** The same with what waits and how each witness answers. */
export async function logHealth(tx: Tx): Promise<LogHealth> {
  const logs = await listLogs(tx)
  const log = logs.at(-1)
  if (!log) throw new Error('a started platform has a log')
  const head = await latestHead(tx, log.no)
  const need = await quorumThreshold(tx)
  const { rows: waiting } = await sql<{ count: number; since: Date | null }>`
    select coalesce(sum(cardinality(subjects)), 0)::int as count, min(staged_at) as since from transparency.staged`.execute(
    tx.db,
  )
  const { rows: stood } = await sql<{ size: number; at: Date }>`
    select size::float8 as size, max(cosigned_at) as at from transparency.cosignatures where log_no = ${log.no}
     group by size having count(distinct witness_id) >= greatest(${need}, 1) order by size desc limit 1`.execute(tx.db)
  return {
    origin: log.origin,
    vkey: formatVkey(logKey(tx.secrets, log.origin).vkey),
    openedAt: log.openedAt,
    head: head ? { size: head.size, root: toBase64(new Uint8Array(head.root)), signedAt: head.signedAt } : null,
    quorum: { have: head?.witnesses ?? 0, need, size: stood[0]?.size ?? null, at: stood[0]?.at ?? null },
    witnesses: (await listWitnesses(tx)).map(({ knownSize: _known, ...witness }) => ({
      ...witness,
      state: stateOf({ knownSize: _known, ...witness }, tx.now),
    })),
    earlier: logs.flatMap(({ origin, size, closedAt }) => (closedAt ? [{ origin, size, closedAt }] : [])),
    staged: { count: waiting[0]?.count ?? 0, since: waiting[0]?.since ?? null },
    unsigned: log.size - log.published,
  }
}
