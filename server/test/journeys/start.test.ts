import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { after, before, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { routes as giving } from '@shanju/contract/giving/routes.ts'
import { routes as identity } from '@shanju/contract/identity/routes.ts'
import pg from 'pg'
import { attachEmbedded } from '#platform/pg/embedded/index.ts'
import { type ChildServer, startServer, withoutSettings } from '../support/child-server.ts'
import { type DataDir, newDataDir } from '../support/data-dir.ts'
import { PLACES } from '../support/house.ts'
import { firstAdministrator, hostWithFunds, Remote } from '../support/remote.ts'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const HEADING = '订单号,区划代码,金额,日期,捐赠人'
const NO_STACK = /\n\s+at /

let data: DataDir
let dataDir: string
let server: ChildServer
let admin: Remote
let hostId: string
before(async () => {
  data = await newDataDir('start')
  dataDir = data.path
  server = await startServer(dataDir)
  admin = await firstAdministrator(server.url, server.firstLink)
  hostId = (await hostWithFunds(admin, 1, PLACES)).hostId
})
after(async () => {
  await server?.end('SIGTERM')
  await data.remove()
})

interface Ran {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

interface How {
  readonly env?: Readonly<Record<string, string>>
  readonly node?: string
  readonly nodeOptions?: readonly string[]
}

/** Runs `shanju` as npx does, on the data of the running server unless said otherwise. */
async function shanju(words: readonly string[], how: How = {}): Promise<Ran> {
  const { env = {}, node = process.execPath, nodeOptions = [] } = how
  const child = spawn(node, [...nodeOptions, `${root}server/bin/shanju.js`, ...words], {
    cwd: dataDir,
    env: { ...withoutSettings(), SHANJU_DATA: dataDir, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: 90_000,
  })
  let out = ''
  let err = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text))
  const [code] = await once(child, 'close')
  return { code, out, err }
}

const giftsOfHost = async (): Promise<number> => (await admin.call(giving.list, { query: { pageSize: '1' } })).total

test('help tells every command and exit code; each command tells its own', async () => {
  const help = await shanju(['--help'])
  assert.equal(help.code, 0)
  for (const word of ['serve', 'user add', 'import', 'verify', '64', '78']) assert.ok(help.out.includes(word), word)
  for (const command of [['serve'], ['user', 'add'], ['import'], ['verify']]) {
    const told = await shanju([...command, '--help'])
    assert.deepEqual([told.code, told.err], [0, ''])
    assert.ok(told.out.startsWith(`npx shanju ${command.join(' ')}`))
  }
  assert.match((await shanju(['--version'])).out, /^\d+\.\d+\.\d+\n$/)
})

test('wrong words end with 64 and say which were wrong and which would be right', async () => {
  const wrong: [words: string[], says: RegExp][] = [
    [['sing'], /no command "sing"/],
    [['user'], /no command "user"/],
    [['import', 'x.csv'], /missing: --host/],
    [['import', '--host', 'org_1', 'x.csv'], /--host is the id of the host charity/],
    [['import', '--host', hostId], /expected 1 file name/],
    [['import', '--host', hostId, 'none.csv'], /none\.csv cannot be read: there is no such file/],
    [['verify', '--fast'], /--fast/],
    [['user', 'add', '--name', 'a'], /missing: --shown, --role, --at/],
  ]
  const tried = wrong.map(async ([words, says]) => {
    const ran = await shanju(words)
    assert.equal(ran.code, 64, words.join(' '))
    assert.match(ran.err, says)
    assert.doesNotMatch(ran.err, NO_STACK)
  })
  await Promise.all(tried)
  assert.equal((await shanju([])).code, 64)
})

test('wrong settings end with 78 and a sentence that says what to write instead', async () => {
  const wrong: [env: Record<string, string>, says: RegExp][] = [
    [{ PORT: 'eighty' }, /PORT/],
    [{ SHANJU_SECRET: 'short' }, /SHANJU_SECRET.*32/s],
    [{ DATABASE_URL: 'postgresql://a:b@127.0.0.1/c' }, /DATABASE_APP_URL is missing/],
    [{ SHANJU_DATA: '/dev/null/data' }, /SHANJU_DATA/],
  ]
  const tried = wrong.map(async ([env, says]) => {
    const ran = await shanju(['serve'], { env })
    assert.equal(ran.code, 78, `${JSON.stringify(env)} ${ran.err}`)
    assert.match(ran.err, says)
    assert.doesNotMatch(ran.err, NO_STACK)
  })
  await Promise.all(tried)
})

test('a port in use says so and what to set; a database that does not answer too', async () => {
  const urls = await attachEmbedded({ dataDir })
  assert.ok(urls)
  const env = { DATABASE_URL: urls.ownerUrl, DATABASE_APP_URL: urls.appUrl, PORT: new URL(server.url).port }
  const taken = await shanju(['serve'], { env })
  assert.equal(taken.code, 69, taken.err)
  assert.match(taken.err, /port is in use.*PORT=8081/)
  const nobody = { DATABASE_URL: 'postgresql://a:b@127.0.0.1:1/c', DATABASE_APP_URL: 'postgresql://d:e@127.0.0.1:1/c' }
  const silent = await shanju(['verify'], { env: nobody })
  assert.equal(silent.code, 69, silent.err)
  for (const { err } of [taken, silent]) assert.doesNotMatch(err, NO_STACK)
})

test('user add prints a link by which the person sets a password and signs in; a name is given once', async () => {
  const words = ['user', 'add', '--name', 'sanjie', '--shown', '三姐', '--role', 'charity_accountant', '--at', hostId]
  const added = await shanju(words)
  assert.equal(added.code, 0, added.err)
  const token = new URL(added.out.trim(), server.url).hash.slice(1)
  const person = new Remote(server.url)
  const password = '草原上的会计一向很认真'
  await person.call(identity.acceptLink, { body: { token, password } })
  await person.call(identity.signIn, { body: { userName: 'sanjie', password } })
  assert.equal((await person.call(identity.me)).shownName, '三姐')
  const again = await shanju(words)
  assert.equal(again.code, 65)
  assert.match(again.err, /[一-龥].*\n[A-Z]/)
  const role = await shanju(words.with(7, 'king'))
  assert.equal(role.code, 64)
  assert.match(role.err, /assignment\.role: [A-Za-z]/)
})

test('import tries a file, tells each wrong row, loads it when all is right or when told to, and the same again harms nothing', async () => {
  const good = ['A1,150602001,10.00,2026-05-01,娜仁', 'A2,150602002,20.00,2026-05-02,王伟']
  const bad = ['A3,150602003,0.001,2026-05-03,苏和', 'A4,150102001,5,昨天,苏和']
  await writeFile(`${dataDir}/good.csv`, [HEADING, ...good].join('\n'))
  await writeFile(`${dataDir}/mixed.csv`, [HEADING, ...good, ...bad].join('\n'))
  const importing = (...words: string[]) => shanju(['import', '--host', hostId, ...words])

  const tried = await importing('--dry-run', 'good.csv')
  assert.deepEqual(
    [tried.code, tried.out],
    [0, 'checked, nothing loaded: 2 good, 0 of unknown origin, 0 recorded before, 0 left out, 0 wrong\n'],
  )
  const refused = await importing('mixed.csv')
  assert.equal(refused.code, 65)
  const lines = refused.out.split('\n')
  assert.match(lines[0] ?? '', /^mixed\.csv:4: amount: .*0\.001/)
  assert.match(lines[1] ?? '', /^mixed\.csv:5: day: .*昨天/)
  assert.ok(!refused.out.includes('苏和'), 'names a donor')
  assert.equal(await giftsOfHost(), 0)

  const partly = await importing('--good-rows-only', 'mixed.csv')
  assert.equal(partly.code, 0, partly.err)
  assert.match(partly.out, /loaded: 2 good, 0 of unknown origin, 0 recorded before, 0 left out, 2 wrong\n$/)
  assert.equal(await giftsOfHost(), 2)
  const again = await importing('good.csv')
  assert.deepEqual(
    [again.code, again.out],
    [0, 'nothing new to load: 0 good, 0 of unknown origin, 2 recorded before, 0 left out, 0 wrong\n'],
  )
  assert.equal(await giftsOfHost(), 2)
})

test('import says in a sentence what is wrong with a whole file or a host that is not there', async () => {
  await writeFile(`${dataDir}/list.csv`, '姓名,金额\n王伟,1\n')
  await writeFile(`${dataDir}/broken.csv`, `${HEADING}\n`)
  const columns = await shanju(['import', '--host', hostId, 'list.csv'])
  assert.equal(columns.code, 65)
  assert.match(columns.err, /订单号.*\n.*lacks these columns/)
  const empty = await shanju(['import', '--host', hostId, 'broken.csv'])
  assert.equal(empty.code, 65)
  assert.match(empty.err, /文件是空的/)
  const nobody = await shanju(['import', '--host', `org_${'0'.repeat(32)}`, 'list.csv'])
  assert.equal(nobody.code, 65)
  for (const { err } of [columns, empty, nobody]) assert.doesNotMatch(err, NO_STACK)
})

test('under an old Node the command starts the one that npm brought, with its words, output and exit code', async () => {
  const pretend = "Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '20.1.0' } })"
  const old: How[] = [{ nodeOptions: ['--import', `data:text/javascript,${encodeURIComponent(pretend)}`] }]
  // A machine that has one tries it too.
  if (existsSync('/usr/local/bin/node')) old.push({ node: '/usr/local/bin/node' })
  for (const how of old) {
    assert.equal((await shanju(['--help'], how)).out, (await shanju(['--help'])).out)
    assert.equal((await shanju(['sing'], how)).code, 64)
    assert.match((await shanju(['verify'], how)).out, /All agree\.\n$/)
  }
})

test('verify finds an alteration past every guard: a line of an entry, and a gift', async () => {
  const urls = await attachEmbedded({ dataDir })
  const owner = new pg.Client({ connectionString: urls?.ownerUrl })
  await owner.connect()
  const altered = async (table: string, row: string): Promise<Ran> => {
    const change = (by: string) =>
      owner.query(`alter table ${table} disable trigger user;
      update ${table} set amount_fen = amount_fen ${by} where ${row};
      alter table ${table} enable trigger user`)
    await change('+ 1')
    const ran = await shanju(['verify'])
    await change('- 1')
    return ran
  }
  try {
    const line = await altered('ledger.lines', `no = 1 and entry_id = (select id from ledger.entries where number = 1)`)
    assert.equal(line.code, 1)
    assert.match(line.out, /WRONG: books .* ledger\.\w+ /)
    const gift = await altered('giving.gifts', `order_no = 'A1'`)
    assert.equal(gift.code, 1)
    assert.match(gift.out, /WRONG: giving\.gifts .* is \d+ fen, its entry .* says \d+/)
    assert.match((await shanju(['verify'])).out, /All agree\.\n$/)
  } finally {
    await owner.end()
  }
})
