import { consent } from '@shanju/contract/evaluation/photo-routes.ts'
import { routes as evaluations } from '@shanju/contract/evaluation/routes.ts'
import type { Evaluation, Photo } from '@shanju/contract/evaluation/shapes.ts'
import { CONSENT_SCOPES, PHOTO_MOMENTS } from '@shanju/contract/evaluation/vocab.ts'
import { App, Button, Input, Modal, Tag } from 'antd'
import { useState } from 'react'
import { download } from '../../api.ts'
import { ActionButton } from '../../kit/action-button.tsx'
import { useAsk } from '../../kit/ask.tsx'
import { DayInput, today } from '../../kit/day-input.tsx'
import { Field } from '../../kit/field.tsx'
import { useWrite } from '../../kit/queries.ts'
import { Section } from '../../kit/record-page.tsx'
import { Rows } from '../../kit/rows.tsx'
import { ShapedForm } from '../../kit/shaped-form.tsx'
import { useErrorText } from '../../kit/states.tsx'
import { UploadDrop } from '../../kit/upload-drop.tsx'
import { useSession } from '../../session.tsx'
import { useSpeech } from '../../text/language.tsx'
import { subjectOf, WordSelect } from '../governance/parts.tsx'

/** Photos from before and after, and who agreed to what. */
export function Photos({ evaluation }: { evaluation: Evaluation }) {
  const { t, w } = useSpeech()
  const { may } = useSession()
  const manages = may('evaluation.manage', subjectOf(evaluation.whose))
  if (!manages && evaluation.photos.length === 0) return null
  return (
    <Section title={t('evaluation.photos')}>
      <div className="stack">
        <p className="quiet">{t('evaluation.photos_help')}</p>
        {evaluation.photos.length > 0 && (
          <Rows<Photo>
            label={t('evaluation.photos')}
            rows={evaluation.photos}
            keyOf={({ id }) => id}
            faded={({ withdrawn }) => withdrawn}
            columns={[
              {
                key: 'caption',
                title: t('evaluation.photo'),
                main: true,
                show: (row) => <PhotoLink photo={row} opens={manages} />,
              },
              {
                key: 'moment',
                title: t('evaluation.moment'),
                show: (row) => `${w('evaluation', `moment.${row.moment}`)} · ${row.takenOn}`,
              },
              { key: 'consent', title: t('evaluation.consent'), show: (row) => <ConsentOf photo={row} /> },
              {
                key: 'acts',
                title: '',
                show: (row) => !row.withdrawn && <Acts evaluation={evaluation} photo={row} />,
              },
            ]}
          />
        )}
        {manages && evaluation.state !== 'cancelled' && <Add evaluation={evaluation} />}
      </div>
    </Section>
  )
}

function PhotoLink({ photo, opens }: { photo: Photo; opens: boolean }) {
  const { message } = App.useApp()
  const errorText = useErrorText()
  if (!opens) return photo.caption
  const fetchFile = () =>
    download(evaluations.readPhoto, { params: { id: photo.id } }).catch((error: Error) => {
      message.error(errorText(error))
    })
  return (
    <Button type="link" className="file-link" onClick={fetchFile}>
      {photo.caption}
    </Button>
  )
}

function ConsentOf({ photo }: { photo: Photo }) {
  const { t, w } = useSpeech()
  if (photo.withdrawn) return <Tag color="error">{t('evaluation.consent_withdrawn')}</Tag>
  if (photo.scope === null) return <Tag>{t('evaluation.consent_none')}</Tag>
  return (
    <>
      <Tag color={photo.scope === 'public' ? 'success' : 'default'}>{w('evaluation', `scope.${photo.scope}`)}</Tag>
      <small>
        {photo.consentBy} · {photo.consentOn}
      </small>
    </>
  )
}

function Acts({ evaluation, photo }: { evaluation: Evaluation; photo: Photo }) {
  const { t, w } = useSpeech()
  const ask = useAsk()
  const [open, setOpen] = useState(false)
  const withdraw = useWrite(evaluations.withdrawConsent)
  const manage = { action: 'evaluation.manage', subject: subjectOf(evaluation.whose) } as const
  return (
    <span className="actions">
      <ActionButton {...manage} onClick={() => setOpen(true)}>
        {t('evaluation.consent_add')}
      </ActionButton>
      {photo.scope !== null && (
        <ActionButton
          {...manage}
          danger
          onClick={() =>
            ask({
              ...{ title: t('evaluation.withdraw'), text: t('evaluation.withdraw_ask'), danger: true },
              ...{ confirm: t('evaluation.withdraw'), done: w('evaluation', 'act.withdraw_consent') },
              act: () => withdraw.mutateAsync({ input: { params: { id: photo.id } } }),
            })
          }
        >
          {t('evaluation.withdraw')}
        </ActionButton>
      )}
      {open && <ConsentWindow photo={photo} close={() => setOpen(false)} />}
    </span>
  )
}

function ConsentWindow({ photo, close }: { photo: Photo; close: () => void }) {
  const { t } = useSpeech()
  const { message } = App.useApp()
  const give = useWrite(evaluations.consent)
  return (
    <Modal open onCancel={close} footer={null} title={`${t('evaluation.consent_add')} · ${photo.caption}`}>
      <ShapedForm
        name="consent"
        shape={consent}
        initial={{ on: today(), scope: 'public' as const }}
        submit={t('evaluation.consent_add')}
        send={async (body) => {
          await give.mutateAsync({ input: { params: { id: photo.id }, body } })
          message.success(t('evaluation.consent_done'))
          close()
        }}
      >
        <Field of={consent} name="scope" label={t('evaluation.consent')}>
          <WordSelect module="evaluation" group="scope" values={CONSENT_SCOPES} />
        </Field>
        <Field of={consent} name="by" label={t('evaluation.consent_by')}>
          <Input maxLength={60} />
        </Field>
        <Field of={consent} name="on" label={t('evaluation.on')}>
          <DayInput last={today()} />
        </Field>
      </ShapedForm>
    </Modal>
  )
}

/** What it shows is said first; then the photo is dropped and kept at once. */
function Add({ evaluation }: { evaluation: Evaluation }) {
  const { t } = useSpeech()
  const { message } = App.useApp()
  const errorText = useErrorText()
  const add = useWrite(evaluations.addPhoto)
  const [moment, setMoment] = useState<(typeof PHOTO_MOMENTS)[number]>('before')
  const [caption, setCaption] = useState('')
  const [takenOn, setTakenOn] = useState<string | undefined>(today())
  const ready = caption.trim().length >= 2 && takenOn !== undefined
  const take = async (file: File) => {
    const query = { moment, caption: caption.trim(), takenOn: takenOn ?? today() }
    await add.mutateAsync({ input: { params: { id: evaluation.id }, query }, file }).then(
      () => {
        message.success(t('evaluation.photo_added'))
        setCaption('')
      },
      (error: Error) => message.error(errorText(error)),
    )
  }
  return (
    <div className="stack">
      <div className="pair">
        <WordSelect
          module="evaluation"
          group="moment"
          label={t('evaluation.moment')}
          values={PHOTO_MOMENTS}
          value={moment}
          onChange={(next) => setMoment(PHOTO_MOMENTS.find((each) => each === next) ?? 'before')}
        />
        <Input
          aria-label={t('evaluation.caption')}
          placeholder={t('evaluation.caption')}
          maxLength={120}
          value={caption}
          onChange={(event) => setCaption(event.target.value)}
        />
        <DayInput value={takenOn} onChange={setTakenOn} last={today()} hint={t('evaluation.taken_on')} />
      </div>
      <UploadDrop
        title={t('evaluation.photo_drop')}
        hint={t(ready ? 'evaluation.photo_hint' : 'evaluation.caption_first')}
        accept=".jpg,.jpeg,.png"
        disabled={add.isPending || !ready}
        onFile={take}
      />
    </div>
  )
}
