-- What later modules may know of motions about their things, and which days the rules in force give their notices.

create view governance.pub_motions as
  select m.id, m.group_id, g.fund_id, m.meeting_id, m.number, m.kind, m.title, m.amount_fen, m.about_kind, m.about_id,
         w.motion_id is not null as withdrawn, d.outcome, d.carried_at, d.refused_at
    from governance.motions m
    join governance.groups g on g.id = m.group_id
    left join governance.withdrawals w on w.motion_id = m.id
    left join governance.pub_decisions d on d.motion_id = m.id;
comment on view governance.pub_motions is
  'Motions with the thing of a later module they are about and what was decided; for later modules';
grant select on governance.pub_motions to :app;

create view governance.pub_meetings as
  select m.id, m.group_id, g.fund_id, m.number, m.held_at from governance.meetings m
    join governance.groups g on g.id = m.group_id;
comment on view governance.pub_meetings is 'Meetings with the fund whose group meets, for later modules';
grant select on governance.pub_meetings to :app;

create function governance.pub_rules_at(p_fund uuid, p_at timestamptz)
returns table (rules_id uuid, project_notice_days smallint, result_notice_days smallint, notice_holds boolean)
language sql stable set search_path = pg_catalog, pg_temp as $$
  select r.id, r.project_notice_days, r.result_notice_days, r.notice_holds
    from governance.groups g join governance.rules r on r.id = governance.rules_at(g.id, p_at)
   where g.fund_id = p_fund
$$;
revoke all on function governance.pub_rules_at from public;
grant execute on function governance.pub_rules_at to :app;
