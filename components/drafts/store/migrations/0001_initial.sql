-- A draft through all its versions. `revision` grows with every change: the row is the lock.
create table drafts_draft (
    id text primary key,
    number text not null unique,
    serial bigint not null unique,
    body text not null,
    created_by text not null,
    created_at bigint not null,
    revision bigint not null
);

-- The last number given in a year.
create table drafts_counter (
    year bigint primary key,
    last bigint not null
);

-- A version, with everything that a row of the list shows.
create table drafts_version (
    draft_id text not null references drafts_draft (id),
    number bigint not null,
    serial bigint not null,
    draft_number text not null,
    body text not null,
    state text not null,
    title_kk text not null,
    title_ru text not null,
    title_en text not null,
    kind text not null,
    approved bigint not null,
    refused bigint not null,
    total bigint not null,
    due text,
    changed_at bigint not null,
    posted_at bigint not null,
    poster text not null,
    posted_by text not null,
    sent_at bigint,
    chancellery_at bigint,
    chancellery text,
    content text not null,
    secrets text not null,
    signed text,
    primary key (draft_id, number)
);
create unique index drafts_version_serial on drafts_version (serial, number);
create index drafts_version_poster on drafts_version (poster, posted_at);

-- An approving body of a version. `open`: a decision is awaited; `reminded`: 0 no, 1 near, 2 overdue.
create table drafts_approval (
    draft_id text not null,
    version bigint not null,
    body text not null,
    position bigint not null,
    state text not null,
    due text not null,
    open bigint not null,
    reminded bigint not null,
    data text not null,
    primary key (draft_id, version, body),
    foreign key (draft_id, version) references drafts_version (draft_id, number)
);
create index drafts_approval_due on drafts_approval (open, due);

-- The texts of a version: paragraphs as JSON arrays.
create table drafts_text (
    draft_id text not null,
    version bigint not null,
    kk text not null,
    ru text not null,
    primary key (draft_id, version),
    foreign key (draft_id, version) references drafts_version (draft_id, number)
);

create table drafts_remark (
    id text primary key,
    draft_id text not null,
    version bigint not null,
    number bigint not null,
    body text not null,
    state text not null,
    data text not null,
    foreign key (draft_id, version) references drafts_version (draft_id, number)
);
create unique index drafts_remark_number on drafts_remark (draft_id, version, number);

create table drafts_protocol (
    id text primary key,
    draft_id text not null,
    version bigint not null,
    body text not null,
    data text not null,
    foreign key (draft_id, version) references drafts_version (draft_id, number)
);
create unique index drafts_protocol_body on drafts_protocol (draft_id, version, body);

-- A letter; never two of one kind about one version between the same two bodies.
create table drafts_letter (
    id text primary key,
    draft_id text not null,
    version bigint not null,
    kind text not null,
    sender text not null,
    addressee text not null,
    sent_at bigint not null,
    data text not null
);
create unique index drafts_letter_once on drafts_letter (draft_id, version, kind, sender, addressee);

-- The history.
create table drafts_entry (
    draft_id text not null references drafts_draft (id),
    seq bigint not null,
    version bigint not null,
    at bigint not null,
    data text not null,
    primary key (draft_id, seq)
);

-- Forms in progress.
create table drafts_posting (
    id text primary key,
    person text not null,
    body text not null,
    draft_id text,
    target text not null,
    fields text not null,
    files text not null,
    created_at bigint not null,
    saved_at bigint not null
);
create index drafts_posting_person on drafts_posting (person, saved_at);

-- When a person last looked at a draft.
create table drafts_visit (
    person text not null,
    draft_id text not null,
    at bigint not null,
    primary key (person, draft_id)
);

-- Who may read which draft, and the newest version of it: what the list is looked up in. `subject` is the first eight
-- bytes of the digest of `body:<id>:<role>` or `person:<id>`; `due` is yyyymmdd, 99991231 where no term runs.
create table drafts_reader (
    subject bigint not null,
    serial bigint not null,
    version bigint not null,
    state bigint not null,
    changed_at bigint not null,
    due bigint not null,
    title text not null,
    primary key (subject, serial)
);
create index drafts_reader_changed on drafts_reader (subject, changed_at, serial);
create index drafts_reader_due on drafts_reader (subject, due, serial);
create index drafts_reader_title on drafts_reader (subject, title, serial);
create index drafts_reader_state on drafts_reader (subject, state, changed_at, serial);

-- What waits for whom.
create table drafts_matter (
    draft_id text not null,
    position bigint not null,
    version bigint not null,
    subject bigint not null,
    awaited_by bigint,
    due bigint not null,
    since bigint not null,
    data text not null,
    primary key (draft_id, position)
);
create index drafts_matter_subject on drafts_matter (subject, due, since);
create index drafts_matter_awaited on drafts_matter (awaited_by, due, since);

-- Words of titles and numbers.
create table drafts_word (
    word text not null,
    serial bigint not null,
    version bigint not null,
    primary key (word, serial, version)
);
create index drafts_word_draft on drafts_word (serial, version, word);
