import { Readable } from 'node:stream'
import { type Action, type Actor, whereCan } from '@shanju/contract/access.ts'
import { exports } from '@shanju/contract/payments/exports.ts'
import { payoutRoutes as routes } from '@shanju/contract/payments/payout-routes.ts'
import { subjectOfFund } from '#modules/funds/index.ts'
import { subjectOfWhere } from '#modules/organisations/index.ts'
import { LARGEST_SEALED, readWhole } from '#platform/files/index.ts'
import { type Served, serve, serveFile, serveUpload } from '#platform/http/index.ts'
import type { Tx } from '#platform/pg/db.ts'
import { readSheet, type SheetCaps, serveExport } from '#platform/sheets/index.ts'
import { loadResult, makeBatch } from './actions/batches.ts'
import { addPayee, endPayee, verifyPayee } from './actions/payees.ts'
import { acceptProof, addProof, addSigned, refuseProof } from './actions/proofs.ts'
import { recordFailed, recordPaid, recordReturned } from './actions/record-answer.ts'
import { type Later, requestPayment } from './actions/request-payment.ts'
import { approvePayment, checkPayment, refusePayment, sendPayment, withdrawPayment } from './actions/take-step.ts'
import { subjectOfAccount } from './queries/accounts.ts'
import { allAuthorities, getWithWork, listAuthorities, subjectOfAuthority } from './queries/authorities.ts'
import { allBatches, batchFile, getBatch, listBatches, subjectOfBatch } from './queries/batches.ts'
import { allPayees, getPayee, listPayees, readPayee, subjectOfPayee } from './queries/payees.ts'
import { allPayments, countPayments, getPayment, listPayments, listPublicPayments } from './queries/payments.ts'
import { readProof, readProofWords, subjectOfProof } from './queries/proofs.ts'
import { subjectOfPayment } from './queries/request-rows.ts'

/** As many rows as a file of payments may have, and room for what banks write around them. */
const MOST: SheetCaps = { maxRows: 1001, maxBytes: 5 * 1024 * 1024 }

interface ById {
  readonly params: { readonly id: string }
}
const ofPayee = (tx: Tx, { params }: ById) => subjectOfPayee(tx, params.id)
const ofPayment = (tx: Tx, { params }: ById) => subjectOfPayment(tx, params.id)
const ofProof = (tx: Tx, { params }: ById) => subjectOfProof(tx, params.id)
const ofBatch = (tx: Tx, { params }: ById) => subjectOfBatch(tx, params.id)
const whereHeld = (action: Action) => (tx: Tx, actor: Actor) => subjectOfWhere(tx, whereCan(actor, action))

/** Do it, then show the payment as it now stands. */
const andPayment =
  <I extends ById>(act: (tx: Tx, actor: Actor, input: I) => Promise<unknown>) =>
  async (tx: Tx, actor: Actor, input: I) => {
    await act(tx, actor, input)
    return getPayment(tx, actor, input.params.id)
  }
const andPayee =
  (act: (tx: Tx, actor: Actor, id: string, reason: string) => Promise<void>) =>
  async (tx: Tx, actor: Actor, { params, body }: ById & { readonly body: { readonly reason: string } }) => {
    await act(tx, actor, params.id, body.reason)
    return getPayee(tx, params.id)
  }
/** Steps that need nothing but somebody who takes them, and those that need a reason. */
const bare = (act: (tx: Tx, actor: Actor, id: string) => Promise<void>) =>
  andPayment<ById>((tx, actor, { params }) => act(tx, actor, params.id))
const reasoned = (act: (tx: Tx, actor: Actor, id: string, reason: string) => Promise<void>) =>
  andPayment<ById & { readonly body: { readonly reason: string } }>((tx, actor, { params, body }) =>
    act(tx, actor, params.id, body.reason),
  )

const payees: readonly Served[] = [
  serve(routes.listPayees, listPayees),
  serveExport(exports.listPayeesExport, { rows: allPayees, subject: whereHeld('payments.read') }),
  serve(
    routes.addPayee,
    async (tx, actor, { body }) => getPayee(tx, await addPayee(tx, actor, body)),
    (tx, { body }) => subjectOfFund(tx, body.fundId),
  ),
  serve(routes.readPayee, (tx, actor, { params }) => readPayee(tx, actor, params.id), ofPayee),
  serve(routes.verifyPayee, andPayee(verifyPayee), ofPayee),
  serve(routes.endPayee, andPayee(endPayee), ofPayee),
]

const authorities = ({ worksOf }: Later): readonly Served[] => [
  serve(routes.listAuthorities, (tx, actor, input) => listAuthorities(tx, actor, input, worksOf)),
  serveExport(exports.listAuthoritiesExport, { rows: allAuthorities, subject: whereHeld('payments.read') }),
  serve(
    routes.getAuthority,
    (tx, _actor, { params }) => getWithWork(tx, params.id, worksOf),
    (tx, { params }) => subjectOfAuthority(tx, params.id),
  ),
]

const steps: readonly Served[] = [
  serve(routes.countPayments, countPayments),
  serve(routes.listPayments, listPayments),
  serveExport(exports.listPaymentsExport, { rows: allPayments, subject: whereHeld('payments.read') }),
  serve(routes.getPayment, (tx, actor, { params }) => getPayment(tx, actor, params.id), ofPayment),
  serve(routes.check, bare(checkPayment), ofPayment),
  serve(routes.approve, bare(approvePayment), ofPayment),
  serve(routes.send, bare(sendPayment), ofPayment),
  serve(routes.refuse, reasoned(refusePayment), ofPayment),
  serve(routes.withdraw, reasoned(withdrawPayment), ofPayment),
  serve(
    routes.recordPaid,
    andPayment((tx, actor, { params, body }) => recordPaid(tx, actor, params.id, body)),
    ofPayment,
  ),
  serve(
    routes.recordFailed,
    andPayment((tx, actor, { params, body }) => recordFailed(tx, actor, params.id, body)),
    ofPayment,
  ),
  serve(
    routes.recordReturned,
    andPayment((tx, actor, { params, body }) => recordReturned(tx, actor, params.id, body)),
    ofPayment,
  ),
  serve(routes.publicPayments, (tx, _actor, input) => listPublicPayments(tx, input)),
]

const proofs: readonly Served[] = [
  serve(
    routes.addProof,
    andPayment((tx, actor, { params, body }) => addProof(tx, actor, params.id, body)),
    ofPayment,
  ),
  serveUpload(
    routes.addSigned,
    async ({ caller, transact }, { params, query }, body) => {
      const content = await readWhole(body, LARGEST_SEALED, 'payments.proof_too_large')
      return transact(async (tx) => {
        await addSigned(tx, caller.actor, params.id, { ...query, content })
        return getPayment(tx, caller.actor, params.id)
      })
    },
    ofPayment,
  ),
  serveFile(
    routes.readProof,
    async ({ caller, transact }, { params }) => {
      const { mediaType, content } = await transact((tx) => readProof(tx, caller.actor, params.id))
      return { fileName: `proof.${mediaType.split('/')[1]}`, body: Readable.from([content]), mediaType }
    },
    ofProof,
  ),
  serve(routes.readProofWords, (tx, actor, { params }) => readProofWords(tx, actor, params.id), ofProof),
  serve(routes.acceptProof, bare(acceptProof), ofPayment),
  serve(routes.refuseProof, reasoned(refuseProof), ofPayment),
]

const batches: readonly Served[] = [
  serve(routes.listBatches, listBatches),
  serveExport(exports.listBatchesExport, { rows: allBatches, subject: whereHeld('payments.read') }),
  serve(
    routes.makeBatch,
    async (tx, actor, { body }) => getBatch(tx, await makeBatch(tx, actor, body)),
    (tx, { body }) => subjectOfAccount(tx, body.accountId),
  ),
  serveFile(
    routes.batchFile,
    ({ caller, transact }, { params, query }) =>
      transact((tx) => batchFile(tx, caller.actor, { id: params.id, format: query.format, language: caller.language })),
    ofBatch,
  ),
  serveUpload(
    routes.loadResult,
    async ({ caller, transact }, { params, query }, body) => {
      const table = await readSheet(await readWhole(body, MOST.maxBytes, 'platform.sheet_too_large'), MOST)
      const loading = { batchId: params.id, table, check: query.check === 'yes', language: caller.language }
      return transact((tx) => loadResult(tx, caller.actor, loading))
    },
    ofBatch,
  ),
]

/** @param later the large-sum line of a fund's rules, and projects: later modules have them */
export const payoutServed = (later: Later): readonly Served[] => [
  ...payees,
  ...authorities(later),
  serve(
    routes.request,
    async (tx, actor, { body }) => getPayment(tx, actor, await requestPayment(tx, actor, body, later)),
    (tx, { body }) => subjectOfAuthority(tx, body.authorityId),
  ),
  ...steps,
  ...proofs,
  ...batches,
]
