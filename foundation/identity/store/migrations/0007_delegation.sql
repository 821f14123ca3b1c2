-- By what order somebody acts, and who named them: none for those whom an administrator entered.
alter table identity_acting add column basis text not null default '';
alter table identity_acting add column named_by text;
