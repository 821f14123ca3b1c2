-- Two accounts on PostgreSQL: orda_owner owns the database, changes its schema and destroys; orda serves.
-- As the administrator of the server, once:
--   create role orda_owner login;
--   create role orda login;
--   create database orda owner orda_owner;
-- As orda_owner in that database, after `orda migrate` or `orda copy` (once, and again after a release that adds tables):
begin;
revoke create on schema public from public;
grant usage on schema public to orda;
grant select, insert, update, delete on all tables in schema public to orda;
-- The schema is the owner's; the accounting is added to. What was archived may be removed: checkpoints that are kept elsewhere show
-- whether it was.
revoke insert, update, delete on store_migration from orda;
revoke update on audit_entry from orda;
revoke update, delete on audit_checkpoint, audit_archive, audit_former_key from orda;
commit;
