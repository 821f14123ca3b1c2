-- An official letter. What registers look for stands in columns, the card whole in `data`.
create table edms_letter (
    id text primary key,
    kind text not null,
    sender text not null,
    receiver text not null,
    state text not null,
    arrived bigint not null,
    out_date text not null,
    in_reply_to text,
    taken_at bigint not null,
    words text not null,
    revision bigint not null,
    data text not null
);
create index edms_letter_receiver on edms_letter (receiver, taken_at, id);
create index edms_letter_sender on edms_letter (sender, taken_at, id);
create index edms_letter_reply on edms_letter (in_reply_to);

-- The way of a letter.
create table edms_entry (
    letter_id text not null references edms_letter (id),
    seq bigint not null,
    data text not null,
    primary key (letter_id, seq)
);

-- The last number of each sequence: outgoing and incoming numbers of a body in a year, places in the queue of a receiver.
create table edms_counter (
    name text primary key,
    last bigint not null
);

-- How letters come to a body. A body without a row takes part in the portal.
create table edms_participant (
    body text primary key,
    data text not null
);

-- Messages to document systems. `place` is their order for a receiver; `claimed_until` keeps a message under way from being
-- sent by two at once.
create table edms_message (
    id text primary key,
    receiver text not null,
    place bigint not null,
    kind text not null,
    letter_id text,
    format text not null,
    bytes text not null,
    state text not null,
    attempts bigint not null,
    since bigint not null,
    next_at bigint not null,
    claimed_until bigint not null,
    last_error text not null,
    created_at bigint not null,
    sent_at bigint
);
create unique index edms_message_place on edms_message (receiver, place);
create index edms_message_waiting on edms_message (state, receiver, place);
create index edms_message_created on edms_message (created_at, id);
create index edms_message_letter on edms_message (letter_id, kind);

-- Messages from document systems: each is taken once.
create table edms_arrival (
    sender text not null,
    id text not null,
    digest text not null,
    at bigint not null,
    primary key (sender, id)
);

-- What the components from which letters came are still to be told.
create table edms_result (
    id text primary key,
    host text not null,
    place bigint not null,
    letter_id text not null,
    data text not null,
    created_at bigint not null
);
create index edms_result_host on edms_result (host, place);

-- Versions of the reference data.
create table edms_reference (
    version bigint primary key,
    data text not null
);
