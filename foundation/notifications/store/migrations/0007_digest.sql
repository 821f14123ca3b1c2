-- A letter that is no notice in the portal, and one in a language of its own.
alter table notifications_notice add column mail_only bigint not null default 0;
alter table notifications_notice add column language text;

-- Who wants the letter of the morning, when, and the last day that was dealt with (yyyy-mm-dd; empty: none).
create table notifications_digest (
    person text primary key,
    wanted bigint not null,
    minute bigint not null,
    language text,
    last_day text not null
);
create index notifications_digest_due on notifications_digest (minute) where wanted = 1;
