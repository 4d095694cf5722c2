import type { Actor } from '@shanju/contract/access.ts'
import { sql } from 'kysely'
import { publish } from '#platform/jobs/outbox.ts'
import { uuidv7 } from '#platform/kit/ids.ts'
import type { Tx } from '#platform/pg/db.ts'
import { recordAll } from '#platform/trail/index.ts'
import type { ChangeDraft, Edit, Fresh, Plan } from '../logic/plan.ts'
import { spell } from '../logic/spell.ts'
import { subjectOfDivision } from '../queries/subject.ts'

const DEFAULT_URBAN_SOURCE = '按区划类别默认：社区（尚待核实）'

/** Writes what was decided about the tree: divisions, edits, changes, successions, trail; then tells of it. */
export async function writePlan(tx: Tx, actor: Actor, plan: Plan): Promise<void> {
  await insertFresh(tx, plan.fresh)
  for (const edit of plan.edits) await writeEdit(tx, edit)
  await drawPaths(tx)
  await insertDefaultFacts(tx, plan.fresh)
  const changes = plan.changes.map((draft) => ({ id: uuidv7(tx.now), draft }))
  for (const { id, draft } of changes) await insertChange(tx, actor, id, draft)
  if (changes.length > 0) await publish(tx, { type: 'divisions.changed', ids: changes.map(({ id }) => id) })
}

async function insertFresh(tx: Tx, fresh: readonly Fresh[]): Promise<void> {
  if (fresh.length === 0) return
  const rows = fresh.map((each) => ({
    code: each.code,
    name: each.name,
    official_name: each.officialName,
    name_en: each.nameEn,
    level: each.level,
    kind: each.kind,
    parent_code: each.parentCode,
    urban: each.level === 'community' ? false : null,
    valid_from: each.validFrom,
    ...spell(each.name, each.pinyin),
  }))
  await sql`
    insert into divisions.divisions (code, name, official_name, name_en, level, kind, parent_code, path, pinyin,
                                     initials, urban, valid_from, updated_at)
    select code, name, official_name, name_en, level, kind, parent_code, array[code], pinyin, initials, urban,
           valid_from, ${tx.now}::timestamptz
      from jsonb_populate_recordset(null::divisions.divisions, ${JSON.stringify(rows)}::jsonb)`.execute(tx.db)
}

async function writeEdit(tx: Tx, edit: Edit): Promise<void> {
  await tx.db
    .updateTable('divisions.divisions')
    .set({
      updated_at: tx.now,
      ...(edit.name
        ? { name: edit.name.name, official_name: edit.name.officialName, ...spell(edit.name.name, edit.name.pinyin) }
        : {}),
      ...(edit.nameEn === undefined ? {} : { name_en: edit.nameEn }),
      ...(edit.kind ? { kind: edit.kind } : {}),
      ...(edit.parentCode === undefined ? {} : { parent_code: edit.parentCode }),
      ...(edit.endsOn ? { valid_to: edit.endsOn } : {}),
    })
    .where('code', '=', edit.code)
    .execute()
}

/** Every path again from the parents, in one statement: moving a town moves all that lies below it. */
async function drawPaths(tx: Tx): Promise<void> {
  await sql`
    with recursive tree (code, path) as (
      select code, array[code] from divisions.divisions where parent_code is null
      union all
      select d.code, tree.path || d.code from divisions.divisions d join tree on d.parent_code = tree.code
    )
    update divisions.divisions d set path = tree.path, updated_at = ${tx.now}
      from tree where tree.code = d.code and tree.path <> d.path`.execute(tx.db)
}

/** A community counts as an urban one until a document says otherwise. */
async function insertDefaultFacts(tx: Tx, fresh: readonly Fresh[]): Promise<void> {
  const facts = fresh
    .filter((each) => each.kind === 'community')
    .map((each) => ({
      code: each.code,
      number: 1,
      urban: true,
      source: DEFAULT_URBAN_SOURCE,
      since: each.validFrom,
      recorded_at: tx.now,
    }))
  if (facts.length > 0) await tx.db.insertInto('divisions.urban_facts').values(facts).execute()
}

async function insertChange(tx: Tx, actor: Actor, id: string, draft: ChangeDraft): Promise<void> {
  await tx.db
    .insertInto('divisions.changes')
    .values({
      id,
      kind: draft.kind,
      effective_on: draft.effectiveOn,
      old_codes: [...draft.oldCodes],
      new_codes: [...draft.newCodes],
      name_before: draft.nameBefore,
      name_after: draft.nameAfter,
      source: draft.source,
      recorded_by: actor.kind === 'person' ? actor.personId : null,
      recorded_at: tx.now,
    })
    .execute()
  const successions = draft.ended.flatMap((old) =>
    draft.newCodes.map((code) => ({ old_code: old, new_code: code, change_id: id })),
  )
  if (successions.length > 0) await tx.db.insertInto('divisions.successions').values(successions).execute()
  await recordChange(tx, actor, id, draft)
}

/** One row for each division touched, so that the trail of any of them tells of it. */
async function recordChange(tx: Tx, actor: Actor, id: string, draft: ChangeDraft): Promise<void> {
  const codes = [...new Set([...draft.oldCodes, ...draft.newCodes])]
  const entries = await Promise.all(
    codes.map(async (code) => ({
      action: 'divisions.change',
      subjectKind: 'division',
      subjectId: code,
      subject: await subjectOfDivision(tx, code),
      details: {
        change: id,
        kind: draft.kind,
        from: draft.oldCodes,
        to: draft.newCodes,
        effectiveOn: draft.effectiveOn,
      },
    })),
  )
  await recordAll(tx, actor, entries)
}
