-- Why somebody went on despite a warning. It may name people, so it stands sealed here and not on the trail.

create table regulations.acceptances (
  id uuid primary key,
  subject_kind text not null check (subject_kind ~ '^[a-z_]{2,40}$'),
  subject_id text not null check (length(subject_id) between 1 and 100),
  warnings text[] not null check (cardinality(warnings) > 0),
  reason bytea not null,
  divisions text[] not null,
  organisation_ids uuid[] not null,
  person_id uuid,
  at timestamptz not null
);
comment on table regulations.acceptances is
  'Personal data: why somebody went on despite warnings, sealed, with what was warned of as "<regulation> <reason>"; append-only';
create index acceptances_subject on regulations.acceptances (subject_kind, subject_id);
grant select, insert on regulations.acceptances to :app;
