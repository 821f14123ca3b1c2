-- When a letter was withdrawn: it is read by nobody and found nowhere.
alter table edms_letter add column withdrawn_at bigint;
