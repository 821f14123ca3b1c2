-- What the Chancellery has done with a version, once it came there.
create table drafts_consideration (
    draft_id text not null,
    version bigint not null,
    data text not null,
    primary key (draft_id, version),
    foreign key (draft_id, version) references drafts_version (draft_id, number)
);

-- Sittings of the Government, as far as drafts need them. `revision` grows with every change: the row is the lock.
create table drafts_sitting (
    id text primary key,
    chancellery text not null,
    date text not null,
    state text not null,
    revision bigint not null,
    data text not null
);
create index drafts_sitting_date on drafts_sitting (chancellery, date);
