//! The log of refreshes and the lists of errors.

use orda_base::{Page, PageRequest, Result, Timestamp};
use orda_reminders::{Fault, Outcome, Refresh, RefreshId, Rejected, Source};
use orda_store::row::{code, column, json, time_or_none, to_json};
use orda_store::{Conditions, Tx, fault};
use sqlx::AnyConnection;

/// When each source was last refreshed well.
pub(crate) async fn good(conn: &mut AnyConnection) -> Result<Vec<(Source, Timestamp)>> {
    let rows = sqlx::query("select source, good_at from reminders_source").fetch_all(conn).await.map_err(fault)?;
    let mut all = Vec::new();
    for row in &rows {
        if let Some(at) = time_or_none(row, "good_at")? {
            all.push((code(row, "source", Source::from_code)?, at));
        }
    }
    Ok(all)
}

/// The newest entry of each source.
pub(crate) async fn last(conn: &mut AnyConnection) -> Result<Vec<Refresh>> {
    let mut all = Vec::new();
    for source in Source::ALL {
        let row = sqlx::query(
            "select data from reminders_refresh where source = $1 order by slot desc, attempt desc limit 1",
        )
        .bind(source.code())
        .fetch_optional(&mut *conn)
        .await
        .map_err(fault)?;
        all.extend(row.map(|row| json(&row, "data")).transpose()?);
    }
    Ok(all)
}

/// The log, newest first.
pub(crate) async fn log(conn: &mut AnyConnection, source: Option<Source>, page: PageRequest) -> Result<Page<Refresh>> {
    let mut all = Conditions::default();
    // A pattern of LIKE: codes have none of its signs.
    let of = all.place(&source.map_or("%", Source::code));
    all.and(&format!("source like {of}"));
    all.page(conn, "reminders_refresh", "slot desc, source, attempt desc", page).await
}

/// The lists of errors.
pub(crate) async fn rejected(conn: &mut AnyConnection, page: PageRequest) -> Result<Page<(Source, Rejected)>> {
    let counted =
        sqlx::query("select count(*) as found from reminders_rejected").fetch_one(&mut *conn).await.map_err(fault)?;
    let total: i64 = column(&counted, "found")?;
    let rows = sqlx::query("select source, data from reminders_rejected order by source, place limit $1 offset $2")
        .bind(page.limit())
        .bind(page.offset())
        .fetch_all(conn)
        .await
        .map_err(fault)?;
    let items = rows
        .iter()
        .map(|row| Ok((code(row, "source", Source::from_code)?, json(row, "data")?)))
        .collect::<Result<_>>()?;
    Ok(Page::new(items, total.unsigned_abs(), page))
}

/// Enters an attempt, once. Two at the same moment: the second waits until the first is done or undone.
pub(crate) async fn enter(tx: &mut Tx, refresh: &Refresh) -> Result<bool> {
    let entered = sqlx::query(
        "insert into reminders_refresh (id, source, slot, attempt, outcome, data) values ($1, $2, $3, $4, $5, $6) \
         on conflict do nothing",
    )
    .bind(refresh.id.to_string())
    .bind(refresh.source.code())
    .bind(refresh.slot.micros())
    .bind(i64::from(refresh.attempt))
    .bind(refresh.outcome.code())
    .bind(to_json(refresh)?)
    .execute(tx.conn())
    .await
    .map_err(fault)?;
    Ok(entered.rows_affected() == 1)
}

/// An attempt that is under way ends with a fault.
pub(crate) async fn interrupt(tx: &mut Tx, id: RefreshId, why: &Fault, now: Timestamp) -> Result<()> {
    let row = sqlx::query("select data from reminders_refresh where id = $1 and outcome = $2")
        .bind(id.to_string())
        .bind(Outcome::Running.code())
        .fetch_optional(tx.conn())
        .await
        .map_err(fault)?;
    if let Some(row) = row {
        let running: Refresh = json(&row, "data")?;
        finish(tx, &running.failed(why.clone(), now)).await?;
    }
    Ok(())
}

/// How an attempt ended, once.
pub(crate) async fn finish(tx: &mut Tx, refresh: &Refresh) -> Result<bool> {
    let finished = sqlx::query("update reminders_refresh set outcome = $2, data = $3 where id = $1 and outcome = $4")
        .bind(refresh.id.to_string())
        .bind(refresh.outcome.code())
        .bind(to_json(refresh)?)
        .bind(Outcome::Running.code())
        .execute(tx.conn())
        .await
        .map_err(fault)?;
    Ok(finished.rows_affected() == 1)
}

/// Takes hold of a source.
pub(crate) async fn hold(tx: &mut Tx, source: Source) -> Result<Option<Timestamp>> {
    let row = sqlx::query(
        "insert into reminders_source (source, revision) values ($1, 1) \
         on conflict (source) do update set revision = reminders_source.revision + 1 returning made_at",
    )
    .bind(source.code())
    .fetch_one(tx.conn())
    .await
    .map_err(fault)?;
    time_or_none(&row, "made_at")
}

/// A source was refreshed well.
pub(crate) async fn set_good(tx: &mut Tx, source: Source, made_at: Timestamp, now: Timestamp) -> Result<()> {
    sqlx::query("update reminders_source set made_at = $2, good_at = $3 where source = $1")
        .bind(source.code())
        .bind(made_at.micros())
        .bind(now.micros())
        .execute(tx.conn())
        .await
        .map(|_| ())
        .map_err(fault)
}
