-- Complaints: what somebody says of a gift, a fund or a charity, and what was answered. Words of people are sealed.

create schema supervision;
grant usage on schema supervision to :app;

create table supervision.complaints (
  id uuid primary key,
  code text not null unique check (code ~ '^[0-9A-HJKMNP-TV-Z]{12}$'),
  about_kind text not null check (about_kind in ('gift', 'fund', 'organisation')),
  about_id uuid not null,
  divisions text[] not null,
  organisation_ids uuid[] not null,
  words bytea not null,
  contact bytea,
  answer_by date not null,
  made_at timestamptz not null
);
comment on table supervision.complaints is 'Complaints from public pages, sealed; found by the code their maker got, listed by where they belong';
create index complaints_made on supervision.complaints (made_at desc, id desc);
create index complaints_divisions on supervision.complaints using gin (divisions);
grant select, insert on supervision.complaints to :app;

create table supervision.answers (
  id uuid primary key,
  complaint_id uuid not null references supervision.complaints,
  words bytea not null,
  closes boolean not null,
  person_id uuid,
  at timestamptz not null
);
comment on table supervision.answers is 'Answers to complaints, read by whoever holds the code; append-only';
create index answers_complaint on supervision.answers (complaint_id, at);
create unique index answers_one_closing on supervision.answers (complaint_id) where closes;
grant select, insert on supervision.answers to :app;
