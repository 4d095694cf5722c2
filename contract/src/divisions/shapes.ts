import { z } from 'zod'
import { instant, plainDate } from '../kit/dates.ts'
import { idOf } from '../kit/ids.ts'
import { CHANGE_KINDS, CONFIDENCES, KINDS, LEVELS, REVIEW_STATES } from './vocab.ts'

/** 6 digits for city and banner, 9 for a town, 12 for a community. */
export const divisionCode = z
  .string()
  .regex(/^\d{6}(\d{3}){0,2}$/)
  .meta({ description: 'Code of an administrative division: 6, 9 or 12 digits' })

export const level = z.enum(LEVELS)
const divisionKind = z.enum(KINDS)
const changeId = idOf('change')
export const mongolianNameId = idOf('mnname')

/** A division as one step of a path or a link. */
export const divisionRef = z.object({ code: divisionCode, name: z.string(), nameEn: z.string().nullable() })
export type DivisionRef = z.output<typeof divisionRef>

export const divisionRow = divisionRef.extend({
  level,
  kind: divisionKind,
  parentCode: divisionCode.nullable(),
  /** City first, itself last. */
  path: z.array(divisionRef),
  /** Null where the question does not arise (above the community). */
  urban: z.boolean().nullable(),
})
export type DivisionRow = z.output<typeof divisionRow>

export const child = divisionRow.omit({ path: true }).extend({ childCount: z.number().int() })
export type Child = z.output<typeof child>

export const mongolianName = z.object({
  id: mongolianNameId,
  /** For display only: letters that look alike differ as code points, so nothing searches or sorts by it. */
  script: z.string(),
  transliteration: z.string(),
  source: z.string(),
  confidence: z.enum(CONFIDENCES),
  state: z.enum(REVIEW_STATES),
  reviewedOn: plainDate.nullable(),
})
export type MongolianName = z.output<typeof mongolianName>

export const urbanFact = z.object({
  urban: z.boolean(),
  source: z.string(),
  /** Null: as far back as the records go. */
  since: plainDate.nullable(),
  recordedAt: instant,
})
export type UrbanFact = z.output<typeof urbanFact>

const formerCode = z.object({
  code: divisionCode,
  name: z.string(),
  changeId,
  kind: z.enum(CHANGE_KINDS),
  effectiveOn: plainDate,
})
export type FormerCode = z.output<typeof formerCode>

/** Divisions in force below this one, at any depth; hidden ones are not counted. */
export const counts = z.object({
  banners: z.number().int(),
  towns: z.number().int(),
  communities: z.number().int(),
  urbanCommunities: z.number().int(),
})

export const division = divisionRow.extend({
  /** The name as registered, with the tail of its committee. */
  officialName: z.string(),
  hidden: z.boolean(),
  /** Null: since before our records. */
  validFrom: plainDate.nullable(),
  /** The first day on which it no longer stands; null while it is in force. */
  validTo: plainDate.nullable(),
  counts,
  mongolianName: mongolianName.nullable(),
  urbanFact: urbanFact.nullable(),
  formerCodes: z.array(formerCode),
  /** Where a division that is no more went; empty while it is in force. */
  successors: z.array(divisionRef),
  updated: instant,
})
export type Division = z.output<typeof division>

export const change = z.object({
  id: changeId,
  kind: z.enum(CHANGE_KINDS),
  effectiveOn: plainDate,
  oldCodes: z.array(divisionCode),
  newCodes: z.array(divisionCode),
  nameBefore: z.string().nullable(),
  nameAfter: z.string().nullable(),
  source: z.string(),
  recordedAt: instant,
})
export type Change = z.output<typeof change>

const name = z.string().trim().min(1).max(60)
const source = z.string().trim().min(2).max(500).meta({ description: 'Document that says so: title, number, date' })

/** When a change took effect and which document says so. */
export const ground = { effectiveOn: plainDate, source }

export const newDivision = z.strictObject({
  code: divisionCode,
  name,
  officialName: name,
  kind: divisionKind,
  /** Syllables apart ("kang ba shi qu"), where the reading is not the usual one. */
  pinyin: z
    .string()
    .regex(/^[a-z]+( [a-z]+)*$/)
    .max(200)
    .optional(),
})
export type NewDivision = z.output<typeof newDivision>

export const renameInput = z.strictObject({
  name,
  officialName: name,
  pinyin: newDivision.shape.pinyin,
  ...ground,
})
export type RenameInput = z.output<typeof renameInput>

/** `into` names a division in force (it may be one of `codes`) or describes a new one beside the first of them. */
export const mergeInput = z.strictObject({
  codes: z.array(divisionCode).min(1).max(20),
  into: z.union([divisionCode, newDivision]),
  ...ground,
})
export type MergeInput = z.output<typeof mergeInput>

/** The divided division itself may be among the parts by its code alone: then it stays, smaller. */
export const splitInput = z.strictObject({
  parts: z
    .array(
      z.strictObject({
        part: z.union([divisionCode, newDivision]),
        /** Which of its children go to this part. */
        children: z.array(divisionCode).max(200),
      }),
    )
    .min(2)
    .max(20),
  ...ground,
})
export type SplitInput = z.output<typeof splitInput>

export const urbanInput = z.strictObject({ urban: z.boolean(), since: plainDate, source })

export const reviewInput = z.strictObject({ state: z.enum(['reviewed', 'rejected']) })
