-- The counter in earnest: who gives, who counted, receipts, what is shown and corrected later.

alter table giving.gifts
  -- Null where a list does not say.
  add column donor_kind text check (donor_kind in ('person', 'household', 'sole_trader', 'firm', 'group', 'anonymous')),
  add column purpose_field text check (purpose_field in ('hardship', 'care', 'illness', 'volunteering', 'development')),
  add column agreement text not null default 'none' check (agreement in ('none', 'asked', 'signed'));
grant update (donor_kind) on giving.gifts to :app;

create table giving.handlings (
  gift_id uuid primary key references giving.gifts,
  -- Null: whoever recorded the gift took it.
  handler bytea,
  second_counter bytea,
  constraint handlings_say_something check (handler is not null or second_counter is not null)
);
comment on table giving.handlings is
  'Personal data: who took a gift over the counter and who counted the cash after them, sealed; append-only';
grant select, insert on giving.handlings to :app;

create table giving.receipts (
  gift_id uuid not null references giving.gifts,
  number integer not null check (number > 0),
  host_id uuid not null references organisations.organisations,
  kind text not null check (kind in ('issued', 'waived')),
  receipt_no text check (length(receipt_no) between 1 and 40),
  person_id uuid,
  at timestamptz not null,
  primary key (gift_id, number),
  constraint receipts_issued_have_a_number check ((kind = 'issued') = (receipt_no is not null))
);
comment on table giving.receipts is
  'Donation receipts (捐赠票据) by number, or that the donor wants none; append-only, the highest number of a gift holds';
create index receipts_no on giving.receipts (host_id, receipt_no) where receipt_no is not null;
grant select, insert on giving.receipts to :app;

create table giving.shown_changes (
  gift_id uuid not null references giving.gifts,
  number integer not null check (number > 0),
  -- Only the way of showing: a name shown once must not stay readable here.
  from_shown text not null check (from_shown in ('full', 'masked', 'anonymous')),
  to_shown text not null check (to_shown in ('full', 'masked', 'anonymous')),
  by text not null check (by in ('staff', 'donor')),
  person_id uuid,
  at timestamptz not null,
  primary key (gift_id, number),
  constraint shown_changes_change_something check (from_shown <> to_shown),
  constraint shown_changes_donors_have_no_account check (by = 'staff' or person_id is null)
);
comment on table giving.shown_changes is 'How the public sees a donor, each time the donor changed their mind; append-only';
grant select, insert on giving.shown_changes to :app;

create table giving.name_corrections (
  gift_id uuid not null references giving.gifts,
  number integer not null check (number > 0),
  -- What stood there before; null where there was no name.
  name bytea,
  reason bytea not null,
  person_id uuid,
  at timestamptz not null,
  primary key (gift_id, number)
);
comment on table giving.name_corrections is
  'Personal data: names as they stood before somebody corrected them, and why, sealed; append-only';
grant select, insert on giving.name_corrections to :app;
grant update (name, name_hash) on giving.donor_names to :app;

-- A voided gift was never given: its sum stays readable, its donor and purpose do not.
create or replace view giving.pub_gifts as
  select g.id, g.public_id, g.fund_id, g.host_id, g.amount_fen, g.given_on, g.channel,
         case when v.gift_id is null then g.purpose else '' end as purpose, g.shown,
         case when v.gift_id is null then g.shown_name end as shown_name,
         case when v.gift_id is not null then 'voided' when g.history then 'history' else 'recorded' end as state,
         g.recorded_at,
         case when v.gift_id is null then g.purpose_field end as purpose_field
    from giving.gifts g left join giving.voids v on v.gift_id = g.id;
comment on view giving.pub_gifts is
  'Gifts with their state, for later modules; of a voided one neither donor nor purpose';
