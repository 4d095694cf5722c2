-- A file's own name may name a person: it stands sealed. Older names cannot be sealed from here: they go.
alter table organisations.imports drop column file_name;
alter table organisations.imports add column name bytea;
