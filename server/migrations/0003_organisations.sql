-- The registry of bodies: foundations, charity federations, associations, social service organisations.

create schema organisations;
grant usage on schema organisations to :app;

-- GB 32100-2015. The same rule as contract/src/organisations/credit-code.ts; a property test holds the two equal.
create function organisations.credit_code_holds(code text) returns boolean
  language sql immutable strict parallel safe set search_path = pg_catalog
  as $$
    select code ~ '^[0-9A-HJ-NP-RTUWXY]{18}$' and (
      select sum((strpos('0123456789ABCDEFGHJKLMNPQRTUWXY', substr(code, i, 1)) - 1)
                 * (array[1,3,9,27,19,26,16,17,20,29,25,13,8,24,10,30,28,1])[i]) % 31 = 0
        from generate_series(1, 18) as i)
  $$;

create table organisations.organisations (
  id uuid primary key,
  name text not null check (length(name) between 2 and 100),
  credit_code text not null,
  kind text not null check (kind in
    ('foundation', 'community_foundation', 'charity_federation', 'association', 'social_service', 'other')),
  charity boolean not null,
  registered_in text not null references divisions.divisions,
  status text not null default 'active' check (status in ('active', 'revoked', 'dissolved')),
  status_since date,
  office_phone text check (length(office_phone) between 5 and 40),
  remark text not null default '' check (length(remark) <= 2000),
  demonstration boolean not null default false,
  version integer not null default 1 check (version > 0),
  created_at timestamptz not null,
  updated_at timestamptz not null,
  constraint organisations_one_per_credit_code unique (credit_code),
  -- A demonstration body must not carry the code of a real one.
  constraint organisations_credit_code_holds check (organisations.credit_code_holds(credit_code) <> demonstration)
);
comment on table organisations.organisations is
  'Bodies in the registry. registered_in: division of the registering authority; office_phone is published, remark is not';
create index organisations_registered_in on organisations.organisations (registered_in);
grant select, insert on organisations.organisations to :app;
grant update (name, kind, charity, registered_in, status, status_since, office_phone, remark, version, updated_at)
  on organisations.organisations to :app;

create view organisations.pub_organisations as
  select o.id, o.name, o.credit_code, o.kind, o.charity, o.registered_in, d.path, o.status, o.office_phone,
         o.demonstration, o.updated_at
    from organisations.organisations o join divisions.pub_divisions d on d.code = o.registered_in;
comment on view organisations.pub_organisations is
  'Bodies for later modules, public columns only; path: divisions of the registering authority, for reach';
grant select on organisations.pub_organisations to :app;
