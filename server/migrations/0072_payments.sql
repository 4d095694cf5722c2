-- What a debit of the bank paid for, in the words everybody may read, for the trace of gifts.
create view payments.pub_paid as
  select s.entry_id, r.purpose, r.project_id
    from payments.steps s join payments.requests r on r.id = s.request_id
   where s.step = 'paid';
comment on view payments.pub_paid is 'Entries by which payments were made, with what for and for which project; for later modules';
grant select on payments.pub_paid to :app;
