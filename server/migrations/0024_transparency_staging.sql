-- The public log, first half: what posting leaves behind for the sequencer. Posting only adds one row per call and waits for
-- nobody; the order of the log is given later, by one sequencer.

create schema transparency;
grant usage on schema transparency to :app;

create table transparency.staged (
  id uuid primary key,
  -- The rows the leaves are about, in the order of the leaves.
  subjects uuid[] not null check (cardinality(subjects) between 1 and 10000),
  -- Bundles as c2sp.org/tlog-tiles has them: each item behind its 16-bit length.
  leaves bytea not null,
  salts bytea not null,
  staged_at timestamptz not null
);
comment on table transparency.staged is
  'Leaves of one posting that wait for their place in the log, with the salts of their parts; written in the transaction of the entries';
grant select, insert on transparency.staged to :app;
