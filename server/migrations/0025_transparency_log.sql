-- The public log, second half: one sequencer gives staged leaves their places, signs heads, and any process serves them.
-- Whatever was once in a tile or a head stays there; the database itself refuses anything else.

create table transparency.logs (
  no integer primary key check (no >= 1),
  origin text not null unique check (length(origin) between 1 and 240 and origin !~ '[\s+]'),
  opened_at timestamptz not null,
  -- The first leaf of the log, which names it and what it continues.
  first_leaf bytea not null,
  -- The tree as sequenced; moved by compare-and-swap alone.
  size bigint not null default 0 check (size >= 0),
  root bytea not null check (length(root) = 32),
  -- Size of the last signed head; what lies beyond is not served.
  published bigint not null default 0 check (published between 0 and size),
  closed_at timestamptz
);
comment on table transparency.logs is
  'Logs under one name each; a second one begins where a restored backup lies behind a head that was published';
create unique index logs_one_open on transparency.logs ((true)) where closed_at is null;
grant select, insert, update (size, root, published, closed_at) on transparency.logs to :app;

create table transparency.tiles (
  log_no integer not null references transparency.logs,
  -- 0 holds leaf hashes, k the roots of full tiles of k-1; -1 the entries themselves.
  level smallint not null check (level between -1 and 7),
  place bigint not null check (place >= 0),
  bytes bytea not null check (length(bytes) > 0),
  primary key (log_no, level, place)
);
comment on table transparency.tiles is
  'Tiles and entry bundles of c2sp.org/tlog-tiles at their greatest width; a narrower one is the beginning of a wider';
alter table transparency.tiles alter column bytes set storage external;
grant select, insert, update (bytes) on transparency.tiles to :app;

create table transparency.openings (
  subject_id uuid primary key,
  log_no integer not null references transparency.logs,
  leaf_index bigint not null check (leaf_index >= 1),
  salts bytea not null check (length(salts) % 16 = 0),
  unique (log_no, leaf_index)
);
comment on table transparency.openings is
  'Where each row stands in the log, and the salts that open its parts; without a salt nobody can find what a part said';
grant select, insert on transparency.openings to :app;

create table transparency.heads (
  log_no integer not null references transparency.logs,
  size bigint not null check (size >= 1),
  root bytea not null check (length(root) = 32),
  signed_at timestamptz not null,
  note text not null,
  primary key (log_no, size)
);
comment on table transparency.heads is 'Signed heads (c2sp.org/tlog-checkpoint), each as it was published';
grant select, insert on transparency.heads to :app;

create table transparency.witnesses (
  id uuid primary key,
  -- Its Ed25519 key, and beside it one that a quantum computer does not break, if it has one.
  vkey text not null unique,
  ml_dsa_vkey text unique,
  url text not null check (url ~ '^https?://' and length(url) <= 500),
  title text not null check (length(title) between 1 and 60),
  added_at timestamptz not null,
  removed_at timestamptz,
  tried_at timestamptz,
  reached_at timestamptz,
  -- The size it says it cosigned last.
  size bigint,
  problem text
);
comment on table transparency.witnesses is 'Who watches the log from outside, with the last that was heard of each; one removed stays known';
grant select, insert, update (title, url, ml_dsa_vkey, added_at, removed_at, tried_at, reached_at, size, problem) on transparency.witnesses to :app;

create table transparency.quorums (
  id uuid primary key,
  threshold integer not null check (threshold >= 0),
  set_at timestamptz not null
);
comment on table transparency.quorums is 'How many witnesses must stand behind a head; the last row counts';
grant select, insert on transparency.quorums to :app;

create table transparency.cosignatures (
  log_no integer not null,
  size bigint not null,
  witness_id uuid not null references transparency.witnesses,
  key_id bigint not null,
  cosigned_at timestamptz not null,
  line text not null,
  primary key (log_no, size, witness_id, key_id, cosigned_at),
  foreign key (log_no, size) references transparency.heads
);
comment on table transparency.cosignatures is 'Signature lines of witnesses under a head, checked before they are kept';
create index cosignatures_witness on transparency.cosignatures (witness_id, cosigned_at desc);
grant select, insert on transparency.cosignatures to :app;

create function transparency.refuse_change() returns trigger
  language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  raise exception 'transparency.% is the public log: what was published is never changed or deleted', tg_table_name
    using errcode = 'restrict_violation';
end $$;
create trigger heads_stand before update or delete or truncate on transparency.heads
  for each statement execute function transparency.refuse_change();
create trigger cosignatures_stand before update or delete or truncate on transparency.cosignatures
  for each statement execute function transparency.refuse_change();
create trigger openings_stand before update or delete or truncate on transparency.openings
  for each statement execute function transparency.refuse_change();
create trigger tiles_stay before delete or truncate on transparency.tiles
  for each statement execute function transparency.refuse_change();
create trigger logs_stay before delete or truncate on transparency.logs
  for each statement execute function transparency.refuse_change();

create function transparency.grow_tile() returns trigger
  language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if (new.log_no, new.level, new.place) is distinct from (old.log_no, old.level, old.place)
    or substring(new.bytes for length(old.bytes)) <> old.bytes then
    raise exception 'a tile only grows' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger tiles_grow before update on transparency.tiles for each row execute function transparency.grow_tile();

create function transparency.grow_log() returns trigger
  language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if old.closed_at is not null or new.size < old.size or new.published < old.published
    or (new.no, new.origin, new.opened_at, new.first_leaf) is distinct from (old.no, old.origin, old.opened_at, old.first_leaf)
    or (new.size = old.size and new.root <> old.root) then
    raise exception 'a log only grows, and a closed one stands' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger logs_grow before update on transparency.logs for each row execute function transparency.grow_log();

-- Whoever takes leaves out of the queue must have given each of them its place.
create function transparency.keep_staged() returns trigger
  language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if exists (select from unnest(old.subjects) s where not exists (select from transparency.openings o where o.subject_id = s)) then
    raise exception 'leaves without a place stay staged' using errcode = 'restrict_violation';
  end if;
  return old;
end $$;
create trigger staged_until_placed before delete on transparency.staged
  for each row execute function transparency.keep_staged();
create trigger staged_stand before update or truncate on transparency.staged
  for each statement execute function transparency.refuse_change();
grant delete on transparency.staged to :app;
revoke all on all functions in schema transparency from public;
