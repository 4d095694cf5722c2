-- Whether a database holds real life or a demonstration. Said once, kept for ever: the two must never mix.

create table platform.instance (
  only_one boolean primary key default true check (only_one),
  kind text not null check (kind in ('real', 'demonstration')),
  set_at timestamptz not null,
  -- A demonstration is filled in one transaction; until that is committed nothing of it stands.
  filled_at timestamptz,
  done integer not null default 0 check (done >= 0),
  total integer check (total >= done),
  sign_ins bytea,
  check (kind = 'demonstration' or num_nonnulls(filled_at, total, sign_ins) = 0)
);
comment on table platform.instance is
  'One row at most. No row: nobody has decided yet. done of total: how far a demonstration is filled; sign_ins: names and passwords of its made-up people, sealed';
grant select, insert on platform.instance to :app;
grant update (filled_at, done, total, sign_ins) on platform.instance to :app;

create function platform.keep_instance() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if tg_op = 'DELETE' or (new.only_one, new.kind, new.set_at) is distinct from (old.only_one, old.kind, old.set_at) then
    raise exception 'a database stays what it was declared to be' using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $$;
create trigger instance_is_kept before update or delete on platform.instance
  for each row execute function platform.keep_instance();
