//! Second factors and codes for the day they are lost.

use orda_base::{PersonId, Result, SessionId, Timestamp};
use orda_identity::{Factor, FactorId, FactorKind, TokenHash};
use orda_store::row::{code, column, parsed, rows_of_places, time, time_or_none, yes};
use orda_store::{Database, Tx, fault};
use sqlx::any::AnyRow;

pub(crate) async fn factors_of(db: &Database, person: PersonId) -> Result<Vec<Factor>> {
    let rows = sqlx::query(
        "select id, person_id, kind, name, material, credential, counter, confirmed, created_at, used_at \
         from identity_factor where person_id = $1 order by created_at, id",
    )
    .bind(person.to_string())
    .fetch_all(db.reader())
    .await
    .map_err(fault)?;
    rows.iter().map(factor).collect()
}

/// Seals every secret of a program for codes anew: `again` is given what is sealed and what it is bound to. Returns how many.
///
/// # Errors
/// What `again` says.
pub async fn reseal_factors(tx: &mut Tx, again: impl Fn(&[u8], &[u8]) -> Result<Vec<u8>>) -> Result<usize> {
    let rows = sqlx::query(
        "select id, person_id, kind, name, material, credential, counter, confirmed, created_at, used_at \
         from identity_factor where kind = 'totp' order by id",
    )
    .fetch_all(tx.conn())
    .await
    .map_err(fault)?;
    for row in &rows {
        let factor = factor(row)?;
        sqlx::query("update identity_factor set material = $2 where id = $1")
            .bind(factor.id.to_string())
            .bind(again(&factor.material, &factor.context())?)
            .execute(tx.conn())
            .await
            .map_err(fault)?;
    }
    Ok(rows.len())
}

pub(crate) async fn recovery_left(db: &Database, person: PersonId) -> Result<u64> {
    let row = sqlx::query("select count(*) as n from identity_recovery where person_id = $1 and used_at is null")
        .bind(person.to_string())
        .fetch_one(db.reader())
        .await
        .map_err(fault)?;
    Ok(u64::try_from(column::<i64>(&row, "n")?).unwrap_or(0))
}

fn factor(row: &AnyRow) -> Result<Factor> {
    Ok(Factor {
        id: parsed(row, "id")?,
        person: parsed(row, "person_id")?,
        kind: code(row, "kind", FactorKind::from_code)?,
        name: column(row, "name")?,
        material: column(row, "material")?,
        credential: column::<Option<String>>(row, "credential")?.unwrap_or_default(),
        counter: column(row, "counter")?,
        confirmed: yes(row, "confirmed")?,
        created_at: time(row, "created_at")?,
        used_at: time_or_none(row, "used_at")?,
    })
}

pub(crate) async fn add(tx: &mut Tx, factor: &Factor) -> Result<()> {
    sqlx::query("delete from identity_factor where person_id = $1 and confirmed = 0")
        .bind(factor.person.to_string())
        .execute(tx.conn())
        .await
        .map_err(fault)?;
    sqlx::query(
        "insert into identity_factor (id, person_id, kind, name, material, credential, counter, confirmed, \
         created_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
    )
    .bind(factor.id.to_string())
    .bind(factor.person.to_string())
    .bind(factor.kind.code())
    .bind(factor.name.as_str())
    .bind(factor.material.clone())
    .bind(Some(factor.credential.clone()).filter(|c| !c.is_empty()))
    .bind(factor.counter)
    .bind(i64::from(factor.confirmed))
    .bind(factor.created_at.micros())
    .execute(tx.conn())
    .await
    .map_err(fault)?;
    Ok(())
}

pub(crate) async fn use_one(tx: &mut Tx, id: FactorId, counter: i64, at: Timestamp) -> Result<bool> {
    // One statement decides: of two who send the same code at once, one finds the counter grown. Passkeys of devices
    // that do not count stay at nought for ever (WebAuthn Level 2, §6.1.1).
    let done = sqlx::query(
        "update identity_factor set counter = $1, confirmed = 1, used_at = $2 where id = $3 \
         and (counter < $1 or (kind = 'passkey' and counter = 0))",
    )
    .bind(counter)
    .bind(at.micros())
    .bind(id.to_string())
    .execute(tx.conn())
    .await
    .map_err(fault)?;
    Ok(done.rows_affected() > 0)
}

pub(crate) async fn rename(tx: &mut Tx, id: FactorId, person: PersonId, name: &str) -> Result<bool> {
    let done = sqlx::query("update identity_factor set name = $1 where id = $2 and person_id = $3 and confirmed = 1")
        .bind(name)
        .bind(id.to_string())
        .bind(person.to_string())
        .execute(tx.conn())
        .await
        .map_err(fault)?;
    Ok(done.rows_affected() > 0)
}

pub(crate) async fn remove(tx: &mut Tx, id: FactorId, person: PersonId) -> Result<bool> {
    let done = sqlx::query("delete from identity_factor where id = $1 and person_id = $2")
        .bind(id.to_string())
        .bind(person.to_string())
        .execute(tx.conn())
        .await
        .map_err(fault)?;
    Ok(done.rows_affected() > 0)
}

pub(crate) async fn remove_all(tx: &mut Tx, person: PersonId) -> Result<u64> {
    set_recovery(tx, person, &[]).await?;
    let done = sqlx::query("delete from identity_factor where person_id = $1")
        .bind(person.to_string())
        .execute(tx.conn())
        .await
        .map_err(fault)?;
    Ok(done.rows_affected())
}

pub(crate) async fn set_recovery(tx: &mut Tx, person: PersonId, codes: &[TokenHash]) -> Result<()> {
    sqlx::query("delete from identity_recovery where person_id = $1")
        .bind(person.to_string())
        .execute(tx.conn())
        .await
        .map_err(fault)?;
    if codes.is_empty() {
        return Ok(());
    }
    let sql =
        format!("insert into identity_recovery (code_digest, person_id) values {}", rows_of_places(codes.len(), 2));
    let mut insert = sqlx::query(sqlx::AssertSqlSafe(sql));
    for code in codes {
        insert = insert.bind(code.to_text()).bind(person.to_string());
    }
    insert.execute(tx.conn()).await.map_err(fault)?;
    Ok(())
}

pub(crate) async fn use_recovery(tx: &mut Tx, person: PersonId, code: TokenHash, at: Timestamp) -> Result<bool> {
    let done = sqlx::query(
        "update identity_recovery set used_at = $1 where code_digest = $2 and person_id = $3 and used_at is null",
    )
    .bind(at.micros())
    .bind(code.to_text())
    .bind(person.to_string())
    .execute(tx.conn())
    .await
    .map_err(fault)?;
    Ok(done.rows_affected() > 0)
}

pub(crate) async fn count(tx: &mut Tx, person: PersonId) -> Result<u64> {
    let row = sqlx::query("select count(*) as n from identity_factor where person_id = $1 and confirmed = 1")
        .bind(person.to_string())
        .fetch_one(tx.conn())
        .await
        .map_err(fault)?;
    Ok(u64::try_from(column::<i64>(&row, "n")?).unwrap_or(0))
}

pub(crate) async fn proven_at<'c>(
    connection: impl sqlx::Executor<'c, Database = sqlx::Any>,
    session: SessionId,
) -> Result<Option<Timestamp>> {
    let row = sqlx::query("select proven_at from identity_session where id = $1")
        .bind(session.to_string())
        .fetch_optional(connection)
        .await
        .map_err(fault)?;
    row.map(|row| time(&row, "proven_at")).transpose()
}

pub(crate) async fn set_proven(tx: &mut Tx, session: SessionId, at: Timestamp) -> Result<()> {
    sqlx::query("update identity_session set proven_at = $1 where id = $2")
        .bind(at.micros())
        .bind(session.to_string())
        .execute(tx.conn())
        .await
        .map_err(fault)?;
    Ok(())
}
