-- What the registry knows of a body beyond who it is: how it is reached, what it is qualified for, who works there, and
-- its party-building file. Everything here is told by revisions: a row is added, none is changed.

alter table organisations.organisations
  add column registered_on date,
  add column address text check (length(address) between 2 and 200),
  add column email text check (length(email) between 5 and 100),
  add column import_id uuid;
grant update (registered_on, address, email) on organisations.organisations to :app;

create table organisations.registrations (
  organisation_id uuid not null references organisations.organisations,
  version integer not null,
  name text not null,
  kind text not null,
  charity boolean not null,
  registered_in text not null references divisions.divisions,
  registered_on date,
  status text not null,
  status_since date,
  office_phone text,
  address text,
  email text,
  recorded_at timestamptz not null,
  recorded_by uuid,
  primary key (organisation_id, version)
);
comment on table organisations.registrations is
  'What a body was registered as and how it was reached, one row for each version of it; status history among it';
grant select, insert on organisations.registrations to :app;

create table organisations.private_people (
  id uuid primary key,
  organisation_id uuid not null references organisations.organisations,
  name bytea not null,
  name_hash bytea not null check (length(name_hash) = 32),
  phone bytea,
  recorded_at timestamptz not null
);
comment on table organisations.private_people is
  'Personal data: names and private numbers of people at bodies, sealed; every look at them leaves a trail row';
create index private_people_organisation on organisations.private_people (organisation_id);
create index private_people_hash on organisations.private_people (name_hash);
grant select, insert, delete on organisations.private_people to :app;

create table organisations.contact_persons (
  organisation_id uuid not null references organisations.organisations,
  revision integer not null check (revision > 0),
  person_id uuid references organisations.private_people on delete set null,
  recorded_at timestamptz not null,
  recorded_by uuid,
  primary key (organisation_id, revision)
);
comment on table organisations.contact_persons is 'Whom a bureau asks for at a body; no person: nobody any more';
create index contact_persons_person on organisations.contact_persons (person_id);
grant select, insert on organisations.contact_persons to :app;

create table organisations.certificates (
  record_id uuid not null,
  revision integer not null check (revision > 0),
  organisation_id uuid not null references organisations.organisations,
  kind text not null check (kind in ('public_fundraising', 'tax_deduction', 'rating')),
  number text check (length(number) between 2 and 60),
  level text check (level in ('1A', '2A', '3A', '4A', '5A')),
  issuer text not null check (length(issuer) between 2 and 100),
  document text not null default '' check (length(document) <= 300),
  from_on date not null,
  to_on date check (to_on >= from_on),
  ended_on date check (ended_on >= from_on),
  end_reason text check (end_reason in ('revoked', 'surrendered', 'replaced')),
  withdrawn text check (length(withdrawn) between 2 and 300),
  recorded_at timestamptz not null,
  recorded_by uuid,
  primary key (record_id, revision),
  check ((ended_on is null) = (end_reason is null)),
  check ((kind = 'rating') = (level is not null))
);
comment on table organisations.certificates is
  'Public-fundraising certificates, tax-deduction qualifications and ratings, by revisions; withdrawn: entered by mistake, and why';
create index certificates_organisation on organisations.certificates (organisation_id, kind);
grant select, insert on organisations.certificates to :app;

create table organisations.staff (
  record_id uuid not null,
  revision integer not null check (revision > 0),
  organisation_id uuid not null references organisations.organisations,
  person_id uuid references organisations.private_people on delete set null,
  duty text not null check (duty in
    ('legal_representative', 'chair', 'secretary_general', 'supervisor', 'finance', 'projects', 'funds', 'other')),
  title text not null default '' check (length(title) <= 60),
  full_time boolean not null,
  from_on date not null,
  to_on date check (to_on >= from_on),
  withdrawn text check (length(withdrawn) between 2 and 300),
  recorded_at timestamptz not null,
  recorded_by uuid,
  primary key (record_id, revision)
);
comment on table organisations.staff is 'Responsible staff of bodies and their terms, by revisions; names stand in private_people';
create index staff_organisation on organisations.staff (organisation_id);
create index staff_person on organisations.staff (person_id);
grant select, insert on organisations.staff to :app;

create table organisations.party_records (
  record_id uuid not null,
  revision integer not null check (revision > 0),
  organisation_id uuid not null references organisations.organisations,
  form text not null check (form in
    ('committee', 'general_branch', 'branch', 'joint_branch', 'instructor', 'liaison', 'union', 'youth_league')),
  name text not null default '' check (length(name) <= 100),
  person_id uuid references organisations.private_people on delete set null,
  from_on date not null,
  to_on date check (to_on >= from_on),
  in_step boolean not null check (not in_step or form in ('committee', 'general_branch', 'branch', 'joint_branch')),
  evidence text not null default '' check (length(evidence) <= 300),
  withdrawn text check (length(withdrawn) between 2 and 300),
  recorded_at timestamptz not null,
  recorded_by uuid,
  primary key (record_id, revision)
);
comment on table organisations.party_records is
  'Party organisations of bodies and what stands in for one, by revisions; in_step: formed when the body was registered';
create index party_records_organisation on organisations.party_records (organisation_id);
create index party_records_person on organisations.party_records (person_id);
grant select, insert on organisations.party_records to :app;

create table organisations.party_members (
  organisation_id uuid not null references organisations.organisations,
  revision integer not null check (revision > 0),
  full_members integer not null check (full_members between 0 and 10000),
  as_of date not null,
  recorded_at timestamptz not null,
  recorded_by uuid,
  primary key (organisation_id, revision)
);
comment on table organisations.party_members is 'How many full party members work at a body, as stated for a day';
grant select, insert on organisations.party_members to :app;

create table organisations.imports (
  id uuid primary key,
  file_name text not null check (length(file_name) between 1 and 200),
  state text not null check (state in ('checked', 'loaded', 'undone')),
  row_count integer not null check (row_count >= 0),
  good_count integer not null check (good_count >= 0),
  repeated_count integer not null check (repeated_count >= 0),
  bad_count integer not null check (bad_count >= 0),
  rows jsonb not null,
  divisions text[] not null,
  started_by uuid,
  started_at timestamptz not null,
  updated_at timestamptz not null
);
comment on table organisations.imports is
  'Files of bodies: checked without effect, loaded whole or not at all, undone while nothing refers to what they brought';
grant select, insert, update (state, updated_at) on organisations.imports to :app;

create table organisations.import_problems (
  import_id uuid not null references organisations.imports,
  row integer not null,
  column_name text not null,
  code text not null,
  params jsonb not null,
  warning boolean not null,
  primary key (import_id, row, column_name, code)
);
comment on table organisations.import_problems is 'What is wrong, or worth a look, in which row of a file';
grant select, insert on organisations.import_problems to :app;

alter table organisations.organisations
  add constraint organisations_import foreign key (import_id) references organisations.imports;
create index organisations_import on organisations.organisations (import_id) where import_id is not null;

-- The one way for a body to leave the registry: the role app cannot delete any. Bodies of one import go together, only as
-- long as they are as they came; what refers to one of them (a fund, books, a role) stops it by its foreign key.
create function organisations.undo_import(import uuid) returns integer
  language plpgsql security definer set search_path = pg_catalog
  as $$
declare
  gone integer;
begin
  perform 1 from organisations.imports where id = import and state = 'loaded' for update;
  if not found then
    raise exception 'no loaded import' using errcode = 'object_not_in_prerequisite_state';
  end if;
  if exists (select 1 from organisations.organisations where import_id = import and version > 1) then
    raise exception 'changed since' using errcode = 'object_in_use';
  end if;
  delete from organisations.registrations r using organisations.organisations o
   where o.id = r.organisation_id and o.import_id = import;
  delete from organisations.organisations where import_id = import;
  get diagnostics gone = row_count;
  return gone;
end $$;
revoke all on function organisations.undo_import from public;
grant execute on function organisations.undo_import to :app;

-- As things stand: the revision that no other follows. (Not "distinct on": a question about one body must not read all.)
create view organisations.pub_certificates as
  select c.record_id, c.organisation_id, c.kind, c.number, c.level, c.issuer, c.document, c.from_on, c.to_on, c.ended_on,
         c.end_reason, least(c.to_on, c.ended_on - 1) as holds_to, c.withdrawn, c.revision
    from organisations.certificates c
   where not exists (select 1 from organisations.certificates n where n.record_id = c.record_id and n.revision > c.revision);
comment on view organisations.pub_certificates is
  'Certificates as they stand; one holds on a day from from_on to holds_to (no end: null) unless withdrawn';
grant select on organisations.pub_certificates to :app;

create view organisations.pub_staff as
  select s.record_id, s.organisation_id, s.duty, s.title, s.full_time, s.from_on, s.to_on, s.withdrawn, s.revision
    from organisations.staff s
   where not exists (select 1 from organisations.staff n where n.record_id = s.record_id and n.revision > s.revision);
comment on view organisations.pub_staff is 'Responsible staff as they stand, without names, for later modules';
grant select on organisations.pub_staff to :app;

create view organisations.pub_party_records as
  select p.record_id, p.organisation_id, p.form, p.name, p.from_on, p.to_on, p.in_step, p.evidence, p.withdrawn, p.revision
    from organisations.party_records p
   where not exists (select 1 from organisations.party_records n where n.record_id = p.record_id and n.revision > p.revision);
comment on view organisations.pub_party_records is 'Party-building records as they stand, without names, for later modules';
grant select on organisations.pub_party_records to :app;
