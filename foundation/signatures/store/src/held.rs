//! Certificates that the portal holds, and their destruction with the keys that lie beside them (385-6-8-b): those of people
//! (their keys were never here) and those of the centre's services, whose keys lie here sealed. Roots stay: what they issued
//! could not be checked without them.

use orda_base::{Error, Result, Timestamp};
use orda_signatures::sha256_hex;
use orda_store::row::{column, time, time_or_none};
use orda_store::{Database, Tx, fault};
use sqlx::AssertSqlSafe;
use sqlx::any::AnyRow;

/// A certificate that the portal holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    /// Its id.
    pub id: String,
    /// Serial number, hexadecimal.
    pub serial: String,
    /// When it was issued.
    pub issued_at: Timestamp,
    /// When it ended: revoked, or past its term.
    pub ended_at: Timestamp,
    /// The certificate, DER.
    pub certificate: Vec<u8>,
    /// The key that lies beside it, sealed; none for people's certificates.
    pub sealed_key: Option<Vec<u8>>,
}

/// People's certificates and those of services in one list.
const HELD: &str = "select id, authority_id, serial, certificate, spki_sha256, not_after, revoked_at, revocation_reason, \
     issued_at, null as sealed_key from signatures_certificate union all select id, authority_id, serial, certificate, \
     '' as spki_sha256, not_after, null as revoked_at, null as revocation_reason, created_at as issued_at, sealed_key \
     from signatures_service";

fn held(row: &AnyRow) -> Result<Held> {
    let end = time(row, "not_after")?;
    Ok(Held {
        id: column(row, "id")?,
        serial: column(row, "serial")?,
        issued_at: time(row, "issued_at")?,
        ended_at: time_or_none(row, "revoked_at")?.map_or(end, |revoked| revoked.min(end)),
        certificate: column(row, "certificate")?,
        sealed_key: column(row, "sealed_key")?,
    })
}

/// The certificate with this serial number (hexadecimal).
pub async fn held_by_serial(db: &Database, serial: &str) -> Result<Option<Held>> {
    let sql = format!("select * from ({HELD}) as held where serial = $1 order by id limit 1");
    let row =
        sqlx::query(AssertSqlSafe(sql)).bind(serial.to_owned()).fetch_optional(db.reader()).await.map_err(fault)?;
    row.as_ref().map(held).transpose()
}

/// Ids of every certificate that the portal holds.
pub async fn held_ids(db: &Database) -> Result<Vec<String>> {
    let sql = "select id from signatures_certificate union all select id from signatures_service";
    sqlx::query_scalar(sql).fetch_all(db.reader()).await.map_err(fault)
}

/// Takes a certificate, the key beside it and the request for it out of the tables; what is needed so that it is never
/// trusted again stays. Nothing happens when it is gone already.
pub async fn forget_certificate(tx: &mut Tx, id: &str, at: Timestamp) -> Result<()> {
    let sql = format!("select * from ({HELD}) as held where id = $1");
    let found = sqlx::query(AssertSqlSafe(sql)).bind(id.to_owned()).fetch_optional(tx.conn()).await.map_err(fault)?;
    let Some(row) = found else { return Ok(()) };
    let der: Vec<u8> = column(&row, "certificate")?;
    // Of a person the digest of the key is known; in a restored backup the bytes may be sealed for ever.
    let known: String = column(&row, "spki_sha256")?;
    let spki = match eds::Certificate::from_der(&der) {
        Ok(certificate) if known.is_empty() => sha256_hex(certificate.spki()),
        _ => known,
    };
    sqlx::query(
        "insert into signatures_destroyed (id, authority_id, serial, certificate_sha256, spki_sha256, revoked_at, \
         revocation_reason, destroyed_at) values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (id) do nothing",
    )
    .bind(id.to_owned())
    .bind(column::<String>(&row, "authority_id")?)
    .bind(column::<String>(&row, "serial")?)
    .bind(sha256_hex(&der))
    .bind(spki)
    .bind(column::<Option<i64>>(&row, "revoked_at")?)
    .bind(column::<Option<String>>(&row, "revocation_reason")?)
    .bind(at.micros())
    .execute(tx.conn())
    .await
    .map_err(fault)?;
    for sql in [
        "delete from signatures_request where certificate_id = $1",
        "delete from signatures_certificate where id = $1",
        "delete from signatures_service where id = $1",
    ] {
        sqlx::query(sql).bind(id.to_owned()).execute(tx.conn()).await.map_err(fault)?;
    }
    Ok(())
}

/// A key whose certificate was destroyed is never certified again.
///
/// # Errors
/// `Conflict` for such a key.
pub(crate) async fn refuse_destroyed_key(tx: &mut Tx, spki_sha256: &str) -> Result<()> {
    let known: i64 = sqlx::query_scalar("select count(*) from signatures_destroyed where spki_sha256 = $1")
        .bind(spki_sha256.to_owned())
        .fetch_one(tx.conn())
        .await
        .map_err(fault)?;
    if known > 0 { Err(Error::Conflict) } else { Ok(()) }
}
