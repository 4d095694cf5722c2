import { shanghaiTime } from '@shanju/contract/kit/dates.ts'
import { formatPublicId } from '@shanju/contract/kit/ids.ts'
import { formatYuan } from '@shanju/contract/kit/money.ts'
import { Tag } from 'antd'
import { paths } from '../paths.ts'
import { useSession } from '../session.tsx'
import { useSpeech } from '../text/language.tsx'
import { To } from './to.tsx'

/** Fen as yuan, digits of one width: 1,234.50. `sign`: with ¥, where the sum stands alone. */
export const Money = ({ fen, sign }: { fen: bigint; sign?: boolean }) => (
  <span className={fen < 0n ? 'money negative' : 'money'}>
    {sign && <span className="yuan">¥</span>}
    {formatYuan(fen)}
  </span>
)

/** A day as lists write it: 2026-11-23. */
export const Day = ({ on }: { on: string | null }) =>
  on ? (
    <time className="figures" dateTime={on}>
      {on}
    </time>
  ) : (
    <Nothing />
  )

/** An instant in Beijing time: 2026-11-23 14:05. */
export const When = ({ at }: { at: Date | null }) =>
  at ? (
    <time className="figures" dateTime={at.toISOString()}>
      {shanghaiTime(at)}
    </time>
  ) : (
    <Nothing />
  )

export const Nothing = () => <span className="nothing">—</span>

/** The code on a donor's slip: ABCD-EFGH-JKMN. */
export const PublicId = ({ id }: { id: string }) => <span className="code">{formatPublicId(id)}</span>

/**
 * A colleague. Their name when the answer brought one; "you" for the reader; else the end of their id, which those who
 * may look people up can follow.
 */
export function PersonName({ id, name }: { id: string | null; name?: string | undefined }) {
  const { me, may } = useSession()
  const { t } = useSpeech()
  if (id === null) return <Nothing />
  const shown =
    id === me.id ? t('person.you', { name: me.shownName }) : (name ?? t('person.unnamed', { end: id.slice(-6) }))
  return may('people.read') && id !== me.id ? <To href={paths.person(id)}>{shown}</To> : <span>{shown}</span>
}

type Tone = 'success' | 'processing' | 'warning' | 'error' | 'default'

/** How each state of each thing is coloured. The word always stands beside the colour. */
const TONES: Readonly<Record<string, Tone>> = {
  open: 'success',
  active: 'success',
  recorded: 'success',
  loaded: 'success',
  reviewed: 'success',
  preparing: 'processing',
  checking: 'processing',
  loading: 'processing',
  checked: 'warning',
  invited: 'warning',
  frozen: 'warning',
  revoked: 'warning',
  unreviewed: 'warning',
  failed: 'error',
  // What is open for work is not well yet.
  'regulations.open': 'processing',
  'supervision.open': 'warning',
  'governance.open': 'processing',
  'payments.checked': 'processing',
  requested: 'processing',
  approved: 'processing',
  sent: 'processing',
  proving: 'warning',
  paid: 'warning',
  reached: 'success',
  returned: 'error',
  'ballots.open': 'processing',
  'evaluation.open': 'processing',
  ended: 'warning',
  agreed: 'success',
  differs: 'error',
  carried: 'success',
  'projects.noticed': 'processing',
  'projects.voting': 'processing',
  'projects.running': 'success',
  'projects.paused': 'warning',
  'projects.appealed': 'warning',
  stopped: 'error',
  voted_down: 'error',
  declined: 'error',
  awaiting_board: 'warning',
  no_quorum: 'warning',
  refused: 'error',
  block: 'error',
  warn: 'warning',
  task: 'processing',
  done: 'success',
  answered: 'processing',
  fresh: 'success',
  late: 'warning',
  silent: 'processing',
  trouble: 'error',
  waiting: 'warning',
  posted: 'success',
  'ledger.open': 'processing',
}

/** A state with the module's own word for it; `group` is the first part of its key (`state`, `status`, `import`). */
export function StatusTag({ module, group = 'state', value }: { module: string; group?: string; value: string }) {
  const { w } = useSpeech()
  return <Tag color={TONES[`${module}.${value}`] ?? TONES[value] ?? 'default'}>{w(module, `${group}.${value}`)}</Tag>
}
