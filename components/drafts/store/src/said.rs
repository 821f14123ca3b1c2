//! What is said about a version: texts, remarks, protocols, letters, history.

use crate::draft::count;
use crate::row::{json, to_json};
use orda_base::Result;
use orda_drafts::{DraftId, Entry, Letter, Protocol, Remark, StructuredTexts, Texts};
use orda_store::{Tx, fault};
use serde::de::DeserializeOwned;
use sqlx::AnyConnection;

/// The texts of a version; empty where there are none.
pub(crate) async fn texts(conn: &mut AnyConnection, id: DraftId, version: u32) -> Result<Texts> {
    let row = sqlx::query("select kk, ru from drafts_text where draft_id = $1 and version = $2")
        .bind(id.to_string())
        .bind(i64::from(version))
        .fetch_optional(conn)
        .await
        .map_err(fault)?;
    match row {
        Some(row) => Ok(Texts { kk: json(&row, "kk")?, ru: json(&row, "ru")? }),
        None => Ok(Texts::default()),
    }
}

/// Has the version texts, and are they in the index of words?
pub(crate) async fn is_indexed(conn: &mut AnyConnection, id: DraftId, version: u32) -> Result<Option<bool>> {
    let indexed: Option<i64> =
        sqlx::query_scalar("select indexed from drafts_text where draft_id = $1 and version = $2")
            .bind(id.to_string())
            .bind(i64::from(version))
            .fetch_optional(conn)
            .await
            .map_err(fault)?;
    Ok(indexed.map(|one| one == 1))
}

/// Keeps the texts of a version; the caller brings their words into the index.
pub(crate) async fn save_texts(tx: &mut Tx, id: DraftId, version: u32, texts: &Texts) -> Result<()> {
    sqlx::query(
        "insert into drafts_text (draft_id, version, kk, ru, indexed) values ($1, $2, $3, $4, 1) \
         on conflict (draft_id, version) do update set kk = excluded.kk, ru = excluded.ru, indexed = 1",
    )
    .bind(id.to_string())
    .bind(i64::from(version))
    .bind(to_json(&texts.kk)?)
    .bind(to_json(&texts.ru)?)
    .execute(tx.conn())
    .await
    .map(|_| ())
    .map_err(fault)
}

/// What `sql` finds of a version, kept as JSON in the column `data`.
async fn of_version<T: DeserializeOwned>(
    conn: &mut AnyConnection,
    sql: &'static str,
    id: DraftId,
    version: u32,
) -> Result<Vec<T>> {
    let rows = sqlx::query(sql).bind(id.to_string()).bind(i64::from(version)).fetch_all(conn).await.map_err(fault)?;
    rows.iter().map(|row| json(row, "data")).collect()
}

/// The structured texts kept with a version, and what they were made of.
pub(crate) async fn structure(
    conn: &mut AnyConnection,
    id: DraftId,
    version: u32,
) -> Result<Option<(String, StructuredTexts)>> {
    let row = sqlx::query("select stamp, data from drafts_structure where draft_id = $1 and version = $2")
        .bind(id.to_string())
        .bind(i64::from(version))
        .fetch_optional(conn)
        .await
        .map_err(fault)?;
    row.map(|row| Ok((crate::row::column(&row, "stamp")?, json(&row, "data")?))).transpose()
}

pub(crate) async fn save_structure(
    tx: &mut Tx,
    id: DraftId,
    version: u32,
    stamp: &str,
    texts: &StructuredTexts,
) -> Result<()> {
    sqlx::query(
        "insert into drafts_structure (draft_id, version, stamp, data) values ($1, $2, $3, $4) \
         on conflict (draft_id, version) do update set stamp = excluded.stamp, data = excluded.data",
    )
    .bind(id.to_string())
    .bind(i64::from(version))
    .bind(stamp.to_owned())
    .bind(to_json(texts)?)
    .execute(tx.conn())
    .await
    .map(|_| ())
    .map_err(fault)
}

/// Remarks on a version, by number.
pub(crate) async fn remarks(conn: &mut AnyConnection, id: DraftId, version: u32) -> Result<Vec<Remark>> {
    of_version(conn, "select data from drafts_remark where draft_id = $1 and version = $2 order by number", id, version)
        .await
}

pub(crate) async fn save_remark(tx: &mut Tx, id: DraftId, remark: &Remark) -> Result<()> {
    sqlx::query(
        "insert into drafts_remark (id, draft_id, version, number, body, state, data) \
         values ($1, $2, $3, $4, $5, $6, $7) on conflict (id) do update set state = excluded.state, data = excluded.data",
    )
    .bind(remark.id.to_string())
    .bind(id.to_string())
    .bind(i64::from(remark.version))
    .bind(i64::from(remark.number))
    .bind(remark.body.to_string())
    .bind(remark.state.code())
    .bind(to_json(remark)?)
    .execute(tx.conn())
    .await
    .map(|_| ())
    .map_err(fault)
}

/// Protocols attached to a version, by approving body.
pub(crate) async fn protocols(conn: &mut AnyConnection, id: DraftId, version: u32) -> Result<Vec<Protocol>> {
    of_version(conn, "select data from drafts_protocol where draft_id = $1 and version = $2 order by body", id, version)
        .await
}

pub(crate) async fn save_protocol(tx: &mut Tx, id: DraftId, protocol: &Protocol) -> Result<()> {
    sqlx::query(
        "insert into drafts_protocol (id, draft_id, version, body, data) values ($1, $2, $3, $4, $5) \
         on conflict (id) do update set data = excluded.data",
    )
    .bind(protocol.id.to_string())
    .bind(id.to_string())
    .bind(i64::from(protocol.version))
    .bind(protocol.approving_body.to_string())
    .bind(to_json(protocol)?)
    .execute(tx.conn())
    .await
    .map(|_| ())
    .map_err(fault)
}

/// Letters about a version, oldest first.
pub(crate) async fn letters(conn: &mut AnyConnection, id: DraftId, version: u32) -> Result<Vec<Letter>> {
    of_version(
        conn,
        "select data from drafts_letter where draft_id = $1 and version = $2 order by sent_at, id",
        id,
        version,
    )
    .await
}

pub(crate) async fn add_letter(tx: &mut Tx, id: DraftId, letter: &Letter) -> Result<()> {
    sqlx::query(
        "insert into drafts_letter (id, draft_id, version, kind, sender, addressee, sent_at, data) \
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
    )
    .bind(letter.id.to_string())
    .bind(id.to_string())
    .bind(i64::from(letter.version))
    .bind(letter.kind.code())
    .bind(letter.sender.to_string())
    .bind(letter.addressee.to_string())
    .bind(letter.sent_at.micros())
    .bind(to_json(letter)?)
    .execute(tx.conn())
    .await
    .map(|_| ())
    .map_err(fault)
}

/// The history, oldest first.
pub(crate) async fn entries(conn: &mut AnyConnection, id: DraftId) -> Result<Vec<Entry>> {
    let rows = sqlx::query("select data from drafts_entry where draft_id = $1 order by seq")
        .bind(id.to_string())
        .fetch_all(conn)
        .await
        .map_err(fault)?;
    rows.iter().map(|row| json(row, "data")).collect()
}

pub(crate) async fn add_entries(tx: &mut Tx, id: DraftId, entries: &[Entry]) -> Result<()> {
    if entries.is_empty() {
        return Ok(());
    }
    // The draft is held: nobody else counts on.
    let last: i64 = sqlx::query_scalar("select coalesce(max(seq), 0) from drafts_entry where draft_id = $1")
        .bind(id.to_string())
        .fetch_one(tx.conn())
        .await
        .map_err(fault)?;
    for (index, entry) in entries.iter().enumerate() {
        sqlx::query("insert into drafts_entry (draft_id, seq, version, at, data) values ($1, $2, $3, $4, $5)")
            .bind(id.to_string())
            .bind(last + 1 + count(index))
            .bind(i64::from(entry.version))
            .bind(entry.at.micros())
            .bind(to_json(entry)?)
            .execute(tx.conn())
            .await
            .map_err(fault)?;
    }
    Ok(())
}
