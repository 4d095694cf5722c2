import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'

const CLI = fileURLToPath(new URL('../cli.ts', import.meta.url))

const FILE = `META
key;value
budget;100
vote_type;approval
shanju_rule;equal_shares
seed;1
PROJECTS
project_id;cost;name
a;60;路灯
b;50;长椅
VOTES
voter_id;vote
1;a
2;a
3;a
4;b
`

type Ran = { code: number; stdout: string; stderr: string }
const run = (...words: string[]): Promise<Ran> =>
  new Promise((done) => {
    execFile(process.execPath, [CLI, 'count', ...words], (error, stdout, stderr) =>
      done({ code: error ? Number(error.code) : 0, stdout, stderr }),
    )
  })

test('a file is counted from the command line with reasons, by its own rule or another, and refused with its line', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'shanju-count-'))
  try {
    const path = join(folder, 'votes.pb')
    await writeFile(path, FILE)
    const [own, greedy, plurality, unknown] = await Promise.all([
      run(path),
      run('--language', 'en', '--rule', 'approval', path),
      run('--rule', 'plurality', path),
      run('--rule', 'borda', path),
    ])
    assert.equal(own.code, 0, own.stderr)
    assert.match(own.stdout, /每人份额 25\.00 元/)
    assert.match(own.stdout, /\+ a 路灯\n.*每人出 20\.00 元/)
    assert.match(own.stdout, /− b 长椅\n.*只剩 25\.00 元，离 50\.00 元还差 25\.00 元/)
    assert.match(greedy.stdout, /at its turn 40\.00 yuan were left, too little for 50\.00/)
    assert.equal(plurality.code, 0)
    const again = join(folder, 'again.pb')
    await run('--write', again, path)
    assert.match(await readFile(again, 'utf8'), /\na;60;3;路灯;1;0\nb;50;1;长椅;0;0\n/)
    assert.equal((await run(again)).stdout, own.stdout)
    assert.equal(unknown.code, 64)
    await writeFile(path, FILE.replace('4;b', '4;b,a').replace('2;a', '2;c'))
    const wrong = await run('--language', 'en', path)
    assert.deepEqual([wrong.code, wrong.stderr], [65, 'Line 14: There is no such project: c.\n'])
    await writeFile(path, Buffer.from([0xc2, 0xb7, 0xb5]))
    assert.equal((await run(path)).stderr, '第 1 行：文件不是 UTF-8 编码。\n')
  } finally {
    await rm(folder, { recursive: true })
  }
})
