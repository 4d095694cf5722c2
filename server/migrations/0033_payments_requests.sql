-- Pay-outs: from the request to the proof. Every step is a row; what a request has come to stands beside it, written by the
-- trigger of the steps alone. The role app inserts requests and steps, and each insert is judged here again: authority,
-- payee, sum, order of steps and who does them.

create table payments.payees (
  id uuid primary key,
  host_id uuid not null references organisations.organisations,
  kind text not null check (kind in ('organisation', 'body', 'person')),
  -- Keyed hashes: of the name, as authorities carry it, and of the number of the account.
  name_hash bytea not null check (length(name_hash) = 32),
  account_hash bytea not null check (length(account_hash) = 32),
  -- What may be shown to everybody; people are not shown.
  shown_name text check (length(shown_name) between 2 and 100),
  last_four text not null check (length(last_four) between 1 and 4),
  -- The fund they were first entered for: its people see them, beside those of the host.
  fund_id uuid not null references funds.funds,
  made_by uuid not null,
  made_at timestamptz not null,
  unique (host_id, name_hash, account_hash),
  check ((kind = 'person') = (shown_name is null))
);
comment on table payments.payees is 'Who may be paid by a host, with the account the money goes to; a new account is a new row';
grant select, insert on payments.payees to :app;

create table payments.payee_words (
  payee_id uuid primary key references payments.payees,
  name bytea not null,
  bank_name bytea not null,
  account_number bytea not null
);
comment on table payments.payee_words is 'Name, bank and account of payees, sealed; reading leaves a trail row';
grant select, insert on payments.payee_words to :app;

create table payments.payee_marks (
  payee_id uuid not null references payments.payees,
  kind text not null check (kind in ('verified', 'ended')),
  -- Sealed: by what it was verified, or why it ended.
  reason bytea not null,
  person_id uuid not null,
  marked_at timestamptz not null,
  primary key (payee_id, kind)
);
comment on table payments.payee_marks is 'That a payee was verified by somebody other than who entered it, or is no longer used';
grant select, insert on payments.payee_marks to :app;

create function payments.before_payee_mark() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if new.kind = 'verified' and exists (select 1 from payments.payees p where p.id = new.payee_id and p.made_by = new.person_id)
  then raise exception 'payments.same_person'; end if;
  return new;
end $$;
create trigger before_payee_mark before insert on payments.payee_marks
  for each row execute function payments.before_payee_mark();

create table payments.batches (
  id uuid primary key,
  account_id uuid not null references payments.bank_accounts,
  number int not null check (number > 0),
  made_by uuid not null,
  made_at timestamptz not null,
  unique (account_id, number)
);
comment on table payments.batches is 'Files of payments for a bank: which account pays, who made the file and when';
grant select, insert on payments.batches to :app;

create table payments.requests (
  id uuid primary key,
  -- What the bank is given and gives back.
  code text not null unique check (code ~ '^[0-9A-HJKMNP-TV-Z]{12}$'),
  authority_id uuid not null references payments.authorities,
  payee_id uuid not null references payments.payees,
  host_id uuid not null references organisations.organisations,
  fund_id uuid not null references funds.funds,
  restriction_id uuid not null references ledger.restrictions,
  amount_fen bigint not null check (amount_fen > 0),
  -- What for, in words everybody may read.
  purpose text not null check (length(purpose) between 2 and 200),
  -- Of a later module: a project with its budget line and the milestone that is paid.
  project_id uuid,
  budget_line text check (length(budget_line) between 1 and 100),
  milestone text check (length(milestone) between 1 and 100),
  requested_by uuid not null,
  requested_at timestamptz not null,
  state text not null default 'requested' check (state in ('requested', 'checked', 'approved', 'sent', 'paid', 'proving',
    'reached', 'refused', 'withdrawn', 'failed', 'returned')),
  checked_by uuid, approved_by uuid, sent_by uuid,
  commitment_id uuid references ledger.commitments,
  batch_id uuid references payments.batches,
  paid_fen bigint not null default 0 check (paid_fen between 0 and amount_fen),
  returned_fen bigint not null default 0 check (returned_fen between 0 and paid_fen),
  paid_at timestamptz, reached_at timestamptz, changed_at timestamptz,
  steps smallint not null default 0,
  constraint requests_of_three check (checked_by <> requested_by and approved_by <> requested_by and approved_by <> checked_by
    and sent_by <> requested_by),
  check (project_id is not null or (budget_line is null and milestone is null))
);
comment on table payments.requests is
  'Payments asked for, each under one authority; what became of them is written by the trigger of their steps alone';
create index requests_authority on payments.requests (authority_id, state);
create index requests_fund on payments.requests (fund_id, requested_at desc);
create index requests_host_state on payments.requests (host_id, state, requested_at desc);
create index requests_payee on payments.requests (payee_id, requested_at);
create index requests_project on payments.requests (project_id) where project_id is not null;
create index requests_batch on payments.requests (batch_id) where batch_id is not null;
grant select, insert (id, code, authority_id, payee_id, host_id, fund_id, restriction_id, amount_fen, purpose, project_id,
  budget_line, milestone, requested_by, requested_at) on payments.requests to :app;

create table payments.proofs (
  id uuid primary key,
  request_id uuid not null references payments.requests,
  kind text not null check (kind in ('signature', 'witness', 'telephone')),
  -- Of a signature: the signed paper, sealed.
  file_id uuid references files.files,
  media_type text check (media_type in ('application/pdf', 'image/jpeg', 'image/png')),
  -- Who confirmed it and how, sealed.
  words bytea not null,
  confirmed_on date not null,
  submitted_by uuid not null,
  submitted_at timestamptz not null,
  check ((kind = 'signature') = (file_id is not null)),
  check ((file_id is null) = (media_type is null))
);
comment on table payments.proofs is 'What shows that a payment reached whom it was for: signed paper, witness or telephone';
create index proofs_request on payments.proofs (request_id);
grant select, insert on payments.proofs to :app;

create table payments.steps (
  request_id uuid not null references payments.requests,
  no smallint not null check (no > 0),
  step text not null check (step in ('checked', 'approved', 'sent', 'paid', 'failed', 'returned', 'proving', 'proof_refused',
    'reached', 'refused', 'withdrawn')),
  person_id uuid not null,
  at timestamptz not null,
  -- Of the bank: what it paid or gave back, on which day, under which number.
  amount_fen bigint check (amount_fen > 0),
  done_on date,
  reference text check (length(reference) between 1 and 64),
  commitment_id uuid references ledger.commitments,
  entry_id uuid unique references ledger.entries,
  batch_id uuid references payments.batches,
  proof_id uuid references payments.proofs,
  -- Sealed: it may name people.
  reason bytea,
  primary key (request_id, no),
  check ((step = 'approved') = (commitment_id is not null)),
  check ((step in ('paid', 'returned')) = (entry_id is not null)),
  check ((step in ('paid', 'returned')) = (amount_fen is not null)),
  check ((step in ('paid', 'returned', 'failed')) = (done_on is not null)),
  check ((step in ('proving', 'proof_refused', 'reached')) = (proof_id is not null)),
  check ((step in ('refused', 'withdrawn', 'failed', 'returned', 'proof_refused')) = (reason is not null)),
  check (batch_id is null or step = 'sent')
);
comment on table payments.steps is 'What happened to a payment request, step by step: who and when; append-only';
grant select, insert on payments.steps to :app;

-- One after the other, whoever asks, approves or pays under one authority.
create function payments.hold_authority(p_authority uuid) returns void
  language sql set search_path = pg_catalog, pg_temp
  as $$ select pg_advisory_xact_lock(hashtextextended('payments.authority ' || p_authority::text, 0)) $$;

create function payments.day_of(p_at timestamptz) returns date
  language sql immutable set search_path = pg_catalog, pg_temp
  as $$ select (p_at at time zone 'Asia/Shanghai')::date $$;

-- What each authority has left: requests under way count whole, what was paid counts with what came back taken off.
create view payments.pub_authority_use as
  select a.id as authority_id, a.cap_fen, u.live_fen, u.paid_fen, a.cap_fen - u.live_fen - u.paid_fen as left_fen
    from payments.authorities a,
    lateral (select coalesce(sum(r.amount_fen) filter (where r.state in ('requested', 'checked', 'approved', 'sent')), 0)::bigint
                      as live_fen,
                    coalesce(sum(r.paid_fen - r.returned_fen), 0)::bigint as paid_fen
               from payments.requests r where r.authority_id = a.id) u;
comment on view payments.pub_authority_use is
  'Per authority: what is under way, what is paid less what came back, and what is left; for later modules';
grant select on payments.pub_authority_use to :app;

-- Whether an authority carries a payment on a day; says what stands against it.
create function payments.refuse_authority(p_authority uuid, p_day date) returns void
  language plpgsql stable set search_path = pg_catalog, pg_temp as $$
declare a payments.pub_authorities;
begin
  select * into strict a from payments.pub_authorities where id = p_authority;
  if a.ended then raise exception 'payments.authority_ended'; end if;
  if p_day < a.valid_from then raise exception 'payments.authority_not_begun'; end if;
  if p_day > a.valid_to then raise exception 'payments.authority_over'; end if;
  if not a.ratified and p_day > a.ratify_by then raise exception 'payments.authority_unratified'; end if;
end $$;

create function payments.refuse_payee(p_payee uuid, p_authority uuid, p_host uuid) returns void
  language plpgsql stable set search_path = pg_catalog, pg_temp as $$
declare p payments.payees; a payments.authorities;
begin
  select * into strict p from payments.payees where id = p_payee;
  select * into strict a from payments.authorities where id = p_authority;
  if p.host_id <> p_host or exists (select 1 from payments.payee_marks m where m.payee_id = p.id and m.kind = 'ended')
  then raise exception 'payments.payee_ended'; end if;
  if not exists (select 1 from payments.payee_marks m where m.payee_id = p.id and m.kind = 'verified')
  then raise exception 'payments.payee_not_verified'; end if;
  if a.payee_kind <> 'open' and (a.payee_hash <> p.name_hash or a.payee_kind <> p.kind)
  then raise exception 'payments.payee_not_approved'; end if;
end $$;

create function payments.before_request() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
declare a payments.authorities; f record;
begin
  perform payments.hold_authority(new.authority_id);
  select * into strict a from payments.authorities where id = new.authority_id;
  select host_id into strict f from funds.pub_funds where id = a.fund_id;
  if new.fund_id <> a.fund_id or new.restriction_id <> a.restriction_id or new.host_id <> f.host_id
  then raise exception 'payments.other_fund'; end if;
  perform payments.refuse_authority(a.id, payments.day_of(new.requested_at));
  perform payments.refuse_payee(new.payee_id, a.id, new.host_id);
  if new.amount_fen > coalesce(a.each_cap_fen, a.cap_fen) then raise exception 'payments.above_each_cap'; end if;
  if new.amount_fen > (select u.left_fen from payments.pub_authority_use u where u.authority_id = a.id)
  then raise exception 'payments.above_left'; end if;
  -- The same payee, also under another account.
  if exists (select 1 from payments.requests r join payments.payees o on o.id = r.payee_id
              where r.authority_id = a.id and r.state in ('paid', 'proving')
                and o.name_hash = (select p.name_hash from payments.payees p where p.id = new.payee_id)) then raise exception 'payments.earlier_unproven'; end if;
  if new.state <> 'requested' or new.steps <> 0 or new.paid_fen <> 0 then raise exception 'payments.wrong_step'; end if;
  return new;
end $$;
create trigger before_request before insert on payments.requests
  for each row execute function payments.before_request();

-- From which states each step leads, and where to.
create function payments.state_after(p_state text, p_step text, p_whole boolean) returns text
  language sql immutable set search_path = pg_catalog, pg_temp as $$
  select case
    when p_step = 'checked' and p_state = 'requested' then 'checked'
    when p_step = 'approved' and p_state = 'checked' then 'approved'
    when p_step = 'sent' and p_state = 'approved' then 'sent'
    when p_step = 'paid' and p_state = 'sent' then 'paid'
    when p_step = 'failed' and p_state = 'sent' then 'failed'
    when p_step = 'returned' and p_state in ('paid', 'proving') then case when p_whole then 'returned' else p_state end
    when p_step = 'proving' and p_state = 'paid' then 'proving'
    when p_step = 'proof_refused' and p_state = 'proving' then 'paid'
    when p_step = 'reached' and p_state = 'proving' then 'reached'
    when p_step = 'refused' and p_state in ('requested', 'checked') then 'refused'
    when p_step = 'withdrawn' and p_state in ('requested', 'checked', 'approved') then 'withdrawn'
  end
$$;

create function payments.before_step() returns trigger language plpgsql
  security definer set search_path = pg_catalog, pg_temp as $$
declare r payments.requests; c record; p payments.proofs; after_it text;
begin
  perform payments.hold_authority((select authority_id from payments.requests where id = new.request_id));
  select * into strict r from payments.requests where id = new.request_id for update;
  after_it := payments.state_after(r.state, new.step, r.returned_fen + coalesce(new.amount_fen, 0) >= r.paid_fen);
  if after_it is null or new.no <> r.steps + 1 then raise exception 'payments.wrong_step'; end if;
  if (new.step in ('checked', 'sent') and new.person_id = r.requested_by)
     or (new.step = 'approved' and new.person_id in (r.requested_by, r.checked_by))
     or (new.step in ('paid', 'failed', 'returned') and new.person_id = r.sent_by)
  then raise exception 'payments.same_person'; end if;
  if new.step in ('checked', 'approved', 'sent') then
    perform payments.refuse_authority(r.authority_id, payments.day_of(new.at));
    perform payments.refuse_payee(r.payee_id, r.authority_id, r.host_id);
  end if;
  if new.step = 'approved' then
    select * into c from ledger.pub_commitments where id = new.commitment_id;
    if c.how is not null or c.key <> 'payment ' || r.id or c.book_id <> r.host_id or c.fund_id <> r.fund_id
       or c.restriction_id is distinct from r.restriction_id or c.amount_fen <> r.amount_fen
    then raise exception 'payments.not_committed'; end if;
  end if;
  if new.step = 'paid' and (new.amount_fen > r.amount_fen or not exists (select 1 from ledger.pub_commitments k
       join ledger.pub_totals e on e.id = k.entry_id
      where k.id = r.commitment_id and k.how = 'posted' and k.entry_id = new.entry_id and e.total_fen = new.amount_fen))
  then raise exception 'payments.not_posted'; end if;
  if new.step = 'returned' and (new.amount_fen > r.paid_fen - r.returned_fen or not exists (select 1 from ledger.pub_totals e
      where e.id = new.entry_id and e.book_id = r.host_id and e.total_fen = new.amount_fen
        and e.key = 'payment ' || r.id || ' returned ' || new.no))
  then raise exception 'payments.not_posted'; end if;
  if (new.step = 'failed' or (new.step = 'withdrawn' and r.state = 'approved')) and not exists (
      select 1 from ledger.pub_commitments k where k.id = r.commitment_id and k.how = 'released')
  then raise exception 'payments.not_released'; end if;
  if new.proof_id is not null then
    select * into strict p from payments.proofs where id = new.proof_id;
    if p.request_id <> r.id then raise exception 'payments.wrong_step'; end if;
    if (new.step = 'proving') <> (p.submitted_by = new.person_id) then raise exception 'payments.same_person'; end if;
    if new.step <> 'proving' and new.proof_id <> (select s.proof_id from payments.steps s where s.request_id = r.id
        and s.step = 'proving' order by s.no desc limit 1) then raise exception 'payments.wrong_step'; end if;
  end if;
  update payments.requests set
    state = after_it, steps = new.no, changed_at = new.at,
    checked_by = case new.step when 'checked' then new.person_id else checked_by end,
    approved_by = case new.step when 'approved' then new.person_id else approved_by end,
    sent_by = case new.step when 'sent' then new.person_id else sent_by end,
    commitment_id = coalesce(new.commitment_id, commitment_id),
    batch_id = coalesce(new.batch_id, batch_id),
    paid_fen = case new.step when 'paid' then new.amount_fen else paid_fen end,
    returned_fen = returned_fen + case new.step when 'returned' then new.amount_fen else 0 end,
    paid_at = case new.step when 'paid' then new.at else paid_at end,
    reached_at = case new.step when 'reached' then new.at else reached_at end
   where id = r.id;
  return new;
end $$;
create trigger before_step before insert on payments.steps for each row execute function payments.before_step();
revoke all on function payments.before_step, payments.before_request, payments.before_payee_mark from public;

create view payments.pub_requests as
  select r.id, r.code, r.authority_id, r.fund_id, r.project_id, r.budget_line, r.milestone, r.amount_fen, r.state,
         r.requested_at, r.paid_at, r.paid_fen, r.returned_fen, r.returned_fen > 0 as returned, r.reached_at
    from payments.requests r;
comment on view payments.pub_requests is 'Payments under their authorities and how far they are, without payees; for later modules';
grant select on payments.pub_requests to :app;
