-- Projects from a need to their closing. What a project is, its steps say: they are added one after the other, each only
-- where the table of moves lets it, and nothing of them is ever changed. What came of a vote is nobody's to write: it is
-- read from the decisions of the group.

create schema projects;
grant usage on schema projects to :app;

create table projects.moves (
  step text not null,
  from_state text not null,
  to_state text not null,
  primary key (step, from_state),
  unique (step, from_state, to_state)
);
comment on table projects.moves is 'The status table: which step leads from which state to which; never changed';
grant select on projects.moves to :app;
insert into projects.moves (step, from_state, to_state) values
  ('begin', 'new', 'idea'),
('study', 'idea', 'studied'),
  ('study', 'listed', 'listed'),
  ('enlist', 'studied', 'listed'),
  ('propose', 'listed', 'proposed'),
  ('propose', 'proposed', 'proposed'),
  ('propose', 'voted_down', 'proposed'),
  ('notify', 'proposed', 'noticed'),
  ('put_to_vote', 'noticed', 'voting'),
  ('announce', 'approved', 'announced'),
  ('agree', 'announced', 'agreed'),
  ('start', 'agreed', 'running'),
  ('reach', 'running', 'running'),
  ('report', 'running', 'running'),
  ('report', 'paused', 'paused'),
  ('ask_budget', 'running', 'running'),
  ('ask_budget', 'paused', 'paused'),
  ('pause', 'running', 'paused'),
  ('resume', 'paused', 'running'),
  ('stop', 'approved', 'stopped'),
  ('stop', 'announced', 'stopped'),
  ('stop', 'agreed', 'stopped'),
  ('stop', 'running', 'stopped'),
  ('stop', 'paused', 'stopped'),
  ('stop', 'submitted', 'stopped'),
  ('claim_back', 'running', 'running'),
  ('claim_back', 'paused', 'paused'),
  ('claim_back', 'stopped', 'stopped'),
  ('get_back', 'running', 'running'),
  ('get_back', 'paused', 'paused'),
  ('get_back', 'submitted', 'submitted'),
  ('get_back', 'accepted', 'accepted'),
  ('get_back', 'evaluated', 'evaluated'),
  ('get_back', 'stopped', 'stopped'),
  ('submit', 'running', 'submitted'),
  ('send_back', 'submitted', 'running'),
  ('accept', 'submitted', 'accepted'),
  ('evaluate', 'accepted', 'evaluated'),
  ('close', 'evaluated', 'closed'),
  ('close', 'stopped', 'closed'),
  ('decline', 'idea', 'declined'),
  ('decline', 'studied', 'declined'),
  ('decline', 'listed', 'declined'),
  ('decline', 'proposed', 'declined'),
  ('decline', 'noticed', 'declined'),
  ('appeal', 'declined', 'appealed'),
  ('appeal', 'voted_down', 'appealed'),
  ('uphold', 'appealed', 'declined'),
  ('reopen', 'appealed', 'listed');

create table projects.projects (
  id uuid primary key,
  -- What stands in its public address.
  code text not null unique check (code ~ '^[0-9A-HJKMNP-TV-Z]{12}$'),
  fund_id uuid not null references funds.funds,
  name text not null check (length(name) between 4 and 60),
  people_group text not null check (people_group in ('elderly', 'orphans', 'poor', 'disabled', 'all')),
  need_source text not null check (need_source in ('visit', 'application', 'assembly', 'authority', 'organisation')),
  need text not null check (length(need) between 5 and 2000),
  people integer not null check (people >= 0),
  begun_by uuid,
  begun_at timestamptz not null
);
comment on table projects.projects is 'Projects of funds and the need each began with; append-only';
create index projects_fund on projects.projects (fund_id, begun_at desc);
grant select, insert on projects.projects to :app;

create function projects.total(p_amounts bigint[]) returns bigint
  language sql immutable set search_path = pg_catalog, pg_temp
  as $$ select coalesce(sum(a), 0)::bigint from unnest(p_amounts) a $$;
revoke all on function projects.total from public;
grant execute on function projects.total to :app;

create table projects.proposals (
  project_id uuid not null references projects.projects,
  number integer not null check (number > 0),
  words text not null check (length(words) between 5 and 4000),
  field text not null check (field in ('hardship', 'care', 'illness', 'volunteering', 'development')),
  starts_on date not null,
  ends_on date not null,
  risks text not null check (length(risks) between 5 and 2000),
  milestone_titles text[] not null check (cardinality(milestone_titles) between 1 and 20),
  milestone_days date[] not null,
  indicator_names text[] not null check (cardinality(indicator_names) between 1 and 20),
  indicator_units text[] not null,
  indicator_targets integer[] not null check (0 <= all (indicator_targets)),
  made_by uuid,
  made_at timestamptz not null,
  primary key (project_id, number),
  constraint proposals_end_after_start check (ends_on >= starts_on),
  constraint proposals_are_whole check (cardinality(milestone_days) = cardinality(milestone_titles)
    and cardinality(indicator_units) = cardinality(indicator_names)
    and cardinality(indicator_targets) = cardinality(indicator_names)),
  constraint proposals_milestones_within check (starts_on <= all (milestone_days) and ends_on >= all (milestone_days))
);
comment on table projects.proposals is 'Versions of what a project is to be: schedule, indicators, risks; append-only';
grant select, insert on projects.proposals to :app;

create table projects.budgets (
  project_id uuid not null references projects.projects,
  number integer not null check (number > 0),
  sum_fen bigint not null check (sum_fen > 0),
  line_names text[] not null check (cardinality(line_names) between 1 and 20),
  line_fens bigint[] not null check (0 < all (line_fens)),
  -- The motion that asks for it; null for the budget of a proposal, which its own motion is about.
  motion_id uuid unique references governance.motions,
  made_by uuid,
  made_at timestamptz not null,
  primary key (project_id, number),
  constraint budgets_add_up check (cardinality(line_fens) = cardinality(line_names) and projects.total(line_fens) = sum_fen)
);
comment on table projects.budgets is
  'Budgets of projects whose lines add up: of proposals, and those asked for later by a motion; append-only';
grant select, insert on projects.budgets to :app;

create table projects.steps (
  project_id uuid not null references projects.projects,
  number integer not null check (number > 0),
  step text not null,
  from_state text not null,
  to_state text not null,
  -- The reason or report, as the public reads it.
  words text not null check (length(words) between 2 and 4000),
  -- Of a notice: its last day.
  until_on date,
  motion_id uuid unique references governance.motions,
  milestone smallint check (milestone between 1 and 20),
  amount_fen bigint check (amount_fen > 0),
  taken_by uuid,
  taken_at timestamptz not null,
  primary key (project_id, number),
  foreign key (step, from_state, to_state) references projects.moves (step, from_state, to_state),
  constraint steps_notices_end check ((step in ('notify', 'announce')) = (until_on is not null)),
  constraint steps_votes_have_a_motion check ((step in ('put_to_vote', 'ask_budget')) = (motion_id is not null)),
  constraint steps_reach_a_milestone check ((step = 'reach') = (milestone is not null)),
  constraint steps_money_has_a_sum check ((step in ('claim_back', 'get_back')) = (amount_fen is not null))
);
comment on table projects.steps is 'What was done with a project, by whom and why, one after the other; append-only';
create unique index steps_milestone_once on projects.steps (project_id, milestone) where milestone is not null;
grant select, insert on projects.steps to :app;

create table projects.agreements (
  project_id uuid primary key references projects.projects,
  signed_on date not null,
  surplus text not null check (surplus in ('return_to_limit', 'other_project')),
  recorded_by uuid,
  recorded_at timestamptz not null
);
comment on table projects.agreements is 'When the agreement of a project was signed and what it says of money that is left; append-only';
grant select, insert on projects.agreements to :app;

create table projects.results (
  project_id uuid not null references projects.projects,
  number integer not null check (number > 0),
  budget_number integer not null,
  spent_fens bigint[] not null check (0 <= all (spent_fens)),
  results integer[] not null check (0 <= all (results)),
  recorded_by uuid,
  recorded_at timestamptz not null,
  primary key (project_id, number),
  foreign key (project_id, budget_number) references projects.budgets
);
comment on table projects.results is
  'What was handed in for acceptance: spent per line of the budget, reached per indicator; append-only, the highest number counts';
grant select, insert on projects.results to :app;

create table projects.evaluations (
  project_id uuid primary key references projects.projects,
  level text not null check (level in ('good', 'fair', 'poor')),
  -- A person judges; no score alone decides (PIPL art. 24).
  judged_by uuid not null,
  judged_at timestamptz not null
);
comment on table projects.evaluations is 'What a person judged a project to have achieved; append-only';
grant select, insert on projects.evaluations to :app;

create table projects.closings (
  project_id uuid primary key references projects.projects,
  surplus_fen bigint not null check (surplus_fen >= 0),
  treatment text check (treatment in ('return_to_limit', 'other_project')),
  target_id uuid references projects.projects check (target_id <> project_id),
  closed_on date not null,
  constraint closings_surplus_is_treated check ((surplus_fen > 0) = (treatment is not null)),
  constraint closings_target_where_moved check (coalesce(treatment = 'other_project', false) = (target_id is not null))
);
comment on table projects.closings is 'What was left when a project was closed, and what became of it (CL art. 58); append-only';
grant select, insert on projects.closings to :app;

create table projects.objections (
  id uuid primary key,
  project_id uuid not null references projects.projects,
  words bytea not null,
  contact bytea,
  made_at timestamptz not null
);
comment on table projects.objections is 'Objections to projects on notice; words and how to reach the maker sealed; append-only';
create index objections_project on projects.objections (project_id, made_at);
grant select, insert on projects.objections to :app;

create table projects.answers (
  objection_id uuid primary key references projects.objections,
  words text not null check (length(words) between 5 and 2000),
  answered_by uuid,
  answered_at timestamptz not null
);
comment on table projects.answers is 'Answers to objections, as the public reads them; append-only';
grant select, insert on projects.answers to :app;

create table projects.evidence (
  id uuid primary key,
  project_id uuid not null references projects.projects,
  file_id uuid not null references files.files,
  kind text not null check (kind in ('photo', 'document', 'sign_in', 'agreement')),
  -- What the first bytes say it is.
  media_type text not null check (media_type in ('image/jpeg', 'image/png', 'application/pdf')),
  bytes integer not null check (bytes > 0),
  file_name bytea not null,
  caption text not null check (length(caption) between 2 and 120),
  milestone smallint check (milestone between 1 and 20),
  consent boolean not null,
  submitted_by uuid,
  submitted_at timestamptz not null
);
comment on table projects.evidence is
  'Pictures, papers and sign-in sheets of projects; the file and its name sealed, the caption public; append-only';
create index evidence_project on projects.evidence (project_id, submitted_at);
grant select, insert on projects.evidence to :app;

create table projects.reviews (
  evidence_id uuid primary key references projects.evidence,
  accepted boolean not null,
  words text not null check (length(words) <= 500),
  reviewed_by uuid not null,
  reviewed_at timestamptz not null
);
comment on table projects.reviews is 'Evidence that was accepted or turned down, by somebody who did not hand it in; append-only';
grant select, insert on projects.reviews to :app;

-- One after the other, whoever takes a step.
create function projects.hold(p_project uuid) returns void
  language sql set search_path = pg_catalog, pg_temp
  as $$ select pg_advisory_xact_lock(hashtextextended('projects.project ' || p_project::text, 0)) $$;
revoke all on function projects.hold from public;
grant execute on function projects.hold to :app;

-- How a motion about a project stands. Withdrawn and without a quorum it may be put again. A function, so that the plan
-- over the decisions is made once a session and not with every question about a project.
create function projects.decided(p_motion uuid)
returns table (title text, state text, decided_at timestamptz)
language plpgsql stable rows 1 set search_path = pg_catalog, pg_temp as $$
begin
  if p_motion is null then return; end if;
  return query
    select m.title,
           case when m.withdrawn or m.outcome = 'no_quorum' then 'void'
                when m.refused_at is not null or m.outcome = 'failed' then 'fallen'
                when m.carried_at is not null then 'carried'
                else 'waiting' end,
           greatest(m.carried_at, m.refused_at)
      from governance.pub_motions m where m.id = p_motion and m.about_kind = 'project';
end $$;
revoke all on function projects.decided from public;
grant execute on function projects.decided to :app;

create view projects.pub_projects as
  select p.id, p.code, p.fund_id, p.name, p.people_group, p.people, p.begun_at, s.number as step_number, s.step,
         coalesce(case when s.to_state = 'voting' then
           case d.state when 'carried' then 'approved' when 'fallen' then 'voted_down' when 'void' then 'noticed' end end,
           s.to_state) as state,
         greatest(s.taken_at, case when s.to_state = 'voting' then d.decided_at end) as since,
         b.number as budget_number, b.sum_fen, n.until_on as notice_until
    from projects.projects p
    join lateral (select * from projects.steps t where t.project_id = p.id order by t.number desc limit 1) s on true
    left join lateral projects.decided(case when s.to_state = 'voting' then s.motion_id end) d on true
    left join lateral (
      select x.number, x.sum_fen from projects.budgets x
       where x.project_id = p.id
         and (x.motion_id is null
              or exists (select 1 from projects.decided(x.motion_id) e where e.state = 'carried'))
       order by x.number desc limit 1) b on true
    left join lateral (
      select t.until_on from projects.steps t
       where t.project_id = p.id and t.step = 'notify' order by t.number desc limit 1) n on true;
comment on view projects.pub_projects is
  'Projects as they stand: the state by their last step and the decision it waits for, the budget in force, the last notice';
grant select on projects.pub_projects to :app;

-- No step but from where the project stands, and none whose conditions are not met. TypeScript decides the same first and
-- gives the reasons (logic/decide-step.ts).
create function projects.before_step() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
  v_now text;
  v_number integer;
  v_day date := (new.taken_at at time zone 'Asia/Shanghai')::date;
  v_fund uuid;
  v_rules record;
  v_motion record;
  v_sum bigint;
begin
  perform projects.hold(new.project_id);
  select p.state, p.step_number, p.sum_fen into v_now, v_number, v_sum
    from projects.pub_projects p where p.id = new.project_id;
  if new.from_state <> coalesce(v_now, 'new') or new.number <> coalesce(v_number, 0) + 1 then
    raise exception 'projects.step_not_allowed' using errcode = 'restrict_violation';
  end if;
  select fund_id into strict v_fund from projects.projects where id = new.project_id;
  select * into v_rules from governance.pub_rules_at(v_fund, new.taken_at);
  case new.step
    when 'propose' then
      if not exists (select 1 from projects.steps t where t.project_id = new.project_id and t.step = 'study')
         or not exists (select 1 from projects.proposals x where x.project_id = new.project_id and x.made_at = new.taken_at)
         or not exists (select 1 from projects.budgets x where x.project_id = new.project_id and x.made_at = new.taken_at)
      then raise exception 'projects.study_missing' using errcode = 'restrict_violation'; end if;
    when 'notify' then
      -- Working days are counted before; they are never fewer than days.
      if v_rules.rules_id is null or new.until_on < v_day + v_rules.project_notice_days
      then raise exception 'projects.rules_missing' using errcode = 'restrict_violation'; end if;
    when 'announce' then
      if v_rules.rules_id is null or new.until_on < v_day + v_rules.result_notice_days
      then raise exception 'projects.rules_missing' using errcode = 'restrict_violation'; end if;
    when 'put_to_vote' then
      if (select notice_until from projects.pub_projects where id = new.project_id) >= v_day
      then raise exception 'projects.notice_running' using errcode = 'restrict_violation'; end if;
      if exists (select 1 from projects.objections o where o.project_id = new.project_id
                    and not exists (select 1 from projects.answers a where a.objection_id = o.id))
      then raise exception 'projects.objections_open' using errcode = 'restrict_violation'; end if;
      select * into v_motion from governance.pub_motions m where m.id = new.motion_id;
      if v_motion.about_kind is distinct from 'project' or v_motion.about_id is distinct from new.project_id
         or v_motion.fund_id <> v_fund or v_motion.kind <> 'grant' or v_motion.amount_fen <> v_sum or v_motion.outcome is not null
      then raise exception 'projects.motion_of_other_kind' using errcode = 'restrict_violation'; end if;
    when 'ask_budget' then
      select * into v_motion from governance.pub_motions m where m.id = new.motion_id;
      if v_motion.about_kind is distinct from 'project' or v_motion.about_id is distinct from new.project_id
         or v_motion.fund_id <> v_fund or v_motion.outcome is not null
         or not exists (select 1 from projects.budgets b where b.motion_id = new.motion_id and b.project_id = new.project_id
                           and v_motion.amount_fen is not distinct from nullif(greatest(b.sum_fen - v_sum, 0), 0))
      then raise exception 'projects.motion_of_other_kind' using errcode = 'restrict_violation'; end if;
    when 'agree' then
      if not exists (select 1 from projects.agreements where project_id = new.project_id)
      then raise exception 'projects.agreement_missing' using errcode = 'restrict_violation'; end if;
    when 'start' then
      if v_rules.notice_holds and (select max(t.until_on) from projects.steps t
           where t.project_id = new.project_id and t.step = 'announce') >= v_day
      then raise exception 'projects.notice_running' using errcode = 'restrict_violation'; end if;
    when 'reach' then
      if not exists (select 1 from projects.evidence e join projects.reviews r on r.evidence_id = e.id and r.accepted
                      where e.project_id = new.project_id and e.milestone = new.milestone)
      then raise exception 'projects.evidence_missing' using errcode = 'restrict_violation'; end if;
    when 'submit' then
      if not exists (select 1 from projects.results where project_id = new.project_id and recorded_at = new.taken_at)
      then raise exception 'projects.results_incomplete' using errcode = 'restrict_violation'; end if;
    when 'accept', 'evaluate', 'send_back' then
      if new.taken_by is null
         or exists (select 1 from projects.steps t where t.project_id = new.project_id and t.step = 'submit'
                       and t.taken_by is not distinct from new.taken_by)
         or exists (select 1 from projects.evidence e where e.project_id = new.project_id
                       and e.submitted_by is not distinct from new.taken_by)
      then raise exception 'projects.own_work' using errcode = 'restrict_violation'; end if;
      if new.step = 'accept' and exists (select 1 from projects.evidence e where e.project_id = new.project_id
           and not exists (select 1 from projects.reviews r where r.evidence_id = e.id))
      then raise exception 'projects.evidence_waiting' using errcode = 'restrict_violation'; end if;
    when 'uphold', 'reopen' then
      if new.taken_by is null
         or exists (select 1 from projects.steps t where t.project_id = new.project_id and t.step = 'decline'
                       and t.taken_by is not distinct from new.taken_by)
      then raise exception 'projects.own_refusal' using errcode = 'restrict_violation'; end if;
    when 'get_back' then
      if (select coalesce(sum(amount_fen) filter (where t.step = 'claim_back'), 0)
               - coalesce(sum(amount_fen) filter (where t.step = 'get_back'), 0)
            from projects.steps t where t.project_id = new.project_id) < new.amount_fen
      then raise exception 'projects.back_too_much' using errcode = 'restrict_violation'; end if;
    when 'close' then
      if not exists (select 1 from projects.closings where project_id = new.project_id)
      then raise exception 'projects.surplus_untreated' using errcode = 'restrict_violation'; end if;
    else null;
  end case;
  return new;
end $$;
revoke all on function projects.before_step from public;
create trigger steps_follow before insert on projects.steps for each row execute function projects.before_step();

-- Nobody looks at their own work.
create function projects.before_review() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if exists (select 1 from projects.evidence e where e.id = new.evidence_id
              and e.submitted_by is not distinct from new.reviewed_by)
  then raise exception 'projects.own_work' using errcode = 'restrict_violation'; end if;
  return new;
end $$;
revoke all on function projects.before_review from public;
create trigger reviews_by_others before insert on projects.reviews for each row execute function projects.before_review();

-- Objections are heard while the notice runs.
create function projects.before_objection() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  perform projects.hold(new.project_id);
  if not exists (select 1 from projects.pub_projects p where p.id = new.project_id and p.state = 'noticed'
                  and p.notice_until >= (new.made_at at time zone 'Asia/Shanghai')::date)
  then raise exception 'projects.notice_over' using errcode = 'restrict_violation'; end if;
  return new;
end $$;
revoke all on function projects.before_objection from public;
create trigger objections_in_time before insert on projects.objections
  for each row execute function projects.before_objection();
