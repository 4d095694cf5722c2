-- Books. What stands here is proved by the database itself: an entry that does not balance, names an unknown account,
-- uses codes of another edition or leaves a gap in the numbers cannot be written, not even by the owner's own hand;
-- balances and seals move by trigger in the transaction of the entry; the role app may insert entries and read
-- everything, and hardly more.

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
grant select, insert, update (name_zh, name_en) on ledger.accounts to :app;

create table ledger.books (
  id uuid primary key references organisations.organisations,
  begins_on date not null check (begins_on >= date '2026-01-01'),
  opened_at timestamptz not null,
  next_number bigint not null default 1 check (next_number >= 1),
  -- Whether the balances of the day before are recorded: not yet, by an entry, or there were none.
  opening text not null default 'awaited' check (opening in ('awaited', 'entry', 'zero')),
  -- Of the last entry; before the first, of the head of the books.
  seal bytea not null default '' check (length(seal) = 32)
);
comment on table ledger.books is 'One set of books per host charity, under the host''s own id: a fund has no legal person';
grant select, insert (id, begins_on, opened_at), update (opening) on ledger.books to :app;

create table ledger.funds (
  id uuid primary key,
  book_id uuid references ledger.books,
  name text not null,
  seal bytea not null default '' check (length(seal) = 32),
  -- The row of zeros is nobody's fund: the host's own money, in every set of books.
  check ((book_id is null) = (id = '00000000-0000-0000-0000-000000000000'))
);
comment on table ledger.funds is 'Community funds as a dimension of the books; the id of zeros means money of no community fund';
grant select, insert (id, book_id, name), update (name) on ledger.funds to :app;

create table ledger.restrictions (
  id uuid primary key,
  book_id uuid not null references ledger.books,
  fund_id uuid not null references ledger.funds,
  title text not null,
  limits text not null check (limits in ('use', 'time', 'both')),
  basis text not null,
  created_at timestamptz not null,
  seal bytea not null default '' check (length(seal) = 32),
  unique (id, book_id)
);
comment on table ledger.restrictions is 'What limits restricted money: the agreement, plan, grant letter or law (system of 2024, arts. 67, 69)';
grant select, insert (id, book_id, fund_id, title, limits, basis, created_at) on ledger.restrictions to :app;

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
  reverses uuid unique,
  reason text,
  channel text,
  total_fen bigint not null check (total_fen > 0),
  -- Names the act that wanted this entry; the same act again finds it instead of posting twice.
  key text not null check (length(key) between 1 and 200),
  posted_at timestamptz not null,
  unique (book_id, number),
  unique (book_id, key),
  unique (id, book_id, edition),
  constraint entries_reverses_of_same_books
    foreign key (reverses, book_id, edition) references ledger.entries (id, book_id, edition),
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

create table ledger.seals (
  entry_id uuid primary key references ledger.entries,
  parts bytea not null check (length(parts) % 8 = 0),
  seal bytea not null check (length(seal) = 32)
);
comment on table ledger.seals is
  'A chain of SHA-256 through each set of books, kept by trigger: of the seal before, then the digests of head and lines; parts: the first 8 bytes of each digest, which name the row that was altered';
grant select on ledger.seals to :app;

-- The digest of a row is the SHA-256 of its columns as texts in a JSON array; instants in microseconds, so that no setting
-- of a session changes it. `shanju verify` makes the same text in code of its own.
create function ledger.row_digest(columns json) returns bytea
  language sql immutable parallel safe return sha256(convert_to(columns::text, 'UTF8'));
create function ledger.micros(at timestamptz) returns text
  language sql immutable parallel safe return (extract(epoch from at) * 1000000)::bigint::text;
create function ledger.day(day date) returns text
  language sql immutable parallel safe return to_char(day, 'YYYY-MM-DD');

create function ledger.seal_books() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  new.next_number := 1;
  new.opening := 'awaited';
  new.seal := ledger.row_digest(json_build_array(new.id::text, ledger.day(new.begins_on), ledger.micros(new.opened_at)));
  return new;
end $$;
create trigger books_sealed before insert on ledger.books for each row execute function ledger.seal_books();

create function ledger.seal_funds() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if tg_op = 'UPDATE' and (new.id, new.book_id) is distinct from (old.id, old.book_id) then
    raise exception 'a fund stays in its books' using errcode = 'restrict_violation';
  end if;
  new.seal := ledger.row_digest(json_build_array(new.id::text, new.book_id::text, new.name));
  return new;
end $$;
create trigger funds_sealed before insert or update on ledger.funds for each row execute function ledger.seal_funds();
insert into ledger.funds (id, name) values ('00000000-0000-0000-0000-000000000000', 'general');

create function ledger.seal_restrictions() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not exists (select 1 from ledger.funds f where f.id = new.fund_id and coalesce(f.book_id, new.book_id) = new.book_id) then
    raise exception 'fund % belongs to other books', new.fund_id
      using errcode = 'check_violation', constraint = 'restrictions_fund_of_same_books';
  end if;
  new.seal := ledger.row_digest(json_build_array(new.id::text, new.book_id::text, new.fund_id::text, new.title,
    new.limits, new.basis, ledger.micros(new.created_at)));
  return new;
end $$;
create trigger restrictions_sealed before insert on ledger.restrictions
  for each row execute function ledger.seal_restrictions();

-- Continues the chain of one set of books. The digests are of what the tables hold, so the chain and its lines agree.
create function ledger.seal_entries(book uuid, first bigint, last_seal bytea) returns bytea
  language plpgsql set search_path = pg_catalog, pg_temp as $$
declare entry record;
begin
  for entry in
    select e.id, h.digest as head, l.digests as lines, substring(h.digest for 8) || l.parts as parts
      from ledger.entries e
      cross join lateral (select ledger.row_digest(json_build_array(
        e.id::text, e.book_id::text, e.number::text, e.edition, e.type, ledger.day(e.document_on),
        ledger.day(e.posted_on), e.recipe, e.summary, e.papers::text, e.maker::text, e.checker::text,
        e.reverses::text, e.reason, e.channel, e.total_fen::text, e.key, ledger.micros(e.posted_at))) as digest) h
      cross join lateral (
        select string_agg(r.digest, ''::bytea order by r.no) as digests,
               string_agg(substring(r.digest for 8), ''::bytea order by r.no) as parts
          from (select o.no, ledger.row_digest(json_build_array(
            o.entry_id::text, o.no::text, o.book_id::text, o.edition, o.account, o.side, o.amount_fen::text,
            o.restriction, o.restriction_id::text, o.fund_id::text, o.project_id::text, o.campaign, o.gift_id::text,
            o.grant_id::text, o.counterparty_id::text, o.related_party::text, o.kind, o.reach,
            ledger.day(o.reached_on), o.reach_proof, o.cash_line, o.currency, o.currency_amount::text)) as digest
              from ledger.lines o where o.entry_id = e.id) r) l
     where e.book_id = book and e.number >= first order by e.number
  loop
    last_seal := sha256(last_seal || entry.head || entry.lines);
    insert into ledger.seals (entry_id, parts, seal) values (entry.id, entry.parts, last_seal);
  end loop;
  return last_seal;
end $$;
-- Numbers go on without a gap, nothing stands before the books begin, and their opening is said once.
create function ledger.number_entries(book uuid, first bigint, last bigint, n bigint, earliest date, opens boolean)
  returns void language plpgsql set search_path = pg_catalog, pg_temp as $$
declare stands record;
begin
  -- Whoever comes second waits here, and then goes on from the number of the first.
  select * into strict stands from ledger.books where id = book for no key update;
  if first <> stands.next_number or last <> stands.next_number + n - 1 then
    raise exception 'entries of books % go on with number %', book, stands.next_number
      using errcode = 'check_violation', constraint = 'entries_numbered_without_gap';
  end if;
  if earliest < stands.begins_on then
    raise exception 'books % begin on %', book, stands.begins_on
      using errcode = 'check_violation', constraint = 'entries_not_before_books';
  end if;
  if opens and stands.opening <> 'awaited' then
    raise exception 'the opening of books % is said already', book
      using errcode = 'check_violation', constraint = 'entries_one_opening';
  end if;
  update ledger.books
     set next_number = next_number + n, opening = case when opens then 'entry' else opening end,
         seal = ledger.seal_entries(book, first, stands.seal)
   where id = book;
end $$;
-- An entry and its lines come in one statement (a WITH that inserts both); then both triggers see the whole.
create function ledger.check_entries() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
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
  perform ledger.number_entries(b.book_id, b.first, b.last, b.n, b.earliest, b.opens)
     from (select book_id, min(number) as first, max(number) as last, count(*) as n, min(posted_on) as earliest,
                  bool_or(type = 'opening') as opens
             from new_rows group by book_id order by book_id) b;
  return null;
end $$;
create trigger entries_balance after insert on ledger.entries
  referencing new table as new_rows for each statement execute function ledger.check_entries();

create function ledger.take_lines() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
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
  select f.id into wrong from new_rows l join ledger.funds f on f.id = l.fund_id where f.book_id <> l.book_id limit 1;
  if found then
    raise exception 'fund % belongs to other books', wrong
      using errcode = 'check_violation', constraint = 'lines_fund_of_same_books';
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
  language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  raise exception 'ledger.% holds entries or follows from them: they are never changed or deleted, only reversed', tg_table_name using errcode = 'restrict_violation';
end $$;
create trigger entries_stand before update or delete or truncate on ledger.entries
  for each statement execute function ledger.refuse_change();
create trigger lines_stand before update or delete or truncate on ledger.lines
  for each statement execute function ledger.refuse_change();
create trigger restrictions_stand before update or delete or truncate on ledger.restrictions
  for each statement execute function ledger.refuse_change();
create trigger funds_stay before delete or truncate on ledger.funds
  for each statement execute function ledger.refuse_change();
create trigger books_stay before delete or truncate on ledger.books
  for each statement execute function ledger.refuse_change();
create trigger seals_stand before update or delete or truncate on ledger.seals
  for each statement execute function ledger.refuse_change();

-- What follows from entries moves with entries alone: at depth 0 somebody's own statement asks, deeper a trigger above.
create trigger balances_move_with_lines before insert or update or delete or truncate on ledger.balances
  for each statement when (pg_trigger_depth() = 0) execute function ledger.refuse_change();
create trigger seals_come_with_entries before insert on ledger.seals
  for each statement when (pg_trigger_depth() = 0) execute function ledger.refuse_change();

-- The one thing to say of books by hand, once: that there was nothing before them.
create function ledger.keep_books() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if old.opening = 'awaited' and new.opening = 'zero'
    and (new.id, new.begins_on, new.opened_at, new.next_number, new.seal)
      = (old.id, old.begins_on, old.opened_at, old.next_number, old.seal) then
    return new;
  end if;
  raise exception 'books move with their entries alone' using errcode = 'restrict_violation';
end $$;
create trigger books_move_with_entries before update on ledger.books
  for each row when (pg_trigger_depth() = 0) execute function ledger.keep_books();

-- Whoever may execute a trigger's function may hang it on a temporary table of their own, and would move balances with it.
revoke all on all functions in schema ledger from public;

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
