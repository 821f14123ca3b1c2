-- The tree over the records (RFC 9162). One row: how far it has grown. `frontier`: roots of its complete subtrees.
create table audit_tree (
    id bigint not null primary key,
    revision bigint not null,
    origin text not null,
    size bigint not null,
    last_seq bigint not null,
    frontier bytea not null
);

-- Hashes of the tree, 256 a row. Level 0: hashes of records, with their numbers (8 bytes each, big-endian); level n:
-- roots of the full rows of level n - 1. The last row of a level grows; nothing in it ever changes.
create table audit_tile (
    level bigint not null,
    number bigint not null,
    first_seq bigint not null,
    seqs bytea not null,
    hashes bytea not null,
    primary key (level, number)
);
create index audit_tile_seq on audit_tile (level, first_seq);

-- Signed statements of size and root.
create table audit_checkpoint (
    size bigint not null primary key,
    root text not null,
    at bigint not null,
    note text not null
);

-- Months that were moved to files (365-7-c).
create table audit_archive (
    month text not null primary key,
    begin_index bigint not null,
    end_index bigint not null,
    first_seq bigint not null,
    last_seq bigint not null,
    from_at bigint not null,
    until_at bigint not null,
    file text not null,
    sha256 text not null,
    bytes bigint not null,
    created_at bigint not null
);

-- What the rules found (217-42, ur-6-5). `alert_key`: the same is told once.
create table audit_alert (
    id text not null primary key,
    alert_key text not null unique,
    rule text not null,
    who text not null,
    actor_id text not null,
    actor_name text not null,
    address text not null,
    times bigint not null,
    first_at bigint not null,
    last_at bigint not null,
    raised_at bigint not null,
    told bigint not null,
    handled_at bigint,
    handled_by text,
    handled_name text,
    note text
);
create index audit_alert_raised on audit_alert (raised_at);

-- Until when the rules have judged.
create table audit_watch (id bigint not null primary key, until_at bigint not null);

-- Who has read the card of a person; costs only records of such accesses.
create index audit_entry_person on audit_entry (part text_pattern_ops, at, seq) where resource = 'person';

-- Only what an archive holds is ever taken out of the table.
create function audit_refuse_delete() returns trigger language plpgsql as $$
begin
    if exists (select 1 from audit_archive where old.seq between first_seq and last_seq) then
        return old;
    end if;
    raise exception 'records of the accounting are never removed';
end
$$;
drop trigger audit_entry_no_change on audit_entry;
create trigger audit_entry_no_change before update on audit_entry
for each row execute function audit_refuse();
create trigger audit_entry_no_delete before delete on audit_entry
for each row execute function audit_refuse_delete();

create function audit_refuse_tile() returns trigger language plpgsql as $$
begin
    if new.level = old.level and new.number = old.number and new.first_seq = old.first_seq
        and substring(new.hashes from 1 for length(old.hashes)) = old.hashes
        and substring(new.seqs from 1 for length(old.seqs)) = old.seqs
    then
        return new;
    end if;
    raise exception 'hashes of the accounting are never changed';
end
$$;
create trigger audit_tile_no_change before update on audit_tile for each row execute function audit_refuse_tile();
create trigger audit_tile_no_delete before delete on audit_tile for each row execute function audit_refuse();
create trigger audit_tile_no_truncate before truncate on audit_tile for each statement execute function audit_refuse();

create trigger audit_checkpoint_no_change before update or delete on audit_checkpoint for each row execute function audit_refuse();
create trigger audit_checkpoint_no_truncate before truncate on audit_checkpoint for each statement execute function audit_refuse();

create trigger audit_archive_no_change before update or delete on audit_archive for each row execute function audit_refuse();
create trigger audit_archive_no_truncate before truncate on audit_archive for each statement execute function audit_refuse();
