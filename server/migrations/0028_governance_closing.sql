-- Votes open, are cast and close under these functions. What they write nobody else can; TypeScript decides the same
-- first and gives the reasons (logic/decide-close.ts), and a property test holds the two equal.

-- One after the other, whoever opens, votes, declares or closes.
create function governance.hold_motion(p_motion uuid) returns void
  language sql set search_path = pg_catalog, pg_temp
  as $$ select pg_advisory_xact_lock(hashtextextended('governance.motion ' || p_motion::text, 0)) $$;

create function governance.day_of(p_at timestamptz) returns date
  language sql immutable set search_path = pg_catalog, pg_temp
  as $$ select (p_at at time zone 'Asia/Shanghai')::date $$;

-- Seats that count on a day. Somebody acting counts instead of the seat they act for, while that seat has its holder.
create function governance.seated(p_group uuid, p_day date) returns setof uuid
  language sql stable set search_path = pg_catalog, pg_temp as $$
  with live as (
    select s.id, s.acts_for from governance.seats s
     where s.group_id = p_group and s.kind <> 'supervisor' and s.from_on <= p_day and s.to_on >= p_day
       and not exists (select 1 from governance.seat_ends e where e.seat_id = s.id and e.ended_on <= p_day))
  select l.id from live l
   where not exists (select 1 from live a where a.acts_for = l.id)
     and (l.acts_for is null or exists (select 1 from live h where h.id = l.acts_for))
$$;

-- Decisions with what came of them: from when they bind and until when.
create view governance.pub_decisions as
  select r.id, r.motion_id, r.group_id, g.fund_id, r.number, m.kind, m.title, m.amount_fen, m.rules_id, m.about_kind,
         m.about_id, m.about_motion_id, r.outcome, r.board_for, r.closed_at, b.approves as board_approves,
         case when cardinality(r.board_for) = 0 then case when r.outcome = 'passed' then r.closed_at end
              when b.approves then b.recorded_at end as carried_at,
         case when not b.approves then b.recorded_at end as refused_at
    from governance.resolutions r
    join governance.motions m on m.id = r.motion_id
    join governance.groups g on g.id = r.group_id
    left join governance.board_decisions b on b.motion_id = r.motion_id;
comment on view governance.pub_decisions is
  'What groups decided, from when it binds (after the board where it is needed) and when the host refused it; for later modules';
grant select on governance.pub_decisions to :app;

create view governance.pub_groups as
  select g.id, g.fund_id, g.name, g.formed_on from governance.groups g;
comment on view governance.pub_groups is 'The management group of each fund, for later modules';
grant select on governance.pub_groups to :app;

-- The rules in force at a moment; null before the first.
create function governance.rules_at(p_group uuid, p_at timestamptz) returns uuid
  language sql stable set search_path = pg_catalog, pg_temp as $$
  select d.rules_id from governance.pub_decisions d
   where d.group_id = p_group and d.kind = 'rules' and d.carried_at <= p_at
     and (d.refused_at is null or d.refused_at > p_at)
   order by d.carried_at desc, d.number desc limit 1
$$;

create function governance.before_opening() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
declare m governance.motions;
begin
  perform governance.hold_motion(new.motion_id);
  select * into strict m from governance.motions where id = new.motion_id;
  if exists (select 1 from governance.withdrawals where motion_id = m.id) then raise exception 'governance.withdrawn'; end if;
  if new.rules_id is distinct from governance.rules_at(m.group_id, new.opened_at)
     or (new.rules_id is null and m.kind <> 'rules') then raise exception 'governance.rules_not_in_force'; end if;
  return new;
end $$;
create trigger before_opening before insert on governance.openings
  for each row execute function governance.before_opening();

-- The roll is fixed as the vote opens: who joins or leaves meanwhile changes no base.
create function governance.call_roll() returns trigger language plpgsql
  security definer set search_path = pg_catalog, pg_temp as $$
begin
  insert into governance.roll (motion_id, seat_id)
  select new.motion_id, s from governance.motions m, governance.seated(m.group_id, governance.day_of(new.opened_at)) s
   where m.id = new.motion_id;
  return new;
end $$;
revoke all on function governance.call_roll from public;
create trigger call_roll after insert on governance.openings for each row execute function governance.call_roll();

create function governance.must_be_open(p_motion uuid) returns void
  language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  perform governance.hold_motion(p_motion);
  if not exists (select 1 from governance.openings where motion_id = p_motion)
     or exists (select 1 from governance.resolutions where motion_id = p_motion)
     or exists (select 1 from governance.withdrawals where motion_id = p_motion)
  then raise exception 'governance.not_open'; end if;
end $$;

create function governance.before_vote() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
  was governance.votes;
  secret boolean;
begin
  perform governance.must_be_open(new.motion_id);
  select m.secret into strict secret from governance.motions m where m.id = new.motion_id;
  if not exists (select 1 from governance.openings o where o.motion_id = new.motion_id
                  and new.voted_at between o.opened_at and o.closes_at) then raise exception 'governance.voting_over'; end if;
  if exists (select 1 from governance.seat_ends e where e.seat_id = new.seat_id
              and e.ended_on <= governance.day_of(new.voted_at)) then raise exception 'governance.not_on_roll'; end if;
  if exists (select 1 from governance.recusals r where r.motion_id = new.motion_id and r.seat_id = new.seat_id)
  then raise exception 'governance.recused'; end if;
  if secret and new.manner = 'hand' then raise exception 'governance.hand_in_secret'; end if;
  select * into was from governance.votes v where v.motion_id = new.motion_id and v.seat_id = new.seat_id
   order by v.round desc limit 1;
  if new.round <> coalesce(was.round, 0) + 1
     or (was.round is not null and (secret or was.manner <> 'link' or new.manner <> 'paper'))
  then raise exception 'governance.already_voted'; end if;
  return new;
end $$;
create trigger before_vote before insert on governance.votes for each row execute function governance.before_vote();

create function governance.before_ballot() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  perform governance.must_be_open(new.motion_id);
  if (select m.secret from governance.motions m where m.id = new.motion_id) <> (new.seat_id is null)
  then raise exception 'governance.ballot_of_other_kind'; end if;
  return new;
end $$;
create trigger before_ballot before insert on governance.ballots for each row execute function governance.before_ballot();

create function governance.before_recusal() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  perform governance.hold_motion(new.motion_id);
  if exists (select 1 from governance.resolutions where motion_id = new.motion_id) then raise exception 'governance.not_open'; end if;
  -- A secret ballot cannot be found again, so whoever has cast one cannot step back.
  if (select m.secret from governance.motions m where m.id = new.motion_id)
     and exists (select 1 from governance.votes v where v.motion_id = new.motion_id and v.seat_id = new.seat_id)
  then raise exception 'governance.already_voted'; end if;
  return new;
end $$;
create trigger before_recusal before insert on governance.recusals for each row execute function governance.before_recusal();

create function governance.before_withdrawal() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  perform governance.hold_motion(new.motion_id);
  if exists (select 1 from governance.resolutions where motion_id = new.motion_id) then raise exception 'governance.not_open'; end if;
  return new;
end $$;
create trigger before_withdrawal before insert on governance.withdrawals
  for each row execute function governance.before_withdrawal();

-- What follows from a decision that binds: an authority to pay, or a mark on an earlier one.
create function governance.carry(p_motion uuid, p_authority uuid, p_source text, p_source_id uuid, p_at timestamptz)
returns void language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
  m governance.motions;
  r governance.rules;
  fund uuid;
  today date := governance.day_of(p_at);
  begins date;
begin
  select * into strict m from governance.motions where id = p_motion;
  select g.fund_id into strict fund from governance.groups g where g.id = m.group_id;
  select ru.* into r from governance.openings o join governance.rules ru on ru.id = o.rules_id where o.motion_id = p_motion;
  if m.amount_fen is not null then
    begins := today + case when r.notice_holds and m.kind <> 'emergency' then r.result_notice_days else 0 end;
    perform payments.pub_grant_authority(p_authority, fund, m.restriction_id, p_source, p_source_id, p_motion,
      case m.kind when 'standing' then 'standing' when 'emergency' then 'emergency' else 'single' end,
      m.amount_fen, m.each_cap_fen, m.payee_kind, m.payee_hash, begins, greatest(m.valid_to, begins),
      case when m.kind = 'emergency' then today + r.ratify_days end, p_at);
  elsif m.kind = 'ratify' then
    perform payments.pub_mark_authority(m.about_motion_id, 'ratified', p_source_id, p_at);
  elsif m.kind = 'revoke' then
    perform payments.pub_mark_authority(m.about_motion_id, 'revoked', p_source_id, p_at);
  end if;
end $$;
revoke all on function governance.carry from public;

-- For which reasons the host's board must decide as well: the group acts within what was delegated to it.
create function governance.board_reasons(p_motion uuid, p_day date) returns text[]
  language sql stable set search_path = pg_catalog, pg_temp as $$
  select array_remove(array[
      case when m.kind = 'invest' then 'investment' end,
      case when m.kind = 'change_use' then 'change_of_use' end,
      case when m.amount_fen is not null and d.fund_id is null then 'no_delegation' end,
      case when m.amount_fen > d.ceiling_fen then 'above_ceiling' end,
      case when m.field <> all (d.subjects) then 'outside_subjects' end,
      case when m.amount_fen is not null and p_day not between d.from_on and d.to_on then 'outside_term' end], null)
    from governance.motions m
    join governance.groups g on g.id = m.group_id
    left join funds.pub_delegations d on d.fund_id = g.fund_id
   where m.id = p_motion
$$;

create function governance.close_motion(p_motion uuid, p_resolution uuid, p_authority uuid, p_person uuid, p_now timestamptz)
returns void language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  m governance.motions;
  o governance.openings;
  r governance.rules;
  v_seats int; v_recused int; v_base int; v_voted int; v_present int; v_ballots int;
  v_yes int; v_no int; v_blank int; v_quorum int; v_needed int;
  v_special boolean;
  v_outcome text;
  v_board text[] := '{}';
  v_root bytea;
  choices text[]; nonces bytea[];
begin
  perform governance.must_be_open(p_motion);
  select * into strict m from governance.motions where id = p_motion;
  select * into strict o from governance.openings where motion_id = p_motion;
  if p_now < o.opened_at then raise exception 'governance.not_open'; end if;
  if o.rules_id is distinct from governance.rules_at(m.group_id, o.opened_at) or (o.rules_id is null and m.kind <> 'rules')
  then raise exception 'governance.rules_not_in_force'; end if;
  select * into r from governance.rules where id = o.rules_id;
  v_special := m.kind in ('rules', 'revoke', 'change_use', 'invest')
    or (m.kind <> 'emergency' and coalesce(m.amount_fen > r.large_sum_fen, false));
  if m.kind = 'emergency' and m.amount_fen > r.emergency_cap_fen then raise exception 'governance.above_emergency_cap'; end if;

  select count(*), count(*) filter (where x.recused), count(*) filter (where not x.recused and x.round is not null),
         count(*) filter (where not x.recused and (x.round is not null or coalesce(x.manner, 'leave') <> 'leave'))
    into v_seats, v_recused, v_voted, v_present
    from (select exists (select 1 from governance.recusals q where q.motion_id = p_motion and q.seat_id = l.seat_id) as recused,
                 (select max(v.round) from governance.votes v where v.motion_id = p_motion and v.seat_id = l.seat_id) as round,
                 (select a.manner from governance.attendances a where a.meeting_id = m.meeting_id and a.seat_id = l.seat_id
                   order by a.recorded_at desc, a.id desc limit 1) as manner
            from governance.roll l where l.motion_id = p_motion) x;
  v_base := v_seats - v_recused;

  -- One count for links, slips and hands: of an open vote the last ballot of each seat that may vote, of a secret one all.
  select count(*), count(*) filter (where b.choice = 'yes'), count(*) filter (where b.choice = 'no'),
         count(*) filter (where b.choice = 'blank')
    into v_ballots, v_yes, v_no, v_blank
    from governance.ballots b
   where b.motion_id = p_motion
     and (m.secret or (
       b.round = (select max(v.round) from governance.votes v where v.motion_id = p_motion and v.seat_id = b.seat_id)
       and not exists (select 1 from governance.recusals q where q.motion_id = p_motion and q.seat_id = b.seat_id)));
  if v_ballots <> v_voted then raise exception 'governance.ballots_do_not_match'; end if;

  -- Before the first rules: two thirds for either, the defaults of the city.
  v_quorum := (v_base * coalesce(r.quorum_top, 2) + coalesce(r.quorum_bottom, 3) - 1) / coalesce(r.quorum_bottom, 3);
  v_needed := case when v_special
    then (v_base * coalesce(r.special_top, 2) + coalesce(r.special_bottom, 3) - 1) / coalesce(r.special_bottom, 3)
    else v_base / 2 + 1 end;
  if m.kind = 'emergency' then
    v_quorum := r.emergency_yes;
    v_needed := r.emergency_yes;
  end if;
  if v_base < 3 or v_base * 2 < v_seats then
    v_outcome := 'referred';
    v_board := array['too_few'];
  else
    if p_now < o.closes_at and v_voted < v_base then raise exception 'governance.vote_still_open'; end if;
    -- The party organisation is heard before important matters close; never in the way of an emergency.
    if v_special and not exists (select 1 from governance.gates g where g.motion_id = p_motion)
    then raise exception 'governance.party_not_heard'; end if;
    if m.kind = 'emergency' then
      v_outcome := case when v_yes >= v_needed and v_yes > v_no then 'passed' else 'failed' end;
    else
      v_outcome := case when v_present < v_quorum then 'no_quorum' when v_yes >= v_needed then 'passed' else 'failed' end;
    end if;
    if v_outcome = 'passed' then v_board := governance.board_reasons(p_motion, governance.day_of(p_now)); end if;
  end if;

  if m.secret then
    -- Written anew in chance order by one transaction, so that neither order nor time tells whose a ballot was.
    select array_agg(x.choice order by x.chance), array_agg(x.nonce order by x.chance) into choices, nonces
      from (select b.choice, b.nonce, random() as chance from governance.ballots b where b.motion_id = p_motion) x;
    delete from governance.ballots where motion_id = p_motion;
    insert into governance.ballots (id, motion_id, choice, nonce)
      select gen_random_uuid(), p_motion, x.choice, x.nonce from unnest(choices, nonces) as x(choice, nonce);
    insert into governance.commitments (motion_id, commitment)
      select p_motion, sha256(convert_to(p_motion::text || ' ' || x.choice || ' ', 'UTF8') || x.nonce)
        from unnest(choices, nonces) as x(choice, nonce);
    select sha256(coalesce(string_agg(c.commitment, ''::bytea order by c.commitment), ''::bytea)) into v_root
      from governance.commitments c where c.motion_id = p_motion;
  end if;

  -- Two motions of one group that close at once take their numbers one after the other.
  perform governance.hold_motion(m.group_id);
  insert into governance.resolutions (id, motion_id, group_id, number, outcome, seats, recused, present, quorum_needed, yes,
    no, blank, yes_needed, special, rules_id, board_for, ballot_root, closed_by, closed_at)
  select p_resolution, p_motion, m.group_id, coalesce(max(x.number), 0) + 1, v_outcome, v_seats, v_recused, v_present,
    v_quorum, v_yes, v_no, v_blank, v_needed, v_special, o.rules_id, v_board, v_root, p_person, p_now
    from governance.resolutions x where x.group_id = m.group_id;
  if v_outcome = 'passed' and cardinality(v_board) = 0 then
    perform governance.carry(p_motion, p_authority, 'resolution', p_resolution, p_now);
  end if;
end $$;
revoke all on function governance.close_motion from public;
grant execute on function governance.close_motion to :app;

-- The twin: what the host's board decided. It approves what the group may not decide alone, or refuses, citing a rule.
-- Two thirds present, more than half of them in favour (基金会管理条例 art. 21); investment two thirds of all (CL art. 55).
create function governance.record_board(
  p_motion uuid, p_decision uuid, p_authority uuid, p_approves boolean, p_rule text, p_reason text, p_on date,
  p_members int, p_present int, p_yes int, p_person uuid, p_now timestamptz
) returns void language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  r governance.resolutions;
  m governance.motions;
begin
  perform governance.hold_motion(p_motion);
  select * into r from governance.resolutions where motion_id = p_motion;
  if r.id is null or r.outcome not in ('passed', 'referred') then raise exception 'governance.nothing_for_board'; end if;
  if exists (select 1 from governance.board_decisions where motion_id = p_motion) then raise exception 'governance.board_decided'; end if;
  if p_on > governance.day_of(p_now) then raise exception 'governance.in_future'; end if;
  select * into strict m from governance.motions where id = p_motion;
  if p_approves then
    if cardinality(r.board_for) = 0 then raise exception 'governance.board_not_needed'; end if;
    if p_present * 3 < p_members * 2
       or (case when m.kind = 'invest' then p_yes * 3 < p_members * 2 else p_yes * 2 <= p_present end)
    then raise exception 'governance.board_majority_missing'; end if;
  end if;
  insert into governance.board_decisions (id, motion_id, approves, rule_cited, reason, decided_on, members, present, yes,
    recorded_by, recorded_at)
  values (p_decision, p_motion, p_approves, p_rule, p_reason, p_on, p_members, p_present, p_yes, p_person, p_now);
  if p_approves then perform governance.carry(p_motion, p_authority, 'board', p_decision, p_now);
  else perform payments.pub_mark_authority(p_motion, 'refused', p_decision, p_now); end if;
end $$;
revoke all on function governance.record_board from public;
grant execute on function governance.record_board to :app;
