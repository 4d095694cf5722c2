import { formatVkey } from '@shanju/contract/transparency/vkey.ts'
import type { Tx } from '#platform/pg/db.ts'
import { logKey } from '../log-key.ts'
import { listLogs } from './logs.ts'
import { listWitnesses, quorumThreshold, type WitnessRow } from './witnesses.ts'

/**
 * The policy of this platform (c2sp.org/tlog-policy): its logs, the witnesses it asks, and how many must agree. Whoever takes
 * it from here trusts the platform for it; whoever wants more compares the keys with those printed elsewhere.
 */
export async function policyText(tx: Tx): Promise<string> {
  const logs = await listLogs(tx)
  const witnesses = await listWitnesses(tx)
  const threshold = await quorumThreshold(tx)
  const lines = [
    ...logs.map(({ origin }) => `log ${formatVkey(logKey(tx.secrets, origin).vkey)}`),
    ...witnesses.flatMap((witness, n) => witnessLines(witness, `W${n + 1}`)),
    ...(threshold > 0 ? [`group witnesses ${threshold} ${witnesses.map((_each, n) => `W${n + 1}`).join(' ')}`] : []),
    `quorum ${threshold > 0 ? 'witnesses' : 'none'}`,
  ]
  return `${lines.join('\n')}\n`
}

/** Two keys of one witness count once: either speaks for it, so that a browser, which cannot check the second, needs only the first. */
function witnessLines({ title, vkey, mlDsaVkey, url }: WitnessRow, name: string): string[] {
  if (mlDsaVkey === null) return [`# ${title}`, `witness ${name} ${vkey} ${url}`]
  return [
    `# ${title}`,
    `witness ${name}-1 ${vkey} ${url}`,
    `witness ${name}-2 ${mlDsaVkey} ${url}`,
    `group ${name} any ${name}-1 ${name}-2`,
  ]
}
