-- A set of files: what one version of a document consists of. Nothing changes in it once sealed_at is set.
create table documents_set (
    id text primary key,
    body text not null,
    role text not null,
    created_at bigint not null,
    sealed_at bigint,
    revision bigint not null
);

-- Bytes as received, encrypted on the disk under a key of their own, which is kept here encrypted under the master key.
create table documents_blob (
    id text primary key,
    size bigint not null,
    sha256 bytea not null,
    master text not null,
    wrapped_key bytea not null,
    revision bigint not null
);

-- A file of a set. Files of several sets may refer to the same bytes; bytes without a file are removed.
create table documents_file (
    id text primary key,
    set_id text not null references documents_set (id),
    blob_id text not null references documents_blob (id),
    name text not null,
    folded_name text not null,
    format text not null,
    position bigint not null,
    created_at bigint not null,
    unique (set_id, folded_name),
    unique (set_id, position)
);

create index documents_file_blob on documents_file (blob_id);
