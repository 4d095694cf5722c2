import { createPerson as shape } from '@shanju/contract/identity/shapes.ts'
import { createPerson } from '#modules/identity/index.ts'
import { InvalidInput } from '#platform/http/index.ts'
import { EXIT } from '../exit.ts'
import type { Given } from './commands.ts'
import { withDatabase } from './open.ts'

const ACTOR = { kind: 'system', name: 'shanju user add' } as const

export async function addUser({ values: { name, shown, role, at } }: Given): Promise<number> {
  const reach = String(at).startsWith('org_') ? { kind: 'organisation', id: at } : { kind: 'division', code: at }
  const read = shape.safeDecode({ userName: name, shownName: shown, assignment: { role, reach } } as never)
  if (!read.success) {
    const problems = new InvalidInput(read.error.issues).fields('en')
    process.stderr.write(problems.map(({ path, message }) => `${path}: ${message}\n`).join(''))
    return EXIT.usage
  }
  const made = await withDatabase(({ database }) =>
    database.transact('cli', (tx) => createPerson(tx, ACTOR, read.data)),
  )
  process.stdout.write(`${made.path}\n`)
  return EXIT.ok
}
