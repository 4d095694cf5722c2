import { showId } from '@shanju/contract/kit/ids.ts'
import { routes as ledger } from '@shanju/contract/ledger/routes.ts'
import type { EntryRecord } from '@shanju/contract/ledger/shapes.ts'
import { Tag } from 'antd'
import { useRead } from '../../kit/queries.ts'
import { Properties, RecordPage, Section } from '../../kit/record-page.tsx'
import { Day, PersonName, When } from '../../kit/show.tsx'
import { Loaded } from '../../kit/states.tsx'
import { To } from '../../kit/to.tsx'
import { useIdParam } from '../../kit/use-param.ts'
import { paths } from '../../paths.ts'
import { useSpeech } from '../../text/language.tsx'
import { LeafProof, LeafTag } from '../transparency/leaf-proof.tsx'
import { EntryLines } from './entry.lines.tsx'
import { PayersOf } from './entry.payers.tsx'

export function EntryRecordPage() {
  const entry = useRead(ledger.getEntry, { params: { id: useIdParam('entry') } })
  return <Loaded of={entry}>{(found) => <Shown entry={found} />}</Loaded>
}

function Shown({ entry }: { entry: EntryRecord }) {
  const { t, w } = useSpeech()
  const other = (id: string | null) => id && <To href={paths.entry(id)}>{t('entry.other_entry')}</To>
  return (
    <RecordPage
      title={t('entry.page_title', { number: entry.number })}
      crumbs={[{ href: paths.entries, name: t('entry.title') }]}
      status={
        <>
          <Tag>{w('ledger', `type.${entry.type}`)}</Tag>
          <LeafTag state={entry.proof} />
          {entry.reverses && <Tag color="processing">{t('entry.reversal')}</Tag>}
          {entry.reversedBy && <Tag color="warning">{t('entry.reversed')}</Tag>}
        </>
      }
      lead={entry.summary}
    >
      <Section title={t('entry.lines')}>
        <EntryLines lines={entry.lines} />
      </Section>
      <PayersOf entry={entry} />
      <ProofOf entry={entry} />
      <Section title={t('entry.facts')}>
        <Properties
          of={[
            { label: t('entry.host'), value: <To href={paths.organisation(entry.host.id)}>{entry.host.name}</To> },
            { label: t('entry.day'), value: <Day on={entry.postedOn} /> },
            { label: t('entry.document_day'), value: <Day on={entry.documentOn} /> },
            { label: t('entry.posted_at'), value: <When at={entry.postedAt} /> },
            { label: t('entry.maker'), value: <PersonName id={entry.maker} /> },
            ...(entry.reverses ? [{ label: t('entry.reverses'), value: other(entry.reverses) }] : []),
            ...(entry.reversedBy ? [{ label: t('entry.reversed_by'), value: other(entry.reversedBy) }] : []),
          ]}
        />
      </Section>
    </RecordPage>
  )
}

function ProofOf({ entry }: { entry: EntryRecord }) {
  const { t } = useSpeech()
  const input = { params: { id: entry.id } }
  const proof = useRead(ledger.getEntryProof, input)
  // Entries that move what a fund has are public; those of the host itself are not.
  const ofFund = entry.lines.some(({ fund, account }) => fund !== null && /^[345]/.test(account))
  return (
    <Section title={t('proof.title')}>
      <Loaded of={proof}>
        {(found) => (
          <LeafProof
            proof={found}
            row={entry.id}
            file={{ route: ledger.getEntryProofFile, input }}
            page={
              <a href={ofFund ? `/e/${showId('entry', entry.id)}` : '/log'} target="_blank" rel="noreferrer">
                {ofFund ? t('proof.entry_page') : t('log.title')}
              </a>
            }
          />
        )}
      </Loaded>
    </Section>
  )
}
