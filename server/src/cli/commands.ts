import { ROLES } from '@shanju/contract/access.ts'
import { COUNT_RULES } from '@shanju/contract/ballots/vocab.ts'
import { CHANNELS, SAID_COLUMNS } from '@shanju/contract/giving/vocab.ts'

export interface Given {
  readonly values: Readonly<Record<string, string | boolean | undefined>>
  readonly files: readonly string[]
}

export interface Command {
  readonly summary: string
  readonly help: string
  readonly options: Readonly<Record<string, { type: 'string' | 'boolean'; short?: string }>>
  /** Options that must be there. */
  readonly needs: readonly string[]
  /** How many file names it takes. */
  readonly files: number
  /** Returns the exit code. Loads what it needs only now, so that help comes at once. */
  run(given: Given): Promise<number>
}

/** Name as typed → what it does. */
export const COMMANDS: Readonly<Record<string, Command>> = {
  serve: {
    summary: 'start the platform',
    help: `npx shanju serve
Starts the platform (as npm start does) and runs until Ctrl-C or SIGTERM. Without DATABASE_URL it starts a private
PostgreSQL under SHANJU_DATA (default: var/).`,
    options: {},
    needs: [],
    files: 0,
    run: async () => {
      await (await import('../main.ts')).serveUntilStopped(process.env)
      return new Promise(() => {})
    },
  },
  'user add': {
    summary: 'add a person and print their one-time link',
    help: `npx shanju user add --name <user name> --shown <name colleagues see> --role <role> --at <division code or org_… id>
Adds a person with one role and prints the link by which they set their own password. The link works once and is shown
only here; put the address of your server before it.
Roles: ${ROLES.join(', ')}`,
    options: { name: { type: 'string' }, shown: { type: 'string' }, role: { type: 'string' }, at: { type: 'string' } },
    needs: ['name', 'shown', 'role', 'at'],
    files: 0,
    run: async (given) => (await import('./user-add.ts')).addUser(given),
  },
  import: {
    summary: 'check and load a file of gifts, XLSX or CSV',
    help: `npx shanju import --host <org_… id> [--dry-run] [--good-rows-only] [--columns <which is which>]
  [--fund <fund_… id>] [--channel <channel>] [--unknown-money] [--remember <name>] <file>
Checks the whole file first and lists what is wrong with which row. Loads it when nothing is wrong, or with
--good-rows-only what is right. The same file again is harmless. Columns whose headings are not the usual ones are read as
they were said for a file with the same headings before, in the console or here:
  --columns order=交易流水号,day=交易时间,amount=贷方发生额,outgoing=借方发生额,donor=对方户名,fund=附言
  Names: ${SAID_COLUMNS.join(', ')}.
  --fund: of rows that name none · --channel: of rows that say none, one of ${CHANNELS.join(', ')}
  --unknown-money: rows whose fund or giver cannot be told are booked as money of unknown origin
  --remember: keeps the way for files with the same headings, under this name
Exit codes: 0 loaded, checked, or nothing new · 64 wrong words · 65 refused, or rows are wrong and nothing was loaded.`,
    options: {
      ...{ host: { type: 'string' }, 'dry-run': { type: 'boolean' }, 'good-rows-only': { type: 'boolean' } },
      ...{ columns: { type: 'string' }, fund: { type: 'string' }, channel: { type: 'string' } },
      ...{ 'unknown-money': { type: 'boolean' }, remember: { type: 'string' } },
    },
    needs: ['host'],
    files: 1,
    run: async (given) => (await import('./import-gifts.ts')).importGifts(given),
  },
  'export journal': {
    summary: 'write the journal of a host for hledger, beancount or as CSV',
    help: `npx shanju export journal --host <org_… id> --format hledger|beancount|csv [--from 2026-01] [--to 2026-03]
Writes the entries of a host's books to standard output, of some months or of all. A period begins with what stood before
it. For hledger and beancount the balance of every account stands at the end as an assertion, from our own balances:
${'`'}hledger check --strict -f file${'`'} and ${'`'}bean-check file${'`'} hold us to it. CSV: one row per line, yuan with two decimals, UTF-8.`,
    options: {
      ...{ host: { type: 'string' }, format: { type: 'string' }, from: { type: 'string' }, to: { type: 'string' } },
    },
    needs: ['host', 'format'],
    files: 0,
    run: async (given) => (await import('./export-journal.ts')).exportJournal(given),
  },
  count: {
    summary: 'count the votes of a file again, and say why',
    help: `npx shanju count [--rule <rule>] [--seed <seed>] [--language zh|en] [--write <new file>] <file.pb>
Counts a file of votes (.pb, the format of pabulib.org; UTF-8) and says of each option why it was chosen, or why not. Needs
no database. Exact: no floating point. Rule and seed stand in a file that a ballot published; others are given here.
  --rule: one of ${COUNT_RULES.join(', ')}
  --seed: breaks ties that votes and cost leave, by SHA-256 of the seed, a line feed and the option's id
  --write: the votes with what was chosen, as a new file of the same format
Exit codes: 0 counted · 64 wrong words · 65 the file is refused, with the line.`,
    options: {
      ...{ rule: { type: 'string' }, seed: { type: 'string' } },
      ...{ language: { type: 'string' }, write: { type: 'string' } },
    },
    needs: [],
    files: 1,
    run: async (given) => (await import('./count.ts')).countFile(given),
  },
  verify: {
    summary: 'recompute books and public log, and compare',
    help: `npx shanju verify [--tables]
Replays every entry of every set of books in code that shares nothing with the database's own triggers: numbers
without gaps, debits equal credits, each balance equal to its replay. Then compares every gift with its entries, recomputes the
public log from its first leaf to each signed head, and holds every leaf against its row; payments against decisions, orders and
entries, projects from step to step, closed ballots by counting again, files by their hashes. Names the first wrong row. Exit code 1 when one is found. Reads only; may run beside a working server.
--tables  names each table instead: found when altered, or why not`,
    options: { tables: { type: 'boolean' } },
    needs: [],
    files: 0,
    run: async ({ values }) => {
      const { tables, verify } = await import('./verify.ts')
      return values.tables ? tables() : verify()
    },
  },
  witness: {
    summary: 'watch a public log from a machine of your own',
    help: `npx shanju witness --name <name> --directory <directory> --policy <file> [--host 127.0.0.1] [--port 8070]
Runs a witness (c2sp.org/tlog-witness): it cosigns each head of the logs in the policy file that continues the last one it
cosigned, and refuses any other. For a banner bureau, an auditor or a federation, on its own machine, apart from the platform.
--name       like an address without https://, your own for ever: audit.example.org/witness
--directory  keeps keys.json (made at the first start; guard it) and state.json (what was signed last; never put back an older one)
--policy     whose log: fetch https://<the platform>/log/policy and compare the keys with those printed elsewhere
Prints its two keys; hand them to the city bureau. Runs until Ctrl-C or SIGTERM. Needs no database.`,
    options: {
      name: { type: 'string' },
      directory: { type: 'string' },
      policy: { type: 'string' },
      host: { type: 'string' },
      port: { type: 'string' },
    },
    needs: ['name', 'directory', 'policy'],
    files: 0,
    run: async (given) => (await import('./witness.ts')).runWitness(given),
  },
  'log reopen': {
    summary: 'begin the public log anew after its database was replaced',
    help: `npx shanju log reopen <file>
For a database that ends before the last head that was published (the server then refuses to start): closes the public log and opens the
next one, whose first leaf commits to the head in the file and names the loss. The file holds what /log/checkpoint answered last,
or log-head of SHANJU_DATA. When nothing was lost the log goes on, and nothing is changed.`,
    options: {},
    needs: [],
    files: 1,
    run: async (given) => (await import('./log-reopen.ts')).reopenLog(given),
  },
  backup: {
    summary: 'write a consistent copy of everything',
    help: `npx shanju backup [--passphrase-file <file>] <directory>
Writes database and files as they stood at one instant into a new directory; a working server goes on beside it. With
--passphrase-file the platform's secret goes along, locked under the passphrase in that file (12 characters at least).
Without it keep ${'`'}secret${'`'} under SHANJU_DATA elsewhere: sealed names cannot be read without it.`,
    options: { 'passphrase-file': { type: 'string' } },
    needs: [],
    files: 1,
    run: async (given) => (await import('./backup.ts')).backupCommand(given),
  },
  restore: {
    summary: 'fill an empty platform from a backup',
    help: `npx shanju restore [--passphrase-file <file>] [--head <file>] <directory>
Fills a database that nobody has used yet: SHANJU_DATA (or DATABASE_URL) must lead to an empty one. The secret must be
that of the backup: set SHANJU_SECRET or copy the file, or have it printed from the backup with --passphrase-file.
--head names a file with the last signed head of the public log (/log/checkpoint of the old server, its log-head, or a witness's
copy). If that is the last head of the backup, the log goes on under its name. Else, and without --head, the log begins anew
under the next name, and says in public what the last known head was.
Afterwards run npx shanju verify.`,
    options: { 'passphrase-file': { type: 'string' }, head: { type: 'string' } },
    needs: [],
    files: 1,
    run: async (given) => (await import('./backup.ts')).restoreCommand(given),
  },
}
