-- Runs of the making of backup copies, each whole in `data`; `made` is 1 where there is a copy.
create table backups_run (
    id text primary key,
    ended_at bigint not null,
    made bigint not null,
    data text not null
);
create index backups_run_ended on backups_run (ended_at);
create index backups_run_made on backups_run (made, ended_at);

-- When administrators were last told of what.
create table backups_told (
    kind text primary key,
    told_at bigint not null
);
