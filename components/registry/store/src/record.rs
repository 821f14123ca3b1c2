//! Records and their histories: reading and writing.

use orda_base::Result;
use orda_base::uuid::Uuid;
use orda_registry::{Entry, Record, RecordId, UpdateLine};
use orda_store::row::{json, to_json};
use orda_store::{Conditions, Tx, fault};
use sqlx::AnyConnection;

/// Reads a record.
pub(crate) async fn load(conn: &mut AnyConnection, id: RecordId) -> Result<Option<Record>> {
    let row = sqlx::query("select data from registry_record where id = $1")
        .bind(id.to_string())
        .fetch_optional(conn)
        .await
        .map_err(fault)?;
    row.map(|row| json(&row, "data")).transpose()
}

/// Reads records.
pub(crate) async fn load_all(conn: &mut AnyConnection, ids: &[RecordId]) -> Result<Vec<Record>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let mut all = Conditions::default();
    let places = all.list(ids);
    all.and(&format!("id in ({places})"));
    all.find(conn, "registry_record", "id", (i64::MAX, 0)).await
}

/// Reads the non-state systems that were not withdrawn.
pub(crate) async fn non_state(conn: &mut AnyConnection) -> Result<Vec<Record>> {
    let mut all = Conditions::default();
    all.and("non_state = 1 and state <> 'withdrawn'");
    all.find(conn, "registry_record", "name, id", (i64::MAX, 0)).await
}

/// Takes hold of a record and reads it.
pub(crate) async fn lock(tx: &mut Tx, id: RecordId) -> Result<Option<Record>> {
    let row = sqlx::query("update registry_record set revision = revision + 1 where id = $1 returning data")
        .bind(id.to_string())
        .fetch_optional(tx.conn())
        .await
        .map_err(fault)?;
    row.map(|row| json(&row, "data")).transpose()
}

/// A new record, which has no data sets.
pub(crate) async fn insert(tx: &mut Tx, record: &Record) -> Result<()> {
    sqlx::query(
        "insert into registry_record (id, revision, body, kind, state, name, words, data, non_state) \
         values ($1, 1, $2, $3, $4, $5, $6, $7, $8)",
    )
    .bind(record.id.to_string())
    .bind(record.body.to_string())
    .bind(record.kind.code())
    .bind(record.state.code())
    .bind(name(record))
    .bind(words(record))
    .bind(to_json(record)?)
    .bind(i64::from(record.non_state))
    .execute(tx.conn())
    .await
    .map(|_| ())
    .map_err(fault)
}

/// What became of a record, with the rows of its data sets made anew.
pub(crate) async fn save(tx: &mut Tx, record: &Record) -> Result<()> {
    sqlx::query(
        "update registry_record set state = $2, name = $3, words = $4, data = $5, audit_due = $6 where id = $1",
    )
    .bind(record.id.to_string())
    .bind(record.state.code())
    .bind(name(record))
    .bind(words(record))
    .bind(to_json(record)?)
    .bind(record.watched_audit().map(|day| day.to_string()))
    .execute(tx.conn())
    .await
    .map_err(fault)?;
    sqlx::query("delete from registry_data_set where record_id = $1")
        .bind(record.id.to_string())
        .execute(tx.conn())
        .await
        .map_err(fault)?;
    for set in &record.data_sets {
        let Some(due) = record.due(set) else { continue };
        let line = UpdateLine {
            record: record.id,
            record_name: record.name.clone(),
            body: record.body,
            set: set.clone(),
            due,
        };
        sqlx::query("insert into registry_data_set (id, record_id, body, due, data) values ($1, $2, $3, $4, $5)")
            .bind(set.id.to_string())
            .bind(record.id.to_string())
            .bind(record.body.to_string())
            .bind(due.to_string())
            .bind(to_json(&line)?)
            .execute(tx.conn())
            .await
            .map_err(fault)?;
    }
    Ok(())
}

/// By what the list is sorted.
fn name(record: &Record) -> String {
    record.name.kk.to_lowercase()
}

/// The words by which a record is found, in lower case: databases do not agree about letters beyond ASCII.
fn words(record: &Record) -> String {
    let name = &record.name;
    [name.kk.as_str(), &name.ru, &name.en].join(" ").to_lowercase()
}

/// A history, oldest first.
pub(crate) async fn history(conn: &mut AnyConnection, object: Uuid) -> Result<Vec<Entry>> {
    let rows = sqlx::query("select data from registry_event where object = $1 order by seq")
        .bind(object.to_string())
        .fetch_all(conn)
        .await
        .map_err(fault)?;
    rows.iter().map(|row| json(row, "data")).collect()
}

/// Adds to a history. Its record or interaction is held: nobody else counts on.
pub(crate) async fn enter(tx: &mut Tx, object: Uuid, entry: &Entry) -> Result<()> {
    sqlx::query(
        "insert into registry_event (object, seq, data) \
         values ($1, (select coalesce(max(seq), 0) + 1 from registry_event where object = $1), $2)",
    )
    .bind(object.to_string())
    .bind(to_json(entry)?)
    .execute(tx.conn())
    .await
    .map(|_| ())
    .map_err(fault)
}
