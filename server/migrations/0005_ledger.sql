-- Books. What stands here is proved by the database itself: an entry that does not balance, names an unknown account or
-- uses codes of another edition cannot be written, not even by the owner's own hand; balances move by trigger in the
-- transaction of the entry; the role app may insert entries and read everything, and nothing else.

create schema ledger;
grant usage on schema ledger to :app;

create table ledger.accounts (
  edition text not null check (edition in ('2004', '2024')),
  code text not null check (code ~ '^\d{4,12}$'),
  name_zh text not null,
  name_en text not null,
  class text not null check (class in ('asset', 'liability', 'net_asset', 'income', 'expense')),
  normal_side text not null check (normal_side in ('debit', 'credit')),
  detail_required boolean not null,
  primary key (edition, code)
);
comment on table ledger.accounts is 'Charts of accounts by edition, loaded from data/accounts-*.json';
grant select, insert, update on ledger.accounts to :app;

create table ledger.books (
  id uuid primary key references organisations.organisations,
  begins_on date not null check (begins_on >= date '2026-01-01'),
  next_number bigint not null default 1 check (next_number >= 1),
  -- Whether the balances of the day before are recorded: not yet, by an entry, or there were none.
  opening text not null default 'awaited' check (opening in ('awaited', 'entry', 'zero')),
  opened_at timestamptz not null
);
comment on table ledger.books is 'One set of books per host charity, under the host''s own id: a fund has no legal person';
grant select, insert, update (next_number, opening) on ledger.books to :app;

create table ledger.funds (
  id uuid primary key,
  book_id uuid references ledger.books,
  name text not null,
  -- The row of zeros is nobody's fund: the host's own money, in every set of books.
  check ((book_id is null) = (id = '00000000-0000-0000-0000-000000000000'))
);
comment on table ledger.funds is 'Community funds as a dimension of the books; the id of zeros means money of no community fund';
insert into ledger.funds (id, name) values ('00000000-0000-0000-0000-000000000000', 'general');
grant select, insert, update (name) on ledger.funds to :app;

create table ledger.restrictions (
  id uuid primary key,
  book_id uuid not null references ledger.books,
  fund_id uuid not null references ledger.funds,
  title text not null,
  limits text not null check (limits in ('use', 'time', 'both')),
  basis text not null,
  created_at timestamptz not null,
  unique (id, book_id)
);
comment on table ledger.restrictions is 'What limits restricted money: the agreement, plan, grant letter or law (system of 2024, arts. 67, 69)';
grant select, insert on ledger.restrictions to :app;

create table ledger.entries (
  id uuid primary key,
  book_id uuid not null references ledger.books,
  number bigint not null check (number >= 1),
  edition text not null,
  type text not null check (type in ('ordinary', 'opening', 'close')),
  document_on date not null,
  posted_on date not null,
  month text not null generated always as (
    case when type = 'opening' then lpad(extract(year from posted_on)::int::text, 4, '0') || '-00'
    else lpad(extract(year from posted_on)::int::text, 4, '0') || '-' || lpad(extract(month from posted_on)::int::text, 2, '0') end) stored,
  recipe text,
  summary text not null check (length(summary) between 1 and 500),
  papers jsonb not null default '[]',
  maker uuid,
  checker uuid,
  reverses uuid unique references ledger.entries,
  reason text,
  channel text,
  total_fen bigint not null check (total_fen > 0),
  -- Names the act that wanted this entry; the same act again finds it instead of posting twice.
  key text not null check (length(key) between 1 and 200),
  posted_at timestamptz not null,
  unique (book_id, number),
  unique (book_id, key),
  unique (id, book_id, edition),
  constraint entries_edition_in_force check (edition = case when posted_on < date '2026-01-01' then '2004' else '2024' end),
  constraint entries_maker_is_not_checker check (checker is null or checker <> maker),
  constraint entries_reversal_has_reason check (reverses is null or reason is not null)
);
comment on table ledger.entries is 'Heads of entries, append-only; reverses points from a correction to what it undoes';
create index entries_posted on ledger.entries (book_id, posted_on desc, number desc);
create unique index entries_one_opening on ledger.entries (book_id) where type = 'opening';
grant select, insert on ledger.entries to :app;

create table ledger.lines (
  entry_id uuid not null,
  no smallint not null check (no >= 1),
  book_id uuid not null,
  edition text not null,
  account text not null,
  side text not null check (side in ('debit', 'credit')),
  amount_fen bigint not null check (amount_fen > 0),
  restriction text check (restriction in ('U', 'R')),
  restriction_id uuid,
  fund_id uuid references ledger.funds,
  project_id uuid,
  campaign text,
  gift_id uuid,
  grant_id uuid,
  counterparty_id uuid,
  related_party boolean not null default false,
  kind text check (kind in ('c1', 'c2', 'c3', 'trust', 'other', 'm1', 'm2', 'm3', 'm4', 'm5', 'mx', 'f1', 'f2', 'fx', 'release', 'restrict', 'transfer', 'founder')),
  reach text check (reach in ('unpaid', 'at_partner', 'reached')),
  reached_on date,
  reach_proof text,
  cash_line text check (cash_line ~ '^(B([1-9]|1[01])|I[1-7]|F[1-5]|XR)$'),
  currency text,
  currency_amount bigint,
  primary key (entry_id, no),
  foreign key (entry_id, book_id, edition) references ledger.entries (id, book_id, edition),
  foreign key (edition, account) references ledger.accounts (edition, code),
  foreign key (restriction_id, book_id) references ledger.restrictions (id, book_id),
  constraint lines_restricted_names_its_limit check ((restriction = 'R') = (restriction_id is not null)),
  -- Net assets, income and expense say U or R and which fund; assets and liabilities carry no restriction.
  constraint lines_restriction_where_due check ((account ~ '^[345]') = (restriction is not null)),
  constraint lines_fund_where_due check (restriction is null or fund_id is not null),
  constraint lines_income_tax_is_unrestricted check (account !~ '^5601' or restriction = 'U'),
  constraint lines_reached_has_proof check ((reach is not distinct from 'reached') = (reached_on is not null and reach_proof is not null))
);
comment on table ledger.lines is 'Lines of entries with every dimension; amounts in fen, always above zero, the side says the direction';
create index lines_account on ledger.lines (book_id, account, entry_id);
create index lines_fund on ledger.lines (fund_id, entry_id) where fund_id is not null;
create index lines_gift on ledger.lines (gift_id) where gift_id is not null;
grant select, insert on ledger.lines to :app;

create table ledger.balances (
  book_id uuid not null,
  account text not null,
  restriction text,
  restriction_id uuid,
  fund_id uuid,
  project_id uuid,
  kind text,
  month text not null,
  debit_fen bigint not null default 0,
  credit_fen bigint not null default 0,
  close_debit_fen bigint not null default 0,
  close_credit_fen bigint not null default 0,
  unique nulls not distinct (book_id, account, restriction, restriction_id, fund_id, project_id, kind, month)
) with (fillfactor = 50);
comment on table ledger.balances is 'Turnover per key and month, moved only by the trigger on lines; shanju verify replays it from the lines';
create index balances_fund on ledger.balances (fund_id, month);
grant select on ledger.balances to :app;

-- An entry and its lines come in one statement (a WITH that inserts both); then both triggers see the whole.
create function ledger.check_entries() returns trigger
  language plpgsql security definer set search_path = pg_catalog as $$
declare wrong uuid;
begin
  select e.id into wrong
    from new_rows e
    left join lateral (
      select count(*) as n,
             sum(l.amount_fen) filter (where l.side = 'debit') as debit,
             sum(l.amount_fen) filter (where l.side = 'credit') as credit
        from ledger.lines l where l.entry_id = e.id) s on true
   where s.n < 2 or s.debit is distinct from e.total_fen or s.credit is distinct from e.total_fen
   limit 1;
  if found then
    raise exception 'entry % does not balance', wrong using errcode = 'check_violation', constraint = 'entries_balance';
  end if;
  return null;
end $$;
create trigger entries_balance after insert on ledger.entries
  referencing new table as new_rows for each statement execute function ledger.check_entries();

create function ledger.take_lines() returns trigger
  language plpgsql security definer set search_path = pg_catalog as $$
declare wrong uuid;
begin
  -- A line added to an entry that stands would change its sum, so the sum finds it.
  select e.id into wrong
    from (select distinct entry_id from new_rows) n
    join ledger.entries e on e.id = n.entry_id
    cross join lateral (
      select sum(l.amount_fen) filter (where l.side = 'debit') as debit,
             sum(l.amount_fen) filter (where l.side = 'credit') as credit
        from ledger.lines l where l.entry_id = e.id) s
   where s.debit is distinct from e.total_fen or s.credit is distinct from e.total_fen
   limit 1;
  if found then
    raise exception 'entry % does not balance', wrong using errcode = 'check_violation', constraint = 'entries_balance';
  end if;
  -- Sorted, so that two postings to the same keys wait for each other instead of locking each other out.
  insert into ledger.balances as b (book_id, account, restriction, restriction_id, fund_id, project_id, kind, month,
                                    debit_fen, credit_fen, close_debit_fen, close_credit_fen)
  select l.book_id, l.account, l.restriction, l.restriction_id, l.fund_id, l.project_id, l.kind, e.month,
         coalesce(sum(l.amount_fen) filter (where l.side = 'debit' and e.type <> 'close'), 0),
         coalesce(sum(l.amount_fen) filter (where l.side = 'credit' and e.type <> 'close'), 0),
         coalesce(sum(l.amount_fen) filter (where l.side = 'debit' and e.type = 'close'), 0),
         coalesce(sum(l.amount_fen) filter (where l.side = 'credit' and e.type = 'close'), 0)
    from new_rows l join ledger.entries e on e.id = l.entry_id
   group by 1, 2, 3, 4, 5, 6, 7, 8
   order by 1, 2, 3, 4, 5, 6, 7, 8
  on conflict (book_id, account, restriction, restriction_id, fund_id, project_id, kind, month) do update
     set debit_fen = b.debit_fen + excluded.debit_fen,
         credit_fen = b.credit_fen + excluded.credit_fen,
         close_debit_fen = b.close_debit_fen + excluded.close_debit_fen,
         close_credit_fen = b.close_credit_fen + excluded.close_credit_fen;
  return null;
end $$;
create trigger lines_taken after insert on ledger.lines
  referencing new table as new_rows for each statement execute function ledger.take_lines();

-- Nothing in the books is changed or deleted, by anybody: corrections are later entries.
create function ledger.refuse_change() returns trigger
  language plpgsql set search_path = pg_catalog as $$
begin
  raise exception 'entries are never changed or deleted; reverse them' using errcode = 'restrict_violation';
end $$;
create trigger entries_stand before update or delete or truncate on ledger.entries
  for each statement execute function ledger.refuse_change();
create trigger lines_stand before update or delete or truncate on ledger.lines
  for each statement execute function ledger.refuse_change();

create view ledger.pub_funds as
  select f.id, f.book_id, f.name from ledger.funds f;
comment on view ledger.pub_funds is 'Funds the books know';
grant select on ledger.pub_funds to :app;

-- What a fund took in, spent and has left, month by month. Income and expense of the fund's own lines; what is left is
-- net assets plus the open income minus the open expense, so closing a month moves nothing here.
create view ledger.pub_fund_months as
  select b.fund_id, b.book_id, b.month,
         coalesce(sum(b.credit_fen - b.debit_fen) filter (where b.account ~ '^4'), 0)::bigint as in_fen,
         coalesce(sum(b.debit_fen - b.credit_fen) filter (where b.account ~ '^5'), 0)::bigint as out_fen,
         coalesce(sum(b.credit_fen + b.close_credit_fen - b.debit_fen - b.close_debit_fen) filter (where b.account ~ '^[345]'), 0)::bigint as left_fen
    from ledger.balances b
   where b.fund_id is not null and b.account ~ '^[345]'
   group by b.fund_id, b.book_id, b.month;
comment on view ledger.pub_fund_months is 'In, out and the change of what is left, per fund and month';
grant select on ledger.pub_fund_months to :app;

create view ledger.pub_gift_entries as
  select distinct l.gift_id, l.entry_id, e.book_id, e.number, e.posted_on, e.summary, e.reverses
    from ledger.lines l join ledger.entries e on e.id = l.entry_id
   where l.gift_id is not null;
comment on view ledger.pub_gift_entries is 'Which entries speak of which gift';
grant select on ledger.pub_gift_entries to :app;
