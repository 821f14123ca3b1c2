-- Services of the centre: who answers about revocation, who stamps. Rows stay, so that what they made can be checked.
create table signatures_service (
    id text primary key,
    authority_id text not null,
    kind text not null,
    serial text not null,
    certificate bytea not null,
    sealed_key bytea not null,
    not_before bigint not null,
    not_after bigint not null,
    created_at bigint not null
);
create unique index signatures_service_serial on signatures_service (authority_id, serial);

-- What keeps a signature provable: the signature with stamps, certificates and answers about revocation. One row beside
-- each signature, written in its transaction; due_at is when there is something to do next, null when nothing can be done.
create table signatures_evidence (
    signature_id text primary key,
    revision bigint not null,
    due_at bigint,
    attempts bigint not null,
    trouble text not null,
    cms bytea,
    level text,
    proven_at bigint,
    made_at bigint,
    renewals bigint not null
);
create index signatures_evidence_due on signatures_evidence (due_at);
insert into signatures_evidence (signature_id, revision, due_at, attempts, trouble, renewals)
    select id, 0, received_at, 0, '', 0 from signatures_signature;
