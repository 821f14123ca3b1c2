-- Regular audits of systems and resources (365-9). Of a record in operation the last day on which its audit is in time, and whether it
-- is a system of an owner outside the state.
alter table registry_record add column non_state bigint not null default 0;
alter table registry_record add column audit_due text;
create index registry_record_audit_due on registry_record (audit_due, id);

-- Audits. What lists look for stands in columns, the whole in `data`. Rows are never removed.
create table registry_audit (
    id text primary key,
    revision bigint not null,
    record_id text not null references registry_record (id),
    body text not null,
    audited_on text not null,
    next_due text not null,
    sent_at bigint,
    data text not null
);
create index registry_audit_record on registry_audit (record_id, audited_on, id);
create index registry_audit_body on registry_audit (body, id);
create index registry_audit_sent on registry_audit (sent_at, id);

-- Non-state systems that take part in interactions, with their days: made of the interaction whenever it is saved.
create table registry_interaction_system (
    participant text primary key,
    interaction_id text not null references registry_interaction (id),
    record_id text not null references registry_record (id),
    from_day text not null,
    until_day text not null
);
create index registry_interaction_system_of on registry_interaction_system (record_id);
create index registry_interaction_system_in on registry_interaction_system (interaction_id);

-- Of which audits that fall due their owners were told: nobody is told twice.
create table registry_audit_told (
    record_id text not null references registry_record (id),
    due text not null,
    state text not null,
    primary key (record_id, due, state)
);
