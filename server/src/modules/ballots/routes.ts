import { Readable } from 'node:stream'
import { type Actor, whereCan } from '@shanju/contract/access.ts'
import { exports } from '@shanju/contract/ballots/exports.ts'
import { routes } from '@shanju/contract/ballots/routes.ts'
import { MOST_ROLL } from '@shanju/contract/ballots/vocab.ts'
import { subjectOfFund } from '#modules/funds/index.ts'
import { subjectOfWhere } from '#modules/organisations/index.ts'
import { readWhole } from '#platform/files/index.ts'
import { type Served, serve, serveFile, serveSteps, serveUpload } from '#platform/http/index.ts'
import { noticeFile } from '#platform/papers/index.ts'
import type { Tx } from '#platform/pg/db.ts'
import { readSheet, serveExport } from '#platform/sheets/index.ts'
import { countAndClose, putToGroup } from './actions/close.ts'
import { cancelBallot, openBallot, withdrawOption } from './actions/life.ts'
import { planBallot } from './actions/plan.ts'
import { importRoll, makeCodes } from './actions/roll.ts'
import { castVote, checkIn, keySlip } from './actions/votes.ts'
import { allBallots, getBallot, getPublicBallot, listBallots, listPublicBallots } from './queries/ballots.ts'
import { votesFile } from './queries/count.ts'
import { ballotNotice } from './queries/print-notice.ts'
import { listRoll, wholeRoll } from './queries/roll.ts'
import { subjectOfBallot } from './queries/subject.ts'

const CAPS = { maxRows: MOST_ROLL + 20, maxBytes: 20 * 1024 * 1024 }

interface ById {
  readonly params: { readonly id: string }
}
const itself = (tx: Tx, { params }: ById) => subjectOfBallot(tx, params.id)

/** Do it, then show the ballot as it now stands. */
const andBallot =
  <I extends ById>(act: (tx: Tx, actor: Actor, input: I) => Promise<void>) =>
  async (tx: Tx, actor: Actor, input: I) => {
    await act(tx, actor, input)
    return getBallot(tx, input.params.id)
  }

export const served: readonly Served[] = [
  serve(routes.list, listBallots),
  serveExport(exports.listExport, {
    rows: allBallots,
    subject: (tx, actor) => subjectOfWhere(tx, whereCan(actor, 'ballots.read')),
  }),
  serve(routes.get, (tx, _actor, { params }) => getBallot(tx, params.id), itself),
  serve(
    routes.plan,
    async (tx, actor, { body }) => getBallot(tx, await planBallot(tx, actor, body)),
    (tx, { body }) => subjectOfFund(tx, body.fundId),
  ),
  serveUpload(
    routes.importRoll,
    async ({ caller, transact }, { params, query }, body) => {
      const table = await readSheet(await readWhole(body, CAPS.maxBytes, 'platform.sheet_too_large'), CAPS)
      return transact((tx) => importRoll(tx, caller.actor, params.id, table, query.merge))
    },
    itself,
  ),
  serve(routes.listRoll, listRoll, itself),
  serveExport(exports.listRollExport, {
    rows: wholeRoll,
    subject: (tx, _actor, input) => itself(tx, input),
    of: itself,
  }),
  serveFile(
    routes.printNotice,
    async ({ transact }, { params, query }) => {
      const { paper, poster } = await transact((tx) => ballotNotice(tx, params.id, query.site))
      return noticeFile(paper, poster, query.format)
    },
    itself,
  ),
  serve(
    routes.makeCodes,
    async (tx, actor, { params, body }) => ({ codes: await makeCodes(tx, actor, params.id, body) }),
    itself,
  ),
  serve(
    routes.open,
    andBallot((tx, actor, { params }) => openBallot(tx, actor, params.id)),
    itself,
  ),
  serve(
    routes.withdrawOption,
    andBallot((tx, actor, { params, body }) => withdrawOption(tx, actor, params.id, body)),
    itself,
  ),
  serve(
    routes.cancel,
    andBallot((tx, actor, { params, body }) => cancelBallot(tx, actor, params.id, body.reason)),
    itself,
  ),
  serve(
    routes.checkIn,
    andBallot((tx, actor, { params, body }) => checkIn(tx, actor, params.id, body.voterId)),
    itself,
  ),
  serve(
    routes.keySlip,
    andBallot((tx, actor, { params, body }) => keySlip(tx, actor, params.id, body)),
    itself,
  ),
  serveSteps(
    routes.close,
    async ({ caller, transact }, { params }) => {
      await countAndClose(transact, caller.actor, params.id)
      return transact((tx) => getBallot(tx, params.id))
    },
    itself,
  ),
  serve(
    routes.putToGroup,
    andBallot((tx, actor, { params, body }) => putToGroup(tx, actor, params.id, body.meetingId)),
    itself,
  ),
  serve(routes.publicList, (tx, _actor, { query }) => listPublicBallots(tx, query)),
  serve(routes.publicBallot, (tx, _actor, { params }) => getPublicBallot(tx, params.id)),
  serveFile(routes.votesFile, async ({ transact }, { params }) => {
    const { name, text } = await transact((tx) => votesFile(tx, params.id))
    return { fileName: name, body: Readable.from([text]) }
  }),
  serve(routes.vote, async (tx, _actor, { params, body }) => {
    await castVote(tx, params.id, body)
    return { voted: true as const }
  }),
]
