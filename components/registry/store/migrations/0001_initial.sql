-- State information systems and electronic information resources. What lists look for stands in columns, the whole in `data`.
-- Rows are never removed.
create table registry_record (
    id text primary key,
    revision bigint not null,
    body text not null,
    kind text not null,
    state text not null,
    name text not null,
    words text not null,
    data text not null
);
create index registry_record_name on registry_record (name, id);
create index registry_record_body on registry_record (body, name, id);

-- Data sets of records in operation with the day until which they are up to date: made of the record whenever it is saved.
create table registry_data_set (
    id text primary key,
    record_id text not null references registry_record (id),
    body text not null,
    due text not null,
    data text not null
);
create index registry_data_set_due on registry_data_set (due, id);
create index registry_data_set_record on registry_data_set (record_id);

-- What happened to records.
create table registry_event (
    object text not null,
    seq bigint not null,
    data text not null,
    primary key (object, seq)
);
