import type { Duty } from '@shanju/contract/regulations/shapes.ts'
import { useSession } from '../../session.tsx'
import { useSpeech } from '../../text/language.tsx'

/**
 * Why this reader does not own a duty; undefined when they may. The role alone is looked at here, as the server does
 * beside the place: an administrator stands in where an office is vacant.
 */
export function useNotOwner({ ownerRole }: Duty): string | undefined {
  const { t, w } = useSpeech()
  const { me } = useSession()
  const owns = me.assignments.some(({ role }) => role === ownerRole || role === 'administrator')
  return owns ? undefined : t('duty.not_yours', { role: w('identity', `role.${ownerRole}`) })
}
