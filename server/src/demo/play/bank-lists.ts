import { Readable } from 'node:stream'
import { routes as giving } from '@shanju/contract/giving/routes.ts'
import { showId } from '@shanju/contract/kit/ids.ts'
import { runImport, undoImport } from '#modules/giving/index.ts'
import type { Deed } from '../plan/shapes.ts'
import type { Cast } from './cast.ts'
import { csv } from './csv.ts'
import type { Stage } from './stage.ts'

type BankList = Extract<Deed, { kind: 'bank_list' }>

/** A bank's own list is loaded; some of its money finds its fund by telephone, and a wrong list is taken back. */
export async function loadBankList(stage: Stage, cast: Cast, list: BankList): Promise<void> {
  const { host, fileName, table, said, undone } = list
  const { counts, loaded } = await runImport(stage.database, {
    ...{ hostId: cast.organisation(host), fileName, load: 'if_all_good' },
    ...(said
      ? {
          columns: said.columns,
          reading: { channel: 'bank', fundInText: true, unknown: 'no_fund', rememberAs: said.rememberAs },
        }
      : {}),
    body: Readable.from([Buffer.from(csv(table))]),
    progress: () => {},
  })
  if (!loaded) throw new Error(`${fileName} was not loaded: ${counts.problem ?? counts.state}`)
  const importId = showId('import', counts.id)
  await find(stage, cast, importId, list)
  if (!undone) return
  const actor = cast.person(undone.by)
  await stage.ask(actor, giving.undoImport, { params: { id: importId }, body: { reason: undone.reason } })
  await undoImport({ transact: (work) => stage.transact(work) }, { importId: counts.id, personId: actor.personId })
}

/** Whose the money is that waits longest was found out. */
async function find(stage: Stage, cast: Cast, importId: string, { by, foundFor }: BankList): Promise<void> {
  if (!foundFor) return
  const actor = cast.person(by)
  const { items } = await stage.ask(actor, giving.listUnknown, { query: { importId, pageSize: '1' } })
  for (const { id, donorName } of items) {
    await stage.ask(actor, giving.assignUnknown, {
      params: { id },
      body: {
        fundId: showId('fund', cast.fund(foundFor)),
        ...{ donorKind: 'person', donorName: donorName ?? '', shown: 'masked' },
      },
    })
  }
}
