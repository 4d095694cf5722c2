-- Orders and how they ended, for later modules: a payment is held against the order that was to take its money.
create view ledger.pub_commitments as
  select c.id, c.book_id, c.fund_id, c.restriction_id, c.amount_fen, c.key, e.how, e.entry_id
    from ledger.commitments c left join ledger.commitment_ends e on e.commitment_id = c.id;
comment on view ledger.pub_commitments is 'Payment orders with how they ended: posted with an entry, released, or still out';
grant select on ledger.pub_commitments to :app;

create view ledger.pub_totals as
  select e.id, e.book_id, e.key, e.total_fen from ledger.entries e;
comment on view ledger.pub_totals is 'Entries with the act that wanted them and what they come to';
grant select on ledger.pub_totals to :app;
