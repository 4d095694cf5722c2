-- Gifts. The gift itself is public as its donor wishes; the donor's name lives apart, sealed.

create schema giving;
grant usage on schema giving to :app;

create table giving.imports (
  id uuid primary key,
  host_id uuid not null references organisations.organisations,
  file_name text not null check (length(file_name) between 1 and 200),
  file_id uuid not null,
  state text not null check (state in ('checking', 'checked', 'loading', 'loaded', 'failed')),
  row_count integer,
  done_count integer not null default 0,
  good_count integer not null default 0,
  repeated_count integer not null default 0,
  bad_count integer not null default 0,
  amount_fen bigint not null default 0,
  problem text,
  problem_params jsonb not null default '{}',
  started_by uuid,
  started_at timestamptz not null,
  updated_at timestamptz not null
);
comment on table giving.imports is 'Files of gifts: checked without effect, then loaded; the file itself is kept sealed';
create index imports_host on giving.imports (host_id, started_at desc);
grant select, insert, update on giving.imports to :app;

create table giving.import_errors (
  import_id uuid not null references giving.imports,
  row integer not null,
  column_name text not null,
  code text not null,
  -- Sealed: where columns were shifted, the wrong value of a cell may be a name.
  params bytea not null,
  primary key (import_id, row, column_name)
);
comment on table giving.import_errors is 'What is wrong with which row of a file; rewritten by each check';
grant select, insert, delete on giving.import_errors to :app;

create table giving.gifts (
  id uuid primary key,
  public_id text not null unique check (public_id ~ '^[0-9A-HJKMNP-TV-Z]{12}$'),
  fund_id uuid not null references funds.funds,
  amount_fen bigint not null check (amount_fen > 0 and amount_fen <= 1000000000000),
  given_on date not null,
  channel text not null check (channel in ('cash', 'bank', 'wechat', 'alipay', 'platform')),
  purpose text not null check (length(purpose) <= 200),
  shown text not null check (shown in ('full', 'masked', 'anonymous')),
  shown_name text,
  -- Older than the books: kept and shown, without an entry.
  history boolean not null,
  host_id uuid not null references organisations.organisations,
  order_no text check (length(order_no) between 1 and 100),
  import_id uuid references giving.imports,
  recorded_by uuid,
  recorded_at timestamptz not null,
  constraint gifts_anonymous_shows_no_name check ((shown = 'anonymous') = (shown_name is null)),
  constraint gifts_one_per_order unique (host_id, order_no)
);
comment on table giving.gifts is 'Gifts as anybody may see them; append-only, only how the donor is shown may change';
create index gifts_fund on giving.gifts (fund_id, given_on desc, id desc);
create index gifts_day on giving.gifts (given_on desc, id desc);
create index gifts_import on giving.gifts (import_id) where import_id is not null;
grant select, insert, update (shown, shown_name) on giving.gifts to :app;

create table giving.donor_names (
  gift_id uuid primary key references giving.gifts,
  name bytea not null,
  name_hash bytea not null check (length(name_hash) = 32),
  note bytea
);
comment on table giving.donor_names is 'Personal data: donors'' names and staff''s notes, sealed; found only by keyed hash of the whole name';
create index donor_names_hash on giving.donor_names (name_hash);
grant select, insert, delete on giving.donor_names to :app;

create table giving.voids (
  gift_id uuid primary key references giving.gifts,
  -- Sealed: whoever explains a mistake names people.
  reason bytea not null,
  person_id uuid,
  at timestamptz not null
);
comment on table giving.voids is 'Gifts recorded by mistake; the entry is reversed in the books, nothing is deleted';
grant select, insert on giving.voids to :app;

create view giving.pub_gifts as
  select g.id, g.public_id, g.fund_id, g.host_id, g.amount_fen, g.given_on, g.channel, g.purpose, g.shown, g.shown_name,
         case when v.gift_id is not null then 'voided' when g.history then 'history' else 'recorded' end as state,
         g.recorded_at
    from giving.gifts g left join giving.voids v on v.gift_id = g.id;
comment on view giving.pub_gifts is 'Gifts with their state, for later modules';
grant select on giving.pub_gifts to :app;
