-- Filters of the list that a person keeps under a name.
create table drafts_filter (
    id text primary key,
    person text not null,
    name text not null,
    query text not null,
    saved_at bigint not null
);
create unique index drafts_filter_name on drafts_filter (person, name);

-- The calendar feed of a person: the digest of its token alone.
create table drafts_feed (
    person text primary key,
    digest text not null unique,
    made_at bigint not null
);

-- In which versions a word of text, title or number stands, for 2,048 drafts a row: four characters each, of which only
-- the first is a capital letter (see `find/code.rs`).
create table drafts_found (
    word text not null,
    block bigint not null,
    versions text not null,
    primary key (word, block)
);
