-- The maintenance that is announced: one row, or none.
create table maintenance_announcement (
    id bigint primary key,
    from_at bigint not null,
    until_at bigint not null,
    notice_kk text not null,
    notice_ru text not null,
    notice_en text not null
);
