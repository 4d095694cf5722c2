import { word } from '@shanju/contract/catalogue.ts'
import { isPlainDate, type PlainDate } from '@shanju/contract/kit/dates.ts'
import { LANGUAGES } from '@shanju/contract/kit/language.ts'
import { normaliseCreditCode } from '@shanju/contract/organisations/credit-code.ts'
import type { refusals } from '@shanju/contract/organisations/refusals.ts'
import { type RegisterInput, registerInput } from '@shanju/contract/organisations/shapes.ts'
import { ORGANISATION_KINDS } from '@shanju/contract/organisations/vocab.ts'
import { refuseNew } from './decide-registration.ts'
import type { ImportColumn, Layout } from './import-columns.ts'

export interface RowProblem {
  readonly column: ImportColumn
  readonly code: keyof typeof refusals
  readonly params: Readonly<Record<string, string | number>>
  /** Worth a look, but nothing is wrong. */
  readonly warning: boolean
}

export interface RowFacts {
  readonly layout: Layout
  readonly today: PlainDate
  readonly demonstration: boolean
  /** The city and its banners, under their names and their codes. */
  readonly places: ReadonlyMap<string, { readonly code: string; readonly mine: boolean }>
  /** Credit codes that are registered, and how to name who has them. */
  readonly known: ReadonlyMap<string, string>
  /** Credit codes of the rows before, with their rows. */
  readonly seen: ReadonlyMap<string, number>
}

/** `row` where it would be registered; neither where its body is known already. */
export interface Judged {
  readonly creditCode: string
  readonly problems: readonly RowProblem[]
  readonly row?: RegisterInput
}

/** What one row of the template asks for, and everything that is wrong with it. */
export function judgeRow(cells: readonly string[], facts: RowFacts): Judged {
  const problems: RowProblem[] = []
  const cell = (column: ImportColumn): string => cells[facts.layout.get(column) ?? -1]?.trim() ?? ''
  const wrong = (column: ImportColumn, code: RowProblem['code'], params: RowProblem['params'] = {}): undefined => {
    problems.push({ column, code, params, warning: false })
  }
  const found = <T>(
    column: ImportColumn,
    code: RowProblem['code'],
    value: T | undefined,
    params = {},
  ): T | undefined => (value === undefined ? wrong(column, code, { value: cell(column), ...params }) : value)

  const creditCode = normaliseCreditCode(cell('credit_code'))
  const kind = found('kind', 'row_kind_unknown', kindOf(cell('kind')), { choices: KIND_WORDS })
  const charity = found('charity', 'row_charity_unknown', yesOrNo(cell('charity')))
  const place = found('registered_in', 'row_place_unknown', facts.places.get(cell('registered_in')))
  if (place && !place.mine) wrong('registered_in', 'row_place_not_yours', { value: cell('registered_in') })
  const day = dayOf(cell('registered_on'))
  const unfit = day === undefined || (day !== null && day > facts.today)
  if (unfit) wrong('registered_on', 'row_day_wrong', { value: cell('registered_on') })
  const taken = registerInput.safeDecode({
    name: cell('name'),
    creditCode,
    kind: kind ?? 'other',
    charity: charity ?? false,
    registeredIn: place?.code ?? '000000',
    registeredOn: unfit ? null : day,
    officePhone: cell('office_phone') || null,
    address: cell('address') || null,
    email: cell('email') || null,
    remark: cell('remark'),
  })
  if (!taken.success) {
    for (const path of new Set(taken.error.issues.map((issue) => String(issue.path[0])))) {
      const [column, code, params] = FAULTS[path] ?? FAULTS.remark
      wrong(column, code, column === 'credit_code' ? { value: creditCode } : params)
    }
    return { creditCode, problems }
  }
  const twice = facts.seen.get(creditCode)
  if (twice !== undefined) wrong('credit_code', 'row_code_twice', { row: twice })
  const existing = facts.known.get(creditCode)
  if (existing !== undefined) {
    problems.push({ column: 'credit_code', code: 'row_code_known', params: { existing }, warning: true })
    return { creditCode, problems }
  }
  const { demonstration } = facts
  const refused = refuseNew(taken.data, {
    existing: undefined,
    place: { validTo: null },
    demonstration,
    today: facts.today,
  })
  if (refused)
    wrong(refused.code === 'demonstration_needs_name' ? 'name' : 'credit_code', refused.code, refused.params ?? {})
  return problems.some((each) => !each.warning) ? { creditCode, problems } : { creditCode, problems, row: taken.data }
}

/** What a field of the shape is called in the file, and what is said when its form is wrong. */
const FAULTS: Readonly<Record<string, readonly [ImportColumn, RowProblem['code'], RowProblem['params']]>> & {
  readonly remark: readonly [ImportColumn, RowProblem['code'], RowProblem['params']]
} = {
  name: ['name', 'row_name_wrong', {}],
  creditCode: ['credit_code', 'row_code_wrong', {}],
  officePhone: ['office_phone', 'row_phone_wrong', {}],
  address: ['address', 'row_text_too_long', { most: 200 }],
  email: ['email', 'row_email_wrong', {}],
  remark: ['remark', 'row_text_too_long', { most: 2000 }],
}

const KIND_WORDS = ORGANISATION_KINDS.map((kind) => word('zh', 'organisations', `kind.${kind}`)).join('、')

const kindOf = (text: string) =>
  ORGANISATION_KINDS.find(
    (kind) =>
      kind === text ||
      LANGUAGES.some(
        (language) => word(language, 'organisations', `kind.${kind}`).toLowerCase() === text.toLowerCase(),
      ),
  )

const YES = new Set(['是', 'yes', 'y', 'true', '1', '慈善组织', 'charity'])
const NO = new Set(['否', 'no', 'n', 'false', '0', '非慈善组织', 'notacharity'])

function yesOrNo(text: string): boolean | undefined {
  const plain = text.toLowerCase().replace(/\s/g, '')
  return YES.has(plain) ? true : NO.has(plain) ? false : undefined
}

/** Days as people and programs write them; null for an empty cell, undefined for what is no day. */
function dayOf(text: string): PlainDate | null | undefined {
  if (text === '') return null
  const match = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(text.normalize('NFKC').slice(0, 20))
  if (!match) return undefined
  const [, year = '', month = '', day = ''] = match
  const plain = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  return isPlainDate(plain) ? plain : undefined
}
