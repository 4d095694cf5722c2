import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { after, before, test } from 'node:test'
import { type FreshDatabase, freshDatabase } from '#test/support/clone.ts'
import { type DivisionFiles, loadDivisions } from './load-divisions.ts'

const data = (name: string) => readFile(new URL(`../../../../../data/${name}`, import.meta.url), 'utf8')

let fresh: FreshDatabase
let files: DivisionFiles
before(async () => {
  fresh = await freshDatabase()
  files = { divisions: await data('divisions.csv'), mongolianNames: await data('mongolian-names.csv') }
})
after(() => fresh.close())

const load = (text?: DivisionFiles) => fresh.database.transact('test', (tx) => loadDivisions(tx, text))
const rows = async <T>(text: string): Promise<T[]> => (await fresh.owner.query(text)).rows as T[]
const changed = (from: string | RegExp, to: string): DivisionFiles => {
  const divisions = files.divisions.replace(from, to)
  assert.notEqual(divisions, files.divisions)
  return { ...files, divisions }
}
const newest = () =>
  rows<{ kind: string; name_before: string | null; effective_on: string; recorded_by: string | null }>(
    `select kind, name_before, effective_on::text, recorded_by from divisions.changes order by id desc limit 1`,
  )

test('D1: every start finds the shipped tree there and loads nothing again', async () => {
  assert.deepEqual(await load(), { loaded: false })
  assert.deepEqual(await rows(`select count(*)::int as n from divisions.divisions`), [{ n: 1109 }])
  assert.deepEqual(await rows(`select count(*)::int as n from divisions.changes`), [{ n: 0 }])
})

test('D1: an empty database gets the whole tree from one of two starts at once', async () => {
  for (const table of ['urban_facts', 'mongolian_names', 'divisions', 'loads']) {
    await fresh.owner.query(`delete from divisions.${table}`)
  }
  const loads = await Promise.all([load(), load()])
  assert.deepEqual(loads.map((each) => each.loaded).sort(), [false, true])
  const [tree] = await rows<{ n: number; deep: number; urban: number; trail: number }>(`
    select count(*)::int as n, count(*) filter (where cardinality(path) = 4)::int as deep,
           count(*) filter (where urban)::int as urban
      from divisions.divisions where not hidden`)
  assert.deepEqual(tree, { n: 1087, deep: 1000, urban: 265 })
  const trail = await rows(
    `select actor_kind, details->>'added' as added from trail.records where action = 'divisions.load'`,
  )
  assert.deepEqual(trail.at(-1), { actor_kind: 'system', added: '1109' })
})

test('D2: a newer file becomes dated changes, and its paths follow', async () => {
  fresh.clock.set('2027-01-10T02:00:00Z')
  const next = changed('150602003,林荫街道,林荫街道', '150602003,林荫路街道,林荫路街道')
  assert.deepEqual(await load(next), { loaded: true })
  assert.deepEqual(await newest(), [
    { kind: 'rename', name_before: '林荫街道', effective_on: '2027-01-10', recorded_by: null },
  ])
  const moved = { ...next, divisions: next.divisions.replace(/^(150602100,.*),150602,/m, '$1,150603,') }
  await load(moved)
  assert.equal((await newest())[0]?.kind, 'transfer')
  const [below] = await rows<{ path: string[] }>(`select path from divisions.divisions where code = '150602100200'`)
  assert.deepEqual(below?.path.slice(0, 3), ['150600', '150603', '150602100'])
})

test('D2: going back to an earlier file is a change like any other', async () => {
  assert.deepEqual(await load(files), { loaded: true })
  assert.deepEqual(await load(files), { loaded: false })
  const [town] = await rows(`select name, path from divisions.divisions where code = '150602003'`)
  assert.deepEqual(town, { name: '林荫街道', path: ['150600', '150602', '150602003'] })
})

test('a file that contradicts itself changes nothing', async () => {
  const broken = changed('150603,康巴什区,', '150603,某区,')
  const twice = { ...broken, divisions: `${broken.divisions}150600,市,市,city,city,,,\n` }
  await assert.rejects(load(twice), /stands twice/)
  assert.deepEqual(await rows(`select name from divisions.divisions where code = '150603'`), [{ name: '康巴什区' }])
})

test('D6: a newer file of names in script keeps what a reader decided', async () => {
  await fresh.owner.query(`update divisions.mongolian_names set state = 'rejected', reviewed_on = '2026-11-23'
    where code = '150602'`)
  await load({ ...files, mongolianNames: files.mongolianNames.replace('Düŋšėŋ toɣoriɣ', 'Dongsheng') })
  assert.deepEqual(await rows(`select state, transliteration from divisions.mongolian_names where code = '150602'`), [
    { state: 'rejected', transliteration: 'Dongsheng' },
  ])
})
