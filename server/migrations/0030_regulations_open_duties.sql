-- For later modules that count what is late in a place.
create view regulations.pub_open_duties as
  select d.id, d.regulation_id, d.divisions, d.organisation_ids, d.due_on from regulations.duties d where d.state = 'open';
comment on view regulations.pub_open_duties is 'Duties that wait, where they lie and by which day they are due';
grant select on regulations.pub_open_duties to :app;
