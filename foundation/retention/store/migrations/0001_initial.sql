-- A proposal to destroy documents, whole in `data`; the act once it was carried out. `revision` grows with every change: the
-- row is the lock.
create table retention_proposal (
    id text primary key,
    state text not null,
    proposed_at bigint not null,
    revision bigint not null,
    data text not null,
    act bytea
);
create index retention_proposal_state on retention_proposal (state, proposed_at);

-- Documents that must not be destroyed for now.
create table retention_hold (
    id text primary key,
    kind text not null,
    item text not null,
    in_force bigint not null,
    placed_at bigint not null,
    data text not null
);
create index retention_hold_item on retention_hold (kind, item);
