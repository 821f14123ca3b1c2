//! Who has looked at the reminders of which body, and who was told that it was long ago.

use orda_base::{BodyId, PersonId, Result, Timestamp};
use orda_reminders::viewing::{Addressed, Viewing};
use orda_store::row::{column, parsed, time_or_none};
use orda_store::{Tx, fault};
use sqlx::AnyConnection;

/// Bodies to which reminders are addressed.
pub(crate) async fn addressed(conn: &mut AnyConnection) -> Result<Vec<Addressed>> {
    let rows = sqlx::query(
        "select body, count(*) as found, min(taken_at) as since from reminders_reminder group by body order by body",
    )
    .fetch_all(conn)
    .await
    .map_err(fault)?;
    rows.iter()
        .map(|row| {
            let (count, since): (i64, i64) = (column(row, "found")?, column(row, "since")?);
            let since = Timestamp::from_micros(since);
            Ok(Addressed { body: parsed(row, "body")?, count: count.unsigned_abs(), since })
        })
        .collect()
}

/// Who has looked at what.
pub(crate) async fn viewings(conn: &mut AnyConnection) -> Result<Vec<Viewing>> {
    let rows = sqlx::query("select person, body, viewed_at, told_at from reminders_viewing")
        .fetch_all(conn)
        .await
        .map_err(fault)?;
    rows.iter()
        .map(|row| {
            Ok(Viewing {
                person: parsed(row, "person")?,
                body: parsed(row, "body")?,
                viewed_at: time_or_none(row, "viewed_at")?,
                told_at: time_or_none(row, "told_at")?,
            })
        })
        .collect()
}

/// Somebody looks at the reminders of these bodies.
pub(crate) async fn view(tx: &mut Tx, person: PersonId, bodies: &[BodyId], now: Timestamp) -> Result<()> {
    for body in bodies {
        sqlx::query(
            "insert into reminders_viewing (person, body, viewed_at) values ($1, $2, $3) \
             on conflict (person, body) do update set viewed_at = excluded.viewed_at",
        )
        .bind(person.to_string())
        .bind(body.to_string())
        .bind(now.micros())
        .execute(tx.conn())
        .await
        .map_err(fault)?;
    }
    Ok(())
}

/// Somebody is told, unless that has been done after `before`.
pub(crate) async fn tell(
    tx: &mut Tx,
    person: PersonId,
    body: BodyId,
    now: Timestamp,
    before: Timestamp,
) -> Result<bool> {
    let told = sqlx::query(
        "insert into reminders_viewing (person, body, told_at) values ($1, $2, $3) \
         on conflict (person, body) do update set told_at = excluded.told_at \
         where reminders_viewing.told_at is null or reminders_viewing.told_at <= $4",
    )
    .bind(person.to_string())
    .bind(body.to_string())
    .bind(now.micros())
    .bind(before.micros())
    .execute(tx.conn())
    .await
    .map_err(fault)?;
    Ok(told.rows_affected() == 1)
}
