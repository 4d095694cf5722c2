import assert from 'node:assert/strict'
import {
  appendFileSync,
  chmodSync,
  cpSync,
  existsSync,
  lchownSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { after, before, test } from 'node:test'
import { usableBinaries } from './binaries.ts'
import { copyBinaries } from './binaries-copy.ts'
import { EmbeddedPostgresError } from './errors.ts'
import { programIn } from './locate.ts'
import { start } from './run.ts'
import { collect, gone, makeRoom, privateDirectory, query, startInChild } from './testkit.ts'
import { runTool } from './tool.ts'
import { giveTree, weAreRoot } from './user.ts'

let room: Awaited<ReturnType<typeof makeRoom>>
before(async () => {
  room = await makeRoom()
})
after(() => room.remove())

const refusedWith = (message: RegExp, remedy: RegExp) => (error: unknown) => {
  assert.ok(error instanceof EmbeddedPostgresError)
  assert.match(error.message, message)
  assert.match(error.remedy, remedy)
  return true
}

test('an ordinary user runs everything from a home that only that user can enter', async () => {
  const home = privateDirectory(join(room.path, 'home'))
  const native = { ...room.places.native, directory: join(home, 'native') }
  const dataDir = join(home, 'var')
  const user = weAreRoot() ? 12_345 : undefined
  copyBinaries(room.places.native.directory, native.directory)
  if (user) giveTree(home, { uid: user, gid: user })

  const { child, said } = await startInChild(dataDir, { ...room.places, native }, user)
  assert.equal(said.error, undefined)
  assert.deepEqual(await query(String(said.appUrl), 'select 1'), [1])
  child.kill('SIGTERM')
  await gone(child)
  for (const name of ['postgres', 'postgres.json', 'postgres.log']) {
    assert.equal(statSync(join(dataDir, name)).uid, user ?? process.getuid?.())
  }
  assert.deepEqual(readdirSync(home).sort(), ['native', 'var'])
})

test('programs without their library links are replaced by a copy that has them', async () => {
  const bare = join(room.path, 'bare', 'native')
  cpSync(room.places.native.directory, bare, { recursive: true, filter: (from) => !lstatSync(from).isSymbolicLink() })
  const native = { ...room.places.native, directory: bare }
  const shelf = join(room.path, 'shelf')
  const dataDir = join(room.path, 'linkless')
  const lines = collect()
  const database = await start(
    { dataDir, tuning: 'test', log: lines.log },
    { ...room.places, native, binaries: [shelf] },
  )
  assert.deepEqual(await query(database.appUrl, 'select 1'), [1])
  await database.stop()
  assert.match(lines.text(), /Copied the PostgreSQL programs to /)
  assert.equal(existsSync(join(bare, 'lib', 'libpq.so.5')), false)
})

test('programs that cannot run anywhere are refused with their own words', async () => {
  const native = { ...room.places.native, directory: join(room.path, 'broken') }
  for (const top of ['bin', 'lib', 'share']) mkdirSync(join(native.directory, top), { recursive: true })
  const places = { ...room.places, native, binaries: [join(room.path, 'shelf')] }
  await assert.rejects(
    start({ dataDir: join(room.path, 'unrunnable'), log() {} }, places),
    refusedWith(/do not run here: .*ENOENT/, /npm ci.*DATABASE_URL/),
  )
})

if (weAreRoot()) {
  test('root: programs below a private home are copied once to where the database user can run them', async (t) => {
    const home = privateDirectory(join(room.path, 'root'))
    const native = { ...room.places.native, directory: join(home, 'native') }
    copyBinaries(room.places.native.directory, native.directory)
    // The first shelf's name was taken beforehand by somebody who hopes that we run what lies there.
    const [trap, shelf] = [join(room.path, 'trap'), join(room.path, 'cache')]
    const places = { ...room.places, native, binaries: [trap, shelf] }
    const user = { uid: 65_534, gid: 65_534 }
    const prepare = async () => {
      const lines = collect()
      const directory = await usableBinaries(places, user, room.path, lines.log)
      assert.ok((await runTool(programIn(directory, 'postgres'), ['--version'], { user })).ok)
      return { directory, said: lines.text() }
    }
    assert.match(await once(join(room.path, 'copied'), places), /Copied the PostgreSQL programs to /)
    const { directory: copy, said } = await prepare()
    assert.equal(said, '')
    assert.equal(dirname(copy), trap)
    assert.deepEqual([statSync(copy).uid, statSync(copy).mode & 0o777], [0, 0o755])

    await t.test('a damaged copy is made anew', async () => {
      appendFileSync(join(copy, 'lib', 'libz.so.1'), 'x')
      assert.match((await prepare()).said, /Copied/)
      chmodSync(join(copy, 'bin', 'postgres'), 0o777)
      assert.match((await prepare()).said, /Copied/)
    })

    await t.test('E5 a copy that another user owns is never run', async () => {
      giveTree(copy, { uid: 12_345, gid: 12_345 })
      assert.equal(dirname((await prepare()).directory), shelf)
      assert.equal(statSync(copy).uid, 12_345)
    })
  })

  test('root: data below a private home go where the database user can enter, and say so', async (t) => {
    const dataDir = join(privateDirectory(join(room.path, 'private')), 'var')
    const lines = collect()
    const database = await start({ dataDir, tuning: 'test', log: lines.log }, room.places)
    await query(database.ownerUrl, 'create table kept (id int)')
    await database.stop()
    const cluster = realpathSync(join(dataDir, 'postgres'))
    assert.equal(dirname(dirname(cluster)), room.places.clusters)
    assert.equal(JSON.parse(readFileSync(join(dataDir, 'postgres.json'), 'utf8')).cluster, cluster)
    assert.match(lines.text(), new RegExp(`data of ${dataDir} lie in ${cluster}; back up that directory too`))
    assert.equal(statSync(dirname(dataDir)).mode & 0o777, 0o700)

    await t.test('they are found again, also when the data directory has moved or lost the link', async () => {
      rmSync(join(dataDir, 'postgres'))
      const moved = `${dataDir}-moved`
      renameSync(dataDir, moved)
      const again = await start({ dataDir: moved, tuning: 'test', log() {} }, room.places)
      assert.deepEqual(await query(again.ownerUrl, 'select count(*)::int from kept'), [0])
      await again.stop()
      assert.equal(readlinkSync(join(moved, 'postgres')), cluster)
      renameSync(moved, dataDir)
      await once(dataDir, room.places)
    })

    await t.test('a copied data directory does not get hold of the original data', async () => {
      const copy = join(dirname(dataDir), 'copy')
      cpSync(dataDir, copy, { recursive: true, verbatimSymlinks: true })
      await assert.rejects(once(copy, room.places), refusedWith(/both point to the database in/, /Keep one of the two/))
    })

    await t.test('E1 when they are gone the start is refused', async () => {
      renameSync(dirname(cluster), `${dirname(cluster)}-away`)
      await assert.rejects(once(dataDir, room.places), refusedWith(/but there is none/, /Bring .* back/))
      renameSync(`${dirname(cluster)}-away`, dirname(cluster))
    })

    await t.test('a new data directory of the same name starts empty and leaves the old data alone', async () => {
      renameSync(dataDir, `${dataDir}-old`)
      assert.match(await once(dataDir, room.places), /earlier database of .* left as it is/)
      assert.notEqual(realpathSync(join(dataDir, 'postgres')), cluster)
      assert.ok(existsSync(join(cluster, 'PG_VERSION')))
    })
  })

  test('root: when the database user can enter no place at all, the start says what to set', async () => {
    const home = privateDirectory(join(room.path, 'closed'))
    const dataDir = join(home, 'var')
    await assert.rejects(
      once(dataDir, { ...room.places, clusters: join(home, 'lib') }),
      refusedWith(/user 65534 can enter neither/, /Set SHANJU_DATA .*DATABASE_URL/),
    )
    await assert.rejects(
      once(dataDir, { ...room.places, clusters: join(process.execPath, 'lib') }),
      refusedWith(/cannot be made/, /Set SHANJU_DATA .*DATABASE_URL/),
    )
    assert.deepEqual(readdirSync(dataDir), [])
  })

  test('root: data that lie where the database user cannot enter are refused, not moved behind your back', async () => {
    const dataDir = join(room.path, 'open')
    await once(dataDir, room.places)
    const closed = join(privateDirectory(join(room.path, 'closed-later')), 'var')
    renameSync(dataDir, closed)
    await assert.rejects(once(closed, room.places), refusedWith(/cannot enter .*closed-later/, /chmod o\+x/))
  })

  test('root: data restored as root are given back to the database user; those of an ordinary user stay theirs', async () => {
    const dataDir = join(room.path, 'restored')
    await once(dataDir, room.places)
    const cluster = join(dataDir, 'postgres')
    giveTree(cluster, { uid: 0, gid: 0 })
    assert.match(await once(dataDir, room.places), /belonged to root/)
    assert.equal(statSync(cluster).uid, 65_534)
    giveTree(cluster, { uid: 12_345, gid: 12_345 })
    await once(dataDir, room.places)
    assert.equal(lstatSync(join(cluster, 'global', 'pg_control')).uid, 12_345)
  })

  test('data that root made are refused to an ordinary user with the way out', async () => {
    const dataDir = join(room.path, 'roots')
    await once(dataDir, room.places)
    lchownSync(dataDir, 12_345, 12_345)
    const { child, said } = await startInChild(dataDir, room.places, 12_345)
    child.kill()
    await gone(child)
    assert.match(String(said.error), /postgres.json cannot be read by this user/)
    lchownSync(join(dataDir, 'postgres.json'), 12_345, 12_345)
    const next = await startInChild(dataDir, room.places, 12_345)
    next.child.kill()
    await gone(next.child)
    assert.match(String(next.said.error), /belongs to user 65534/)
    assert.match(String(next.said.remedy), /chown -R 12345/)
  })
} else {
  test('an ordinary user runs the programs where npm put them, and keeps the data in the data directory', async () => {
    const dataDir = join(privateDirectory(join(room.path, 'own')), 'var')
    assert.doesNotMatch(await once(dataDir, room.places), /Copied|lie in/)
    assert.equal(lstatSync(join(dataDir, 'postgres')).isDirectory(), true)
  })
}

/** One start and stop; answers what it logged. */
async function once(dataDir: string, places: typeof room.places): Promise<string> {
  const lines = collect()
  const database = await start({ dataDir, tuning: 'test', log: lines.log }, places)
  assert.deepEqual(await query(database.appUrl, 'select 1'), [1])
  await database.stop()
  return lines.text()
}
