-- What may be spent. Orders that are signed and not yet debited take money out of reach at once, without an entry (E34);
-- and no entry takes more out of a limit than stands in it, whoever writes it.

create table ledger.commitments (
  id uuid primary key,
  book_id uuid not null references ledger.books,
  fund_id uuid not null references ledger.funds,
  restriction text not null check (restriction in ('U', 'R')),
  restriction_id uuid,
  amount_fen bigint not null check (amount_fen > 0),
  -- What is paid, in words that name no person.
  purpose text not null check (length(purpose) between 1 and 200),
  -- Until then the bank has debited it or somebody has released it; a month with an older one does not close.
  due_on date not null,
  -- Names the act that wanted it; the same act again finds it.
  key text not null check (length(key) between 1 and 200),
  maker uuid,
  made_at timestamptz not null,
  unique (book_id, key),
  foreign key (restriction_id, book_id) references ledger.restrictions (id, book_id),
  check ((restriction = 'R') = (restriction_id is not null))
);
comment on table ledger.commitments is 'Payment orders the bank has not debited: they reduce what may be spent and are no entry (E34)';
create index commitments_pot on ledger.commitments (fund_id, restriction_id);
grant select, insert on ledger.commitments to :app;

create table ledger.commitment_ends (
  commitment_id uuid primary key references ledger.commitments,
  how text not null check (how in ('posted', 'released')),
  entry_id uuid references ledger.entries,
  reason text check (length(reason) between 2 and 300),
  person_id uuid,
  ended_at timestamptz not null,
  check ((how = 'posted') = (entry_id is not null)),
  check ((how = 'released') = (reason is not null))
);
comment on table ledger.commitment_ends is 'How a commitment ended, once: by the entry of the bank''s debit (E35), or released (E36)';
grant select, insert on ledger.commitment_ends to :app;

create function ledger.keep_commitments() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not exists (select 1 from ledger.funds f where f.id = new.fund_id and coalesce(f.book_id, new.book_id) = new.book_id) then
    raise exception 'fund % belongs to other books', new.fund_id
      using errcode = 'check_violation', constraint = 'commitments_fund_of_same_books';
  end if;
  return new;
end $$;
create trigger commitments_kept before insert on ledger.commitments
  for each row execute function ledger.keep_commitments();
create trigger commitments_stand before update or delete or truncate on ledger.commitments
  for each statement execute function ledger.refuse_change();
create trigger commitment_ends_stand before update or delete or truncate on ledger.commitment_ends
  for each statement execute function ledger.refuse_change();

create index balances_limit on ledger.balances (restriction_id) where restriction_id is not null;

-- Comes after lines_taken (triggers fire in the order of their names), so balances hold the statement already. Closing moves
-- nothing between limits. A correction tells what is true, also where money is gone that was never given.
create function ledger.keep_within_limits() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare over record;
begin
  -- Gifts only add: they are through after one look.
  if not exists (select 1 from new_rows where restriction = 'R' and side = 'debit') then
    return null;
  end if;
  select p.fund_id, p.restriction_id into over
    from (select l.fund_id, l.restriction_id
            from new_rows l join ledger.entries e on e.id = l.entry_id
           where l.restriction = 'R' and e.type <> 'close' and e.reverses is null
           group by 1, 2
          having sum(case l.side when 'credit' then l.amount_fen else -l.amount_fen end) < 0) p
   where 0 > (select sum(b.credit_fen + b.close_credit_fen - b.debit_fen - b.close_debit_fen)
                from ledger.balances b where b.restriction_id = p.restriction_id and b.fund_id = p.fund_id)
   limit 1;
  if found then
    raise exception 'limit % of fund % is overdrawn', over.restriction_id, over.fund_id
      using errcode = 'check_violation', constraint = 'lines_within_limits';
  end if;
  return null;
end $$;
create trigger lines_within_limits after insert on ledger.lines
  referencing new table as new_rows for each statement execute function ledger.keep_within_limits();

revoke all on all functions in schema ledger from public;
