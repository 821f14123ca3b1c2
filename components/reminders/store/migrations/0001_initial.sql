-- The two sources: when the list that was taken last was made, and when it was taken.
create table reminders_source (
    source text primary key,
    revision bigint not null,
    made_at bigint,
    good_at bigint
);

-- Reminders: the whole list of each source. What lists look for stands in columns, the card whole in `data`.
create table reminders_reminder (
    id text primary key,
    source text not null,
    key text not null,
    body text not null,
    number text not null,
    out_date text not null,
    due text not null,
    executor text not null,
    kind text not null,
    unit text not null,
    marked bigint not null,
    taken_at bigint not null,
    words text not null,
    data text not null
);
create unique index reminders_reminder_key on reminders_reminder (source, key);
create index reminders_reminder_body on reminders_reminder (body, due, id);

-- Records of the last good answer of each source that could not be taken in.
create table reminders_rejected (
    source text not null,
    place bigint not null,
    data text not null,
    primary key (source, place)
);

-- The log of refreshes: one row an attempt. An attempt is entered once, whoever makes it.
create table reminders_refresh (
    id text primary key,
    source text not null,
    slot bigint not null,
    attempt bigint not null,
    outcome text not null,
    data text not null
);
create unique index reminders_refresh_attempt on reminders_refresh (source, slot, attempt);
create index reminders_refresh_slot on reminders_refresh (slot, source, attempt);

-- When a Controller last looked at the reminders of a body, and was last told that it was long ago.
create table reminders_viewing (
    person text not null,
    body text not null,
    viewed_at bigint,
    told_at bigint,
    primary key (person, body)
);
