import { formatVkey } from '@shanju/contract/transparency/vkey.ts'
import type { Tx } from '#platform/pg/db.ts'
import { logKey } from '../log-key.ts'
import { listLogs } from './logs.ts'
import { listWitnesses, quorumThreshold } from './witnesses.ts'

/**
 * The policy of this platform (c2sp.org/tlog-policy): its logs, the witnesses it asks, and how many must agree. Whoever takes
 * it from here trusts the platform for it; whoever wants more compares the keys with those printed elsewhere.
 */
export async function policyText(tx: Tx): Promise<string> {
  const logs = await listLogs(tx)
  const witnesses = await listWitnesses(tx)
  const names = witnesses.map((_witness, n) => `W${n + 1}`)
  const threshold = Math.min(await quorumThreshold(tx), witnesses.length)
  const lines = [
    ...logs.map(({ origin }) => `log ${formatVkey(logKey(tx.secrets, origin).vkey)}`),
    ...witnesses.flatMap(({ title, vkey, url }, n) => [`# ${title}`, `witness ${names[n]} ${vkey} ${url}`]),
    ...(threshold > 0 ? [`group witnesses ${threshold} ${names.join(' ')}`] : []),
    `quorum ${threshold > 0 ? 'witnesses' : 'none'}`,
  ]
  return `${lines.join('\n')}\n`
}
