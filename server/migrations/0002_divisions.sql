-- The administrative tree: city, banners and districts, towns, communities; what changed in it and when.

create schema divisions;
grant usage on schema divisions to :app;

create table divisions.divisions (
  code text primary key check (code ~ '^[0-9]+$'),
  name text not null check (length(name) between 1 and 60),
  official_name text not null check (length(official_name) between 1 and 60),
  name_en text,
  level text not null check (level in ('city', 'banner', 'town', 'community')),
  kind text not null,
  parent_code text references divisions.divisions,
  path text[] not null,
  pinyin text not null check (pinyin ~ '^[a-z0-9]*$'),
  initials text not null check (initials ~ '^[a-z0-9]*$'),
  hidden boolean not null generated always as (kind in ('statistical_zone', 'virtual_community')) stored,
  urban boolean,
  urban_since date,
  valid_from date,
  valid_to date,
  updated_at timestamptz not null,
  constraint divisions_urban_of_communities check ((level = 'community') = (urban is not null)),
  constraint divisions_kind_of_level check (case level
    when 'city' then kind = 'city'
    when 'banner' then kind in ('banner', 'district')
    when 'town' then kind in ('subdistrict', 'town', 'township', 'sumu', 'statistical_zone')
    else kind in ('community', 'village', 'gacha', 'virtual_community') end),
  constraint divisions_code_of_level
    check (length(code) = case level when 'town' then 9 when 'community' then 12 else 6 end),
  constraint divisions_parent_unless_city check ((level = 'city') = (parent_code is null)),
  constraint divisions_path_ends_here check (path[cardinality(path)] = code),
  constraint divisions_ends_after_start check (valid_to >= valid_from)
);
comment on table divisions.divisions is
  'Every division there is or was. path: codes from the city down to itself; valid_to: first day it no longer stands;
   urban: the latest of urban_facts, written by its trigger alone';
create index divisions_parent on divisions.divisions (parent_code);
create index divisions_path on divisions.divisions using gin (path);
create index divisions_updated on divisions.divisions (updated_at desc);
grant select, insert on divisions.divisions to :app;
grant update (name, official_name, name_en, kind, parent_code, path, pinyin, initials, valid_to, updated_at)
  on divisions.divisions to :app;

create table divisions.changes (
  id uuid primary key,
  kind text not null check (kind in
    ('creation', 'abolition', 'rename', 'merge', 'split', 'transfer', 'reclassification')),
  effective_on date not null,
  old_codes text[] not null,
  new_codes text[] not null,
  name_before text,
  name_after text,
  source text not null check (length(source) between 2 and 500),
  recorded_by uuid,
  recorded_at timestamptz not null,
  check (cardinality(old_codes) + cardinality(new_codes) > 0)
);
comment on table divisions.changes is
  'What happened to which divisions, on which day, by which document; append-only. recorded_by is null for a data file';
create index changes_effective on divisions.changes (effective_on desc, id desc);
create index changes_old_codes on divisions.changes using gin (old_codes);
create index changes_new_codes on divisions.changes using gin (new_codes);
grant select, insert on divisions.changes to :app;

create table divisions.successions (
  old_code text not null references divisions.divisions,
  new_code text not null references divisions.divisions,
  change_id uuid not null references divisions.changes,
  primary key (old_code, new_code),
  check (old_code <> new_code)
);
comment on table divisions.successions is 'Where a division that ended went: one row for each that took it over; append-only';
create index successions_new on divisions.successions (new_code);
grant select, insert on divisions.successions to :app;

create table divisions.urban_facts (
  code text not null references divisions.divisions,
  number integer not null check (number > 0),
  urban boolean not null,
  source text not null check (length(source) between 2 and 500),
  since date,
  recorded_by uuid,
  recorded_at timestamptz not null,
  primary key (code, number)
);
comment on table divisions.urban_facts is
  'Whether a community is an urban one, since when, by which document; append-only, the highest number stands';
grant select, insert on divisions.urban_facts to :app;

-- The role app has no right to the two columns, so what a list shows cannot part from the facts.
create function divisions.show_latest_urban_fact() returns trigger
  language plpgsql security definer set search_path = pg_catalog
  as $$ begin
    update divisions.divisions d set urban = new.urban, urban_since = new.since where d.code = new.code;
    return null;
  end $$;
revoke all on function divisions.show_latest_urban_fact from public;
create trigger urban_facts_shown after insert on divisions.urban_facts
  for each row execute function divisions.show_latest_urban_fact();

create table divisions.mongolian_names (
  id uuid primary key,
  code text not null references divisions.divisions,
  script text not null check (length(script) between 1 and 200),
  transliteration text not null,
  source text not null,
  confidence text not null check (confidence in ('official', 'secondary')),
  state text not null default 'unreviewed' check (state in ('unreviewed', 'reviewed', 'rejected')),
  reviewed_by uuid,
  reviewed_on date,
  added_at timestamptz not null,
  unique (code, script),
  check ((state = 'unreviewed') = (reviewed_on is null))
);
comment on table divisions.mongolian_names is
  'Names in Mongolian script with where they were read and who reviewed them; never searched or sorted by the script';
grant select, insert on divisions.mongolian_names to :app;
grant update (transliteration, source, confidence, state, reviewed_by, reviewed_on)
  on divisions.mongolian_names to :app;

create table divisions.loads (
  number integer primary key check (number > 0),
  hash text not null,
  rows jsonb not null,
  loaded_at timestamptz not null
);
comment on table divisions.loads is
  'Data files that were loaded, with what they said: a newer file is compared with the last one, so edits by staff stay';
grant select, insert on divisions.loads to :app;

create view divisions.pub_divisions as
  select d.code, d.name, d.name_en, d.level, d.kind, d.parent_code, d.path, d.hidden, d.urban, d.urban_since,
         d.valid_from, d.valid_to
    from divisions.divisions d;
comment on view divisions.pub_divisions is
  'Divisions for later modules. urban is null above the community; ended ones are there too, with their valid_to';

create view divisions.pub_current_codes as
  with recursive led (code, current_code) as (
    select code, code from divisions.divisions
    union
    select led.code, s.new_code from led join divisions.successions s on s.old_code = led.current_code
  )
  select led.code, led.current_code from led
    join divisions.divisions d on d.code = led.current_code and d.valid_to is null;
comment on view divisions.pub_current_codes is
  'Every code ever used → the code or codes it stands for today; a code abolished without a successor has no row';
grant select on divisions.pub_divisions, divisions.pub_current_codes to :app;
