-- What the statements read beside the balances: cash flows per line of form 03, and the public side of a fund's entries.
-- Both follow from lines, as balances do, so that no statement ever reads lines.

create table ledger.cash_flows (
  book_id uuid not null,
  month text not null,
  cash_line text not null,
  -- Plus came in, minus went out.
  inflow_fen bigint not null,
  primary key (book_id, month, cash_line)
);
comment on table ledger.cash_flows is 'Net inflow per line of the cash-flow statement and month, moved only by the trigger on lines; shanju verify replays it';
grant select on ledger.cash_flows to :app;

-- Own cash is 1001, 1002, 1009 without their agency details: there a debit comes in. On any other account a labelled line
-- moves an earlier flow, and the credit is what came in.
create function ledger.inflow(account text, side text, amount_fen bigint) returns bigint
  language sql immutable parallel safe return
  case when (side = 'debit') = (account ~ '^(1001|1002|1009)' and account !~ '^(1001|1002|1009)90$')
    then amount_fen else -amount_fen end;

create function ledger.take_cash_flows() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  insert into ledger.cash_flows as c (book_id, month, cash_line, inflow_fen)
  select l.book_id, e.month, l.cash_line, sum(ledger.inflow(l.account, l.side, l.amount_fen))
    from new_rows l join ledger.entries e on e.id = l.entry_id
   where l.cash_line is not null
   group by 1, 2, 3 order by 1, 2, 3
  on conflict (book_id, month, cash_line) do update set inflow_fen = c.inflow_fen + excluded.inflow_fen;
  return null;
end $$;
create trigger lines_flow after insert on ledger.lines
  referencing new table as new_rows for each statement execute function ledger.take_cash_flows();

-- Of entries that stood before this table.
insert into ledger.cash_flows (book_id, month, cash_line, inflow_fen)
select l.book_id, e.month, l.cash_line, sum(ledger.inflow(l.account, l.side, l.amount_fen))
  from ledger.lines l join ledger.entries e on e.id = l.entry_id
 where l.cash_line is not null group by 1, 2, 3;

create trigger cash_flows_move_with_lines before insert or update or delete or truncate on ledger.cash_flows
  for each statement when (pg_trigger_depth() = 0) execute function ledger.refuse_change();
revoke all on function ledger.inflow(text, text, bigint), ledger.take_cash_flows() from public;

-- Free text of an entry may name a person; what everybody may see of a fund's entries is account, side and sum.
create view ledger.pub_fund_lines as
  select l.fund_id, l.entry_id, l.no, l.book_id, l.account, l.side, l.amount_fen, l.restriction, l.project_id, l.gift_id
    from ledger.lines l
   where l.fund_id is not null and l.account ~ '^[345]';
comment on view ledger.pub_fund_lines is 'Lines that move what a fund has, without the words of their entries; entry ids follow the order of posting';
grant select on ledger.pub_fund_lines to :app;

create view ledger.pub_entries as
  select e.id, e.book_id, e.number, e.type, e.posted_on, e.reverses from ledger.entries e;
comment on view ledger.pub_entries is 'Heads of entries without their words';
grant select on ledger.pub_entries to :app;
