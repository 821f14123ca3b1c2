-- 365-8: what is kept of each access. Rows are only ever added.
create table audit_entry (
    seq integer primary key autoincrement,
    at bigint not null,
    who text not null,
    actor_id text not null,
    actor_name text not null,
    actor_iin text not null,
    address text not null,
    session text not null,
    agent text not null,
    request text not null,
    service text not null,
    resource text not null,
    part text not null,
    operation text not null,
    outcome text not null,
    detail text not null
);

-- Every access adds a row, so there are only the indexes that a search by person, time, address, resource or request
-- cannot do without.
create index audit_entry_at on audit_entry (at);
create index audit_entry_actor on audit_entry (actor_id, at);
create index audit_entry_address on audit_entry (address, at);
create index audit_entry_resource on audit_entry (resource, at);
create index audit_entry_request on audit_entry (request);

create trigger audit_entry_no_update before update on audit_entry
begin
    select raise(abort, 'records of the accounting are never changed');
end;

create trigger audit_entry_no_delete before delete on audit_entry
begin
    select raise(abort, 'records of the accounting are never removed');
end;

-- "insert or replace" removes without a delete trigger; a given number would be the way to do it.
create trigger audit_entry_no_replace before insert on audit_entry
when exists (select 1 from audit_entry where seq = new.seq)
begin
    select raise(abort, 'records of the accounting are never changed');
end;
