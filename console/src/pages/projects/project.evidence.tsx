import { routes as projects } from '@shanju/contract/projects/routes.ts'
import { type Evidence, evidenceQuery, type Project } from '@shanju/contract/projects/shapes.ts'
import { EVIDENCE_KINDS } from '@shanju/contract/projects/vocab.ts'
import { App, Button, Checkbox, Input, Select, Tag } from 'antd'
import { useState } from 'react'
import { download } from '../../api.ts'
import { ActionButton } from '../../kit/action-button.tsx'
import { useWrite } from '../../kit/queries.ts'
import { Section } from '../../kit/record-page.tsx'
import { Rows } from '../../kit/rows.tsx'
import { When } from '../../kit/show.tsx'
import { useErrorText } from '../../kit/states.tsx'
import { UploadDrop } from '../../kit/upload-drop.tsx'
import { useSession } from '../../session.tsx'
import { useSpeech } from '../../text/language.tsx'
import { subjectOf, WordSelect } from '../governance/parts.tsx'

/** In these states something may still be handed in. */
const OPEN: readonly string[] = ['announced', 'agreed', 'running', 'paused', 'stopped']

/** What was handed in, and who did not hand it in says whether it stands. */
export function EvidenceReview({ project }: { project: Project }) {
  const { t, w } = useSpeech()
  const { may } = useSession()
  const milestones = project.proposal?.milestones ?? []
  if (!OPEN.includes(project.state) && project.evidence.length === 0) return null
  return (
    <Section title={t('project.evidence')}>
      <div className="stack">
        {project.evidence.length === 0 ? (
          <p className="quiet">{t('project.no_evidence')}</p>
        ) : (
          <Rows<Evidence>
            label={t('project.evidence')}
            rows={project.evidence}
            keyOf={(row) => row.id}
            columns={[
              {
                key: 'file',
                title: t('project.caption'),
                main: true,
                show: (row) => <FileLink evidence={row} project={project} />,
              },
              {
                key: 'kind',
                title: t('project.evidence_kind'),
                show: (row) => (
                  <>
                    {w('projects', `evidence.${row.kind}`)}
                    <small>{row.milestone !== null && milestones[row.milestone - 1]?.title}</small>
                  </>
                ),
              },
              {
                key: 'shown',
                title: t('project.who_sees'),
                desk: true,
                show: (row) => t(row.consent && row.kind !== 'sign_in' ? 'project.shown' : 'project.kept'),
              },
              { key: 'at', title: t('project.added'), desk: true, show: (row) => <When at={row.addedAt} /> },
              {
                key: 'review',
                title: t('project.review'),
                show: (row) => <Review evidence={row} project={project} />,
              },
            ]}
          />
        )}
        {OPEN.includes(project.state) && may('projects.manage', subjectOf(project.whose)) && <Add project={project} />}
      </div>
    </Section>
  )
}

function FileLink({ evidence, project }: { evidence: Evidence; project: Project }) {
  const { may } = useSession()
  const { message } = App.useApp()
  const errorText = useErrorText()
  const fetchFile = () =>
    download(projects.readEvidence, { params: { id: evidence.id } }).catch((error: Error) => {
      message.error(errorText(error))
    })
  if (!may('projects.read_files', subjectOf(project.whose))) return <>{evidence.caption}</>
  return (
    <>
      <Button type="link" className="file-link" onClick={fetchFile}>
        {evidence.caption}
      </Button>
      <small>{evidence.fileName}</small>
    </>
  )
}

function Review({ evidence, project }: { evidence: Evidence; project: Project }) {
  const { t } = useSpeech()
  const { message } = App.useApp()
  const errorText = useErrorText()
  const review = useWrite(projects.reviewEvidence)
  if (evidence.review)
    return (
      <Tag color={evidence.review.accepted ? 'success' : 'error'}>
        {t(evidence.review.accepted ? 'project.accepted' : 'project.turned_down')}
      </Tag>
    )
  const judge = (accepted: boolean) =>
    review.mutateAsync({ input: { params: { id: evidence.id }, body: { accepted, words: '' } } }).then(
      () => message.success(t('project.reviewed')),
      (error: Error) => message.error(errorText(error)),
    )
  const held = {
    action: 'projects.accept',
    subject: subjectOf(project.whose),
    ...(evidence.mine ? { why: t('project.own') } : {}),
  } as const
  return (
    <span className="pair">
      <ActionButton {...held} onClick={() => judge(true)}>
        {t('project.accept_evidence')}
      </ActionButton>
      <ActionButton {...held} onClick={() => judge(false)}>
        {t('project.turn_down')}
      </ActionButton>
    </span>
  )
}

/** What it shows is said first; then the file is dropped and kept at once. */
function Add({ project }: { project: Project }) {
  const { t } = useSpeech()
  const { message } = App.useApp()
  const errorText = useErrorText()
  const add = useWrite(projects.addEvidence)
  const [kind, setKind] = useState<Evidence['kind']>('photo')
  const [milestone, setMilestone] = useState<number>()
  const [caption, setCaption] = useState('')
  const [consent, setConsent] = useState(false)
  const take = async (file: File) => {
    const query = {
      ...{
        kind,
        caption: caption.trim(),
        fileName: file.name.slice(-120),
        consent: consent ? ('yes' as const) : ('no' as const),
      },
      ...(milestone ? { milestone } : {}),
    }
    try {
      await add.mutateAsync({ input: { params: { id: project.id }, query }, file })
      message.success(t('project.evidence_added'))
      setCaption('')
    } catch (error) {
      message.error(errorText(error as Error))
    }
  }
  const ready = evidenceQuery.shape.caption.safeParse(caption).success
  return (
    <div className="evidence-form">
      <div className="pair">
        <WordSelect
          module="projects"
          group="evidence"
          label={t('project.evidence_kind')}
          values={EVIDENCE_KINDS}
          value={kind}
          onChange={(next) => setKind((next as Evidence['kind']) ?? 'photo')}
        />
        <Select
          aria-label={t('project.evidence_for')}
          placeholder={t('project.evidence_for')}
          allowClear
          value={milestone ?? null}
          options={(project.proposal?.milestones ?? []).map(({ title }, at) => ({ value: at + 1, label: title }))}
          onChange={(next) => setMilestone(next ?? undefined)}
        />
        <Input
          aria-label={t('project.caption')}
          placeholder={t('project.caption')}
          maxLength={120}
          value={caption}
          onChange={(event) => setCaption(event.target.value)}
        />
      </div>
      <Checkbox checked={consent} onChange={(event) => setConsent(event.target.checked)}>
        {t('project.consent')}
      </Checkbox>
      <UploadDrop
        title={t('project.drop')}
        hint={ready ? t('project.drop_hint') : t('project.caption_first')}
        accept=".jpg,.jpeg,.png,.pdf"
        disabled={add.isPending || !ready}
        onFile={take}
      />
    </div>
  )
}
