-- The key of a set of files, sealed under the master key; null once it was destroyed. The row stays: it says that and when.
create table vault_key (
    set_id text primary key,
    sealed bytea,
    made_at bigint not null,
    destroyed_at bigint
);
