-- What is left of a project follows from its payments: money that was paid and reached, not what was reported as spent.

insert into projects.moves (step, from_state, to_state) values
  ('claim_back', 'submitted', 'submitted'),
  ('claim_back', 'accepted', 'accepted'),
  ('claim_back', 'evaluated', 'evaluated');

-- Closings before this rest on what was handed in as spent.
alter table projects.closings add column from_payments boolean not null default false;
alter table projects.closings alter column from_payments set default true;

-- Of a project, under whatever decisions about it: what the bank paid less what it gave back, what of that is shown to have
-- arrived, and how many payments are under way or not shown to have arrived.
create function projects.money_of(p_project uuid)
returns table (paid_fen bigint, reached_fen bigint, open_payments integer)
language plpgsql stable rows 1 set search_path = pg_catalog, pg_temp as $$
begin
  return query
    select coalesce(sum(r.paid_fen - r.returned_fen), 0)::bigint,
           coalesce(sum(r.paid_fen - r.returned_fen) filter (where r.state = 'reached'), 0)::bigint,
           (count(*) filter (where r.state in ('requested', 'checked', 'approved', 'sent', 'paid', 'proving')))::integer
      from payments.pub_requests r where r.project_id = p_project;
end $$;
revoke all on function projects.money_of from public;
grant execute on function projects.money_of to :app;

create or replace function projects.before_step() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
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
    when 'claim_back' then
      if (select coalesce(sum(t.amount_fen), 0) from projects.steps t
           where t.project_id = new.project_id and t.step = 'claim_back') + new.amount_fen
         > (select m.paid_fen from projects.money_of(new.project_id) m)
      then raise exception 'projects.back_too_much' using errcode = 'restrict_violation'; end if;
    when 'get_back' then
      if (select coalesce(sum(amount_fen) filter (where t.step = 'claim_back'), 0)
               - coalesce(sum(amount_fen) filter (where t.step = 'get_back'), 0)
            from projects.steps t where t.project_id = new.project_id) < new.amount_fen
      then raise exception 'projects.back_too_much' using errcode = 'restrict_violation'; end if;
    when 'close' then
      if (select m.open_payments from projects.money_of(new.project_id) m) > 0
      then raise exception 'projects.payments_open' using errcode = 'restrict_violation'; end if;
      if not exists (select 1 from projects.closings where project_id = new.project_id)
      then raise exception 'projects.surplus_untreated' using errcode = 'restrict_violation'; end if;
    else null;
  end case;
  return new;
end $$;

-- What is left is what was decided, less what arrived, with what came back.
create function projects.before_closing() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  perform projects.hold(new.project_id);
  if not new.from_payments or new.surplus_fen is distinct from (
      select p.sum_fen - m.reached_fen
             + coalesce((select sum(t.amount_fen) from projects.steps t where t.project_id = p.id and t.step = 'get_back'), 0)
        from projects.pub_projects p cross join lateral projects.money_of(p.id) m where p.id = new.project_id)
  then raise exception 'projects.surplus_untreated' using errcode = 'restrict_violation'; end if;
  return new;
end $$;
revoke all on function projects.before_closing from public;
create trigger closings_follow_payments before insert on projects.closings
  for each row execute function projects.before_closing();
