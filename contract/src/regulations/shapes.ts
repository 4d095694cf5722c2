import { z } from 'zod'
import { ROLES } from '../access.ts'
import { instant, plainDate } from '../kit/dates.ts'
import { idOf } from '../kit/ids.ts'
import { DUTY_STATES, EVIDENCE, PARAMETER_TYPES, SEVERITIES, SPEAKS_OF } from './vocab.ts'

export const regulationId = z
  .string()
  .regex(/^[A-Z]\d{2}$/)
  .meta({ description: 'Number of a regulation, such as F01' })

/** One text in both languages. */
export const both = z.object({ zh: z.string(), en: z.string() })
export type Both = z.output<typeof both>

export const citation = z.object({
  /** Name of the instrument with its number. */
  instrument: both,
  article: both,
  url: z.string().nullable(),
})

/** Fen as a decimal string, days as a number, words as a list; the parameter's type says which. */
export const parameterValue = z.union([
  z.number().int().min(0).max(3_650),
  z.string().regex(/^(0|[1-9]\d{0,12})$/),
  z.array(z.string().trim().min(1).max(40)).max(200),
])
export type ParameterValue = z.output<typeof parameterValue>

const parameter = z.object({
  name: z.string(),
  title: both,
  type: z.enum(PARAMETER_TYPES),
  value: parameterValue,
  /** As it ships, before any change by the city bureau. */
  shipped: parameterValue,
  evidence: z.enum(EVIDENCE),
  source: both,
})

/** A regulation as it stands on a day, for everybody to read. */
export const regulation = z.object({
  id: regulationId,
  title: both,
  text: both,
  speaksOf: z.array(z.enum(SPEAKS_OF)),
  citations: z.array(citation),
  evidence: z.enum(EVIDENCE),
  severity: z.enum(SEVERITIES),
  defaultSeverity: z.enum(SEVERITIES),
  possibleSeverities: z.array(z.enum(SEVERITIES)),
  enabled: z.boolean(),
  /** Within its instrument's time on the day asked for. */
  inForce: z.boolean(),
  effectiveFrom: plainDate,
  effectiveTo: plainDate.nullable(),
  parameters: z.array(parameter),
  /** Whether the city bureau has it stand otherwise than it ships. */
  changed: z.boolean(),
})
export type Regulation = z.output<typeof regulation>

const namedValue = z.object({ name: z.string(), value: parameterValue })

/** One change by the city bureau. Null or missing means untouched. Who changed it stands on the trail. */
const settingChange = z.object({
  fromOn: plainDate,
  severity: z.enum(SEVERITIES).nullable(),
  enabled: z.boolean().nullable(),
  values: z.array(namedValue),
  reason: z.string(),
  recordedAt: instant,
})
export type SettingChange = z.output<typeof settingChange>

/** A value as it ships, from a day on, with where it comes from. */
export const shippedValue = z.object({
  name: z.string(),
  from: plainDate,
  value: parameterValue,
  evidence: z.enum(EVIDENCE),
  source: both,
})

export const regulationRecord = regulation.extend({
  shippedValues: z.array(shippedValue),
  /** Newest first; those that start later than today are there too. */
  changes: z.array(settingChange),
})
export type RegulationRecord = z.output<typeof regulationRecord>

/** At least one of severity, enabled and values. The reason is published with the change. */
export const changeSetting = z.strictObject({
  fromOn: plainDate,
  severity: z.enum(SEVERITIES).optional(),
  enabled: z.boolean().optional(),
  values: z.record(z.string(), parameterValue).optional(),
  reason: z.string().trim().min(4).max(500),
})
export type ChangeSetting = z.output<typeof changeSetting>

/** What a regulation says about the facts it was shown, ready to be read. */
export const finding = z.object({
  regulation: regulationId,
  severity: z.enum(SEVERITIES),
  title: both,
  sentence: both,
  citation: both,
})
export type ShownFinding = z.output<typeof finding>

export const dutyId = idOf('duty')

export const duty = z.object({
  id: dutyId,
  regulation: z.object({ id: regulationId, title: both, citation: both }),
  title: both,
  /** What it is about, as on the trail: `fund`, `gift` … and its id. */
  subjectKind: z.string(),
  subjectId: z.string(),
  subjectName: z.string(),
  dueOn: plainDate,
  /** Days until it is due; below zero when late. */
  daysLeft: z.number().int(),
  ownerRole: z.enum(ROLES),
  organisation: z.object({ id: idOf('org'), name: z.string() }).nullable(),
  state: z.enum(DUTY_STATES),
  openedAt: instant,
  closedAt: instant.nullable(),
})
export type Duty = z.output<typeof duty>

const personName = z.string().nullable()

export const dutyRecord = duty.extend({
  evidence: z.string(),
  /** Why it was waived. */
  reason: z.string().nullable(),
  closedBy: personName,
  files: z.array(z.object({ id: idOf('file'), name: z.string(), addedAt: instant })),
  corrections: z.array(z.object({ note: z.string(), by: personName, at: instant })),
})
export type DutyRecord = z.output<typeof dutyRecord>

/** Why somebody went on despite warnings. It may name people, so every such view leaves a trail row. */
export const acceptance = z.object({
  at: instant,
  personId: idOf('person').nullable(),
  rules: z.array(regulationId),
  reason: z.string(),
})
export type Acceptance = z.output<typeof acceptance>

/** Of the duties in the reader's reach: what stands open, what is late, what is due within seven days. */
export const dutyCounts = z.object({
  open: z.number().int(),
  overdue: z.number().int(),
  soon: z.number().int(),
})
