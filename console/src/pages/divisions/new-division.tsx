import { newDivision } from '@shanju/contract/divisions/shapes.ts'
import { CODE_LENGTH, KINDS, LEVEL_OF, type Level } from '@shanju/contract/divisions/vocab.ts'
import { Input, Select } from 'antd'
import { Field } from '../../kit/field.tsx'
import { useSpeech } from '../../text/language.tsx'

/** Kinds of the statistical code list are no bodies that anybody sets up. */
const STATISTICAL = new Set(['statistical_zone', 'virtual_community'])

/** What a division that begins needs: code, names and kind of its level. `under` says where in the form it stands. */
export function NewDivisionFields({ level, under }: { level: Level; under: readonly (string | number)[] }) {
  const { t, w } = useSpeech()
  const kinds = KINDS.filter((kind) => LEVEL_OF[kind] === level && !STATISTICAL.has(kind))
  const place = { of: newDivision, under }
  return (
    <>
      <div className="pair">
        <Field
          {...place}
          name="code"
          label={t('division.new_code')}
          help={t('division.new_code_help', { length: CODE_LENGTH[level] })}
        >
          <Input inputMode="numeric" maxLength={CODE_LENGTH[level]} />
        </Field>
        <Field {...place} name="kind" label={t('division.kind')}>
          <Select options={kinds.map((value) => ({ value, label: w('divisions', `kind.${value}`) }))} />
        </Field>
      </div>
      <div className="pair">
        <Field {...place} name="name" label={t('division.name')}>
          <Input maxLength={60} />
        </Field>
        <Field {...place} name="officialName" label={t('division.official_name')}>
          <Input maxLength={60} />
        </Field>
      </div>
      <Field {...place} name="pinyin" label={t('division.pinyin')}>
        <Input maxLength={200} placeholder="kang ba shi qu" />
      </Field>
    </>
  )
}
