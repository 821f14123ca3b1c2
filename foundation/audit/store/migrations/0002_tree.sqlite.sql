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
create index audit_entry_person on audit_entry (part, at, seq) where resource = 'person';

-- Only what an archive holds is ever taken out of the table.
drop trigger audit_entry_no_delete;
create trigger audit_entry_no_delete before delete on audit_entry
when not exists (select 1 from audit_archive where old.seq between first_seq and last_seq)
begin
    select raise(abort, 'records of the accounting are never removed');
end;

create trigger audit_tile_no_change before update on audit_tile
when new.level <> old.level or new.number <> old.number or new.first_seq <> old.first_seq
    or substr(new.hashes, 1, length(old.hashes)) <> old.hashes or substr(new.seqs, 1, length(old.seqs)) <> old.seqs
begin
    select raise(abort, 'hashes of the accounting are never changed');
end;
create trigger audit_tile_no_delete before delete on audit_tile
begin
    select raise(abort, 'hashes of the accounting are never removed');
end;

create trigger audit_checkpoint_no_update before update on audit_checkpoint
begin
    select raise(abort, 'this is never changed');
end;
create trigger audit_checkpoint_no_delete before delete on audit_checkpoint
begin
    select raise(abort, 'this is never removed');
end;
create trigger audit_checkpoint_no_replace before insert on audit_checkpoint
when exists (select 1 from audit_checkpoint where size = new.size)
begin
    select raise(abort, 'this is never changed');
end;

create trigger audit_archive_no_update before update on audit_archive
begin
    select raise(abort, 'this is never changed');
end;
create trigger audit_archive_no_delete before delete on audit_archive
begin
    select raise(abort, 'this is never removed');
end;
create trigger audit_archive_no_replace before insert on audit_archive
when exists (select 1 from audit_archive where month = new.month)
begin
    select raise(abort, 'this is never changed');
end;
