-- People, how they sign in, and what they may do where.

create schema identity;
grant usage on schema identity to :app;

-- The sign-in library (better-auth) keeps its users, credentials, sessions, challenges and second factors here. Names of
-- tables and columns are ours; a test asks the library what it would still change, and the answer has to be: nothing.

create table identity.people (
  id uuid primary key,
  user_name text not null,
  state text not null default 'invited' check (state in ('invited', 'active', 'deactivated')),
  second_factor boolean not null default false,
  last_sign_in_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  library_name text not null default '' check (library_name = ''),
  library_email text not null,
  library_email_verified boolean not null default false,
  library_image text,
  check (user_name = lower(user_name) and length(user_name) between 2 and 32),
  check (library_email = id || '@users.invalid')
);
comment on table identity.people is 'Whoever signs in. Names and numbers stand sealed in personal_data; columns library_… are empty and only there because the sign-in library asks for them';
create unique index people_user_name_uidx on identity.people (user_name);
create unique index people_library_email_uidx on identity.people (library_email);
grant select, insert on identity.people to :app;
grant update (user_name, state, second_factor, last_sign_in_at, updated_at) on identity.people to :app;

create table identity.personal_data (
  person_id uuid primary key references identity.people,
  shown_name bytea not null,
  shown_name_hash bytea not null check (length(shown_name_hash) = 32),
  phone bytea,
  phone_hash bytea check (length(phone_hash) = 32),
  updated_at timestamptz not null,
  check ((phone is null) = (phone_hash is null))
);
comment on table identity.personal_data is 'Shown name and telephone number of a person, sealed; the keyed hashes find a whole name or number';
create index personal_data_shown_name_hash on identity.personal_data (shown_name_hash);
create index personal_data_phone_hash on identity.personal_data (phone_hash);
grant select, insert, update on identity.personal_data to :app;

create table identity.credentials (
  id uuid primary key,
  account_id text not null,
  provider_id text not null,
  person_id uuid not null references identity.people,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  password text,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
comment on table identity.credentials is 'What proves a person at sign-in: a password''s scrypt hash, later other sign-in services';
create index credentials_person_id_idx on identity.credentials (person_id);
grant select, insert, update, delete on identity.credentials to :app;

create table identity.sessions (
  id uuid primary key,
  person_id uuid not null references identity.people,
  token text not null,
  device text,
  address text,
  expires_at timestamptz not null,
  seen_at timestamptz not null default now(),
  created_at timestamptz not null,
  updated_at timestamptz not null
);
comment on table identity.sessions is 'Who is signed in where. Deleting a row ends the session with the next request';
create unique index sessions_token_uidx on identity.sessions (token);
create index sessions_person_id_idx on identity.sessions (person_id);
grant select, insert, update, delete on identity.sessions to :app;

create table identity.challenges (
  id uuid primary key,
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
comment on table identity.challenges is 'Sign-ins between password and second factor, with the tries left; minutes old at most';
create index challenges_identifier_idx on identity.challenges (identifier);
create index challenges_expires_at on identity.challenges (expires_at);
grant select, insert, update, delete on identity.challenges to :app;

create table identity.second_factors (
  id uuid primary key,
  person_id uuid not null references identity.people,
  secret text not null,
  recovery_codes text not null,
  verified boolean default true,
  failures integer default 0,
  locked_until timestamptz
);
comment on table identity.second_factors is 'Authenticator secret and recovery codes of a person, both encrypted by the sign-in library';
create index second_factors_secret_idx on identity.second_factors (secret);
create index second_factors_person_id_idx on identity.second_factors (person_id);
grant select, insert, update, delete on identity.second_factors to :app;

-- From here on the tables are ours alone.

create table identity.spent_codes (
  person_id uuid not null references identity.people,
  code_hash bytea not null check (length(code_hash) = 32),
  spent_at timestamptz not null,
  primary key (person_id, code_hash)
);
comment on table identity.spent_codes is 'Authenticator codes already used: each is good once (RFC 6238 section 5.2), though valid for a minute and a half';
create index spent_codes_spent_at on identity.spent_codes (spent_at);
grant select, insert, delete on identity.spent_codes to :app;

create table identity.lock_outs (
  bucket bytea primary key check (length(bucket) = 32),
  owner bytea not null check (length(owner) = 32),
  failures integer not null check (failures > 0),
  failed_at timestamptz not null,
  locked_until timestamptz
);
comment on table identity.lock_outs is 'Wrong tries counted by keyed hash of who and from where; no name as typed is kept';
create index lock_outs_owner on identity.lock_outs (owner);
create index lock_outs_failed_at on identity.lock_outs (failed_at);
grant select, insert, update, delete on identity.lock_outs to :app;

create table identity.known_devices (
  person_id uuid not null references identity.people,
  device_hash bytea not null check (length(device_hash) = 32),
  seen_at timestamptz not null,
  primary key (person_id, device_hash)
);
comment on table identity.known_devices is 'Browsers in which a person has signed in before, by keyed hash: their wrong tries count apart, so nobody else''s tries lock the person out there';
create index known_devices_seen_at on identity.known_devices (seen_at);
grant select, insert, update, delete on identity.known_devices to :app;

create table identity.links (
  id uuid primary key,
  token_hash bytea not null unique check (length(token_hash) = 32),
  purpose text not null check (purpose in ('first_administrator', 'new_person', 'reset')),
  person_id uuid references identity.people,
  remove_second_factor boolean not null default false,
  made_by uuid references identity.people,
  made_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  revoked_at timestamptz,
  check ((purpose = 'first_administrator') = (person_id is null)),
  check (used_at is null or revoked_at is null)
);
comment on table identity.links is 'One-time links by which people set their password; only the hash of the secret part is kept';
create index links_person_id on identity.links (person_id);
grant select, insert on identity.links to :app;
grant update (used_at, revoked_at) on identity.links to :app;

create table identity.role_assignments (
  id uuid primary key,
  person_id uuid not null references identity.people,
  role text not null check (role in ('administrator', 'city_bureau', 'banner_bureau', 'town', 'community_worker',
    'charity_manager', 'charity_accountant', 'group_member', 'auditor')),
  division_code text references divisions.divisions (code),
  organisation_id uuid references organisations.organisations (id),
  divisions text[] not null,
  organisation_ids uuid[] not null,
  from_on date not null,
  to_on date check (to_on >= from_on),
  granted_by uuid references identity.people,
  granted_at timestamptz not null,
  ended_by uuid references identity.people,
  ended_at timestamptz,
  check (num_nonnulls(division_code, organisation_id) = 1),
  check (ended_by is null or ended_at is not null)
);
comment on table identity.role_assignments is 'Who holds which role where and when. Ended, never deleted. Columns divisions and organisation_ids say where the reach lies, for narrowing lists';
create index role_assignments_person_id on identity.role_assignments (person_id);
create index role_assignments_divisions on identity.role_assignments using gin (divisions);
create index role_assignments_organisation_ids on identity.role_assignments using gin (organisation_ids);
grant select, insert on identity.role_assignments to :app;
grant update (ended_by, ended_at, divisions, organisation_ids) on identity.role_assignments to :app;

create function identity.keep_ended() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if old.ended_at is not null and (new.ended_at, new.ended_by) is distinct from (old.ended_at, old.ended_by) then
    raise exception 'a role assignment that ended stays ended: grant a new one' using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $$;
create trigger role_assignments_keep_ended before update on identity.role_assignments
  for each row execute function identity.keep_ended();
