-- What banks say of a host's money, held against its books. Lines of banks are never changed or deleted; which of them
-- is which line of the books is said by matches, and a match that was wrong is taken back by a later fact.

create schema payments;
grant usage on schema payments to :app;

create table payments.bank_accounts (
  id uuid primary key,
  host_id uuid not null references organisations.organisations,
  ledger_account text not null check (ledger_account in ('1002', '100907')),
  bank_name text not null,
  last_four text not null check (last_four ~ '^\d{4}$'),
  starts_on date not null,
  created_by uuid,
  created_at timestamptz not null,
  -- Lines of the books name the ledger account alone, so two banks behind one could not be told apart.
  unique (host_id, ledger_account)
);
comment on table payments.bank_accounts is 'Accounts of hosts at banks and payment institutions, each behind one ledger account; never changed';
grant select, insert on payments.bank_accounts to :app;

create table payments.bank_numbers (
  account_id uuid primary key references payments.bank_accounts,
  number bytea not null,
  number_hash bytea not null unique
);
comment on table payments.bank_numbers is 'Numbers of bank accounts, sealed; the keyed hash finds one that is known already';
grant select, insert on payments.bank_numbers to :app;

create table payments.bank_imports (
  id uuid primary key,
  account_id uuid not null references payments.bank_accounts,
  row_count int not null,
  fresh_count int not null,
  imported_by uuid,
  imported_at timestamptz not null
);
comment on table payments.bank_imports is 'Statements of banks that were loaded; append-only';
grant select, insert on payments.bank_imports to :app;

create table payments.bank_lines (
  id uuid primary key,
  account_id uuid not null references payments.bank_accounts,
  import_id uuid not null references payments.bank_imports,
  booked_on date not null,
  amount_fen bigint not null check (amount_fen <> 0),
  balance_fen bigint,
  reference text check (length(reference) between 1 and 100),
  -- What makes the row itself: the bank's own number or, without one, all it says and the how-manieth of its like.
  print bytea not null check (length(print) = 32),
  -- In the order of the file.
  row_no int not null,
  unique (account_id, print)
);
comment on table payments.bank_lines is 'Lines of banks'' statements; plus came in, minus went out; append-only';
create index bank_lines_day on payments.bank_lines (account_id, booked_on desc, id desc);
grant select, insert on payments.bank_lines to :app;

create table payments.bank_line_words (
  line_id uuid primary key references payments.bank_lines,
  counterparty bytea,
  summary bytea
);
comment on table payments.bank_line_words is 'What the bank wrote of who and what for, sealed: it names people';
grant select, insert on payments.bank_line_words to :app;

create table payments.matches (
  id uuid primary key,
  account_id uuid not null references payments.bank_accounts,
  reason text not null check (reason in ('reference', 'batch', 'amount_and_day', 'amount_near', 'hand')),
  made_by uuid,
  made_at timestamptz not null
);
comment on table payments.matches is 'Which lines of a bank are which lines of the books, and why; append-only';
grant select, insert on payments.matches to :app;

create table payments.match_bank_lines (
  match_id uuid not null references payments.matches,
  line_id uuid not null references payments.bank_lines,
  live boolean not null default true,
  primary key (match_id, line_id)
);
comment on table payments.match_bank_lines is 'The bank''s side of a match; live until the match is undone';
create unique index match_bank_lines_once on payments.match_bank_lines (line_id) where live;
grant select, insert (match_id, line_id), update (live) on payments.match_bank_lines to :app;

create table payments.match_book_lines (
  match_id uuid not null references payments.matches,
  entry_id uuid not null references ledger.entries,
  no smallint not null,
  live boolean not null default true,
  primary key (match_id, entry_id, no)
);
comment on table payments.match_book_lines is 'The books'' side of a match; live until the match is undone';
create unique index match_book_lines_once on payments.match_book_lines (entry_id, no) where live;
grant select, insert (match_id, entry_id, no), update (live) on payments.match_book_lines to :app;

create table payments.unmatches (
  match_id uuid primary key references payments.matches,
  -- Sealed: it may name people.
  reason bytea not null,
  undone_by uuid,
  undone_at timestamptz not null
);
comment on table payments.unmatches is 'Matches that were taken back, and why; append-only';
grant select, insert on payments.unmatches to :app;

create table payments.unknown_lines (
  line_id uuid not null references payments.bank_lines,
  reason bytea not null,
  marked_by uuid,
  marked_at timestamptz not null,
  primary key (line_id, marked_at)
);
comment on table payments.unknown_lines is 'Lines of banks that were looked into and that nobody knows yet; the reason sealed, it may name people; append-only';
grant select, insert on payments.unknown_lines to :app;

create table payments.reconciliations (
  id uuid primary key,
  account_id uuid not null references payments.bank_accounts,
  month text not null check (month ~ '^\d{4}-(0[1-9]|1[0-2])$'),
  books_fen bigint not null,
  bank_fen bigint not null,
  bank_received_fen bigint not null,
  bank_paid_fen bigint not null,
  books_received_fen bigint not null,
  books_paid_fen bigint not null,
  confirmed_by uuid,
  confirmed_at timestamptz not null,
  constraint reconciliations_equal check
    (books_fen + bank_received_fen - bank_paid_fen = bank_fen + books_received_fen - books_paid_fen)
);
comment on table payments.reconciliations is 'Months whose bank reconciliation statement somebody confirmed; the latest counts; append-only';
create index reconciliations_month on payments.reconciliations (account_id, month, confirmed_at desc);
grant select, insert on payments.reconciliations to :app;

-- A match that is undone stays undone.
create function payments.keep_match() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if old.live and not new.live then return new; end if;
  raise exception 'a match is only taken back, once' using errcode = 'restrict_violation';
end $$;
create trigger match_bank_lines_stand before update on payments.match_bank_lines
  for each row execute function payments.keep_match();
create trigger match_book_lines_stand before update on payments.match_book_lines
  for each row execute function payments.keep_match();
revoke all on all functions in schema payments from public;
