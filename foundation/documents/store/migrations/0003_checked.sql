-- When the bytes were last read and compared with what was received; 0 before the first time and when they are suspected.
alter table documents_blob add column checked_at bigint not null default 0;
-- When they were found damaged.
alter table documents_blob add column damaged_at bigint;
create index documents_blob_checked on documents_blob (checked_at);
