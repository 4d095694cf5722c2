/** `npm run demo`: a made-up city on a database of its own, by default under var/demo; runs until Ctrl-C. */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { DemonstrationSignIn } from '@shanju/contract/platform/shapes.ts'
import { progress } from '../cli/open.ts'
import { readConfig } from '../config.ts'
import { fail, logLine, stopOnSignal } from '../main.ts'
import { start } from '../start.ts'
import { served } from '../wiring.ts'
import { declareFresh } from './declare.ts'
import { fillDemonstration, USUAL_SEED } from './fill.ts'
import { readScenario } from './scenario.ts'
import { signInTable } from './sign-in-table.ts'

const say = (line: string): void => void process.stdout.write(`${line}\n`)

async function demonstrate(env: NodeJS.ProcessEnv): Promise<void> {
  const config = readConfig({ ...env, SHANJU_DATA: env.SHANJU_DATA || 'var/demo' })
  let signIns: readonly DemonstrationSignIn[] = []
  const running = await start({
    config,
    logLevel: 'warn',
    log: logLine,
    async before(house) {
      await house.database.transact('demonstration', declareFresh)
      say('正在准备演示数据… Preparing the demonstration …')
      signIns = await fillDemonstration({ ...house, served, seed: USUAL_SEED, progress: progress('演示 demo') })
    },
  })
  const file = join(config.dataDir, 'sign-ins.txt')
  await writeFile(file, `${signInTable(signIns)}\n`, { mode: 0o600 })
  say(`善聚 Shanju · 演示 DEMONSTRATION  ${running.url}  ·  工作台 console  ${running.url}/console/`)
  say('这里的机构、基金、捐赠和人名都是虚构的。 Every body, fund, gift and name here is made up.')
  const worthTrying = new Set(readScenario().people.people.flatMap((each) => (each.showcase ? [each.userName] : [])))
  say(signInTable(signIns.filter(({ userName, role }) => role === 'administrator' || worthTrying.has(userName))))
  say(`全部 ${signIns.length} 人见 All ${signIns.length} people: ${file}`)
  stopOnSignal(running)
}

demonstrate(process.env).catch(fail)
