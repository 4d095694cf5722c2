import type { PlaceStanding } from '@shanju/contract/coverage/routes.ts'
import { GAPS, type Gap } from '@shanju/contract/coverage/vocab.ts'
import { addDays } from '@shanju/contract/kit/dates.ts'
import { today } from '../../kit/clock.ts'
import type { Column } from '../../kit/rows.tsx'
import { Money, Nothing } from '../../kit/show.tsx'
import { To } from '../../kit/to.tsx'
import { paths } from '../../paths.ts'
import { useSpeech } from '../../text/language.tsx'
import './coverage.css'

/** How a place stands in a row: shared by the list and by the first page of who oversees. */
export function usePlaceColumns(): readonly Column<PlaceStanding>[] {
  const { t, language } = useSpeech()
  return [
    {
      key: 'place',
      title: t('coverage.place'),
      main: true,
      show: (row) => {
        const name = (language === 'en' && row.nameEn) || row.name
        return row.level === 'community' ? (
          <To href={paths.division(row.code)}>{name}</To>
        ) : (
          <To href={paths.coverage} search={{ within: row.code }}>
            {name}
          </To>
        )
      },
    },
    {
      key: 'served',
      title: t('coverage.served'),
      align: 'right',
      show: (row) =>
        row.urbanCount === 0 ? (
          <Nothing />
        ) : (
          <span className={row.servedCount < row.urbanCount ? 'short-of' : undefined}>
            {t('coverage.served_of', { served: row.servedCount, urban: row.urbanCount })}
          </span>
        ),
    },
    {
      key: 'funds',
      title: t('coverage.funds'),
      align: 'right',
      show: (row) => (
        <>
          {row.openFundCount}
          {row.preparingFundCount > 0 && (
            <small className="block">{t('coverage.preparing', { count: row.preparingFundCount })}</small>
          )}
          {row.frozenFundCount > 0 && (
            <small className="block">{t('coverage.frozen', { count: row.frozenFundCount })}</small>
          )}
        </>
      ),
    },
    { key: 'in', title: t('coverage.in'), align: 'right', show: (row) => <Money fen={row.inFen} /> },
    { key: 'out', title: t('coverage.out'), align: 'right', show: (row) => <Money fen={row.outFen} /> },
    { key: 'left', title: t('coverage.left'), align: 'right', sum: true, show: (row) => <Money fen={row.leftFen} /> },
    { key: 'last', title: t('coverage.last_gift'), desk: true, show: (row) => row.lastGiftOn ?? <Nothing /> },
    { key: 'missing', title: t('coverage.missing'), show: (row) => <Missing of={row} /> },
  ]
}

/** What is missing, each with the list where it can be seen one by one. */
function Missing({ of }: { of: PlaceStanding }) {
  const { t, w } = useSpeech()
  const found = GAPS.filter((gap) => of.gaps[gap] > 0)
  if (found.length === 0) return <span className="quiet">{t('coverage.nothing_missing')}</span>
  return (
    <ul className="missing">
      {found.map((gap) => (
        <li key={gap}>
          <To {...listOf(gap, of)}>
            <strong>{of.gaps[gap]}</strong> {w('coverage', `gap.${gap}`)}
          </To>
        </li>
      ))}
    </ul>
  )
}

function listOf(gap: Gap, { code, level }: PlaceStanding): { href: string; search?: Record<string, string> } {
  const within = code
  switch (gap) {
    case 'community_without_fund':
      return level === 'community' ? { href: paths.division(code) } : { href: paths.coverage, search: { within, gap } }
    case 'no_agreement':
      return { href: paths.funds, search: { within, lacks: 'agreement' } }
    case 'no_delegation':
      return { href: paths.funds, search: { within, lacks: 'delegation' } }
    case 'no_complaint_line':
      return { href: paths.funds, search: { within, lacks: 'complaint_line' } }
    case 'still':
      return { href: paths.funds, search: { within, state: 'open' } }
    case 'duty_late':
      return { href: paths.duties, search: { within, state: 'open', dueBy: addDays(today(), -1) } }
    case 'answer_late':
      return { href: paths.complaints, search: { state: 'open' } }
  }
}
