//! Papers: printed forms by their codes.

use crate::SignatureSql;
use crate::signature::{COLUMNS, IDS, record};
use async_trait::async_trait;
use orda_base::{Error, Result};
use orda_signatures::{ObjectRef, Paper, PaperStore, SignatureId, SignatureRecord};
use orda_store::fault;
use orda_store::row::{column, json, places, time};
use sqlx::AssertSqlSafe;
use sqlx::any::AnyRow;

const PAPER: &str = "code, form, number, object_kind, object_id, object_version, signatures, made_at";

#[async_trait]
impl PaperStore for SignatureSql {
    async fn keep(&self, paper: &Paper, fingerprint: &str) -> Result<Paper> {
        if let Some(kept) = self.by("fingerprint", fingerprint).await? {
            return Ok(kept);
        }
        let mut tx = self.0.begin().await?;
        sqlx::query(
            "insert into signatures_paper (code, fingerprint, form, number, object_kind, object_id, object_version, \
             signatures, made_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (fingerprint) do nothing",
        )
        .bind(paper.code.clone())
        .bind(fingerprint.to_owned())
        .bind(serde_json::to_string(&paper.form).map_err(Error::internal)?)
        .bind(paper.number.clone())
        .bind(paper.object.kind.clone())
        .bind(paper.object.id.clone())
        .bind(i64::from(paper.object.version))
        .bind(serde_json::to_string(&paper.signatures).map_err(Error::internal)?)
        .bind(paper.made_at.micros())
        .execute(tx.conn())
        .await
        .map_err(fault)?;
        tx.commit().await?;
        // Another request may have been first: then its code is the paper's.
        self.by("fingerprint", fingerprint).await?.ok_or_else(|| Error::internal("a paper was not kept"))
    }

    async fn by_code(&self, code: &str) -> Result<Option<Paper>> {
        self.by("code", code).await
    }

    async fn signatures(&self, ids: &[SignatureId]) -> Result<Vec<SignatureRecord>> {
        let mut found = Vec::with_capacity(ids.len());
        for ids in ids.chunks(IDS) {
            let within = places(1, ids.len());
            let sql = format!("select {COLUMNS} from signatures_signature where id in ({within})");
            let mut query = sqlx::query(AssertSqlSafe(sql));
            for id in ids {
                query = query.bind(id.to_string());
            }
            for row in query.fetch_all(self.0.reader()).await.map_err(fault)? {
                found.push(record(&row)?);
            }
        }
        Ok(found)
    }
}

impl SignatureSql {
    /// The paper with this value in a column of this module.
    async fn by(&self, column: &'static str, value: &str) -> Result<Option<Paper>> {
        let sql = format!("select {PAPER} from signatures_paper where {column} = $1");
        let query = sqlx::query(AssertSqlSafe(sql)).bind(value.to_owned());
        query.fetch_optional(self.0.reader()).await.map_err(fault)?.as_ref().map(paper).transpose()
    }
}

fn paper(row: &AnyRow) -> Result<Paper> {
    let version: i64 = column(row, "object_version")?;
    Ok(Paper {
        code: column(row, "code")?,
        form: json(row, "form")?,
        number: column(row, "number")?,
        object: ObjectRef {
            kind: column(row, "object_kind")?,
            id: column(row, "object_id")?,
            version: u32::try_from(version).map_err(Error::internal)?,
        },
        signatures: json(row, "signatures")?,
        made_at: time(row, "made_at")?,
    })
}
