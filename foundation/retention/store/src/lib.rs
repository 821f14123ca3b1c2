//! Proposals, decisions, acts and holds on SQL.

use async_trait::async_trait;
use orda_base::{Access, Actor, Error, Result, Timestamp};
use orda_retention::{Hold, HoldId, Proposal, ProposalId, RetentionStore, RetentionWork, State};
use orda_signatures::SignatureRecord;
use orda_store::{Database, Migration, MigrationSet, Tx, fault};
use sqlx::Row;
use sqlx::any::AnyRow;

/// The tables of this component.
pub const MIGRATIONS: MigrationSet = MigrationSet {
    component: "retention",
    migrations: &[Migration::both("0001_initial", include_str!("../migrations/0001_initial.sql"))],
};

/// The rows of this component.
#[derive(Clone)]
pub struct RetentionSql {
    db: Database,
}

impl RetentionSql {
    /// In this database, whose schema is up to date.
    pub const fn new(db: Database) -> Self {
        Self { db }
    }
}

fn read<T: serde::de::DeserializeOwned>(row: &AnyRow) -> Result<T> {
    let text: &str = row.try_get("data").map_err(fault)?;
    serde_json::from_str(text).map_err(|e| Error::internal(format!("retention: a row is not as written: {e}")))
}

#[async_trait]
impl RetentionStore for RetentionSql {
    async fn begin(&self) -> Result<Box<dyn RetentionWork>> {
        Ok(Box::new(Work { tx: self.db.begin().await? }))
    }

    async fn proposal(&self, id: ProposalId) -> Result<Option<Proposal>> {
        let row = sqlx::query("select data from retention_proposal where id = $1")
            .bind(id.to_string())
            .fetch_optional(self.db.reader())
            .await
            .map_err(fault)?;
        row.as_ref().map(read).transpose()
    }

    async fn proposals(&self, limit: u32) -> Result<Vec<Proposal>> {
        let rows = sqlx::query("select data from retention_proposal order by proposed_at desc, id desc limit $1")
            .bind(i64::from(limit))
            .fetch_all(self.db.reader())
            .await
            .map_err(fault)?;
        rows.iter().map(read).collect()
    }

    async fn begun(&self) -> Result<Vec<ProposalId>> {
        let ids: Vec<String> = sqlx::query_scalar("select id from retention_proposal where state = $1")
            .bind(State::Destroying.code())
            .fetch_all(self.db.reader())
            .await
            .map_err(fault)?;
        ids.iter().map(|id| id.parse().map_err(|_| Error::internal("retention: an id is spoiled"))).collect()
    }

    async fn holds(&self) -> Result<Vec<Hold>> {
        let rows = sqlx::query("select data from retention_hold order by placed_at desc, id desc")
            .fetch_all(self.db.reader())
            .await
            .map_err(fault)?;
        rows.iter().map(read).collect()
    }

    async fn act(&self, id: ProposalId) -> Result<Option<Vec<u8>>> {
        let act: Option<Option<Vec<u8>>> = sqlx::query_scalar("select act from retention_proposal where id = $1")
            .bind(id.to_string())
            .fetch_optional(self.db.reader())
            .await
            .map_err(fault)?;
        Ok(act.flatten())
    }
}

struct Work {
    tx: Tx,
}

#[async_trait]
impl RetentionWork for Work {
    async fn lock(&mut self, id: ProposalId) -> Result<Option<Proposal>> {
        let row = sqlx::query("update retention_proposal set revision = revision + 1 where id = $1 returning data")
            .bind(id.to_string())
            .fetch_optional(self.tx.conn())
            .await
            .map_err(fault)?;
        row.as_ref().map(read).transpose()
    }

    async fn open(&mut self) -> Result<Vec<Proposal>> {
        let rows = sqlx::query("select data from retention_proposal where state in ($1, $2, $3)")
            .bind(State::Proposed.code())
            .bind(State::Decided.code())
            .bind(State::Destroying.code())
            .fetch_all(self.tx.conn())
            .await
            .map_err(fault)?;
        rows.iter().map(read).collect()
    }

    async fn save(&mut self, proposal: &Proposal) -> Result<()> {
        sqlx::query(
            "insert into retention_proposal (id, state, proposed_at, revision, data) values ($1, $2, $3, 0, $4) \
             on conflict (id) do update set state = excluded.state, data = excluded.data",
        )
        .bind(proposal.id.to_string())
        .bind(proposal.state.code())
        .bind(proposal.proposed_at.micros())
        .bind(serde_json::to_string(proposal).map_err(Error::internal)?)
        .execute(self.tx.conn())
        .await
        .map(|_| ())
        .map_err(fault)
    }

    async fn save_act(&mut self, id: ProposalId, pdf: &[u8]) -> Result<()> {
        sqlx::query("update retention_proposal set act = $2 where id = $1")
            .bind(id.to_string())
            .bind(pdf.to_vec())
            .execute(self.tx.conn())
            .await
            .map(|_| ())
            .map_err(fault)
    }

    async fn holds(&mut self) -> Result<Vec<Hold>> {
        let rows = sqlx::query("select data from retention_hold where in_force = 1")
            .fetch_all(self.tx.conn())
            .await
            .map_err(fault)?;
        rows.iter().map(read).collect()
    }

    async fn hold(&mut self, id: HoldId) -> Result<Option<Hold>> {
        let row = sqlx::query("update retention_hold set in_force = in_force where id = $1 returning data")
            .bind(id.to_string())
            .fetch_optional(self.tx.conn())
            .await
            .map_err(fault)?;
        row.as_ref().map(read).transpose()
    }

    async fn save_hold(&mut self, hold: &Hold) -> Result<()> {
        sqlx::query(
            "insert into retention_hold (id, kind, item, in_force, placed_at, data) values ($1, $2, $3, $4, $5, $6) \
             on conflict (id) do update set in_force = excluded.in_force, data = excluded.data",
        )
        .bind(hold.id.to_string())
        .bind(hold.kind.clone())
        .bind(hold.item.clone())
        .bind(i64::from(hold.lifted.is_none()))
        .bind(hold.placed_at.micros())
        .bind(serde_json::to_string(hold).map_err(Error::internal)?)
        .execute(self.tx.conn())
        .await
        .map(|_| ())
        .map_err(fault)
    }

    async fn add_signature(&mut self, record: &SignatureRecord) -> Result<()> {
        orda_signatures_store::insert(&mut self.tx, record).await
    }

    async fn record(&mut self, actor: &Actor, at: Timestamp, access: &Access) -> Result<()> {
        orda_audit_store::record(&mut self.tx, actor, at, access).await
    }

    async fn commit(self: Box<Self>) -> Result<()> {
        self.tx.commit().await
    }
}
