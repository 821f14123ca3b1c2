//! The register of tools of protection.

use crate::work::Work;
use async_trait::async_trait;
use orda_base::{Env, Result};
use orda_signatures::tools::{Tool, ToolId, ToolStore, ToolWork};
use orda_store::row::{json, to_json};
use orda_store::{Database, fault};

/// The register on SQL.
pub struct ToolSql {
    db: Database,
    env: Env,
}

impl ToolSql {
    /// Over this database.
    pub const fn new(db: Database, env: Env) -> Self {
        Self { db, env }
    }
}

#[async_trait]
impl ToolStore for ToolSql {
    async fn begin(&self) -> Result<Box<dyn ToolWork>> {
        Ok(Box::new(Work { tx: self.db.begin().await?, env: self.env.clone() }))
    }

    async fn tools(&self) -> Result<Vec<Tool>> {
        let rows = sqlx::query("select data from signatures_tool order by name, id")
            .fetch_all(self.db.reader())
            .await
            .map_err(fault)?;
        rows.iter().map(|row| json(row, "data")).collect()
    }

    async fn tool(&self, id: ToolId) -> Result<Option<Tool>> {
        let row = sqlx::query("select data from signatures_tool where id = $1")
            .bind(id.to_string())
            .fetch_optional(self.db.reader())
            .await
            .map_err(fault)?;
        row.as_ref().map(|row| json(row, "data")).transpose()
    }
}

#[async_trait]
impl ToolWork for Work {
    async fn lock(&mut self, id: ToolId) -> Result<Option<Tool>> {
        let row = sqlx::query("update signatures_tool set revision = revision + 1 where id = $1 returning data")
            .bind(id.to_string())
            .fetch_optional(self.tx.conn())
            .await
            .map_err(fault)?;
        row.as_ref().map(|row| json(row, "data")).transpose()
    }

    async fn save(&mut self, tool: &Tool) -> Result<()> {
        sqlx::query(
            "insert into signatures_tool (id, name, revision, data) values ($1, $2, 0, $3) \
             on conflict (id) do update set name = excluded.name, data = excluded.data",
        )
        .bind(tool.id.to_string())
        .bind(tool.name.clone())
        .bind(to_json(tool)?)
        .execute(self.tx.conn())
        .await
        .map(|_| ())
        .map_err(fault)
    }
}
