-- The texts of a version with their parts, as JSON: made of the typed texts and the files, which `stamp` names. Made anew at
-- any time; nothing is lost with a row.
create table drafts_structure (
    draft_id text not null,
    version bigint not null,
    stamp text not null,
    data text not null,
    primary key (draft_id, version),
    foreign key (draft_id, version) references drafts_version (draft_id, number)
);
