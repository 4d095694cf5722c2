-- Files of gifts in earnest: columns somebody says and the platform remembers, money of unknown origin, undoing a file.

create table giving.mappings (
  id uuid primary key,
  host_id uuid not null references organisations.organisations,
  name text not null check (length(name) between 1 and 60),
  -- Sealed, and found by keyed hash: whoever takes a row of gifts for the headings would leave names here.
  headings bytea not null,
  headings_hash bytea not null check (length(headings_hash) = 32),
  rules bytea not null,
  created_by uuid,
  created_at timestamptz not null,
  unique (host_id, headings_hash)
);
comment on table giving.mappings is 'How the columns of files with the same headings are read, per host; sealed';
grant select, insert, update, delete on giving.mappings to :app;

-- A file's own name may name a person, and older names cannot be sealed from here: they go.
alter table giving.imports drop column file_name;
alter table giving.imports
  add column name bytea,
  add column plan bytea,
  add column mapping_id uuid references giving.mappings on delete set null,
  add column left_out_count integer not null default 0,
  add column unknown_count integer not null default 0,
  add column unknown_fen bigint not null default 0,
  -- What the file was at when the work on it gave up: it may be tried again.
  add column retry_state text check (retry_state in ('checking', 'loading', 'undoing')),
  -- Sealed, like the reason of a void.
  add column undo_reason bytea,
  drop constraint imports_state_check,
  add constraint imports_state_check check (state in
    ('mapping', 'checking', 'checked', 'nothing_new', 'loading', 'loaded', 'undoing', 'undone', 'failed'));

-- A gift that was undone with its file gives its order number back: the mended file brings it again.
alter table giving.gifts drop constraint gifts_one_per_order;
alter table giving.gifts add column released_at timestamptz;
create unique index gifts_one_per_order on giving.gifts (host_id, order_no) where released_at is null;
grant update (released_at) on giving.gifts to :app;

create table giving.unknown_money (
  id uuid primary key,
  host_id uuid not null references organisations.organisations,
  import_id uuid not null references giving.imports,
  row integer not null,
  order_no text not null check (length(order_no) between 1 and 100),
  amount_fen bigint not null check (amount_fen > 0 and amount_fen <= 1000000000000),
  received_on date not null,
  channel text not null check (channel in ('cash', 'bank', 'wechat', 'alipay', 'platform')),
  -- Sealed: the payer, the purpose and whatever else the row said.
  words bytea not null,
  entry_id uuid not null,
  recorded_by uuid,
  recorded_at timestamptz not null,
  released_at timestamptz
);
comment on table giving.unknown_money is
  'Money that came with a file and whose fund or giver is not known yet: in the books as 其他应付款 (2209); released with its file';
create unique index unknown_money_one_per_order on giving.unknown_money (host_id, order_no) where released_at is null;
create index unknown_money_import on giving.unknown_money (import_id);
grant select, insert, update (released_at) on giving.unknown_money to :app;

create table giving.unknown_ends (
  id uuid primary key,
  unknown_id uuid not null references giving.unknown_money,
  kind text not null check (kind in ('gift', 'returned')),
  gift_id uuid unique references giving.gifts,
  -- Sealed, as reasons are.
  reason bytea,
  person_id uuid,
  at timestamptz not null,
  constraint unknown_ends_gift_or_reason check ((kind = 'gift') = (gift_id is not null) and (kind = 'returned') = (reason is not null))
);
comment on table giving.unknown_ends is
  'What became of money of unknown origin: a gift to a fund (it waits again when that gift is voided) or returned to its sender';
create index unknown_ends_unknown on giving.unknown_ends (unknown_id);
grant select, insert on giving.unknown_ends to :app;
