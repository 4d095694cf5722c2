import { ROLES } from '@shanju/contract/access.ts'
import { createPerson as shape } from '@shanju/contract/identity/shapes.ts'
import { createPerson } from '#modules/identity/index.ts'
import { InvalidInput } from '#platform/http/index.ts'
import { EXIT } from '../explain.ts'
import type { Command } from './commands.ts'
import { withDatabase } from './open.ts'

const ACTOR = { kind: 'system', name: 'shanju user add' } as const

export const addUser: Command = {
  summary: 'add a person and print their one-time link',
  help: `npx shanju user add --name <user name> --shown <name colleagues see> --role <role> --at <division code or org_… id>
Adds a person with one role and prints the link by which they set their own password. The link works once and is shown
only here; put the address of your server before it.
Roles: ${ROLES.join(', ')}`,
  options: { name: { type: 'string' }, shown: { type: 'string' }, role: { type: 'string' }, at: { type: 'string' } },
  needs: ['name', 'shown', 'role', 'at'],
  files: 0,
  async run({ values: { name, shown, role, at } }) {
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
  },
}
