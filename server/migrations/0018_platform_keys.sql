-- Keys of requests are only ever swept by their age, and come in its order: an index of ranges serves that and costs the
-- requests nothing.
drop index platform.idempotency_keys_created_at;
create index idempotency_keys_created_at on platform.idempotency_keys using brin (created_at) with (autosummarize = on);
