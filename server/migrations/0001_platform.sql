-- The platform's own tables. They know no word of the domain.

create schema outbox;
create schema trail;
create schema files;
create schema notify;

grant usage on schema platform, outbox, trail, files, notify to :app;

create table platform.idempotency_keys (
  caller text not null,
  route text not null,
  key text not null check (length(key) between 8 and 200),
  body_hash bytea not null,
  status smallint,
  response bytea,
  created_at timestamptz not null,
  primary key (caller, route, key)
);
comment on table platform.idempotency_keys is
  'The first answer to each keyed request, sealed, so that a repeat gets the same answer and no second effect';
create index idempotency_keys_created_at on platform.idempotency_keys (created_at);
grant select, insert, update, delete on platform.idempotency_keys to :app;

create table platform.secret_print (
  only_one boolean primary key default true check (only_one),
  print bytea not null
);
comment on table platform.secret_print is
  'What the secret of these data makes of a fixed text: a server that starts with another secret is refused';
grant select, insert on platform.secret_print to :app;

-- The only way for the role app to add a job: graphile-worker's own tables are closed to it by row-level security.
-- The row belongs to the caller's transaction, so a job exists exactly when the act that wanted it was committed.
create function outbox.add_job(task text, payload json, run_at timestamptz, job_key text, queue text) returns void
  language sql security definer set search_path = pg_catalog, pg_temp
  as $$ select graphile_worker.add_job(task, payload, queue_name => queue, run_at => run_at, max_attempts => 12, job_key => job_key) $$;
revoke all on function outbox.add_job from public;
grant execute on function outbox.add_job to :app;

create table trail.records (
  id uuid primary key,
  at timestamptz not null,
  person_id uuid,
  actor_kind text not null check (actor_kind in ('person', 'system', 'stranger')),
  actor_name text not null,
  action text not null,
  subject_kind text not null,
  subject_id text not null,
  divisions text[] not null default '{}',
  organisation_ids uuid[] not null default '{}',
  details jsonb not null default '{}',
  request_id text not null
);
comment on table trail.records is 'Who did what to what, written in the transaction of the act; never changed, never personal data';
create index records_at on trail.records (at desc, id desc);
create index records_subject on trail.records (subject_kind, subject_id, at desc);
create index records_person on trail.records (person_id, at desc);
create index records_divisions on trail.records using gin (divisions);
create index records_organisation_ids on trail.records using gin (organisation_ids);
grant select, insert on trail.records to :app;

create table files.blobs (
  hash bytea primary key check (length(hash) = 32),
  size integer not null check (size between 0 and 20971520),
  content bytea not null,
  created_at timestamptz not null
);
comment on table files.blobs is 'Contents of files by their SHA-256; the same bytes are kept once';
alter table files.blobs alter column content set storage external;
grant select, insert, delete on files.blobs to :app;

create table files.files (
  id uuid primary key,
  hash bytea not null references files.blobs,
  name text not null check (length(name) between 1 and 255),
  media_type text not null,
  added_by uuid,
  created_at timestamptz not null
);
comment on table files.files is 'A file as somebody handed it in: its name, type and the blob that holds its bytes';
create index files_hash on files.files (hash);
grant select, insert, delete on files.files to :app;

create table notify.messages (
  id uuid primary key,
  person_id uuid,
  template text not null,
  params bytea not null,
  state text not null check (state in ('waiting', 'sent', 'failed', 'read')),
  created_at timestamptz not null,
  state_at timestamptz not null
);
comment on table notify.messages is 'Messages to people, sealed; shown in the outbox until a sender for SMS or mail is plugged in';
create index messages_person on notify.messages (person_id, created_at desc);
grant select, insert, update on notify.messages to :app;
