/** What the checks let pass, each with its reason. An entry that is no longer needed is itself a finding. */
export type Exception = {
  /** A file, or a folder when it ends in a slash. */
  path: string
  reason: string
}

/** Files of more than 400 lines. */
export const longFiles: readonly Exception[] = []

/** Files that nothing imports because something else starts them, beyond tests and what package.json and HTML name. */
export const entries: readonly Exception[] = [
  { path: 'portal/src/browser/', reason: 'tools/build.ts bundles every file of this folder' },
  { path: 'verifier/', reason: 'a stranger’s own tool: its command and its page are started by hand' },
  { path: 'server/src/modules/order.ts', reason: 'the order itself; these checks are what reads it' },
  {
    path: 'server/src/modules/ledger/logic/',
    reason: 'the rules of the whole books, ahead of the screens that call them',
  },
]

/** Folders whose exported names may still wait for their callers; the same reasons as above. */
export const ahead: readonly Exception[] = [
  {
    path: 'server/src/modules/ledger/logic/',
    reason: 'the rules of the whole books, ahead of the screens that call them',
  },
  { path: 'contract/src/transparency/', reason: 'the log’s formats, ahead of the server that writes it' },
  { path: 'server/src/modules/ledger/index.ts', reason: 'the door through which later modules pay' },
  { path: 'server/src/modules/payments/index.ts', reason: 'the door through which later modules ask for payments' },
  { path: 'server/src/platform/pdf/index.ts', reason: 'papers to be printed, ahead of the statements that print them' },
  { path: 'server/src/modules/regulations/index.ts', reason: 'the door through which later modules ask for judgement' },
  { path: 'verifier/', reason: 'a stranger’s own tool: what it exports is for strangers' },
  { path: 'bench/', reason: 'each bench exports its run for the dispatcher and for its test' },
]
