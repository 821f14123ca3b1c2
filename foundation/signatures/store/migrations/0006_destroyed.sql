-- Certificates of the built-in centre that were destroyed, with the keys the portal held (385-6-8-b). What stays is needed so
-- that a revoked one stays on the list and a destroyed key is never certified again.
create table signatures_destroyed (
    id text primary key,
    authority_id text not null,
    serial text not null,
    certificate_sha256 text not null,
    spki_sha256 text not null,
    revoked_at bigint,
    revocation_reason text,
    destroyed_at bigint not null
);
create index signatures_destroyed_authority on signatures_destroyed (authority_id, revoked_at);
create index signatures_destroyed_key on signatures_destroyed (spki_sha256);
