//! Accepted signatures.

use async_trait::async_trait;
use orda_base::{Error, Result};
use orda_signatures::{ObjectRef, Purpose, SignatureId, SignatureRecord, SignatureStore};
use orda_store::row::{code, column, json, parsed, parsed_or_none, places, time};
use orda_store::{Database, Tx, fault};
use sqlx::any::AnyRow;
use sqlx::{AnyConnection, AssertSqlSafe};

pub(crate) const COLUMNS: &str = "id, object_kind, object_id, object_version, purpose, manifest, cms, person_id, body_id, \
     acting_for, signer, received_at, report";

/// More ids than this are asked for in several queries: both databases take far more parameters, this keeps statements
/// short.
pub(crate) const IDS: usize = 500;

/// Keeps an accepted signature, in the transaction of the decision it belongs to, and puts it in line for its evidence: a
/// stamp and what is known of revocation are gathered after the commit, however the program ends in between.
///
/// # Errors
/// `Conflict` when it is kept already.
pub async fn insert(tx: &mut Tx, record: &SignatureRecord) -> Result<()> {
    sqlx::query(
        "insert into signatures_signature (id, object_kind, object_id, object_version, purpose, manifest, cms, \
         person_id, body_id, acting_for, signer, certificate_sha256, received_at, report) \
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
    )
    .bind(record.id.to_string())
    .bind(record.object.kind.clone())
    .bind(record.object.id.clone())
    .bind(i64::from(record.object.version))
    .bind(record.purpose.code())
    .bind(record.manifest.clone())
    .bind(record.cms.clone())
    .bind(record.person.to_string())
    .bind(record.body.to_string())
    .bind(record.acting_for.map(|p| p.to_string()))
    .bind(serde_json::to_string(&record.signer).map_err(Error::internal)?)
    .bind(record.signer.certificate_sha256.clone())
    .bind(record.received_at.micros())
    .bind(serde_json::to_string(&record.report).map_err(Error::internal)?)
    .execute(tx.conn())
    .await
    .map_err(fault)?;
    crate::evidence::begin(tx, record).await
}

/// Every signature of one thing, all its versions, oldest first.
pub async fn of_object(db: &Database, kind: &str, id: &str) -> Result<Vec<SignatureRecord>> {
    of_objects(db, kind, &[id.to_owned()]).await
}

/// Every signature of several things of one kind, oldest first, in one query (for every 500 things).
pub async fn of_objects(db: &Database, kind: &str, ids: &[String]) -> Result<Vec<SignatureRecord>> {
    let mut found = Vec::new();
    for ids in ids.chunks(IDS) {
        let sql = format!(
            "select {COLUMNS} from signatures_signature where object_kind = $1 and object_id in ({}) \
             order by received_at, id",
            places(2, ids.len())
        );
        let mut query = sqlx::query(AssertSqlSafe(sql)).bind(kind.to_owned());
        for id in ids {
            query = query.bind(id.clone());
        }
        for row in query.fetch_all(db.reader()).await.map_err(fault)? {
            found.push(record(&row)?);
        }
    }
    Ok(found)
}

/// Every signature of one version of a thing, kept under either of two kinds, oldest first.
pub async fn of_version(
    conn: &mut AnyConnection,
    kinds: [&str; 2],
    id: &str,
    version: u32,
) -> Result<Vec<SignatureRecord>> {
    let sql = format!(
        "select {COLUMNS} from signatures_signature \
         where object_kind in ($1, $2) and object_id = $3 and object_version = $4 order by received_at, id"
    );
    let [first, second] = kinds.map(str::to_owned);
    let query = sqlx::query(AssertSqlSafe(sql)).bind(first).bind(second).bind(id.to_owned()).bind(i64::from(version));
    query.fetch_all(conn).await.map_err(fault)?.iter().map(record).collect()
}

/// One signature.
pub async fn get(db: &Database, id: SignatureId) -> Result<Option<SignatureRecord>> {
    let sql = format!("select {COLUMNS} from signatures_signature where id = $1");
    let row = sqlx::query(AssertSqlSafe(sql)).bind(id.to_string()).fetch_optional(db.reader()).await.map_err(fault)?;
    row.as_ref().map(record).transpose()
}

pub(crate) fn record(row: &AnyRow) -> Result<SignatureRecord> {
    let version: i64 = column(row, "object_version")?;
    Ok(SignatureRecord {
        id: parsed(row, "id")?,
        object: ObjectRef {
            kind: column(row, "object_kind")?,
            id: column(row, "object_id")?,
            version: u32::try_from(version).map_err(Error::internal)?,
        },
        purpose: code(row, "purpose", Purpose::from_code)?,
        manifest: column(row, "manifest")?,
        cms: column(row, "cms")?,
        person: parsed(row, "person_id")?,
        body: parsed(row, "body_id")?,
        acting_for: parsed_or_none(row, "acting_for")?,
        signer: json(row, "signer")?,
        received_at: time(row, "received_at")?,
        report: json(row, "report")?,
    })
}

/// Reads of accepted signatures, for the service.
pub struct SignatureSql(pub(crate) Database);

impl SignatureSql {
    /// Over this database.
    pub const fn new(db: Database) -> Self {
        Self(db)
    }
}

#[async_trait]
impl SignatureStore for SignatureSql {
    async fn of_object(&self, kind: &str, id: &str) -> Result<Vec<SignatureRecord>> {
        of_object(&self.0, kind, id).await
    }

    async fn of_objects(&self, kind: &str, ids: &[String]) -> Result<Vec<SignatureRecord>> {
        of_objects(&self.0, kind, ids).await
    }

    async fn get(&self, id: SignatureId) -> Result<Option<SignatureRecord>> {
        get(&self.0, id).await
    }
}
