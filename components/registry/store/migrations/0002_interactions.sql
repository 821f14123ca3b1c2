-- Interactions of systems with records (365-15). What lists look for stands in columns, the whole in `data`. Rows are never removed.
create table registry_interaction (
    id text primary key,
    revision bigint not null,
    record_id text not null references registry_record (id),
    body text not null,
    part text not null,
    state text not null,
    data text not null
);
create index registry_interaction_record on registry_interaction (record_id, id);
create index registry_interaction_owner on registry_interaction (body, id);
-- Of one part of the interface one at most is in force.
create unique index registry_interaction_in_force on registry_interaction (part) where state = 'in_force';

-- Owners of participants: made of the interaction whenever it is saved.
create table registry_interaction_body (
    body text not null,
    interaction_id text not null references registry_interaction (id),
    primary key (body, interaction_id)
);
create index registry_interaction_body_of on registry_interaction_body (interaction_id);
