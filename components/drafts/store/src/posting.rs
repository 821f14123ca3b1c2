//! Forms in progress.

use crate::row::{json, parsed, time, to_json};
use orda_base::{PersonId, Result};
use orda_drafts::{DraftId, Posting, PostingId, PostingTarget};
use orda_store::{Tx, fault};
use sqlx::AnyConnection;
use sqlx::any::AnyRow;

pub(crate) async fn load(conn: &mut AnyConnection, id: PostingId) -> Result<Option<Posting>> {
    let row = sqlx::query("select * from drafts_posting where id = $1")
        .bind(id.to_string())
        .fetch_optional(conn)
        .await
        .map_err(fault)?;
    row.as_ref().map(read).transpose()
}

/// The same, held until the end of the transaction.
pub(crate) async fn lock(tx: &mut Tx, id: PostingId) -> Result<Option<Posting>> {
    let row = sqlx::query("update drafts_posting set saved_at = saved_at where id = $1 returning *")
        .bind(id.to_string())
        .fetch_optional(tx.conn())
        .await
        .map_err(fault)?;
    row.as_ref().map(read).transpose()
}

pub(crate) async fn of_person(conn: &mut AnyConnection, person: PersonId) -> Result<Vec<Posting>> {
    let rows = sqlx::query("select * from drafts_posting where person = $1 order by saved_at desc, id desc limit 200")
        .bind(person.to_string())
        .fetch_all(conn)
        .await
        .map_err(fault)?;
    rows.iter().map(read).collect()
}

pub(crate) async fn count(tx: &mut Tx, person: PersonId) -> Result<u64> {
    let n: i64 = sqlx::query_scalar("select count(*) from drafts_posting where person = $1")
        .bind(person.to_string())
        .fetch_one(tx.conn())
        .await
        .map_err(fault)?;
    Ok(u64::try_from(n).unwrap_or(0))
}

pub(crate) async fn on_draft(tx: &mut Tx, person: PersonId, draft: DraftId) -> Result<Vec<Posting>> {
    let rows = sqlx::query(
        "select * from drafts_posting where person = $1 and draft_id = $2 order by saved_at desc, id desc limit 200",
    )
    .bind(person.to_string())
    .bind(draft.to_string())
    .fetch_all(tx.conn())
    .await
    .map_err(fault)?;
    rows.iter().map(read).collect()
}

pub(crate) async fn save(tx: &mut Tx, posting: &Posting) -> Result<()> {
    let draft = match posting.target {
        PostingTarget::New => None,
        PostingTarget::Change { draft, .. } | PostingTarget::Version { draft, .. } => Some(draft.to_string()),
    };
    sqlx::query(
        "insert into drafts_posting (id, person, body, draft_id, target, fields, files, created_at, saved_at) \
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9) \
         on conflict (id) do update set fields = excluded.fields, saved_at = excluded.saved_at",
    )
    .bind(posting.id.to_string())
    .bind(posting.person.to_string())
    .bind(posting.body.to_string())
    .bind(draft)
    .bind(to_json(&posting.target)?)
    .bind(to_json(&posting.fields)?)
    .bind(posting.files.to_string())
    .bind(posting.created_at.micros())
    .bind(posting.saved_at.micros())
    .execute(tx.conn())
    .await
    .map(|_| ())
    .map_err(fault)
}

pub(crate) async fn delete(tx: &mut Tx, id: PostingId) -> Result<()> {
    sqlx::query("delete from drafts_posting where id = $1")
        .bind(id.to_string())
        .execute(tx.conn())
        .await
        .map(|_| ())
        .map_err(fault)
}

/// The next number of a year.
pub(crate) async fn next_number(tx: &mut Tx, year: i16) -> Result<u32> {
    let last: i64 = sqlx::query_scalar(
        "insert into drafts_counter (year, last) values ($1, 1) \
         on conflict (year) do update set last = drafts_counter.last + 1 returning last",
    )
    .bind(i64::from(year))
    .fetch_one(tx.conn())
    .await
    .map_err(fault)?;
    u32::try_from(last).map_err(orda_base::Error::internal)
}

fn read(row: &AnyRow) -> Result<Posting> {
    Ok(Posting {
        id: parsed(row, "id")?,
        person: parsed(row, "person")?,
        body: parsed(row, "body")?,
        target: json(row, "target")?,
        created_at: time(row, "created_at")?,
        saved_at: time(row, "saved_at")?,
        fields: json(row, "fields")?,
        files: parsed(row, "files")?,
    })
}
