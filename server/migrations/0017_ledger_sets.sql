-- A thousand entries at once cost less each. What the books prove does not change, nor does a single seal: references that
-- were foreign keys, looked up row by row, are checked by the statement's own trigger for all its rows at once, and the
-- chain of seals is written in one pass.
-- A foreign key's query is planned once in each session; planned while a table is small it may read the whole of it for every
-- row later. The functions below hand the ids over as arrays and forbid plans that look at every pair, so that their cost
-- follows the rows written and not the rows that stand.

-- What lines refer to stays: entries, limits, funds and books do already (L4), accounts from here on.
create function ledger.keep_accounts() returns trigger
  language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if (new.edition, new.code) is distinct from (old.edition, old.code) then
    raise exception 'an account stays what it is in its chart' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger accounts_keep_codes before update on ledger.accounts for each row execute function ledger.keep_accounts();
create trigger accounts_stay before delete or truncate on ledger.accounts
  for each statement execute function ledger.refuse_change();

-- By their columns, because names of constraints are PostgreSQL's own.
alter table ledger.lines
  drop constraint lines_entry_id_book_id_edition_fkey, drop constraint lines_edition_account_fkey,
  drop constraint lines_restriction_id_book_id_fkey, drop constraint lines_fund_id_fkey;
alter table ledger.entries
  drop constraint entries_book_id_fkey, drop constraint entries_reverses_of_same_books,
  drop constraint entries_reverses_key, drop constraint entries_id_book_id_edition_key;
alter table ledger.seals drop constraint seals_entry_id_fkey;
create unique index entries_reverses_key on ledger.entries (reverses) where reverses is not null;

create or replace function ledger.seal_entries(book uuid, first bigint, last_seal bytea) returns bytea
  language plpgsql set search_path = pg_catalog, pg_temp set enable_seqscan = off set enable_nestloop = off as $$
declare
  ids uuid[];
  digests bytea[];
  parts bytea[];
  seals bytea[] := '{}';
  at timestamptz;
  us text;
begin
  select array_agg(e.id), min(e.posted_at) into ids, at from ledger.entries e where e.book_id = book and e.number >= first;
  -- Nearly always one instant for all; its text is the dearest of the columns.
  us := ledger.micros(at);
  -- The JSON text of a row: ids and days stand in it as their texts, whatever the session's settings.
  select array_agg(h.id order by h.number), array_agg(h.digest || l.digests order by h.number),
         array_agg(substring(h.digest for 8) || l.parts order by h.number)
    into ids, digests, parts
    from (select e.id, e.number, sha256(convert_to(json_build_array(
                   e.id, e.book_id, e.number::text, e.edition, e.type, e.document_on, e.posted_on, e.recipe, e.summary,
                   e.papers::text, e.maker, e.checker, e.reverses, e.reason, e.channel, e.total_fen::text, e.key,
                   case when e.posted_at = at then us else ledger.micros(e.posted_at) end)::text, 'UTF8')) as digest
            from ledger.entries e where e.id = any (ids)) h
    join (select r.entry_id, string_agg(r.digest, ''::bytea order by r.no) as digests,
                 string_agg(substring(r.digest for 8), ''::bytea order by r.no) as parts
            from (select o.entry_id, o.no, sha256(convert_to(json_build_array(
                           o.entry_id, o.no::text, o.book_id, o.edition, o.account, o.side, o.amount_fen::text,
                           o.restriction, o.restriction_id, o.fund_id, o.project_id, o.campaign, o.gift_id, o.grant_id,
                           o.counterparty_id, o.related_party::text, o.kind, o.reach, o.reached_on, o.reach_proof,
                           o.cash_line, o.currency, o.currency_amount::text)::text, 'UTF8')) as digest
                    from ledger.lines o where o.entry_id = any (ids)) r
           group by r.entry_id) l on l.entry_id = h.id;
  for n in 1 .. cardinality(ids) loop
    last_seal := sha256(last_seal || digests[n]);
    seals[n] := last_seal;
  end loop;
  insert into ledger.seals (entry_id, parts, seal) select * from unnest(ids, parts, seals);
  return last_seal;
end $$;

-- An entry and its lines come in one statement (a WITH that inserts both); then both triggers see the whole. That the
-- lines balance is said by their own trigger; here, that there are any: two sums above zero are two lines.
create or replace function ledger.check_entries() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp
  set enable_seqscan = off set enable_nestloop = off as $$
declare
  ids uuid[];
  wrong uuid;
begin
  select array_agg(id) into ids from new_rows;
  select e.id into wrong
    from unnest(ids) as e (id) left join (select distinct entry_id from ledger.lines where entry_id = any (ids)) l
      on l.entry_id = e.id
   where l.entry_id is null limit 1;
  if found then
    raise exception 'entry % does not balance', wrong using errcode = 'check_violation', constraint = 'entries_balance';
  end if;
  select array_agg(reverses) into ids from new_rows where reverses is not null;
  if ids is not null then
    select e.id into wrong
      from new_rows e left join (select id, book_id, edition from ledger.entries where id = any (ids)) o
        on (o.id, o.book_id, o.edition) = (e.reverses, e.book_id, e.edition)
     where e.reverses is not null and o.id is null limit 1;
    if found then
      raise exception 'entry % undoes none of its books', wrong
        using errcode = 'foreign_key_violation', constraint = 'entries_reverses_of_same_books';
    end if;
  end if;
  perform ledger.number_entries(b.book_id, b.first, b.last, b.n, b.earliest, b.opens)
     from (select book_id, min(number) as first, max(number) as last, count(*) as n, min(posted_on) as earliest,
                  bool_or(type = 'opening') as opens
             from new_rows group by book_id order by book_id) b;
  return null;
end $$;

create or replace function ledger.take_lines() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp
  set enable_seqscan = off set enable_nestloop = off as $$
declare
  ids uuid[];
  limit_ids uuid[];
  fund_ids uuid[];
  wrong record;
begin
  select array_agg(distinct entry_id), array_agg(distinct restriction_id) filter (where restriction_id is not null),
         array_agg(distinct fund_id) filter (where fund_id is not null)
    into ids, limit_ids, fund_ids from new_rows;
  select n.entry_id as id into wrong
    from (select distinct entry_id, book_id, edition from new_rows) n
    left join (select id, book_id, edition from ledger.entries where id = any (ids)) e
      on (e.id, e.book_id, e.edition) = (n.entry_id, n.book_id, n.edition)
   where e.id is null limit 1;
  if found then
    raise exception 'no entry % in these books and of this edition', wrong.id
      using errcode = 'foreign_key_violation', constraint = 'lines_entry_id_book_id_edition_fkey';
  end if;
  -- `offset` keeps the question from being asked of each line.
  select n.edition, n.account into wrong from (select distinct edition, account from new_rows offset 0) n
   where not ledger.in_chart(n.edition, n.account) limit 1;
  if found then
    raise exception 'no account % in the chart of %', wrong.account, wrong.edition
      using errcode = 'foreign_key_violation', constraint = 'lines_edition_account_fkey';
  end if;
  select n.restriction_id as id into wrong
    from (select distinct restriction_id, book_id from new_rows where restriction_id is not null) n
    left join (select id, book_id from ledger.restrictions where id = any (limit_ids)) r
      on (r.id, r.book_id) = (n.restriction_id, n.book_id)
   where r.id is null limit 1;
  if found then
    raise exception 'no limit % in these books', wrong.id
      using errcode = 'foreign_key_violation', constraint = 'lines_restriction_id_book_id_fkey';
  end if;
  select n.fund_id as id, f.id is null as missing into wrong
    from (select distinct fund_id, book_id from new_rows where fund_id is not null) n
    left join (select id, book_id from ledger.funds where id = any (fund_ids)) f on f.id = n.fund_id
   where f.id is null or f.book_id <> n.book_id limit 1;
  if found and wrong.missing then
    raise exception 'no fund %', wrong.id using errcode = 'foreign_key_violation', constraint = 'lines_fund_id_fkey';
  elsif found then
    raise exception 'fund % belongs to other books', wrong.id
      using errcode = 'check_violation', constraint = 'lines_fund_of_same_books';
  end if;
  -- All lines of the entries: one added to an entry that stands would change its sum, so the sum finds it.
  select e.id into wrong
    from (select id, total_fen from ledger.entries where id = any (ids)) e
    join (select entry_id, sum(amount_fen) filter (where side = 'debit') as debit,
                 sum(amount_fen) filter (where side = 'credit') as credit
            from ledger.lines where entry_id = any (ids) group by entry_id) s on s.entry_id = e.id
   where s.debit is distinct from e.total_fen or s.credit is distinct from e.total_fen
   limit 1;
  if found then
    raise exception 'entry % does not balance', wrong.id using errcode = 'check_violation', constraint = 'entries_balance';
  end if;
  -- Sorted, so that two postings to the same keys wait for each other instead of locking each other out.
  insert into ledger.balances as b (book_id, account, restriction, restriction_id, fund_id, project_id, kind, month,
                                    debit_fen, credit_fen, close_debit_fen, close_credit_fen)
  select l.book_id, l.account, l.restriction, l.restriction_id, l.fund_id, l.project_id, l.kind, e.month,
         coalesce(sum(l.amount_fen) filter (where l.side = 'debit' and e.type <> 'close'), 0),
         coalesce(sum(l.amount_fen) filter (where l.side = 'credit' and e.type <> 'close'), 0),
         coalesce(sum(l.amount_fen) filter (where l.side = 'debit' and e.type = 'close'), 0),
         coalesce(sum(l.amount_fen) filter (where l.side = 'credit' and e.type = 'close'), 0)
    from new_rows l join (select id, month, type from ledger.entries where id = any (ids)) e on e.id = l.entry_id
   group by 1, 2, 3, 4, 5, 6, 7, 8
   order by 1, 2, 3, 4, 5, 6, 7, 8
  on conflict (book_id, account, restriction, restriction_id, fund_id, project_id, kind, month) do update
     set debit_fen = b.debit_fen + excluded.debit_fen,
         credit_fen = b.credit_fen + excluded.credit_fen,
         close_debit_fen = b.close_debit_fen + excluded.close_debit_fen,
         close_credit_fen = b.close_credit_fen + excluded.close_credit_fen;
  return null;
end $$;

create function ledger.in_chart(of_edition text, account text) returns boolean
  language plpgsql stable set search_path = pg_catalog, pg_temp as $$
begin
  return exists (select 1 from ledger.accounts a where a.edition = of_edition and a.code = account);
end $$;

revoke all on all functions in schema ledger from public;
