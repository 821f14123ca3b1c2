create table notifications_notice (
    id text primary key,
    recipient text not null,
    kind text not null,
    args text not null,
    link text not null,
    needs_action bigint not null,
    created_at bigint not null,
    read_at bigint
);

create index notifications_notice_recipient on notifications_notice (recipient, created_at);
-- The bell of every page counts these.
create index notifications_notice_unread on notifications_notice (recipient) where read_at is null;

create table notifications_email (
    id text primary key,
    notice text not null unique references notifications_notice (id),
    address text not null default '',
    state text not null default 'waiting',
    attempts bigint not null default 0,
    since bigint not null,
    next_at bigint not null,
    claimed_until bigint not null default 0,
    last_error text not null default '',
    created_at bigint not null,
    sent_at bigint
);

create index notifications_email_due on notifications_email (next_at) where state = 'waiting';
create index notifications_email_undelivered on notifications_email (created_at) where state <> 'sent';
