-- What a fund stands on: its agreement, what its host delegates, whom it serves, whom people call. Everything that
-- gives rights is added in versions and never changed.

alter table funds.funds
  add column source_kind text check (source_kind in ('public_fundraising', 'host_money', 'initiator_gift',
    'public_budget', 'charitable_trust', 'product_yield', 'other')),
  add column opening_sum_fen bigint not null default 0 check (opening_sum_fen >= 0),
  add column own_bank_account boolean not null default false,
  add column own_seal boolean not null default false,
  add column office_phone text check (length(office_phone) between 5 and 40),
  add column import_id uuid,
  -- Set when the file that brought the fund was undone: it never was, and its name is free again.
  add column withdrawn_at timestamptz;
grant update (opens_on, source_kind, opening_sum_fen, own_bank_account, own_seal, office_phone, withdrawn_at)
  on funds.funds to :app;

alter table funds.funds drop constraint funds_one_name_per_host_and_place;
create unique index funds_one_name_per_host_and_place on funds.funds (host_id, place_code, name)
  where withdrawn_at is null;
create index funds_import on funds.funds (import_id) where import_id is not null;

-- Opening needs no reason unless warnings are accepted.
alter table funds.moves alter column reason drop not null;

create table funds.agreements (
  fund_id uuid not null references funds.funds,
  number integer not null check (number > 0),
  purpose text not null check (length(purpose) <= 2000),
  use text not null check (length(use) <= 2000),
  rights_of_host text not null check (length(rights_of_host) <= 2000),
  rights_of_initiator text not null check (length(rights_of_initiator) <= 2000),
  "end" text not null check (length("end") <= 2000),
  surplus text not null check (length(surplus) <= 2000),
  surplus_rule text check (surplus_rule in ('same_purpose', 'other_fund', 'back_to_giver')),
  yield_rule text not null check (yield_rule in ('fund', 'host')),
  fee_rule text check (fee_rule in ('none', 'share', 'cost')),
  fee_bp integer check (fee_bp between 1 and 2000),
  signed_on date not null,
  file_id uuid references files.files,
  recorded_by uuid,
  recorded_at timestamptz not null,
  primary key (fund_id, number),
  constraint agreements_share_has_its_part check (fee_rule is distinct from 'share' or fee_bp is not null)
);
comment on table funds.agreements is
  'Versions of the agreement between host and initiator, append-only; the highest number is in force. fee_bp: basis points of each gift (share) or the most that cost may take (cost)';
grant select, insert on funds.agreements to :app;

create table funds.delegations (
  fund_id uuid not null references funds.funds,
  number integer not null check (number > 0),
  ceiling_fen bigint not null check (ceiling_fen > 0),
  subjects text[] not null check (cardinality(subjects) >= 1
    and subjects <@ array['hardship', 'care', 'illness', 'volunteering', 'development']),
  from_on date not null,
  to_on date not null,
  file_id uuid references files.files,
  recorded_by uuid,
  recorded_at timestamptz not null,
  primary key (fund_id, number),
  constraint delegations_end_after_start check (to_on >= from_on)
);
comment on table funds.delegations is
  'What the host lets the management group decide alone: sum per decision, subjects, term; append-only, the highest number replaces the earlier ones. Above it the host''s board decides';
grant select, insert on funds.delegations to :app;

create table funds.complaint_lines (
  fund_id uuid not null references funds.funds,
  number integer not null check (number > 0),
  telephone text not null check (length(telephone) between 5 and 40),
  published_in text not null check (length(published_in) between 2 and 200),
  published_on date not null,
  file_id uuid references files.files,
  recorded_by uuid,
  recorded_at timestamptz not null,
  primary key (fund_id, number)
);
comment on table funds.complaint_lines is
  'The public telephone for complaints about a fund and where it was published; append-only, the highest number is in force';
grant select, insert on funds.complaint_lines to :app;

create table funds.served (
  id uuid primary key,
  fund_id uuid not null references funds.funds,
  place_code text not null references divisions.divisions,
  from_on date not null,
  to_on date,
  constraint served_end_after_start check (to_on >= from_on)
);
comment on table funds.served is 'The places a fund serves, from a day until a day; without an end it serves them now';
create unique index served_once_at_a_time on funds.served (fund_id, place_code) where to_on is null;
create index served_place on funds.served (place_code) where to_on is null;
grant select, insert, update (to_on) on funds.served to :app;
-- Funds that were opened before they could say whom they serve, serve their own place.
insert into funds.served (id, fund_id, place_code, from_on)
  select gen_random_uuid(), id, place_code, opens_on from funds.funds;

create table funds.contacts (
  fund_id uuid primary key references funds.funds,
  sealed bytea not null,
  updated_at timestamptz not null
);
comment on table funds.contacts is
  'Who is behind the office telephone of a fund, name and number sealed; personal data, so it may be changed and erased';
grant select, insert, update (sealed, updated_at), delete on funds.contacts to :app;

create table funds.papers (
  fund_id uuid not null references funds.funds,
  file_id uuid not null references files.files,
  kind text not null check (kind in ('agreement', 'board_decision', 'delegation', 'complaint_line')),
  file_name bytea not null,
  media_type text not null check (media_type in ('application/pdf', 'image/jpeg', 'image/png')),
  bytes integer not null check (bytes > 0),
  added_by uuid,
  added_at timestamptz not null,
  primary key (fund_id, file_id)
);
comment on table funds.papers is
  'Signed and published papers of a fund; name and content sealed, because papers name people. Append-only';
grant select, insert on funds.papers to :app;

create table funds.imports (
  id uuid primary key,
  host_id uuid not null references organisations.organisations,
  file_name text not null check (length(file_name) between 1 and 200),
  state text not null check (state in ('loaded', 'undone')),
  fund_count integer not null check (fund_count > 0),
  loaded_by uuid,
  loaded_at timestamptz not null,
  undone_by uuid,
  undone_at timestamptz,
  constraint imports_undone_with_its_moment check ((state = 'undone') = (undone_at is not null))
);
comment on table funds.imports is 'Files by which a host''s funds were first loaded';
create index imports_host on funds.imports (host_id, loaded_at);
grant select, insert, update (state, undone_by, undone_at) on funds.imports to :app;
alter table funds.funds add constraint funds_import_id_fkey foreign key (import_id) references funds.imports;

create table funds.given (
  fund_id uuid primary key references funds.funds
);
comment on table funds.given is 'Funds that ever had a gift, history before the books included: an import that made one cannot be undone';
grant select, insert on funds.given to :app;

create or replace view funds.pub_funds as
  select f.id, f.name, f.purpose, f.fields, f.state, f.opens_on, f.host_id, f.place_code, f.restriction_id, d.path,
         f.updated_at, f.source_kind, f.office_phone,
         array(select s.place_code from funds.served s where s.fund_id = f.id and s.to_on is null order by 1) as serves
    from funds.funds f join divisions.pub_divisions d on d.code = f.place_code
   where f.withdrawn_at is null;
comment on view funds.pub_funds is
  'Funds with the divisions they lie in and the places they serve now, for later modules; withdrawn ones are left out';

create view funds.pub_delegations as
  select distinct on (d.fund_id) d.fund_id, d.number, d.ceiling_fen, d.subjects, d.from_on, d.to_on
    from funds.delegations d order by d.fund_id, d.number desc;
comment on view funds.pub_delegations is
  'What each host lets the management group of a fund decide alone, in the version that replaced the earlier ones';
grant select on funds.pub_delegations to :app;
