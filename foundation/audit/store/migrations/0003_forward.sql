-- How far the records were sent to a system elsewhere. One row. `claimed_until`: until when one node sends; `told`: those who keep the
-- portal know that it does not go on.
create table audit_forward (
    id bigint not null primary key,
    seq bigint not null,
    claimed_until bigint not null,
    told bigint not null
);
