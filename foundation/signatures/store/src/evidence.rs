//! Evidence of signatures: the line of what is due, and what was made.

use crate::signature::{IDS, get};
use async_trait::async_trait;
use eds::validate::Level;
use orda_base::{Access, Actor, Error, Result, Timestamp};
use orda_signatures::evidence::{Evidence, EvidenceStore};
use orda_signatures::{SignatureId, SignatureRecord};
use orda_store::row::{column, parsed, places, time_or_none};
use orda_store::{Database, Tx, fault};
use sqlx::AssertSqlSafe;
use sqlx::any::AnyRow;

const COLUMNS: &str =
    "signature_id, revision, due_at, attempts, trouble, cms, level, proven_at, made_at, renewals, record";

/// Puts a signature in line, in the transaction in which it is kept.
pub(crate) async fn begin(tx: &mut Tx, record: &SignatureRecord) -> Result<()> {
    sqlx::query(
        "insert into signatures_evidence (signature_id, revision, due_at, attempts, trouble, renewals) \
         values ($1, 0, $2, 0, '', 0)",
    )
    .bind(record.id.to_string())
    .bind(record.received_at.micros())
    .execute(tx.conn())
    .await
    .map_err(fault)?;
    Ok(())
}

/// Evidence on SQL.
pub struct EvidenceSql(Database);

impl EvidenceSql {
    /// Over this database.
    pub const fn new(db: Database) -> Self {
        Self(db)
    }
}

#[async_trait]
impl EvidenceStore for EvidenceSql {
    async fn due(&self, now: Timestamp, limit: u32) -> Result<Vec<SignatureId>> {
        let rows = sqlx::query(
            "select signature_id from signatures_evidence where due_at <= $1 order by due_at, signature_id limit $2",
        )
        .bind(now.micros())
        .bind(i64::from(limit))
        .fetch_all(self.0.reader())
        .await
        .map_err(fault)?;
        rows.iter().map(|row| parsed(row, "signature_id")).collect()
    }

    async fn load(&self, id: SignatureId) -> Result<Option<(SignatureRecord, Evidence)>> {
        let Some(record) = get(&self.0, id).await? else { return Ok(None) };
        Ok(self.of(&[id]).await?.pop().map(|evidence| (record, evidence)))
    }

    async fn of(&self, ids: &[SignatureId]) -> Result<Vec<Evidence>> {
        let mut found = Vec::with_capacity(ids.len());
        for ids in ids.chunks(IDS) {
            let within = places(1, ids.len());
            let sql = format!("select {COLUMNS} from signatures_evidence where signature_id in ({within})");
            let mut query = sqlx::query(AssertSqlSafe(sql));
            for id in ids {
                query = query.bind(id.to_string());
            }
            for row in query.fetch_all(self.0.reader()).await.map_err(fault)? {
                found.push(evidence(&row)?);
            }
        }
        Ok(found)
    }

    async fn save(&self, evidence: &Evidence, at: Timestamp, access: Option<&Access>) -> Result<bool> {
        let mut tx = self.0.begin().await?;
        let saved = sqlx::query(
            "update signatures_evidence set revision = revision + 1, due_at = $3, attempts = $4, trouble = $5, \
             cms = $6, level = $7, proven_at = $8, made_at = $9, renewals = $10, record = $11 \
             where signature_id = $1 and revision = $2",
        )
        .bind(evidence.signature.to_string())
        .bind(i64::try_from(evidence.revision).map_err(Error::internal)?)
        .bind(evidence.due_at.map(Timestamp::micros))
        .bind(i64::from(evidence.attempts))
        .bind(evidence.trouble.clone())
        .bind(evidence.cms.clone())
        .bind(evidence.level.map(Level::code))
        .bind(evidence.proven_at.map(Timestamp::micros))
        .bind(evidence.made_at.map(Timestamp::micros))
        .bind(i64::from(evidence.renewals))
        .bind(evidence.record.clone())
        .execute(tx.conn())
        .await
        .map_err(fault)?;
        if saved.rows_affected() == 0 {
            return Ok(false);
        }
        if let Some(access) = access {
            orda_audit_store::record(&mut tx, &Actor::portal(), at, access).await?;
        }
        tx.commit().await?;
        Ok(true)
    }
}

fn evidence(row: &AnyRow) -> Result<Evidence> {
    let small = |name: &str| u32::try_from(column::<i64>(row, name)?).map_err(Error::internal);
    let level: Option<String> = column(row, "level")?;
    let known =
        |code: String| Level::from_code(&code).ok_or_else(|| Error::internal(format_args!("column level: {code}")));
    Ok(Evidence {
        signature: parsed(row, "signature_id")?,
        revision: u64::try_from(column::<i64>(row, "revision")?).map_err(Error::internal)?,
        due_at: time_or_none(row, "due_at")?,
        attempts: small("attempts")?,
        trouble: column(row, "trouble")?,
        cms: column(row, "cms")?,
        level: level.map(known).transpose()?,
        proven_at: time_or_none(row, "proven_at")?,
        made_at: time_or_none(row, "made_at")?,
        renewals: small("renewals")?,
        record: column(row, "record")?,
    })
}
