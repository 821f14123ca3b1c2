//! Who keeps a data set is told once of each update period that has passed.

use orda_base::{Date, Result};
use orda_registry::{DataSetId, UpdateLine};
use orda_store::row::json;
use orda_store::{Tx, fault};
use sqlx::AnyConnection;

/// Overdue data sets of whose period nobody was told, the longest overdue first.
pub(crate) async fn untold(conn: &mut AnyConnection, today: Date) -> Result<Vec<UpdateLine>> {
    let rows = sqlx::query(
        "select s.data from registry_data_set s where s.due < $1 \
         and not exists (select 1 from registry_told t where t.data_set = s.id and t.due = s.due) order by s.due, s.id",
    )
    .bind(today.to_string())
    .fetch_all(conn)
    .await
    .map_err(fault)?;
    rows.iter().map(|row| json(row, "data")).collect()
}

/// Somebody is told of this period, once: answers whether it is now.
pub(crate) async fn tell(tx: &mut Tx, set: DataSetId, due: Date) -> Result<bool> {
    let told = sqlx::query(
        "insert into registry_told (data_set, due) values ($1, $2) \
         on conflict (data_set) do update set due = excluded.due where registry_told.due <> excluded.due",
    )
    .bind(set.to_string())
    .bind(due.to_string())
    .execute(tx.conn())
    .await
    .map_err(fault)?;
    Ok(told.rows_affected() > 0)
}
