/** What the role `app` may do beyond reading and adding, each with its reason. Everything else stays as it was written. */

/** Rows that may go. */
export const MAY_DELETE: Readonly<Record<string, string>> = {
  'files.blobs': 'a file nobody refers to any more takes its bytes along',
  'files.files': 'an upload that came to nothing is thrown away',
  'organisations.private_people': 'a person at a body may ask to be forgotten; what they answered for stays',
  'funds.contacts': 'who is behind a telephone may ask to be forgotten; the telephone stays',
  'giving.donor_names': 'a donor may ask to be forgotten; the gift stays',
  'giving.import_errors': 'each check of a file writes its findings anew',
  'identity.challenges': 'minutes old at most',
  'identity.credentials': 'a password is replaced',
  'identity.known_devices': 'forgotten after a while',
  'identity.lock_outs': 'forgiven or outlived',
  'identity.second_factors': 'a lost authenticator is taken off',
  'identity.sessions': 'deleting a row is how a session ends',
  'identity.spent_codes': 'a code is valid for a minute and a half',
  'platform.idempotency_keys': 'kept for a while, then purged',
  'transparency.staged': 'a leaf leaves the queue when it has its place',
}

/** Whole rows that may be rewritten: states, counters and personal data that people correct. */
export const MAY_UPDATE: readonly string[] = [
  'giving.imports',
  'identity.challenges',
  'identity.credentials',
  'identity.known_devices',
  'identity.lock_outs',
  'identity.personal_data',
  'identity.second_factors',
  'identity.sessions',
  'notify.messages',
  'platform.idempotency_keys',
]

/** Tables that promise to keep every row as it was written. */
export const KEPT: readonly string[] = [
  'trail.records',
  'divisions.changes',
  'divisions.successions',
  'divisions.urban_facts',
  'organisations.registrations',
  'organisations.contact_persons',
  'organisations.certificates',
  'organisations.staff',
  'organisations.party_records',
  'organisations.party_members',
  'regulations.wordings',
  'regulations.changes',
  'regulations.corrections',
  'regulations.evidence_files',
  'transparency.heads',
  'transparency.openings',
  'transparency.cosignatures',
  'transparency.quorums',
  'regulations.acceptances',
  'ledger.restrictions',
  'ledger.entries',
  'ledger.lines',
  'ledger.balances',
  'ledger.seals',
  'ledger.commitments',
  'ledger.commitment_ends',
  'ledger.pools',
  'ledger.lots',
  'ledger.uses',
  'ledger.allocations',
  'funds.moves',
  'funds.agreements',
  'funds.delegations',
  'funds.complaint_lines',
  'funds.papers',
  'funds.given',
  'giving.voids',
  'giving.handlings',
  'giving.receipts',
  'giving.shown_changes',
  'giving.name_corrections',
  'supervision.answers',
]

/** Of these, only the named columns may change: what is told of how a thing ended, or how it is shown. */
export const KEPT_BUT: Readonly<Record<string, readonly string[]>> = {
  'identity.role_assignments': ['divisions', 'ended_at', 'ended_by', 'organisation_ids'],
  'identity.links': ['revoked_at', 'used_at'],
  'transparency.logs': ['closed_at', 'published', 'root', 'size'],
  'transparency.tiles': ['bytes'],
  'giving.gifts': ['donor_kind', 'shown', 'shown_name'],
  'ledger.accounts': ['name_en', 'name_zh'],
  'ledger.books': ['opening'],
  'ledger.funds': ['name'],
  'ledger.traced': ['number', 'seq'],
}

/** Functions that run with the owner's rights and that the role `app` may call. */
export const DOORS: readonly string[] = ['organisations.undo_import', 'outbox.add_job']
