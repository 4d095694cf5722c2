/** Tables of which `shanju verify` finds a row that their owner altered. A test alters one of each. */
export const VERIFIED: readonly string[] = [
  ...schema('ballots', 'ballots options results voted votes'),
  ...schema('evaluation', 'answered answers draws evaluations readings results sampled'),
  ...schema('files', 'blobs'),
  ...schema('giving', 'gifts unknown_money voids'),
  ...schema('governance', 'board_decisions commitments motions resolutions rules'),
  ...schema(
    'ledger',
    'accounts allocations balances books cash_flows commitment_ends commitments entries funds lines lots',
  ),
  ...schema('ledger', 'month_acts pools restrictions seals traced uses voucher_entries vouchers'),
  ...schema(
    'payments',
    'authorities authority_marks bank_lines match_bank_lines match_book_lines requests steps unmatches',
  ),
  ...schema('projects', 'budgets closings results steps'),
  ...schema('regulations', 'changes'),
  ...schema('transparency', 'cosignatures erasures heads logs openings staged tiles witnesses'),
]

const SEALED = 'sealed with a key that is not in the database: what was altered cannot be opened any more'
const PEOPLE = 'about people, so nothing of it may stand in a public log; each act leaves a trail row'
const PAPERS = 'papers and words beside an act; what was decided and paid is verified where it stands'
const PARTIES = 'what two parties agreed and each holds on paper; each act leaves a trail row'
const PASSING = 'passes away or is made anew; no figure and no right rests on it'
const SHIPPED = 'loaded from files and settings that anybody can lay beside it'
const BESIDE = 'how work in the books was prepared; what came of it is an entry'

/** Every other table, and why nothing holds it against its owner. */
export const UNVERIFIED: Readonly<Record<string, string>> = {
  ...because(PEOPLE, 'ballots', 'cancellations codes keyings openings roll withdrawals'),
  ...because(SHIPPED, 'divisions', 'changes divisions loads mongolian_names successions urban_facts'),
  ...because(PEOPLE, 'evaluation', 'cancellations codes consents keyings openings photos remarks roll withdrawals'),
  ...because(SHIPPED, 'evaluation', 'questionnaires'),
  ...because(PAPERS, 'files', 'files'),
  ...because(PARTIES, 'funds', 'agreements complaint_lines contacts delegations funds given moves papers served'),
  ...because(PASSING, 'funds', 'imports'),
  ...because(SEALED, 'giving', 'donor_names handlings mappings name_corrections'),
  ...because(PASSING, 'giving', 'import_errors imports'),
  ...because(PAPERS, 'giving', 'receipts shown_changes unknown_ends'),
  ...because(
    PEOPLE,
    'governance',
    'attendances ballots groups links link_tries members payees recusals roll seat_ends',
  ),
  ...because(PEOPLE, 'governance', 'seats votes'),
  ...because(PAPERS, 'governance', 'gates meetings minutes openings questions replies withdrawals'),
  ...because(PEOPLE, 'identity', 'credentials lock_outs people personal_data role_assignments second_factors'),
  ...because(PASSING, 'identity', 'challenges known_devices links sessions spent_codes'),
  ...because(BESIDE, 'ledger', 'archives draft_ends drafts policies'),
  ...because(PASSING, 'notify', 'messages'),
  ...because(PEOPLE, 'organisations', 'contact_persons party_members party_records private_people staff'),
  ...because(PARTIES, 'organisations', 'certificates organisations registrations'),
  ...because(PASSING, 'organisations', 'import_problems imports'),
  ...because(SEALED, 'payments', 'bank_line_words bank_numbers payee_words proofs'),
  ...because(PAPERS, 'payments', 'bank_accounts bank_imports batches matches payee_marks payees unknown_lines'),
  ...because(BESIDE, 'payments', 'reconciliations'),
  ...because(PASSING, 'platform', 'idempotency_keys'),
  ...because(SHIPPED, 'platform', 'instance migrations secret_print'),
  ...because(SHIPPED, 'projects', 'moves'),
  ...because(PAPERS, 'projects', 'findings surveys'),
  ...because(PAPERS, 'projects', 'agreements answers evaluations evidence objections projects proposals reviews'),
  ...because(PAPERS, 'regulations', 'acceptances corrections duties evidence_files reminders'),
  ...because(SHIPPED, 'regulations', 'regulations wordings'),
  ...because(PEOPLE, 'supervision', 'answers complaints'),
  ...because('read by supervisors alone; kept from the program by rights, not from its owner', 'trail', 'records'),
  ...because(
    'who must agree is on the trail and in the policy that witnesses and readers hold',
    'transparency',
    'quorums',
  ),
}

function schema(name: string, tables: string): string[] {
  return tables.split(' ').map((table) => `${name}.${table}`)
}

function because(reason: string, name: string, tables: string): Record<string, string> {
  return Object.fromEntries(schema(name, tables).map((table) => [table, reason]))
}
