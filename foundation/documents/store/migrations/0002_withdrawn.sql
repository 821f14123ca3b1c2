-- When a set was withdrawn: its files are given out to nobody.
alter table documents_set add column withdrawn_at bigint;
