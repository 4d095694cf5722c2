-- Openings may be erased: of the private parts of a row the salts go, and of each its bare commitment stays.

create table transparency.erasures (
  id uuid primary key,
  subject_id uuid not null unique references transparency.openings,
  -- Places of the erased parts within the leaf, ascending, and their commitments one after the other.
  parts integer[] not null check (cardinality(parts) between 1 and 10000),
  commitments bytea not null,
  reason text not null check (length(reason) between 4 and 500),
  erased_by uuid,
  erased_at timestamptz not null,
  constraint erasures_keep_each_commitment check (length(commitments) = 32 * cardinality(parts))
);
comment on table transparency.erasures is
  'Openings that were erased, with the commitments that keep their leaves provable; written by erase_opening() alone, append-only';
grant select on transparency.erasures to :app;
create trigger erasures_stand before update or delete or truncate on transparency.erasures
  for each statement execute function transparency.refuse_change();

-- Salts with sixteen zeros where a part was erased; chance never draws them.
create function transparency.without_salts(p_salts bytea, p_parts integer[]) returns bytea
  language plpgsql immutable set search_path = pg_catalog, pg_temp as $$
declare
  part integer;
begin
  foreach part in array p_parts loop
    if part < 0 or (part + 1) * 16 > length(p_salts) then
      raise exception 'no such part' using errcode = 'restrict_violation';
    end if;
    p_salts := overlay(p_salts placing decode(repeat('00', 16), 'hex') from part * 16 + 1 for 16);
  end loop;
  return p_salts;
end $$;

drop trigger openings_stand on transparency.openings;
create trigger openings_stay before delete or truncate on transparency.openings
  for each statement execute function transparency.refuse_change();
create function transparency.only_erase() returns trigger
  language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if (new.subject_id, new.log_no, new.leaf_index) is distinct from (old.subject_id, old.log_no, old.leaf_index)
    or new.salts is distinct from (select transparency.without_salts(old.salts, e.parts)
                                     from transparency.erasures e where e.subject_id = old.subject_id) then
    raise exception 'an opening only loses the salts that were erased' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger openings_only_erase before update on transparency.openings
  for each row execute function transparency.only_erase();

create function transparency.erase_opening(p_id uuid, p_subject uuid, p_parts integer[], p_commitments bytea, p_reason text,
  p_person uuid, p_at timestamptz) returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  insert into transparency.erasures (id, subject_id, parts, commitments, reason, erased_by, erased_at)
  values (p_id, p_subject, p_parts, p_commitments, p_reason, p_person, p_at);
  update transparency.openings set salts = transparency.without_salts(salts, p_parts) where subject_id = p_subject;
end $$;
revoke all on function transparency.erase_opening, transparency.without_salts, transparency.only_erase from public;
grant execute on function transparency.erase_opening to :app;

-- The queue is judged once for all rows that leave it: one look at the places for a whole step of the sequencer.
drop trigger staged_until_placed on transparency.staged;
drop function transparency.keep_staged();
create function transparency.keep_staged() returns trigger
  language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if exists (select from gone, unnest(gone.subjects) s
              where not exists (select from transparency.openings o where o.subject_id = s)) then
    raise exception 'leaves without a place stay staged' using errcode = 'restrict_violation';
  end if;
  return null;
end $$;
create trigger staged_until_placed after delete on transparency.staged
  referencing old table as gone for each statement execute function transparency.keep_staged();
revoke all on function transparency.keep_staged from public;
