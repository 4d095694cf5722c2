-- What evaluations tell of projects, and what they ask of them.

create table projects.surveys (
  evaluation_id uuid primary key,
  project_id uuid not null references projects.projects,
  begun_at timestamptz not null
);
comment on table projects.surveys is 'Evaluations that were begun of projects, by the module that keeps them; append-only';
create index surveys_project on projects.surveys (project_id, begun_at);
grant select, insert on projects.surveys to :app;

create table projects.findings (
  evaluation_id uuid primary key references projects.surveys,
  called_off boolean not null,
  answered integer check (answered >= 0),
  -- Between what the share of satisfied people lies, in tenths of a percent; null of too few.
  low smallint check (low between 0 and 1000),
  high smallint check (high between 0 and 1000),
  told_at timestamptz not null,
  constraint findings_are_whole check (called_off = (answered is null) and (low is null) = (high is null)
    and (low is null or not called_off) and (low is null or low <= high))
);
comment on table projects.findings is 'What came of evaluations of projects: how many answered, how many are satisfied; append-only';
grant select, insert on projects.findings to :app;

create function projects.before_survey() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  perform projects.hold(new.project_id);
  return new;
end $$;
revoke all on function projects.before_survey from public;
create trigger surveys_hold before insert on projects.surveys for each row execute function projects.before_survey();

-- Nobody judges what was achieved while people are being asked.
create function projects.before_judgement() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  perform projects.hold(new.project_id);
  if exists (select 1 from projects.surveys s where s.project_id = new.project_id
              and not exists (select 1 from projects.findings f where f.evaluation_id = s.evaluation_id))
  then raise exception 'projects.evaluation_running' using errcode = 'restrict_violation'; end if;
  return new;
end $$;
revoke all on function projects.before_judgement from public;
create trigger judged_after_asking before insert on projects.steps
  for each row when (new.step = 'evaluate') execute function projects.before_judgement();

create view projects.pub_plans as
  select p.id, v.field, p.people_group, p.people, coalesce(v.indicator_names, '{}') as indicator_names,
         coalesce(v.indicator_units, '{}') as indicator_units, coalesce(v.indicator_targets, '{}') as indicator_targets,
         (select r.results from projects.results r where r.project_id = p.id order by r.number desc limit 1) as results
    from projects.projects p
    left join lateral (select * from projects.proposals x where x.project_id = p.id order by x.number desc limit 1) v on true;
comment on view projects.pub_plans is 'What each project promised by its latest proposal, and what it said it reached';
grant select on projects.pub_plans to :app;

-- Who did the work: began it, ran it, handed in what it achieved.
create view projects.pub_makers as
  select s.project_id, s.taken_by as person_id from projects.steps s
   where s.step in ('begin', 'propose', 'start', 'reach', 'report', 'submit') and s.taken_by is not null
  union
  select e.project_id, e.submitted_by from projects.evidence e where e.submitted_by is not null;
comment on view projects.pub_makers is 'Who ran each project or handed in its work; such a person asks nobody how it was';
grant select on projects.pub_makers to :app;
