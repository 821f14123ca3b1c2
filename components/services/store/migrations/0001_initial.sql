-- Services of providers. A code is given once.
create table services_service (
    id text primary key,
    revision bigint not null,
    body text not null,
    code text not null,
    data text not null
);
create unique index services_service_code on services_service (code);
create index services_service_body on services_service (body, code);

-- Who certifies results of a service, from a day until a day. Rows stay: they are the history of who could.
create table services_authorisation (
    id text primary key,
    revision bigint not null,
    service_id text not null references services_service (id),
    person text not null,
    granted_at bigint not null,
    data text not null
);
create index services_authorisation_service on services_authorisation (service_id, granted_at, id);
create index services_authorisation_person on services_authorisation (person, service_id);

-- Results. What lists look for stands in columns, the whole in `data`. A number is given once; rows are never removed.
create table services_result (
    id text primary key,
    revision bigint not null,
    service_id text not null references services_service (id),
    body text not null,
    number text not null,
    state text not null,
    prepared_by text,
    signed_by text,
    prepared_on text not null,
    valid_until text not null,
    words text not null,
    data text not null
);
create unique index services_result_number on services_result (number);
create index services_result_service on services_result (service_id, id);
create index services_result_body on services_result (body, id);
create index services_result_prepared on services_result (prepared_by, id);
create index services_result_signed on services_result (signed_by, id);

-- What happened to services and results.
create table services_event (
    object text not null,
    seq bigint not null,
    data text not null,
    primary key (object, seq)
);
