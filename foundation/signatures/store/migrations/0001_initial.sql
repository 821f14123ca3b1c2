create table signatures_signature (
    id text primary key,
    object_kind text not null,
    object_id text not null,
    object_version bigint not null,
    purpose text not null,
    manifest bytea not null,
    cms bytea not null,
    person_id text not null,
    body_id text not null,
    acting_for text,
    signer text not null,
    certificate_sha256 text not null,
    received_at bigint not null,
    report text not null
);
create index signatures_signature_object on signatures_signature (object_kind, object_id, received_at);
create index signatures_signature_person on signatures_signature (person_id, received_at);

-- The built-in certifying centre. One row is current; earlier ones stay, so that old signatures can be checked.
create table signatures_authority (
    id text primary key,
    name text not null,
    certificate bytea not null,
    sealed_key bytea not null,
    created_at bigint not null,
    revision bigint not null,
    crl_number bigint not null,
    crl bytea not null,
    crl_made_at bigint not null,
    crl_next_at bigint not null
);
create unique index signatures_authority_name on signatures_authority (name);

create table signatures_request (
    id text primary key,
    person_id text not null,
    body_id text not null,
    spki bytea not null,
    key_name text not null,
    spki_sha256 text not null,
    state text not null,
    reason text not null,
    requested_at bigint not null,
    decided_at bigint,
    decided_by text,
    certificate_id text,
    revision bigint not null
);
create index signatures_request_person on signatures_request (person_id, requested_at);
create index signatures_request_state on signatures_request (state, requested_at);
create unique index signatures_request_key on signatures_request (spki_sha256);

create table signatures_certificate (
    id text primary key,
    authority_id text not null,
    person_id text not null,
    body_id text not null,
    serial text not null,
    sha256 text not null,
    certificate bytea not null,
    subject text not null,
    spki_sha256 text not null,
    not_before bigint not null,
    not_after bigint not null,
    issued_at bigint not null,
    issued_by text,
    revoked_at bigint,
    revoked_by text,
    revocation_reason text,
    revision bigint not null
);
create unique index signatures_certificate_serial on signatures_certificate (authority_id, serial);
create unique index signatures_certificate_key on signatures_certificate (spki_sha256);
create index signatures_certificate_person on signatures_certificate (person_id, issued_at);
create index signatures_certificate_body on signatures_certificate (body_id, issued_at);
