-- Management groups (社区基金管理小组, plan 二(一)5): who sits, by which rules, in which meetings, on which motions.
-- Everything that gives rights is added and never changed; only names and telephones may be corrected and forgotten.

create schema governance;
grant usage on schema governance to :app;

create table governance.groups (
  id uuid primary key,
  fund_id uuid not null unique references funds.funds,
  name text not null check (length(name) between 2 and 80),
  formed_on date not null,
  recorded_by uuid,
  recorded_at timestamptz not null
);
comment on table governance.groups is 'The management group of each fund; append-only';
grant select, insert on governance.groups to :app;

create table governance.seats (
  id uuid primary key,
  group_id uuid not null references governance.groups,
  kind text not null check (kind in ('town_lead', 'community_lead', 'host_designate', 'donor', 'resident', 'other',
    'supervisor')),
  -- Office or occupation as the public may read it.
  post text not null check (length(post) <= 80),
  chosen_by text check (chosen_by in ('election', 'assembly', 'recommendation', 'lot')),
  from_on date not null,
  to_on date not null,
  replaces uuid unique references governance.seats,
  acts_for uuid references governance.seats,
  recorded_by uuid,
  recorded_at timestamptz not null,
  constraint seats_end_after_start check (to_on >= from_on),
  constraint seats_residents_were_chosen check (kind <> 'resident' or chosen_by is not null)
);
comment on table governance.seats is
  'Who sits in a group in which capacity from a day to the end of the term; somebody acting stands in for another seat; append-only';
create index seats_group on governance.seats (group_id, from_on);
grant select, insert on governance.seats to :app;

create table governance.seat_ends (
  seat_id uuid primary key references governance.seats,
  ended_on date not null,
  reason text not null check (reason in ('resigned', 'replaced', 'removed', 'deceased')),
  recorded_by uuid,
  recorded_at timestamptz not null
);
comment on table governance.seat_ends is 'Seats that ended before their term: from that day on nobody sits there; append-only';
grant select, insert on governance.seat_ends to :app;

create table governance.members (
  seat_id uuid primary key references governance.seats,
  sealed bytea not null,
  name_hash bytea not null check (length(name_hash) = 32),
  -- The second fact beside a link: the last digits of the telephone.
  fact_hash bytea check (length(fact_hash) = 32),
  -- The name the public may read; null without consent.
  shown_name text check (length(shown_name) between 1 and 60),
  updated_at timestamptz not null
);
comment on table governance.members is
  'Who the person on a seat is: name and telephone sealed, keyed hashes to compare; may be corrected and forgotten';
create index members_name on governance.members (name_hash);
grant select, insert, update (sealed, name_hash, fact_hash, shown_name, updated_at), delete on governance.members to :app;

create table governance.rules (
  id uuid primary key,
  group_id uuid not null references governance.groups,
  number integer not null check (number > 0),
  body text not null check (length(body) between 20 and 20000),
  quorum_top smallint not null check (quorum_top > 0),
  quorum_bottom smallint not null check (quorum_bottom between 1 and 20),
  special_top smallint not null check (special_top > 0),
  special_bottom smallint not null check (special_bottom between 1 and 20),
  large_sum_fen bigint not null check (large_sum_fen > 0),
  notice_days smallint not null check (notice_days between 0 and 60),
  project_notice_days smallint not null check (project_notice_days between 0 and 60),
  result_notice_days smallint not null check (result_notice_days between 0 and 60),
  notice_holds boolean not null,
  host_fee_bp integer not null check (host_fee_bp between 0 and 2000),
  emergency_cap_fen bigint not null check (emergency_cap_fen >= 0),
  emergency_yes smallint not null check (emergency_yes between 2 and 15),
  ratify_days smallint not null check (ratify_days between 1 and 60),
  recorded_by uuid,
  recorded_at timestamptz not null,
  unique (group_id, number),
  constraint rules_quorum_is_half_or_more check (quorum_top <= quorum_bottom and quorum_top * 2 >= quorum_bottom),
  constraint rules_special_is_more_than_half check (special_top <= special_bottom and special_top * 2 > special_bottom)
);
comment on table governance.rules is
  'Versions of a fund''s rules (管理办法), as text and as figures; append-only, in force only by a resolution';
grant select, insert on governance.rules to :app;

create table governance.meetings (
  id uuid primary key,
  group_id uuid not null references governance.groups,
  number integer not null check (number > 0),
  kind text not null check (kind in ('gathered', 'written')),
  held_at timestamptz not null,
  place text not null check (length(place) <= 120),
  notified_on date not null,
  -- Why the notice is shorter than the rules ask.
  urgent_reason text check (length(urgent_reason) between 2 and 300),
  agenda text not null check (length(agenda) <= 2000),
  recorded_by uuid,
  recorded_at timestamptz not null,
  unique (group_id, number)
);
comment on table governance.meetings is 'Meetings of a group, gathered or in writing, with notice and agenda; append-only';
grant select, insert on governance.meetings to :app;

create table governance.attendances (
  id uuid primary key,
  meeting_id uuid not null references governance.meetings,
  seat_id uuid not null references governance.seats,
  manner text not null check (manner in ('in_person', 'link', 'paper', 'leave')),
  recorded_by uuid,
  recorded_at timestamptz not null
);
comment on table governance.attendances is 'Who attended how; append-only, of a seat in a meeting the latest row counts';
create index attendances_meeting on governance.attendances (meeting_id, seat_id, recorded_at);
grant select, insert on governance.attendances to :app;

create table governance.minutes (
  meeting_id uuid not null references governance.meetings,
  number integer not null check (number > 0),
  body text not null check (length(body) between 5 and 20000),
  presided_by uuid references governance.seats,
  recorded_by uuid,
  recorded_at timestamptz not null,
  primary key (meeting_id, number)
);
comment on table governance.minutes is 'Versions of a meeting''s minutes, append-only; the highest number is in force';
grant select, insert on governance.minutes to :app;

create table governance.motions (
  id uuid primary key,
  group_id uuid not null references governance.groups,
  meeting_id uuid not null references governance.meetings,
  number integer not null check (number > 0),
  kind text not null check (kind in ('rules', 'grant', 'standing', 'emergency', 'ratify', 'revoke', 'change_use', 'invest',
    'other')),
  title text not null check (length(title) between 4 and 120),
  reasons text not null check (length(reasons) between 5 and 4000),
  secret boolean not null,
  amount_fen bigint check (amount_fen > 0),
  each_cap_fen bigint check (each_cap_fen between 1 and amount_fen),
  restriction_id uuid references ledger.restrictions,
  field text check (field in ('hardship', 'care', 'illness', 'volunteering', 'development')),
  payee_kind text check (payee_kind in ('organisation', 'body', 'person', 'open')),
  payee_hash bytea check (length(payee_hash) = 32),
  valid_to date,
  rules_id uuid references governance.rules,
  about_motion_id uuid references governance.motions,
  -- A thing of a later module that waits for this decision.
  about_kind text check (about_kind ~ '^[a-z_]{2,40}$'),
  about_id uuid,
  recorded_by uuid,
  recorded_at timestamptz not null,
  unique (group_id, number),
  constraint motions_money_is_whole check (
    (kind in ('grant', 'standing', 'emergency', 'invest')) = (amount_fen is not null)
    and (amount_fen is null) = (restriction_id is null) and (amount_fen is null) = (field is null)
    and (amount_fen is null) = (payee_kind is null) and (amount_fen is null) = (valid_to is null)),
  constraint motions_payee_known check (payee_kind is null or (payee_kind = 'open') = (payee_hash is null)),
  constraint motions_only_standing_is_open check (
    (kind = 'standing') = (each_cap_fen is not null) and (payee_kind is distinct from 'open' or kind = 'standing')),
  constraint motions_rules_have_their_text check ((kind = 'rules') = (rules_id is not null)),
  constraint motions_about_a_motion check ((kind in ('ratify', 'revoke')) = (about_motion_id is not null)),
  constraint motions_about_is_whole check ((about_kind is null) = (about_id is null))
);
comment on table governance.motions is 'What is put to a group, with reasons and, for money, sum, limit, payee and term; append-only';
create index motions_meeting on governance.motions (meeting_id, number);
create index motions_about on governance.motions (about_kind, about_id) where about_id is not null;
grant select, insert on governance.motions to :app;

create table governance.payees (
  motion_id uuid primary key references governance.motions,
  sealed bytea not null,
  -- The name of a body, which the public may read; null for persons.
  shown_name text check (length(shown_name) between 1 and 100)
);
comment on table governance.payees is 'To whom a motion would pay, the name sealed; a person may ask to be forgotten';
grant select, insert, delete on governance.payees to :app;

create table governance.withdrawals (
  motion_id uuid primary key references governance.motions,
  reason text not null check (length(reason) between 2 and 300),
  recorded_by uuid,
  recorded_at timestamptz not null
);
comment on table governance.withdrawals is 'Motions that were taken back before their vote closed; append-only';
grant select, insert on governance.withdrawals to :app;

create table governance.gates (
  id uuid primary key,
  motion_id uuid not null references governance.motions,
  route text not null check (route in ('head', 'instructor', 'liaison', 'union', 'youth_league', 'later')),
  invited_on date,
  attended boolean not null,
  view text check (view in ('agrees', 'remarks', 'disagrees')),
  remarks text not null check (length(remarks) <= 1000),
  -- Only a later opinion: the day by which it is to be had.
  due_on date,
  recorded_by uuid,
  recorded_at timestamptz not null,
  constraint gates_heard_or_later check (
    case when route = 'later' then due_on is not null and view is null and length(remarks) >= 2
         else due_on is null and view is not null and invited_on is not null end)
);
comment on table governance.gates is
  'How the party organisation was heard on a motion (plan 二(一)1): its head, a stated fallback, or why later and until when; append-only';
create index gates_motion on governance.gates (motion_id, recorded_at);
grant select, insert on governance.gates to :app;

create table governance.openings (
  motion_id uuid primary key references governance.motions,
  -- The rules in force at that moment; none only while the first rules are put to the vote.
  rules_id uuid references governance.rules,
  opened_at timestamptz not null,
  closes_at timestamptz not null,
  opened_by uuid,
  constraint openings_close_after_open check (closes_at > opened_at)
);
comment on table governance.openings is 'Votes that were opened, by which rules and until when; append-only';
grant select, insert on governance.openings to :app;

create table governance.roll (
  motion_id uuid not null references governance.openings,
  seat_id uuid not null references governance.seats,
  primary key (motion_id, seat_id)
);
comment on table governance.roll is
  'Who may vote: the seats as they stood when the vote opened, written by the opening itself; append-only';
grant select on governance.roll to :app;

create table governance.recusals (
  motion_id uuid not null references governance.motions,
  seat_id uuid not null references governance.seats,
  kind text not null check (kind in ('interest', 'kinship')),
  words bytea not null,
  declared_by text not null check (declared_by in ('member', 'staff')),
  recorded_at timestamptz not null,
  primary key (motion_id, seat_id)
);
comment on table governance.recusals is 'Members who declared an interest or kinship in a motion, the words sealed; append-only';
grant select, insert on governance.recusals to :app;

create table governance.votes (
  motion_id uuid not null,
  seat_id uuid not null,
  round integer not null check (round between 1 and 9),
  manner text not null check (manner in ('link', 'paper', 'hand')),
  voted_at timestamptz not null,
  recorded_by uuid,
  primary key (motion_id, seat_id, round),
  foreign key (motion_id, seat_id) references governance.roll
);
comment on table governance.votes is 'Who has voted and how, never what; append-only, the highest round of a seat counts';
grant select, insert on governance.votes to :app;

create table governance.ballots (
  id uuid primary key,
  motion_id uuid not null references governance.openings,
  -- Whose it is, in an open vote. In a secret one both are null, and nothing joins a ballot to a vote.
  seat_id uuid,
  round integer,
  choice text not null check (choice in ('yes', 'no', 'blank')),
  nonce bytea not null check (length(nonce) = 16),
  unique (motion_id, seat_id, round),
  foreign key (motion_id, seat_id, round) references governance.votes,
  constraint ballots_seat_with_round check ((seat_id is null) = (round is null))
);
comment on table governance.ballots is
  'What was voted; never changed by app. Those of a secret vote are shuffled and written anew when it closes';
create index ballots_motion on governance.ballots (motion_id);
grant select, insert on governance.ballots to :app;

create table governance.links (
  id uuid primary key,
  meeting_id uuid not null references governance.meetings,
  seat_id uuid not null references governance.seats,
  token_hash bytea not null unique check (length(token_hash) = 32),
  made_by uuid,
  made_at timestamptz not null
);
comment on table governance.links is 'Links of members to a meeting, as hashes; append-only, of a seat the newest is valid';
create index links_seat on governance.links (meeting_id, seat_id, made_at);
grant select, insert on governance.links to :app;

create table governance.link_tries (
  id uuid primary key,
  link_id uuid not null references governance.links,
  tried_at timestamptz not null
);
comment on table governance.link_tries is 'Wrong second facts at a link; after a few of them it is locked; append-only';
create index link_tries_link on governance.link_tries (link_id);
grant select, insert on governance.link_tries to :app;

create table governance.questions (
  id uuid primary key,
  motion_id uuid not null references governance.motions,
  seat_id uuid not null references governance.seats,
  words bytea not null,
  asked_at timestamptz not null
);
comment on table governance.questions is 'What members ask about a motion, sealed; append-only';
create index questions_motion on governance.questions (motion_id, asked_at);
grant select, insert on governance.questions to :app;

create table governance.replies (
  question_id uuid primary key references governance.questions,
  words bytea not null,
  recorded_by uuid,
  recorded_at timestamptz not null
);
comment on table governance.replies is 'Answers to members'' questions, sealed; append-only';
grant select, insert on governance.replies to :app;

create table governance.resolutions (
  id uuid primary key,
  motion_id uuid not null unique references governance.motions,
  group_id uuid not null references governance.groups,
  number integer not null check (number > 0),
  outcome text not null check (outcome in ('passed', 'failed', 'no_quorum', 'referred')),
  seats integer not null,
  recused integer not null,
  present integer not null,
  quorum_needed integer not null,
  yes integer not null,
  no integer not null,
  blank integer not null,
  yes_needed integer not null,
  special boolean not null,
  rules_id uuid references governance.rules,
  board_for text[] not null check (board_for <@ array['too_few', 'investment', 'change_of_use', 'no_delegation',
    'above_ceiling', 'outside_subjects', 'outside_term']),
  -- Of a secret vote: the hash over its sorted commitments.
  ballot_root bytea check (length(ballot_root) = 32),
  closed_by uuid,
  closed_at timestamptz not null,
  unique (group_id, number)
);
comment on table governance.resolutions is
  'What a group decided, counted by governance.close_motion(); append-only, app cannot write here';
grant select on governance.resolutions to :app;

create table governance.commitments (
  motion_id uuid not null references governance.motions,
  commitment bytea not null check (length(commitment) = 32),
  primary key (motion_id, commitment)
);
comment on table governance.commitments is 'Commitments to the ballots of secret votes, written at closing; append-only';
grant select on governance.commitments to :app;

create table governance.board_decisions (
  id uuid primary key,
  motion_id uuid not null unique references governance.resolutions (motion_id),
  approves boolean not null,
  -- The rule that a refusal rests on.
  rule_cited text check (length(rule_cited) between 2 and 300),
  reason text not null check (length(reason) between 2 and 1000),
  decided_on date not null,
  members integer not null check (members between 1 and 99),
  present integer not null check (present between 0 and members),
  yes integer not null check (yes between 0 and present),
  recorded_by uuid,
  recorded_at timestamptz not null,
  constraint board_decisions_refusal_cites_a_rule check (approves or rule_cited is not null)
);
comment on table governance.board_decisions is
  'What the host''s board decided on a motion, written by governance.record_board(); append-only, app cannot write here';
grant select on governance.board_decisions to :app;
