-- Rules of law as data: what ships, what the city bureau changed, and the duties that follow from them.

create schema regulations;
grant usage on schema regulations to :app;

create table regulations.regulations (
  id text primary key check (id ~ '^[A-Z]\d{2}$'),
  loaded_at timestamptz not null
);
comment on table regulations.regulations is 'Every regulation that was ever shipped, so that duties and changes keep what they refer to';
grant select, insert on regulations.regulations to :app;

create table regulations.wordings (
  regulation_id text not null references regulations.regulations,
  number integer not null check (number > 0),
  content jsonb not null,
  hash bytea not null check (length(hash) = 32),
  loaded_at timestamptz not null,
  primary key (regulation_id, number)
);
comment on table regulations.wordings is
  'Title, text, sources and shipped values of each regulation as data files said them; append-only, the highest number is the latest';
grant select, insert on regulations.wordings to :app;

create table regulations.changes (
  id uuid primary key,
  regulation_id text not null references regulations.regulations,
  from_on date not null,
  severity text check (severity in ('block', 'warn', 'task')),
  enabled boolean,
  parameter_values jsonb not null default '{}' check (jsonb_typeof(parameter_values) = 'object'),
  reason text not null check (length(reason) between 4 and 500),
  recorded_by uuid,
  recorded_at timestamptz not null,
  constraint changes_change_something check (severity is not null or enabled is not null or parameter_values <> '{}'),
  -- What held on a day gone by is what was decided by then: a change begins on the Shanghai day it is recorded, or later.
  constraint changes_begin_today_or_later check (from_on >= (recorded_at at time zone 'Asia/Shanghai')::date)
);
comment on table regulations.changes is
  'What the city bureau raised, lowered, switched or re-valued, from which day and why; append-only';
create index changes_regulation on regulations.changes (regulation_id, from_on, recorded_at, id);
grant select, insert on regulations.changes to :app;

create table regulations.duties (
  id uuid primary key,
  regulation_id text not null references regulations.regulations,
  subject_kind text not null check (subject_kind ~ '^[a-z_]{2,40}$'),
  subject_id text not null check (length(subject_id) between 1 and 100),
  subject_name text not null check (length(subject_name) between 1 and 200),
  due_on date not null,
  owner_role text not null check (owner_role in ('administrator', 'city_bureau', 'banner_bureau', 'town',
    'community_worker', 'charity_manager', 'charity_accountant', 'group_member', 'auditor')),
  owner_organisation_id uuid references organisations.organisations,
  divisions text[] not null,
  organisation_ids uuid[] not null,
  state text not null default 'open' check (state in ('open', 'done', 'waived')),
  evidence text not null default '' check (length(evidence) <= 1000),
  reason text check (length(reason) between 2 and 1000),
  opened_by uuid,
  opened_at timestamptz not null,
  closed_by uuid,
  closed_at timestamptz,
  constraint duties_once unique (regulation_id, subject_kind, subject_id, due_on),
  constraint duties_closed_with_its_moment check ((state = 'open') = (closed_at is null)),
  constraint duties_done_with_evidence check ((state = 'done') = (evidence <> '')),
  constraint duties_waived_with_reason check ((state = 'waived') = (reason is not null))
);
comment on table regulations.duties is
  'What a regulation asks somebody to do by a day. divisions and organisation_ids say where it lies, for narrowing lists; subject_name is shown and is never personal data';
create index duties_open on regulations.duties (due_on, id) where state = 'open';
create index duties_subject on regulations.duties (subject_kind, subject_id);
create index duties_divisions on regulations.duties using gin (divisions);
create index duties_organisation_ids on regulations.duties using gin (organisation_ids);
grant select, insert, update (state, evidence, reason, closed_by, closed_at) on regulations.duties to :app;

create function regulations.keep_closed() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if old.state <> 'open' then
    raise exception 'a closed duty stays as it was closed: add a correction' using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $$;
create trigger duties_keep_closed before update on regulations.duties
  for each row execute function regulations.keep_closed();

create table regulations.corrections (
  id uuid primary key,
  duty_id uuid not null references regulations.duties,
  note text not null check (length(note) between 2 and 1000),
  recorded_by uuid,
  recorded_at timestamptz not null
);
comment on table regulations.corrections is 'Notes beside closed duties that say what was wrong; append-only';
create index corrections_duty on regulations.corrections (duty_id, recorded_at);
grant select, insert on regulations.corrections to :app;

create table regulations.evidence_files (
  duty_id uuid not null references regulations.duties,
  file_id uuid not null references files.files,
  file_name bytea not null,
  added_by uuid,
  added_at timestamptz not null,
  primary key (duty_id, file_id)
);
comment on table regulations.evidence_files is
  'Files handed in as evidence of duties; name and content sealed, because papers name people. Append-only';
grant select, insert on regulations.evidence_files to :app;

create table regulations.reminders (
  duty_id uuid not null references regulations.duties,
  mark smallint not null check (mark in (7, 3, 0, -1)),
  told integer not null check (told > 0),
  reminded_at timestamptz not null,
  primary key (duty_id, mark)
);
comment on table regulations.reminders is
  'Which reminder of a duty went out to how many people: 7, 3 and 0 days before it is due, -1 once it is late; each once';
grant select, insert on regulations.reminders to :app;
