-- Ballots of residents over what a fund's money is spent on. A ballot never pays: its result goes before the management group.
-- Who voted stands apart from what was voted; no column joins the two, and no time stands with either.

create schema ballots;
grant usage on schema ballots to :app;

create table ballots.ballots (
  id uuid primary key,
  public_id text not null unique check (public_id ~ '^[0-9A-HJKMNP-TV-Z]{12}$'),
  fund_id uuid not null references funds.funds,
  title text not null check (length(title) between 4 and 80),
  words text not null check (length(words) <= 2000),
  budget_fen bigint not null check (budget_fen > 0),
  rule text not null check (rule in ('equal_shares', 'equal_shares_add1', 'equal_shares_add1u', 'approval', 'greedy', 'plurality')),
  most_marks smallint not null check (most_marks between 1 and 64),
  roll_kind text not null check (roll_kind in ('household', 'person')),
  closes_at timestamptz not null,
  -- SHA-256 of the seed that breaks ties: published before the vote, the seed after it.
  seed_hash bytea not null check (length(seed_hash) = 32),
  seed_sealed bytea not null,
  recorded_by uuid,
  recorded_at timestamptz not null,
  constraint ballots_plurality_is_one_mark check (rule <> 'plurality' or most_marks = 1)
);
comment on table ballots.ballots is 'What a community votes on for which budget, and how it is counted; append-only';
create index ballots_fund on ballots.ballots (fund_id, recorded_at);
grant select, insert on ballots.ballots to :app;

create table ballots.options (
  ballot_id uuid not null references ballots.ballots,
  number smallint not null check (number between 1 and 64),
  title text not null check (length(title) between 2 and 80),
  words text not null check (length(words) <= 1000),
  cost_fen bigint not null check (cost_fen > 0),
  project_id uuid references projects.projects,
  primary key (ballot_id, number)
);
comment on table ballots.options is 'What may be marked on a ballot, and what it costs; append-only';
grant select, insert on ballots.options to :app;

create table ballots.withdrawals (
  ballot_id uuid not null,
  number smallint not null,
  reason text not null check (length(reason) between 2 and 300),
  recorded_by uuid,
  recorded_at timestamptz not null,
  primary key (ballot_id, number),
  foreign key (ballot_id, number) references ballots.options
);
comment on table ballots.withdrawals is 'Options taken back before the count: their votes stand, they get nothing; append-only';
grant select, insert on ballots.withdrawals to :app;

create table ballots.roll (
  id uuid primary key,
  ballot_id uuid not null references ballots.ballots,
  number integer not null check (number > 0),
  sealed bytea not null,
  name_hash bytea not null check (length(name_hash) = 32),
  -- Of name and door together: nobody stands on a roll twice.
  entry_hash bytea not null check (length(entry_hash) = 32),
  unique (ballot_id, number),
  unique (ballot_id, entry_hash)
);
comment on table ballots.roll is 'Who may vote, one vote each: household or person, name and door sealed; append-only, fixed by the opening';
create index roll_name on ballots.roll (ballot_id, name_hash);
grant select, insert on ballots.roll to :app;

create table ballots.codes (
  id uuid primary key,
  roll_id uuid not null references ballots.roll,
  code_hash bytea not null unique check (length(code_hash) = 32),
  made_at timestamptz not null
);
comment on table ballots.codes is 'One-time codes as keyed hashes; append-only, of an entry the newest is valid';
create index codes_roll on ballots.codes (roll_id, made_at);
grant select, insert on ballots.codes to :app;

create table ballots.openings (
  ballot_id uuid primary key references ballots.ballots,
  opened_by uuid,
  opened_at timestamptz not null
);
comment on table ballots.openings is 'Ballots whose vote began; append-only';
grant select, insert on ballots.openings to :app;

create table ballots.cancellations (
  ballot_id uuid primary key references ballots.ballots,
  reason text not null check (length(reason) between 2 and 300),
  recorded_by uuid,
  recorded_at timestamptz not null
);
comment on table ballots.cancellations is 'Ballots that were called off before their count; append-only';
grant select, insert on ballots.cancellations to :app;

create table ballots.voted (
  roll_id uuid primary key references ballots.roll,
  ballot_id uuid not null references ballots.ballots,
  manner text not null check (manner in ('code', 'paper'))
);
comment on table ballots.voted is 'Who has voted and how, never what or when; append-only';
create index voted_ballot on ballots.voted (ballot_id, manner);
grant select, insert on ballots.voted to :app;

create table ballots.votes (
  id uuid primary key,
  ballot_id uuid not null references ballots.ballots,
  -- Numbers of options, ascending; none is a blank vote.
  marks smallint[] not null
);
comment on table ballots.votes is 'What was voted, of nobody; never changed by app, shuffled and written anew as the ballot closes';
create index votes_ballot on ballots.votes (ballot_id);
grant select, insert on ballots.votes to :app;

create table ballots.keyings (
  id uuid primary key,
  ballot_id uuid not null references ballots.ballots,
  -- The number a clerk wrote on the slip as it came out of the box.
  slip integer not null check (slip between 1 and 100000),
  clerk_id uuid not null,
  marks smallint[] not null,
  keyed_at timestamptz not null
);
comment on table ballots.keyings is 'What a clerk read on a numbered slip; append-only, a slip counts when two clerks read the same';
create index keyings_ballot on ballots.keyings (ballot_id, slip, clerk_id, keyed_at);
grant select, insert on ballots.keyings to :app;

create table ballots.results (
  ballot_id uuid primary key references ballots.openings,
  seed text not null,
  result jsonb not null,
  closed_by uuid,
  closed_at timestamptz not null
);
comment on table ballots.results is 'The count of a ballot, written once by close_ballot with the seed that broke its ties; never changed';
grant select on ballots.results to :app;

-- Who votes shares this lock; opening, withdrawing and closing hold it alone.
create function ballots.hold(p_ballot uuid) returns void language sql set search_path = pg_catalog, pg_temp as $$
  select pg_advisory_xact_lock(hashtextextended('ballots ' || p_ballot::text, 0))
$$;
create function ballots.hold_shared(p_ballot uuid) returns void language sql set search_path = pg_catalog, pg_temp as $$
  select pg_advisory_xact_lock_shared(hashtextextended('ballots ' || p_ballot::text, 0))
$$;

create function ballots.is_open(p_ballot uuid) returns boolean language sql stable set search_path = pg_catalog, pg_temp as $$
  select exists (select 1 from ballots.openings o where o.ballot_id = p_ballot)
     and not exists (select 1 from ballots.cancellations c where c.ballot_id = p_ballot)
     and not exists (select 1 from ballots.results r where r.ballot_id = p_ballot)
$$;

create function ballots.only_while_open() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  perform ballots.hold_shared(new.ballot_id);
  if not ballots.is_open(new.ballot_id) then raise exception 'ballots.not_open'; end if;
  return new;
end $$;
create trigger only_while_open before insert on ballots.voted for each row execute function ballots.only_while_open();
create trigger only_while_open before insert on ballots.keyings for each row execute function ballots.only_while_open();

-- A vote marks options of its ballot, each once, and no more than are allowed.
create function ballots.marks_fit(p_ballot uuid, p_marks smallint[]) returns boolean
  language sql stable set search_path = pg_catalog, pg_temp as $$
  select cardinality(p_marks) <= b.most_marks
     and p_marks <@ array(select o.number from ballots.options o where o.ballot_id = p_ballot)
     and cardinality(p_marks) = (select count(distinct m) from unnest(p_marks) m)
    from ballots.ballots b where b.id = p_ballot
$$;

create function ballots.before_marks() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if not ballots.marks_fit(new.ballot_id, new.marks) then raise exception 'ballots.marks_wrong'; end if;
  return new;
end $$;
create trigger before_marks before insert on ballots.keyings for each row execute function ballots.before_marks();

create function ballots.before_vote() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if not ballots.is_open(new.ballot_id) then raise exception 'ballots.not_open'; end if;
  if not ballots.marks_fit(new.ballot_id, new.marks) then raise exception 'ballots.marks_wrong'; end if;
  return new;
end $$;
create trigger before_vote before insert on ballots.votes for each row execute function ballots.before_vote();

create function ballots.only_before_opening() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if exists (select 1 from ballots.openings o where o.ballot_id = new.ballot_id) then raise exception 'ballots.already_open'; end if;
  return new;
end $$;
create trigger only_before_opening before insert on ballots.roll for each row execute function ballots.only_before_opening();
create trigger only_before_opening before insert on ballots.options for each row execute function ballots.only_before_opening();

create function ballots.only_before_the_count() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  perform ballots.hold(new.ballot_id);
  if exists (select 1 from ballots.results r where r.ballot_id = new.ballot_id) then raise exception 'ballots.not_open'; end if;
  return new;
end $$;
create trigger only_before_the_count before insert on ballots.withdrawals
  for each row execute function ballots.only_before_the_count();
create trigger only_before_the_count before insert on ballots.cancellations
  for each row execute function ballots.only_before_the_count();

-- Slips by number: keyed by one clerk, agreed by two, or read differently. Of a clerk the newest reading stands; the two
-- clerks who keyed last are compared.
create function ballots.slips(p_ballot uuid) returns table (slip integer, state text, marks smallint[])
  language sql stable set search_path = pg_catalog, pg_temp as $$
  select l.slip,
         case when max(l.nth) < 2 then 'once'
              when min(l.text) filter (where l.nth <= 2) = max(l.text) filter (where l.nth <= 2) then 'agreed'
              else 'differs' end,
         string_to_array(nullif(min(l.text) filter (where l.nth = 1), ''), ',')::smallint[]
    from (select k.slip, array_to_string(k.marks, ',') as text,
                 row_number() over (partition by k.slip order by k.keyed_at desc, k.id desc) as nth
            from (select distinct on (x.slip, x.clerk_id) x.* from ballots.keyings x where x.ballot_id = p_ballot
                   order by x.slip, x.clerk_id, x.keyed_at desc, x.id desc) k) l
   group by l.slip
$$;

-- Closes a ballot: votes of slips join the others, all are shuffled and written anew, and the result that was counted from
-- them is kept. What is arithmetic about it is checked again here; `verify` counts the whole again.
create function ballots.close_ballot(p_ballot uuid, p_seed text, p_result jsonb, p_person uuid, p_now timestamptz)
returns void language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  b ballots.ballots;
  v_paper int; v_code int; v_slips int; v_votes int;
begin
  perform ballots.hold(p_ballot);
  select * into strict b from ballots.ballots where id = p_ballot;
  if not ballots.is_open(p_ballot) then raise exception 'ballots.not_open'; end if;
  select count(*) filter (where v.manner = 'paper'), count(*) filter (where v.manner = 'code') into v_paper, v_code
    from ballots.voted v where v.ballot_id = p_ballot;
  if p_now < b.closes_at and v_paper + v_code < (select count(*) from ballots.roll r where r.ballot_id = p_ballot)
  then raise exception 'ballots.still_open'; end if;
  select count(*) into v_slips from ballots.slips(p_ballot) s where s.state = 'agreed';
  select count(*) into v_votes from ballots.votes v where v.ballot_id = p_ballot;
  if v_slips <> v_paper or v_votes <> v_code or exists (select 1 from ballots.slips(p_ballot) s where s.state <> 'agreed')
  then raise exception 'ballots.votes_do_not_match'; end if;
  if sha256(convert_to(p_seed, 'UTF8')) <> b.seed_hash then raise exception 'ballots.seed_differs'; end if;
  if (p_result ->> 'voters')::int <> v_paper + v_code
     or (select coalesce(sum(o.cost_fen), 0) from ballots.options o
          where o.ballot_id = p_ballot and exists (select 1 from jsonb_array_elements(p_result -> 'outcomes') x
            where x ->> 'id' = o.number::text and x ->> 'rank' is not null)) > b.budget_fen
  then raise exception 'ballots.result_unfit'; end if;
  insert into ballots.votes (id, ballot_id, marks)
    select gen_random_uuid(), p_ballot, coalesce(s.marks, '{}') from ballots.slips(p_ballot) s;
  with gone as (delete from ballots.votes v where v.ballot_id = p_ballot returning v.marks)
    insert into ballots.votes (id, ballot_id, marks)
    select gen_random_uuid(), p_ballot, g.marks from gone g order by random();
  insert into ballots.results (ballot_id, seed, result, closed_by, closed_at)
    values (p_ballot, p_seed, p_result, p_person, p_now);
end $$;
revoke all on function ballots.close_ballot from public;
grant execute on function ballots.close_ballot to :app;
