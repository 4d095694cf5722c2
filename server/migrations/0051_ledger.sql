-- The closing and opening of a month is disclosed in the public log, which names it by an id.

alter table ledger.month_acts add column id uuid not null default gen_random_uuid();
alter table ledger.month_acts add constraint month_acts_id unique (id);
