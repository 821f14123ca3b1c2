-- Recipients are found by their whole number, in a column of its own; words, which stand in addresses, hold it no more.
alter table services_result add column recipient text not null default '';
update services_result set recipient = data::json #>> '{recipient,number}';
update services_result set words = replace(words, ' ' || recipient || ' ', ' ');
create index services_result_recipient on services_result (recipient, id);
