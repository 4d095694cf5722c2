-- Community funds: what they are for, who hosts them, where they stand. Their money is in the books, never here.

create schema funds;
grant usage on schema funds to :app;

create table funds.funds (
  id uuid primary key,
  name text not null check (length(name) between 2 and 60),
  purpose text not null check (length(purpose) between 5 and 500),
  fields text[] not null check (cardinality(fields) >= 1
    and fields <@ array['hardship', 'care', 'illness', 'volunteering', 'development']),
  state text not null check (state in ('preparing', 'open', 'frozen', 'closed')),
  opens_on date not null,
  host_id uuid not null references organisations.organisations,
  place_code text not null references divisions.divisions,
  -- The limit under which gifts to this fund stand unless they name a narrower one.
  restriction_id uuid not null references ledger.restrictions,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  constraint funds_one_name_per_host_and_place unique (host_id, place_code, name)
);
comment on table funds.funds is 'Community funds (社区基金), each under one host charity and at one place';
create index funds_place on funds.funds (place_code);
create index funds_name on funds.funds (name);
grant select, insert, update (name, purpose, fields, state, updated_at) on funds.funds to :app;

create table funds.moves (
  id uuid primary key,
  fund_id uuid not null references funds.funds,
  from_state text not null,
  to_state text not null,
  reason text not null check (length(reason) between 2 and 300),
  person_id uuid,
  at timestamptz not null
);
comment on table funds.moves is 'Each change of a fund''s state with its reason; append-only';
create index moves_fund on funds.moves (fund_id, at);
grant select, insert on funds.moves to :app;

create view funds.pub_funds as
  select f.id, f.name, f.purpose, f.fields, f.state, f.opens_on, f.host_id, f.place_code, f.restriction_id, d.path,
         f.updated_at
    from funds.funds f join divisions.pub_divisions d on d.code = f.place_code;
comment on view funds.pub_funds is 'Funds with the divisions they lie in, for later modules';
grant select on funds.pub_funds to :app;
