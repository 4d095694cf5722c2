import { decisionProofRoutes as routes } from '@shanju/contract/governance/decision-proof.ts'
import { showId } from '@shanju/contract/kit/ids.ts'
import { useRead } from '../../kit/queries.ts'
import { Section } from '../../kit/record-page.tsx'
import { Loaded } from '../../kit/states.tsx'
import { useText } from '../../text/language.tsx'
import { LeafProof } from '../transparency/leaf-proof.tsx'

/** Where a decision stands in the public log: the group's resolution, and what the board said of it. */
export function MotionProof({ motionId }: { motionId: string }) {
  const t = useText()
  const params = { id: motionId }
  const proofs = useRead(routes.decisionProof, { params })
  return (
    <Loaded of={proofs}>
      {(found) =>
        found.proofs.map(({ of, row, proof }) => (
          <Section key={of} title={t(`proof.${of}`)}>
            <LeafProof
              proof={proof}
              row={row}
              file={{ route: routes.decisionProofFile, input: { params, query: { of } } }}
              page={
                <a href={`/r/${showId('motion', motionId)}`} target="_blank" rel="noreferrer">
                  {t('proof.open_page')}
                </a>
              }
            />
          </Section>
        ))
      }
    </Loaded>
  )
}
