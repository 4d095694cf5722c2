-- For later modules that count what waits for an answer in a place. No word of a complaint stands here.
create view supervision.pub_unanswered as
  select c.id, c.divisions, c.answer_by from supervision.complaints c
   where not exists (select 1 from supervision.answers a where a.complaint_id = c.id);
comment on view supervision.pub_unanswered is 'Complaints nobody has answered yet, where they lie and by which day an answer is due';
grant select on supervision.pub_unanswered to :app;
