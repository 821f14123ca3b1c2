//! Results: reading and writing one.

use orda_base::Result;
use orda_services::{ResultId, ResultNumber, ServiceResult};
use orda_store::row::{json, to_json};
use orda_store::{Tx, fault};
use sqlx::AnyConnection;

/// Sorts after every date: results that are valid for ever.
const FOR_EVER: &str = "9999-12-31";

/// Reads a result.
pub(crate) async fn load(conn: &mut AnyConnection, id: ResultId) -> Result<Option<ServiceResult>> {
    let row = sqlx::query("select data from services_result where id = $1")
        .bind(id.to_string())
        .fetch_optional(conn)
        .await
        .map_err(fault)?;
    row.map(|row| json(&row, "data")).transpose()
}

/// Reads the result with this number.
pub(crate) async fn by_number(conn: &mut AnyConnection, number: &ResultNumber) -> Result<Option<ServiceResult>> {
    let row = sqlx::query("select data from services_result where number = $1")
        .bind(number.plain().to_owned())
        .fetch_optional(conn)
        .await
        .map_err(fault)?;
    row.map(|row| json(&row, "data")).transpose()
}

/// Takes hold of a result and reads it.
pub(crate) async fn lock(tx: &mut Tx, id: ResultId) -> Result<Option<ServiceResult>> {
    let row = sqlx::query("update services_result set revision = revision + 1 where id = $1 returning data")
        .bind(id.to_string())
        .fetch_optional(tx.conn())
        .await
        .map_err(fault)?;
    row.map(|row| json(&row, "data")).transpose()
}

/// A new result.
pub(crate) async fn insert(tx: &mut Tx, result: &ServiceResult) -> Result<()> {
    sqlx::query(
        "insert into services_result (id, revision, service_id, body, number, state, prepared_by, signed_by, prepared_on, \
         valid_until, words, data, recipient) values ($1, 1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
    )
    .bind(result.id.to_string())
    .bind(result.service.to_string())
    .bind(result.body.to_string())
    .bind(result.number.plain().to_owned())
    .bind(result.state.code())
    .bind(result.prepared_by.person.map(|p| p.to_string()))
    .bind(signer(result))
    .bind(result.prepared_at.date().to_string())
    .bind(valid_until(result))
    .bind(words(result))
    .bind(to_json(result)?)
    .bind(result.recipient.number.clone())
    .execute(tx.conn())
    .await
    .map(|_| ())
    .map_err(fault)
}

/// What became of a result.
pub(crate) async fn save(tx: &mut Tx, result: &ServiceResult) -> Result<()> {
    sqlx::query(
        "update services_result set state = $2, signed_by = $3, valid_until = $4, words = $5, data = $6, recipient = $7 \
         where id = $1",
    )
    .bind(result.id.to_string())
    .bind(result.state.code())
    .bind(signer(result))
    .bind(valid_until(result))
    .bind(words(result))
    .bind(to_json(result)?)
    .bind(result.recipient.number.clone())
    .execute(tx.conn())
    .await
    .map(|_| ())
    .map_err(fault)
}

fn signer(result: &ServiceResult) -> Option<String> {
    result.signed.as_ref().and_then(|s| s.by.person).map(|person| person.to_string())
}

fn valid_until(result: &ServiceResult) -> String {
    result.valid_until.map_or_else(|| FOR_EVER.to_owned(), |day| day.to_string())
}

/// The words by which a result is found, in lower case: databases do not agree about letters beyond ASCII. The number of the
/// recipient is none of them: words stand in addresses.
fn words(result: &ServiceResult) -> String {
    let number = &result.number;
    [number.plain(), &number.to_string(), &result.recipient.name].join(" ").to_lowercase()
}
