-- What a pay-out may rest on. Nobody inserts here but a decision of those who may decide: the role app has no right to.

create schema if not exists payments;
grant usage on schema payments to :app;

create table payments.authorities (
  id uuid primary key,
  -- Funds come later in the order of modules, so the fund is held by whoever writes here.
  fund_id uuid not null,
  restriction_id uuid not null references ledger.restrictions,
  source text not null check (source in ('resolution', 'board')),
  source_id uuid not null unique,
  motion_id uuid not null unique,
  kind text not null check (kind in ('single', 'standing', 'emergency')),
  cap_fen bigint not null check (cap_fen > 0),
  -- Of a standing one: the most that one payment may be.
  each_cap_fen bigint check (each_cap_fen between 1 and cap_fen),
  payee_kind text not null check (payee_kind in ('organisation', 'body', 'person', 'open')),
  -- Keyed hash of the payee's name; null exactly where the payee is still to be chosen within the terms.
  payee_hash bytea check (length(payee_hash) = 32),
  valid_from date not null,
  valid_to date not null,
  -- Of an emergency: the day by which it is to be ratified.
  ratify_by date,
  made_at timestamptz not null,
  constraint authorities_end_after_start check (valid_to >= valid_from),
  constraint authorities_each_only_when_standing check ((kind = 'standing') = (each_cap_fen is not null)),
  constraint authorities_emergency_is_ratified check ((kind = 'emergency') = (ratify_by is not null)),
  constraint authorities_payee_known check ((payee_kind = 'open') = (payee_hash is null))
);
comment on table payments.authorities is
  'What pay-outs rest on: who decided, how much, to whom, out of which limit, from when to when; append-only, written by decisions alone';
create index authorities_fund on payments.authorities (fund_id, made_at);
grant select on payments.authorities to :app;

create table payments.authority_marks (
  authority_id uuid not null references payments.authorities,
  kind text not null check (kind in ('ratified', 'revoked', 'refused')),
  source_id uuid not null,
  marked_at timestamptz not null,
  primary key (authority_id, kind)
);
comment on table payments.authority_marks is
  'What became of an authority: ratified, revoked by the group, refused by the host; append-only, written by decisions alone';
grant select on payments.authority_marks to :app;

-- For the deciding functions of later modules, which run as the owner. Nobody else may call them.
create function payments.pub_grant_authority(
  p_id uuid, p_fund uuid, p_restriction uuid, p_source text, p_source_id uuid, p_motion uuid, p_kind text,
  p_cap bigint, p_each bigint, p_payee_kind text, p_payee_hash bytea, p_from date, p_to date, p_ratify_by date,
  p_at timestamptz
) returns void language sql security definer set search_path = pg_catalog, pg_temp as $$
  insert into payments.authorities (id, fund_id, restriction_id, source, source_id, motion_id, kind, cap_fen, each_cap_fen,
    payee_kind, payee_hash, valid_from, valid_to, ratify_by, made_at)
  values (p_id, p_fund, p_restriction, p_source, p_source_id, p_motion, p_kind, p_cap, p_each, p_payee_kind, p_payee_hash,
    p_from, p_to, p_ratify_by, p_at)
$$;
revoke all on function payments.pub_grant_authority from public;

create function payments.pub_mark_authority(p_motion uuid, p_kind text, p_source_id uuid, p_at timestamptz)
returns void language sql security definer set search_path = pg_catalog, pg_temp as $$
  insert into payments.authority_marks (authority_id, kind, source_id, marked_at)
  select id, p_kind, p_source_id, p_at from payments.authorities where motion_id = p_motion
  on conflict do nothing
$$;
revoke all on function payments.pub_mark_authority from public;

create view payments.pub_authorities as
  select a.*,
         exists (select 1 from payments.authority_marks m where m.authority_id = a.id and m.kind = 'ratified') as ratified,
         exists (select 1 from payments.authority_marks m
                  where m.authority_id = a.id and m.kind in ('revoked', 'refused')) as ended
    from payments.authorities a;
comment on view payments.pub_authorities is 'Authorities with what became of them, for later modules';
grant select on payments.pub_authorities to :app;
