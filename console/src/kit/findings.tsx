import type { ShownFinding } from '@shanju/contract/regulations/shapes.ts'
import { paths } from '../paths.ts'
import { useSpeech } from '../text/language.tsx'
import { StatusTag } from './show.tsx'
import { To } from './to.tsx'
import '../style/findings.css'

const WEIGHT = { block: 0, warn: 1, task: 2 } as const

/** What the rules say about something, the gravest first, each with the article it rests on; nothing where all is well. */
export function Findings({ of }: { of: readonly ShownFinding[] }) {
  const { t, language } = useSpeech()
  if (of.length === 0) return null
  const sorted = of.toSorted((one, other) => WEIGHT[one.severity] - WEIGHT[other.severity])
  return (
    <ul className="findings" aria-label={t('findings.title')}>
      {sorted.map((finding) => (
        <li key={`${finding.regulation} ${finding.sentence.zh}`} data-severity={finding.severity}>
          <StatusTag module="regulations" group="severity" value={finding.severity} />
          <div>
            <p>{finding.sentence[language]}</p>
            <small>
              <To href={paths.rule(finding.regulation)}>
                {finding.regulation} {finding.title[language]}
              </To>{' '}
              · {finding.citation[language]}
            </small>
          </div>
        </li>
      ))}
    </ul>
  )
}
