-- Printed forms with a code that leads everybody to the digests of what was signed. Written once, never changed.
create table signatures_paper (
    code text primary key,
    fingerprint text not null,
    form text not null,
    number text not null,
    object_kind text not null,
    object_id text not null,
    object_version bigint not null,
    signatures text not null,
    made_at bigint not null
);
create unique index signatures_paper_fingerprint on signatures_paper (fingerprint);
