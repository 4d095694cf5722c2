import assert from 'node:assert/strict'
import { glob, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { UNVERIFIED, VERIFIED } from '#src/verified.ts'
import { generateTypes } from '../../tools/gen-types.ts'
import { DOORS, KEPT, KEPT_BUT, MAY_DELETE, MAY_UPDATE } from './schema/rights.ts'
import { OWN_WORDS, TWINS, VOCABULARIES } from './schema/vocabularies.ts'
import { type FreshDatabase, freshDatabase } from './support/clone.ts'

const SERVER = fileURLToPath(new URL('..', import.meta.url))
let fresh: FreshDatabase
before(async () => {
  fresh = await freshDatabase()
})
after(() => fresh.close())

/** Schemas of others: PostgreSQL's own and the job queue's. */
const OURS = `nspname !~ '^(pg_|information_schema$|graphile_worker$)'`

async function names(sql: string): Promise<string[]> {
  const { rows } = await fresh.owner.query<{ name: string }>(sql, sql.includes('$1') ? [appRole()] : [])
  return rows.map(({ name }) => name).sort()
}
const appRole = (): string => new URL(fresh.appUrl).username

test('every table and view says in one sentence what it is', async () => {
  const silent = await names(`
    select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('r', 'p', 'v', 'm') and ${OURS} and coalesce(length(obj_description(c.oid, 'pg_class')), 0) < 10`)
  assert.deepEqual(silent, [], `write: comment on table … is '…'`)
})

const granted = (privilege: string) =>
  names(`select table_schema || '.' || table_name as name from information_schema.role_table_grants
    where grantee = $1 and privilege_type = '${privilege}'`)

test('the role app truncates nothing, deletes only what may go, and rewrites only what has a state', async () => {
  assert.deepEqual(await granted('TRUNCATE'), [])
  assert.deepEqual(
    await granted('DELETE'),
    Object.keys(MAY_DELETE).sort(),
    'give the reason in server/test/schema/rights.ts',
  )
  assert.deepEqual(
    await granted('UPDATE'),
    [...MAY_UPDATE].sort(),
    'grant update on columns, or name the table in server/test/schema/rights.ts',
  )
})

/** Columns of a table that app may update, beyond a right over the whole table. */
const changeable = (table: string) =>
  names(`select column_name as name from information_schema.column_privileges
    where grantee = $1 and privilege_type = 'UPDATE' and table_schema || '.' || table_name = '${table}'`)

test('what is kept as it was written is kept: entries, lines, seals, trail, voids and every other record of the past', async () => {
  for (const table of KEPT) assert.deepEqual(await changeable(table), [], table)
  for (const [table, columns] of Object.entries(KEPT_BUT)) assert.deepEqual(await changeable(table), columns, table)
  const gone = new Set([...Object.keys(MAY_DELETE), ...MAY_UPDATE])
  assert.deepEqual(
    [...KEPT, ...Object.keys(KEPT_BUT)].filter((table) => gone.has(table)),
    [],
  )
})

test('a table that calls itself append-only or never changed is one', async () => {
  const promised = await names(`
    select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind = 'r' and ${OURS} and obj_description(c.oid, 'pg_class') ~* '(append-only|never changed|never deleted)'`)
  const known = new Set([...KEPT, ...Object.keys(KEPT_BUT)])
  assert.deepEqual(
    promised.filter((table) => !known.has(table)),
    [],
    'name it in KEPT or KEPT_BUT of server/test/schema/rights.ts',
  )
})

test('functions that run as the owner look nothing up where others write, and only the doors are open', async () => {
  const definers = await names(`
    select n.nspname || '.' || p.proname as name from pg_proc p join pg_namespace n on n.oid = p.pronamespace
     where ${OURS} and p.prosecdef and not coalesce(p.proconfig::text ~ 'search_path=pg_catalog', false)`)
  assert.deepEqual(definers, [], 'add: set search_path = pg_catalog, pg_temp')
  const open = await names(`
    select n.nspname || '.' || p.proname as name from pg_proc p join pg_namespace n on n.oid = p.pronamespace
     where ${OURS} and p.prosecdef and has_function_privilege($1, p.oid, 'execute')`)
  assert.deepEqual(open, DOORS, 'revoke all on function … from public: its trigger runs without it')
})

interface Check {
  readonly table: string
  readonly text: string
}

/** Every check that lists words, with the column it is about and the words. */
async function wordLists(): Promise<Map<string, string[]>> {
  const { rows } = await fresh.owner.query<Check>(`
    select n.nspname || '.' || r.relname as table, pg_get_constraintdef(c.oid) as text
      from pg_constraint c join pg_class r on r.oid = c.conrelid join pg_namespace n on n.oid = r.relnamespace
     where c.contype = 'c' and ${OURS} and pg_get_constraintdef(c.oid) ~ 'ARRAY\\['`)
  const lists = new Map<string, string[]>()
  for (const { table, text } of rows) {
    for (const [, column, array = ''] of text.matchAll(/\(?\b(\w+) (?:= ANY \(|<@ )ARRAY\[([^\]]*)\]/g)) {
      const name = `${table}.${column}`
      lists.set(name, [...(lists.get(name) ?? []), ...[...array.matchAll(/'([^']*)'/g)].map(([, word = '']) => word)])
    }
    // A single word of a case stands alone: when 'city' then kind = 'city'.
    for (const [, column, word = ''] of text.matchAll(/THEN \((\w+) = '([^']*)'/g)) {
      const name = `${table}.${column}`
      lists.set(name, [...(lists.get(name) ?? []), word])
    }
  }
  return lists
}

test('the words a column takes are the words programs and people know', async () => {
  const lists = await wordLists()
  for (const [column, words] of Object.entries(VOCABULARIES)) {
    assert.deepEqual([...new Set(lists.get(column))].sort(), [...words].sort(), column)
  }
  const unknown = [...lists.keys()].filter((column) => !(column in VOCABULARIES) && !OWN_WORDS.includes(column))
  assert.deepEqual(
    unknown,
    [],
    'say in server/test/schema/vocabularies.ts which list of the contract holds the same words',
  )
  for (const column of OWN_WORDS)
    assert.ok(lists.has(column), `${column} has no list of words: take it out of OWN_WORDS`)
  for (const [what, one, other] of TWINS) assert.deepEqual([...one].sort(), [...other].sort(), what)
})

test('money is whole fen, instants know their zone and days have none', async () => {
  const columns = (condition: string) =>
    names(`select table_schema || '.' || table_name || '.' || column_name as name from information_schema.columns
      join pg_namespace on nspname = table_schema where ${OURS} and ${condition}`)
  assert.deepEqual(await columns(`column_name ~ '_fen$' and data_type not in ('bigint')`), [])
  assert.deepEqual(await columns(`column_name ~ '_at$' and data_type <> 'timestamp with time zone'`), [])
  assert.deepEqual(await columns(`column_name ~ '_on$' and data_type <> 'date'`), [])
  assert.deepEqual(
    await columns(`data_type in ('real', 'double precision', 'money', 'timestamp without time zone')`),
    [],
  )
})

test('the types of tables that the sources use are those of the migrated database', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'shanju-types-'))
  try {
    const file = join(folder, 'schema.gen.ts')
    await generateTypes(file)
    const kept = await readFile(new URL('../src/platform/pg/schema.gen.ts', import.meta.url), 'utf8')
    assert.equal(kept, await readFile(file, 'utf8'), 'run: npm run gen')
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})

test('T11: of every table verification finds what its owner altered, tried by a test, or it is said why not', async () => {
  const tables = await names(`
    select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('r', 'p') and ${OURS} and n.nspname <> 'public'`)
  const said = [...VERIFIED, ...Object.keys(UNVERIFIED)].sort()
  assert.deepEqual(said, tables, 'name the table in server/src/verified.ts')
  const altered = new Set<string | undefined>()
  for await (const file of glob(`${SERVER}/{src,test}/**/*.test.ts`)) {
    const text = await readFile(file, 'utf8')
    for (const [, table] of text.matchAll(/'(\w+\.\w+)',\s*(?:['"`]set |change\))/g)) altered.add(table)
  }
  assert.deepEqual(
    VERIFIED.filter((table) => !altered.has(table)),
    [],
    'alter a row of it in a test',
  )
})
