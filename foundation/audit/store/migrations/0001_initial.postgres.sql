-- 365-8: what is kept of each access. Rows are only ever added.
create table audit_entry (
    seq bigint generated always as identity primary key,
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
create index audit_entry_at on audit_entry (at, seq);
create index audit_entry_actor on audit_entry (actor_id, at, seq);
-- This kind of index also finds addresses by their beginning, whatever the collation.
create index audit_entry_address on audit_entry (address text_pattern_ops, at, seq);
create index audit_entry_resource on audit_entry (resource, at, seq);
create index audit_entry_request on audit_entry (request);

create function audit_refuse() returns trigger language plpgsql as $$
begin
    raise exception 'records of the accounting are never changed or removed';
end
$$;

create trigger audit_entry_no_change before update or delete on audit_entry
for each row execute function audit_refuse();

create trigger audit_entry_no_truncate before truncate on audit_entry
for each statement execute function audit_refuse();
