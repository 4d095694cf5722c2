import {
  CODE_LENGTH,
  CONFIDENCES,
  type Confidence,
  type DivisionKind,
  KINDS,
  LEVEL_OF,
  type Level,
} from '@shanju/contract/divisions/vocab.ts'
import { parse } from 'csv-parse/sync'

/** One line of `data/divisions.csv`. */
export interface FileRow {
  readonly code: string
  readonly name: string
  readonly officialName: string
  readonly level: Level
  readonly kind: DivisionKind
  readonly parentCode: string | null
  readonly nameEn: string | null
  /** Syllables apart; null where the usual reading is right. */
  readonly pinyin: string | null
}

/** One line of `data/mongolian-names.csv`. */
export interface MongolianRow {
  readonly code: string
  readonly script: string
  readonly transliteration: string
  readonly source: string
  readonly confidence: Confidence
}

const records = (csv: string): Record<string, string>[] => parse(csv, { columns: true, bom: true, trim: true })

/**
 * @throws Error naming the code at the first line that contradicts itself: an unknown kind, a code of another length, a
 *   parent that is not in the file or not one level up, a code that stands twice
 */
export function readDivisions(csv: string): FileRow[] {
  const rows = records(csv).map(divisionRow)
  const byCode = new Map(rows.map((row) => [row.code, row]))
  if (byCode.size !== rows.length) throw new Error('data/divisions.csv: a code stands twice')
  for (const row of rows) refuseStray(row, byCode)
  return rows
}

function divisionRow(record: Record<string, string>): FileRow {
  const kind = KINDS.find((each) => each === record.kind)
  if (!kind || !record.code || !record.name) throw new Error(`data/divisions.csv: ${record.code}: not a division`)
  return {
    code: record.code,
    name: record.name,
    officialName: record.official_name || record.name,
    level: LEVEL_OF[kind],
    kind,
    parentCode: record.parent_code || null,
    nameEn: record.name_en || null,
    pinyin: record.pinyin || null,
  }
}

const ABOVE: Readonly<Record<Level, Level | undefined>> = {
  city: undefined,
  banner: 'city',
  town: 'banner',
  community: 'town',
}

function refuseStray(row: FileRow, byCode: ReadonlyMap<string, FileRow>): void {
  const parent = row.parentCode === null ? undefined : byCode.get(row.parentCode)
  const problem =
    row.code.length !== CODE_LENGTH[row.level]
      ? 'the code has the wrong length for its kind'
      : parent?.level !== ABOVE[row.level]
        ? 'the parent is missing or not one level up'
        : undefined
  if (problem) throw new Error(`data/divisions.csv: ${row.code} ${row.name}: ${problem}`)
}

/** @throws Error at a line without code or script or with an unknown confidence */
export function readMongolianNames(csv: string): MongolianRow[] {
  return records(csv).map((record) => {
    const confidence = CONFIDENCES.find((each) => each === record.confidence)
    if (!record.code || !record.script || !confidence) {
      throw new Error(`data/mongolian-names.csv: ${record.code}: code, script and confidence are needed`)
    }
    const { code, script, transliteration = '', source = '' } = record
    return { code, script, transliteration, source, confidence }
  })
}
