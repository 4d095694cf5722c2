-- The accountant's month: policies, drafts with maker and checker, vouchers, and months that close and open again.
-- Everything here is written once; what happened next is one more row.

create table ledger.policies (
  book_id uuid not null references ledger.books,
  key text not null,
  no integer not null check (no >= 1),
  value text not null,
  reason text not null check (length(reason) between 2 and 300),
  person_id uuid,
  at timestamptz not null,
  primary key (book_id, key, no)
);
comment on table ledger.policies is 'What the host''s accountant decided where the system leaves a choice; the last row of a key is in force';
grant select, insert on ledger.policies to :app;

create table ledger.drafts (
  id uuid primary key,
  book_id uuid not null references ledger.books,
  recipe text not null,
  -- What was typed, so that a refused draft can be put right.
  input jsonb not null,
  document_on date not null,
  posted_on date not null,
  summary text not null check (length(summary) between 1 and 200),
  papers jsonb not null,
  -- What the maker saw is what the checker sees and what is posted.
  lines jsonb not null,
  total_fen bigint not null check (total_fen > 0),
  settles uuid references ledger.commitments,
  replaces uuid unique references ledger.drafts,
  maker uuid not null,
  made_at timestamptz not null,
  unique (id, maker)
);
comment on table ledger.drafts is 'Vouchers from templates as their makers made them; each waits for a checker who is somebody else';
create index drafts_of_book on ledger.drafts (book_id, made_at desc);
grant select, insert on ledger.drafts to :app;

create table ledger.draft_ends (
  draft_id uuid primary key,
  maker uuid not null,
  how text not null check (how in ('posted', 'refused', 'withdrawn')),
  person_id uuid not null,
  reason text check (length(reason) between 2 and 300),
  entry_id uuid references ledger.entries,
  at timestamptz not null,
  foreign key (draft_id, maker) references ledger.drafts (id, maker),
  constraint draft_ends_checker_is_not_maker check ((how = 'withdrawn') = (person_id = maker)),
  check ((how = 'posted') = (entry_id is not null)),
  check ((how = 'refused') = (reason is not null))
);
comment on table ledger.draft_ends is 'How a draft ended, once: posted or refused by a checker, withdrawn by its maker';
grant select, insert on ledger.draft_ends to :app;

create table ledger.vouchers (
  id uuid primary key,
  book_id uuid not null references ledger.books,
  month text not null check (month ~ '^\d{4}-(0[1-9]|1[0-2])$'),
  number integer not null check (number >= 1),
  dated_on date not null,
  summary text not null,
  -- Set on the voucher that sums up all entries of a channel and day.
  channel text,
  entries integer not null check (entries >= 1),
  total_fen bigint not null check (total_fen > 0),
  made_at timestamptz not null,
  unique (book_id, month, number)
);
comment on table ledger.vouchers is '记账凭证, numbered from 1 in each month without a gap';
grant select, insert on ledger.vouchers to :app;

create table ledger.voucher_entries (
  entry_id uuid primary key references ledger.entries,
  voucher_id uuid not null references ledger.vouchers
);
comment on table ledger.voucher_entries is 'Which voucher an entry stands on: one, for ever';
create index voucher_entries_voucher on ledger.voucher_entries (voucher_id);
grant select, insert on ledger.voucher_entries to :app;

create function ledger.number_vouchers() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare gap record;
begin
  select v.month into gap from ledger.vouchers v
   where (v.book_id, v.month) in (select book_id, month from new_rows)
   group by v.book_id, v.month having max(v.number) <> count(*) limit 1;
  if found then
    raise exception 'vouchers of % are numbered without a gap', gap.month
      using errcode = 'check_violation', constraint = 'vouchers_numbered_without_gap';
  end if;
  return null;
end $$;
create trigger vouchers_numbered after insert on ledger.vouchers
  referencing new table as new_rows for each statement execute function ledger.number_vouchers();

create table ledger.month_acts (
  book_id uuid not null references ledger.books,
  month text not null check (month ~ '^\d{4}-(0[1-9]|1[0-2])$'),
  no integer not null check (no >= 1),
  act text not null check (act in ('close', 'reopen')),
  -- Of opening again; of closing, why the bank is not reconciled.
  reason text check (length(reason) between 2 and 300),
  person_id uuid,
  at timestamptz not null,
  primary key (book_id, month, no),
  -- A month is open, closed, open again …
  constraint month_acts_take_turns check ((act = 'close') = (no % 2 = 1)),
  constraint month_acts_reopened_with_reason check (act = 'close' or reason is not null)
);
comment on table ledger.month_acts is 'When a month was closed and opened again, by whom; the last row of a month tells its state';
grant select, insert on ledger.month_acts to :app;

create function ledger.keep_months() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare last record;
begin
  -- Whoever posts into this month at the moment is waited for, or waits.
  perform 1 from ledger.books where id = new.book_id for no key update;
  select a.no, a.person_id into last from ledger.month_acts a
   where a.book_id = new.book_id and a.month = new.month order by a.no desc limit 1;
  if new.no <> coalesce(last.no, 0) + 1 then
    raise exception 'month % goes on with act %', new.month, coalesce(last.no, 0) + 1
      using errcode = 'check_violation', constraint = 'month_acts_take_turns';
  end if;
  if new.act = 'reopen' and new.person_id is not distinct from last.person_id then
    raise exception 'whoever closed month % does not open it', new.month
      using errcode = 'check_violation', constraint = 'month_acts_two_people';
  end if;
  return new;
end $$;
create trigger month_acts_kept before insert on ledger.month_acts
  for each row execute function ledger.keep_months();

-- Comes after entries_balance, which holds the lock of the books: a month that closes meanwhile is seen.
create function ledger.refuse_closed_months() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare shut text;
begin
  select n.month into shut
    from (select distinct book_id, substring(ledger.day(posted_on) for 7) as month from new_rows) n
   where 'close' = (select a.act from ledger.month_acts a
                     where a.book_id = n.book_id and a.month = n.month order by a.no desc limit 1)
   limit 1;
  if found then
    raise exception 'month % is closed', shut using errcode = 'check_violation', constraint = 'entries_in_open_months';
  end if;
  return null;
end $$;
create trigger entries_in_open_months after insert on ledger.entries
  referencing new table as new_rows for each statement execute function ledger.refuse_closed_months();

create table ledger.archives (
  id uuid primary key,
  book_id uuid not null references ledger.books,
  month text not null,
  -- Of the bundle in the files room; its bytes are named by their own hash.
  file_id uuid not null,
  made_at timestamptz not null
);
comment on table ledger.archives is 'Bundles of a closed month: vouchers to print, journal, lists; a month closed again gets one more';
create index archives_of_month on ledger.archives (book_id, month, made_at desc);
grant select, insert on ledger.archives to :app;

create trigger policies_stand before update or delete or truncate on ledger.policies
  for each statement execute function ledger.refuse_change();
create trigger drafts_stand before update or delete or truncate on ledger.drafts
  for each statement execute function ledger.refuse_change();
create trigger draft_ends_stand before update or delete or truncate on ledger.draft_ends
  for each statement execute function ledger.refuse_change();
create trigger vouchers_stand before update or delete or truncate on ledger.vouchers
  for each statement execute function ledger.refuse_change();
create trigger voucher_entries_stand before update or delete or truncate on ledger.voucher_entries
  for each statement execute function ledger.refuse_change();
create trigger month_acts_stand before update or delete or truncate on ledger.month_acts
  for each statement execute function ledger.refuse_change();
create trigger archives_stand before update or delete or truncate on ledger.archives
  for each statement execute function ledger.refuse_change();

revoke all on all functions in schema ledger from public;
