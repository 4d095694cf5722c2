-- Which source paid for which spending. Nothing is written here when a gift is posted: a later job takes the entries in,
-- in posting order, when money was spent, taken back or moved. Rows are never changed or deleted; what is left of a
-- lot and what nobody has paid for follow from the rows by trigger, and neither can fall below zero.

create table ledger.traced (
  book_id uuid primary key references ledger.books,
  number bigint not null default 0 check (number >= 0),
  seq bigint not null default 0 check (seq >= 0)
);
comment on table ledger.traced is 'How far the trace of a set of books has come: the last entry taken in, the last order number given out';
grant select, insert, update (number, seq) on ledger.traced to :app;

create table ledger.pools (
  id integer generated always as identity primary key,
  book_id uuid not null references ledger.books,
  restriction text not null check (restriction in ('U', 'R')),
  restriction_id uuid references ledger.restrictions,
  fund_id uuid not null references ledger.funds,
  unique nulls not distinct (book_id, fund_id, restriction, restriction_id),
  check ((restriction = 'R') = (restriction_id is not null))
);
comment on table ledger.pools is 'Money that is first in, first out together: a fund and one limit of its money';
grant select, insert on ledger.pools to :app;

create table ledger.lots (
  book_id uuid not null references ledger.books,
  seq bigint not null,
  entry_id uuid not null references ledger.entries,
  -- Of a source the number of its line; of money that moved, the part of the move and its order number.
  part text not null check (part ~ '^\d+(\.\d+)?\+?(#\d+)?$'),
  pool_id integer not null references ledger.pools,
  -- The first source, which a donor asks about; of a source itself.
  root_seq bigint not null,
  -- Of money that moved in: the holding it came by, whose sum is what arrived.
  holding bigint,
  amount_fen bigint not null,
  left_fen bigint not null check (left_fen >= 0),
  primary key (book_id, seq),
  unique (entry_id, part),
  foreign key (book_id, root_seq) references ledger.lots,
  check ((holding is null) = (root_seq = seq)),
  check ((holding is null) = (amount_fen > 0))
);
comment on table ledger.lots is 'Money that came into a pool, by a source or by a move; left_fen moves by trigger with the allocations';
create index lots_open on ledger.lots (pool_id, seq) where left_fen > 0;
create unique index lots_moved on ledger.lots (book_id, holding) where holding is not null;
create index lots_root on ledger.lots (book_id, root_seq) where holding is not null;
grant select, insert (book_id, seq, entry_id, part, pool_id, root_seq, holding, amount_fen) on ledger.lots to :app;

create table ledger.uses (
  book_id uuid not null references ledger.books,
  seq bigint not null,
  entry_id uuid not null references ledger.entries,
  part text not null check (part ~ '^\d+(\.\d+)?\+?$'),
  kind text not null check (kind in ('spend', 'void', 'move')),
  pool_id integer not null references ledger.pools,
  to_pool_id integer references ledger.pools,
  amount_fen bigint not null check (amount_fen > 0),
  uncovered_fen bigint not null check (uncovered_fen >= 0),
  primary key (book_id, seq),
  unique (entry_id, part),
  check ((kind = 'move') = (to_pool_id is not null))
);
comment on table ledger.uses is 'What money of a pool was used for: spending, money back to its giver, a move to another pool';
create index uses_uncovered on ledger.uses (pool_id, seq) where uncovered_fen > 0;
grant select, insert (book_id, seq, entry_id, part, kind, pool_id, to_pool_id, amount_fen) on ledger.uses to :app;

create table ledger.allocations (
  id bigint generated always as identity primary key,
  book_id uuid not null,
  use_seq bigint not null,
  lot_seq bigint,
  holding bigint,
  -- Paid by the lot for the use; below zero where an earlier row is taken back.
  amount_fen bigint not null,
  -- How much less is to be paid for, because spending came back.
  due_fen bigint not null default 0 check (due_fen <= 0),
  foreign key (book_id, use_seq) references ledger.uses,
  foreign key (book_id, lot_seq) references ledger.lots,
  check ((lot_seq is null) = (holding is null)),
  check ((lot_seq is null) = (amount_fen = 0)),
  check (amount_fen <> 0 or due_fen <> 0)
);
comment on table ledger.allocations is 'Which lot paid how much for which use, append-only; rows of one holding add up to what the lot holds of the use';
create index allocations_lot on ledger.allocations (book_id, lot_seq) where lot_seq is not null;
create index allocations_use on ledger.allocations (book_id, use_seq, holding);
grant select, insert (book_id, use_seq, lot_seq, holding, amount_fen, due_fen) on ledger.allocations to :app;

create function ledger.begin_lot() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  new.left_fen := new.amount_fen;
  return new;
end $$;
create trigger lots_begin_whole before insert on ledger.lots for each row execute function ledger.begin_lot();

create function ledger.begin_use() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  new.uncovered_fen := new.amount_fen;
  return new;
end $$;
create trigger uses_begin_unpaid before insert on ledger.uses for each row execute function ledger.begin_use();

create function ledger.take_allocations() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  update ledger.uses u set uncovered_fen = u.uncovered_fen + d.change
    from (select book_id, use_seq, sum(due_fen - amount_fen) as change from new_rows group by 1, 2) d
   where u.book_id = d.book_id and u.seq = d.use_seq and d.change <> 0;
  update ledger.lots l set left_fen = l.left_fen + d.change
    from (select book_id, seq, sum(change) as change
            from (select book_id, lot_seq as seq, -amount_fen as change from new_rows where lot_seq is not null
                  union all
                  select n.book_id, m.seq, n.amount_fen
                    from new_rows n join ledger.lots m on m.book_id = n.book_id and m.holding = n.holding) each
           group by 1, 2) d
   where l.book_id = d.book_id and l.seq = d.seq and d.change <> 0;
  return null;
end $$;
create trigger allocations_taken after insert on ledger.allocations
  referencing new table as new_rows for each statement execute function ledger.take_allocations();
revoke all on function ledger.begin_lot(), ledger.begin_use(), ledger.take_allocations() from public;

create trigger allocations_stand before update or delete or truncate on ledger.allocations
  for each statement execute function ledger.refuse_change();
create trigger pools_stand before update or delete or truncate on ledger.pools
  for each statement execute function ledger.refuse_change();
create trigger lots_stay before delete or truncate on ledger.lots
  for each statement execute function ledger.refuse_change();
create trigger uses_stay before delete or truncate on ledger.uses
  for each statement execute function ledger.refuse_change();
create trigger lots_move_with_allocations before update on ledger.lots
  for each statement when (pg_trigger_depth() = 0) execute function ledger.refuse_change();
create trigger uses_move_with_allocations before update on ledger.uses
  for each statement when (pg_trigger_depth() = 0) execute function ledger.refuse_change();

-- Lines on accounts that a bank or payment institution keeps, for the bank desk of a later module.
create view ledger.pub_bank_lines as
  select l.entry_id, l.no, l.book_id, l.account, e.number, e.posted_on, e.type, e.summary, e.channel, l.gift_id, e.reverses,
         (select r.id from ledger.entries r where r.reverses = e.id) as reversed_by,
         (select r.posted_on from ledger.entries r where r.reverses = e.id) as reversed_on,
         case l.side when 'debit' then l.amount_fen else -l.amount_fen end as fen
    from ledger.lines l join ledger.entries e on e.id = l.entry_id
   where l.account ~ '^10(02|09)';
comment on view ledger.pub_bank_lines is 'Movements on bank accounts and accounts of payment institutions; plus came in';
grant select on ledger.pub_bank_lines to :app;
