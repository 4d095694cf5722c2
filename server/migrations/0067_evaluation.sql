-- What projects achieved: indicators against the plan, and what the people say whom they were for. Who has answered stands
-- apart from what was answered; no column joins the two, and no time stands with either.

create schema evaluation;
grant usage on schema evaluation to :app;

create table evaluation.questionnaires (
  id uuid primary key,
  key text not null check (key ~ '^[a-z][a-z0-9_]{1,39}$'),
  version integer not null check (version > 0),
  people_group text not null check (people_group in ('elderly', 'orphans', 'poor', 'disabled', 'all')),
  title_zh text not null check (length(title_zh) between 2 and 120),
  title_en text not null check (length(title_en) between 2 and 200),
  lead_zh text not null check (length(lead_zh) <= 400),
  lead_en text not null check (length(lead_en) <= 600),
  questions jsonb not null check (jsonb_array_length(questions) between 1 and 20),
  made_by uuid,
  made_at timestamptz not null,
  unique (key, version)
);
comment on table evaluation.questionnaires is 'Questionnaires as data, by version; append-only, of a key the highest version is offered';
grant select, insert on evaluation.questionnaires to :app;

create table evaluation.evaluations (
  id uuid primary key,
  public_id text not null unique check (public_id ~ '^[0-9A-HJKMNP-TV-Z]{12}$'),
  project_id uuid not null references projects.projects,
  questionnaire_id uuid not null references evaluation.questionnaires,
  sampling text not null check (sampling in ('all', 'simple', 'stratified')),
  -- The margin that is wanted, in tenths of a percent.
  margin smallint not null check (margin between 10 and 300),
  least_cell smallint not null check (least_cell between 5 and 20),
  least_answers smallint not null check (least_answers between 10 and 100),
  closes_at timestamptz not null,
  -- SHA-256 of the seed by which the sample is drawn: published before the roll, the seed with the sample.
  seed_hash bytea not null check (length(seed_hash) = 32),
  seed_sealed bytea not null,
  recorded_by uuid,
  recorded_at timestamptz not null
);
comment on table evaluation.evaluations is 'Which project is evaluated, by which questionnaire, asking whom; append-only';
create index evaluations_project on evaluation.evaluations (project_id, recorded_at);
grant select, insert on evaluation.evaluations to :app;

create table evaluation.roll (
  id uuid primary key,
  evaluation_id uuid not null references evaluation.evaluations,
  number integer not null check (number > 0),
  community text not null check (length(community) <= 40),
  sealed bytea not null,
  name_hash bytea not null check (length(name_hash) = 32),
  -- Of name and door together: nobody stands on a roll twice.
  entry_hash bytea not null check (length(entry_hash) = 32),
  unique (evaluation_id, number),
  unique (evaluation_id, entry_hash)
);
comment on table evaluation.roll is 'Whom a project was for: name and door sealed, the community open; append-only, fixed by the draw';
create index roll_name on evaluation.roll (evaluation_id, name_hash);
grant select, insert on evaluation.roll to :app;

create table evaluation.draws (
  evaluation_id uuid primary key references evaluation.evaluations,
  seed text not null,
  size integer not null check (size > 0),
  drawn_by uuid,
  drawn_at timestamptz not null
);
comment on table evaluation.draws is 'That a sample was drawn, by which seed and how large; append-only';
grant select, insert on evaluation.draws to :app;

create table evaluation.sampled (
  roll_id uuid primary key references evaluation.roll,
  evaluation_id uuid not null references evaluation.draws
);
comment on table evaluation.sampled is 'Who of the roll is asked; append-only, as many as were drawn when the evaluation opens';
create index sampled_evaluation on evaluation.sampled (evaluation_id);
grant select, insert on evaluation.sampled to :app;

create table evaluation.codes (
  id uuid primary key,
  roll_id uuid not null references evaluation.sampled,
  code_hash bytea not null unique check (length(code_hash) = 32),
  made_at timestamptz not null
);
comment on table evaluation.codes is 'One-time codes as keyed hashes; append-only, of a person the newest is valid';
create index codes_roll on evaluation.codes (roll_id, made_at);
grant select, insert on evaluation.codes to :app;

create table evaluation.openings (
  evaluation_id uuid primary key references evaluation.draws,
  opened_by uuid,
  opened_at timestamptz not null
);
comment on table evaluation.openings is 'Evaluations that began to collect answers; append-only';
grant select, insert on evaluation.openings to :app;

create table evaluation.cancellations (
  evaluation_id uuid primary key references evaluation.evaluations,
  reason text not null check (length(reason) between 2 and 300),
  recorded_by uuid,
  recorded_at timestamptz not null
);
comment on table evaluation.cancellations is 'Evaluations that were called off before their closing; append-only';
grant select, insert on evaluation.cancellations to :app;

create table evaluation.answered (
  roll_id uuid primary key references evaluation.sampled,
  evaluation_id uuid not null references evaluation.openings,
  manner text not null check (manner in ('link', 'paper', 'interview')),
  interviewer_id uuid,
  mode text check (mode in ('visit', 'telephone', 'meeting')),
  constraint answered_interviews_have_one check ((manner = 'interview') = (interviewer_id is not null)
    and (interviewer_id is null) = (mode is null))
);
comment on table evaluation.answered is 'Who has answered, how, and who interviewed them; never what or when; append-only';
create index answered_evaluation on evaluation.answered (evaluation_id, manner);
grant select, insert on evaluation.answered to :app;

create table evaluation.answers (
  id uuid primary key,
  evaluation_id uuid not null references evaluation.openings,
  manner text not null check (manner in ('link', 'paper', 'interview')),
  -- By question: the number of a choice, a count, or null.
  picks integer[] not null
);
comment on table evaluation.answers is 'What was answered, by nobody; never changed by app, shuffled and written anew at the closing';
create index answers_evaluation on evaluation.answers (evaluation_id);
grant select, insert on evaluation.answers to :app;

create table evaluation.remarks (
  id uuid primary key,
  evaluation_id uuid not null references evaluation.openings,
  question smallint not null check (question between 1 and 20),
  sealed bytea not null
);
comment on table evaluation.remarks is 'Free text of answers, sealed and apart from them; in no order of time; append-only';
create index remarks_evaluation on evaluation.remarks (evaluation_id);
grant select, insert on evaluation.remarks to :app;

create table evaluation.keyings (
  id uuid primary key,
  evaluation_id uuid not null references evaluation.openings,
  -- The number a clerk wrote on the sheet as it came out of the box.
  sheet integer not null check (sheet between 1 and 100000),
  clerk_id uuid not null,
  picks integer[] not null,
  keyed_at timestamptz not null
);
comment on table evaluation.keyings is 'What a clerk read on a numbered sheet; append-only, a sheet counts when two clerks read the same';
create index keyings_evaluation on evaluation.keyings (evaluation_id, sheet, clerk_id, keyed_at);
grant select, insert on evaluation.keyings to :app;

create table evaluation.readings (
  evaluation_id uuid not null references evaluation.evaluations,
  -- 0: the persons reached.
  indicator smallint not null check (indicator between 0 and 20),
  number integer not null check (number > 0),
  value integer not null check (value between 0 and 1000000),
  on_day date not null,
  source text not null check (length(source) between 2 and 200),
  why text not null check (length(why) <= 300),
  recorded_by uuid,
  recorded_at timestamptz not null,
  primary key (evaluation_id, indicator, number),
  constraint readings_corrections_say_why check ((number = 1) or length(why) >= 2)
);
comment on table evaluation.readings is 'What was counted of an indicator, with day and source; append-only, the highest number counts';
grant select, insert on evaluation.readings to :app;

create table evaluation.photos (
  id uuid primary key,
  evaluation_id uuid not null references evaluation.evaluations,
  file_id uuid not null references files.files,
  moment text not null check (moment in ('before', 'after')),
  media_type text not null check (media_type in ('image/jpeg', 'image/png')),
  bytes integer not null check (bytes > 0),
  caption text not null check (length(caption) between 2 and 120),
  taken_on date not null,
  added_by uuid,
  added_at timestamptz not null
);
comment on table evaluation.photos is 'Photos from before and after a project, sealed, without place, time and camera; append-only';
create index photos_evaluation on evaluation.photos (evaluation_id, added_at);
grant select, insert on evaluation.photos to :app;

create table evaluation.consents (
  photo_id uuid not null references evaluation.photos,
  number integer not null check (number > 0),
  scope text not null check (scope in ('public', 'internal')),
  given_by bytea not null,
  given_on date not null,
  recorded_by uuid,
  recorded_at timestamptz not null,
  primary key (photo_id, number)
);
comment on table evaluation.consents is 'Who agreed to a photo being shown, sealed, and to whom; append-only, the highest number counts';
grant select, insert on evaluation.consents to :app;

create table evaluation.withdrawals (
  photo_id uuid primary key references evaluation.photos,
  recorded_by uuid,
  recorded_at timestamptz not null
);
comment on table evaluation.withdrawals is 'Photos whose consent was taken back: shown no more; append-only';
grant select, insert on evaluation.withdrawals to :app;

create table evaluation.results (
  evaluation_id uuid primary key references evaluation.openings,
  figures jsonb not null,
  closed_by uuid,
  closed_at timestamptz not null
);
comment on table evaluation.results is 'What came of an evaluation, written once by close_evaluation with what is too small hidden; never changed';
grant select on evaluation.results to :app;

-- Who answers shares this lock; drawing, opening, calling off and closing hold it alone.
create function evaluation.hold(p_evaluation uuid) returns void language sql set search_path = pg_catalog, pg_temp as $$
  select pg_advisory_xact_lock(hashtextextended('evaluation ' || p_evaluation::text, 0))
$$;
create function evaluation.hold_shared(p_evaluation uuid) returns void language sql set search_path = pg_catalog, pg_temp as $$
  select pg_advisory_xact_lock_shared(hashtextextended('evaluation ' || p_evaluation::text, 0))
$$;

create function evaluation.is_open(p_evaluation uuid) returns boolean language sql stable set search_path = pg_catalog, pg_temp as $$
  select exists (select 1 from evaluation.openings o where o.evaluation_id = p_evaluation)
     and not exists (select 1 from evaluation.cancellations c where c.evaluation_id = p_evaluation)
     and not exists (select 1 from evaluation.results r where r.evaluation_id = p_evaluation)
$$;

-- Answers are as many as the questions, and each is one that its question has.
create function evaluation.picks_fit(p_evaluation uuid, p_picks integer[]) returns boolean
  language sql stable set search_path = pg_catalog, pg_temp as $$
  select cardinality(p_picks) = jsonb_array_length(q.questions)
     and not exists (
       select 1 from jsonb_array_elements(q.questions) with ordinality as x(question, n)
        where p_picks[x.n] is not null and not case x.question ->> 'kind'
          when 'scale' then p_picks[x.n] between 1 and 5
          when 'yes_no' then p_picks[x.n] between 1 and 2
          when 'choice' then p_picks[x.n] between 1 and jsonb_array_length(x.question -> 'choices')
          when 'number' then p_picks[x.n] between 0 and 1000000
          else false end)
    from evaluation.evaluations e join evaluation.questionnaires q on q.id = e.questionnaire_id where e.id = p_evaluation
$$;

create function evaluation.before_answered() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  perform evaluation.hold_shared(new.evaluation_id);
  if not evaluation.is_open(new.evaluation_id) then raise exception 'evaluation.not_open'; end if;
  if not exists (select 1 from evaluation.sampled s where s.roll_id = new.roll_id and s.evaluation_id = new.evaluation_id)
  then raise exception 'evaluation.not_asked'; end if;
  if new.interviewer_id is not null and exists (
    select 1 from evaluation.evaluations e join projects.pub_makers m on m.project_id = e.project_id
     where e.id = new.evaluation_id and m.person_id = new.interviewer_id)
  then raise exception 'evaluation.ran_it'; end if;
  return new;
end $$;
create trigger before_answered before insert on evaluation.answered
  for each row execute function evaluation.before_answered();

create function evaluation.before_picks() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  perform evaluation.hold_shared(new.evaluation_id);
  if not evaluation.is_open(new.evaluation_id) then raise exception 'evaluation.not_open'; end if;
  if not evaluation.picks_fit(new.evaluation_id, new.picks) then raise exception 'evaluation.answers_unfit'; end if;
  return new;
end $$;
create trigger before_picks before insert on evaluation.answers for each row execute function evaluation.before_picks();
create trigger before_picks before insert on evaluation.keyings for each row execute function evaluation.before_picks();

create function evaluation.only_while_open() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if not evaluation.is_open(new.evaluation_id) then raise exception 'evaluation.not_open'; end if;
  return new;
end $$;
create trigger only_while_open before insert on evaluation.remarks for each row execute function evaluation.only_while_open();

create function evaluation.only_before_the_draw() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if exists (select 1 from evaluation.draws d where d.evaluation_id = new.evaluation_id) then raise exception 'evaluation.already_drawn'; end if;
  return new;
end $$;
create trigger only_before_the_draw before insert on evaluation.roll
  for each row execute function evaluation.only_before_the_draw();

create function evaluation.before_draw() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  perform evaluation.hold(new.evaluation_id);
  if sha256(convert_to(new.seed, 'UTF8')) <> (select e.seed_hash from evaluation.evaluations e where e.id = new.evaluation_id)
  then raise exception 'evaluation.seed_differs'; end if;
  return new;
end $$;
create trigger before_draw before insert on evaluation.draws for each row execute function evaluation.before_draw();

create function evaluation.before_sampled() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if not exists (select 1 from evaluation.roll r where r.id = new.roll_id and r.evaluation_id = new.evaluation_id)
     or exists (select 1 from evaluation.openings o where o.evaluation_id = new.evaluation_id)
  then raise exception 'evaluation.already_drawn'; end if;
  return new;
end $$;
create trigger before_sampled before insert on evaluation.sampled for each row execute function evaluation.before_sampled();

create function evaluation.before_opening() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  perform evaluation.hold(new.evaluation_id);
  if (select count(*) from evaluation.sampled s where s.evaluation_id = new.evaluation_id)
     <> (select d.size from evaluation.draws d where d.evaluation_id = new.evaluation_id)
     or exists (select 1 from evaluation.cancellations c where c.evaluation_id = new.evaluation_id)
  then raise exception 'evaluation.not_drawn'; end if;
  return new;
end $$;
create trigger before_opening before insert on evaluation.openings for each row execute function evaluation.before_opening();

create function evaluation.only_before_the_closing() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  perform evaluation.hold(new.evaluation_id);
  if exists (select 1 from evaluation.results r where r.evaluation_id = new.evaluation_id) then raise exception 'evaluation.not_open'; end if;
  return new;
end $$;
create trigger only_before_the_closing before insert on evaluation.cancellations
  for each row execute function evaluation.only_before_the_closing();
create trigger only_before_the_closing before insert on evaluation.readings
  for each row execute function evaluation.only_before_the_closing();

-- Sheets by number: keyed by one clerk, agreed by two, or read differently. Of a clerk the newest reading stands; the two
-- clerks who keyed last are compared.
create function evaluation.sheets(p_evaluation uuid) returns table (sheet integer, state text, picks integer[])
  language sql stable set search_path = pg_catalog, pg_temp as $$
  select l.sheet,
         case when max(l.nth) < 2 then 'once'
              when min(l.picks::text) filter (where l.nth <= 2) = max(l.picks::text) filter (where l.nth <= 2) then 'agreed'
              else 'differs' end,
         min(l.picks::text) filter (where l.nth = 1)::integer[]
    from (select k.sheet, k.picks, row_number() over (partition by k.sheet order by k.keyed_at desc, k.id desc) as nth
            from (select distinct on (x.sheet, x.clerk_id) x.* from evaluation.keyings x where x.evaluation_id = p_evaluation
                   order by x.sheet, x.clerk_id, x.keyed_at desc, x.id desc) k) l
   group by l.sheet
$$;

-- Closes an evaluation: sheets join the other answers, all are shuffled and written anew, and the figures that were drawn from
-- them are kept. That they speak of all answers and show no cell that is too small is checked again here.
create function evaluation.close_evaluation(p_evaluation uuid, p_figures jsonb, p_person uuid, p_now timestamptz)
returns void language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  e evaluation.evaluations;
  v_paper int; v_others int; v_sheets int; v_answers int;
begin
  perform evaluation.hold(p_evaluation);
  select * into strict e from evaluation.evaluations where id = p_evaluation;
  if not evaluation.is_open(p_evaluation) then raise exception 'evaluation.not_open'; end if;
  select count(*) filter (where a.manner = 'paper'), count(*) filter (where a.manner <> 'paper') into v_paper, v_others
    from evaluation.answered a where a.evaluation_id = p_evaluation;
  if p_now < e.closes_at and v_paper + v_others < (select d.size from evaluation.draws d where d.evaluation_id = p_evaluation)
  then raise exception 'evaluation.still_open'; end if;
  select count(*) filter (where s.state = 'agreed') into v_sheets from evaluation.sheets(p_evaluation) s;
  select count(*) into v_answers from evaluation.answers a where a.evaluation_id = p_evaluation;
  if v_sheets <> v_paper or v_answers <> v_others or exists (select 1 from evaluation.sheets(p_evaluation) s where s.state <> 'agreed')
     or (p_figures ->> 'answered')::int <> v_paper + v_others
  then raise exception 'evaluation.answers_do_not_match'; end if;
  if exists (select 1 from jsonb_path_query(p_figures, '$.questions[*].cells[*].count') c
              where c <> 'null'::jsonb and c::int between 1 and e.least_cell - 1)
     or (v_paper + v_others < e.least_answers and p_figures -> 'satisfaction' <> 'null'::jsonb)
  then raise exception 'evaluation.cell_too_small'; end if;
  insert into evaluation.answers (id, evaluation_id, manner, picks)
    select gen_random_uuid(), p_evaluation, 'paper', s.picks from evaluation.sheets(p_evaluation) s;
  with gone as (delete from evaluation.answers a where a.evaluation_id = p_evaluation returning a.manner, a.picks)
    insert into evaluation.answers (id, evaluation_id, manner, picks)
    select gen_random_uuid(), p_evaluation, g.manner, g.picks from gone g order by random();
  insert into evaluation.results (evaluation_id, figures, closed_by, closed_at) values (p_evaluation, p_figures, p_person, p_now);
end $$;
revoke all on function evaluation.close_evaluation from public;
grant execute on function evaluation.close_evaluation to :app;

-- What closed evaluations found, a row each: for lists, comparison, and whoever gives awards.
create view evaluation.pub_results as
  select r.evaluation_id, e.public_id, e.project_id, (r.figures ->> 'people')::int as people, (r.figures ->> 'asked')::int as asked,
         (r.figures ->> 'answered')::int as answered, (r.figures -> 'satisfaction' ->> 'share')::int as share,
         (r.figures -> 'satisfaction' ->> 'low')::int as low, (r.figures -> 'satisfaction' ->> 'high')::int as high,
         r.figures -> 'satisfaction' ->> 'bound' as bound, (r.figures ->> 'persons')::int as persons,
         (r.figures ->> 'reachedFen')::bigint as reached_fen, (r.figures ->> 'costFen')::bigint as cost_fen,
         (select count(*)::int from jsonb_array_elements(r.figures -> 'indicators') i
           where (i ->> 'value')::int >= (i ->> 'target')::int) as met,
         jsonb_array_length(r.figures -> 'indicators') as indicators, r.closed_at
    from evaluation.results r join evaluation.evaluations e on e.id = r.evaluation_id;
comment on view evaluation.pub_results is 'What closed evaluations found of projects, with what is too small hidden; for later modules';
grant select on evaluation.pub_results to :app;
