import { useText } from '../../text/language.tsx'

const HOURS_OF_A_DAY = 24
/** From here on days say it better; a tenth of a day is exact enough. */
const IN_DAYS_FROM = 48

/** How long a payment took, in the reader's words. */
export function useTaken(): (hours: number) => string {
  const t = useText()
  return (hours) =>
    hours < IN_DAYS_FROM
      ? t('payment.hours', { hours })
      : t('payment.days', { days: Math.round((hours / HOURS_OF_A_DAY) * 10) / 10 })
}
