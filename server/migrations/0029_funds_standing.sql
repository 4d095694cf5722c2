-- What a fund stands on, as facts about it and not in its words: for later modules that look for what is missing.
create view funds.pub_standing as
  select f.id as fund_id,
         (select max(a.signed_on) from funds.agreements a where a.fund_id = f.id) as agreed_on,
         (select d.to_on from funds.delegations d where d.fund_id = f.id order by d.number desc limit 1) as delegated_to_on,
         exists (select 1 from funds.complaint_lines c where c.fund_id = f.id) as complaint_line
    from funds.funds f
   where f.withdrawn_at is null;
comment on view funds.pub_standing is
  'Per fund: day of the latest agreement, last day of the delegation in force, whether a complaint line was published';
grant select on funds.pub_standing to :app;
