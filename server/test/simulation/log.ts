import { toUtf8 } from '@shanju/contract/transparency/bytes.ts'
import { parseCheckpoint, type TreeHead } from '@shanju/contract/transparency/checkpoint.ts'
import type { PartContent } from '@shanju/contract/transparency/parts.ts'
import { parsePolicy } from '@shanju/contract/transparency/policy.ts'
import { type AuditResult, auditLog } from '@shanju/verifier/audit.ts'
import { nodeCrypto } from '@shanju/verifier/node-crypto.ts'
import { policyText, readCheckpoint, readTile, stageLeaves } from '#modules/transparency/index.ts'
import { uuidv7 } from '#platform/kit/ids.ts'
import type { FreshDatabase } from '#test/support/clone.ts'

const PARTS: readonly PartContent[] = [
  {
    type: 'disclosure',
    values: {
      publisher: 'org_1',
      subject: 'annual_report',
      period: null,
      publishedOn: '2026-11-01',
      document: new Uint8Array(32),
    },
  },
  { type: 'disclosure_detail', values: { memo: null } },
]

export const meaningless = (subjectId: string) => ({ subjectId, parts: PARTS, corrects: null })

/** Stages leaves of no particular meaning, as one posting of so many entries would. */
export const stage = (fresh: FreshDatabase, count: number): Promise<void> =>
  fresh.database.transact('test', (tx) =>
    stageLeaves(
      tx,
      Array.from({ length: count }, () => meaningless(uuidv7(tx.now))),
    ),
  )

/** The whole log as a stranger reads it: every tile, every entry, the root, the signature, every head seen before. */
export async function auditOf(fresh: FreshDatabase, earlier: readonly TreeHead[], logNo = 1): Promise<AuditResult> {
  const policy = await fresh.database.transact('test', policyText)
  return auditLog(
    nodeCrypto,
    parsePolicy(nodeCrypto.sha256, toUtf8(policy)),
    (path) =>
      fresh.database.transact('test', async (tx) => {
        if (path !== 'checkpoint') return readTile(tx, logNo, path)
        const text = await readCheckpoint(tx, logNo)
        return text === undefined ? undefined : toUtf8(text)
      }),
    { earlier },
  )
}

/** The head that is served; undefined before the first. */
export async function headOf(fresh: FreshDatabase, logNo = 1): Promise<TreeHead | undefined> {
  const text = await fresh.database.transact('test', (tx) => readCheckpoint(tx, logNo))
  return text === undefined ? undefined : parseCheckpoint(toUtf8(text))
}
