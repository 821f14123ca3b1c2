//! What waits to be handed over to the exchange of letters.

use crate::row::{column, json, parsed, to_json};
use orda_base::{Error, Result};
use orda_drafts::exchange::{Handover, StoredHandover};
use orda_drafts::{DraftId, Letter, LetterId};
use orda_store::{Tx, fault};
use sqlx::AnyConnection;

/// The first of what waits, in order.
pub(crate) async fn waiting(conn: &mut AnyConnection, limit: u32) -> Result<Vec<StoredHandover>> {
    let rows = sqlx::query(
        "select e.what, e.draft_id, l.data from drafts_exchange e join drafts_letter l on l.id = e.letter_id \
         order by e.place, e.letter_id limit $1",
    )
    .bind(i64::from(limit))
    .fetch_all(conn)
    .await
    .map_err(fault)?;
    rows.iter()
        .map(|row| {
            let what: String = column(row, "what")?;
            let what =
                Handover::from_code(&what).ok_or_else(|| Error::internal(format!("no such handover: {what}")))?;
            Ok(StoredHandover { what, draft: parsed(row, "draft_id")?, letter: json(row, "data")? })
        })
        .collect()
}

/// One more; what waits already keeps its place. The draft is held: its own handovers come one after the other.
pub(crate) async fn add(tx: &mut Tx, draft: DraftId, letter: LetterId, what: Handover) -> Result<()> {
    sqlx::query(
        "insert into drafts_exchange (letter_id, what, draft_id, place) \
         values ($1, $2, $3, (select coalesce(max(place), 0) + 1 from drafts_exchange)) on conflict do nothing",
    )
    .bind(letter.to_string())
    .bind(what.code())
    .bind(draft.to_string())
    .execute(tx.conn())
    .await
    .map(|_| ())
    .map_err(fault)
}

/// It waits no more.
pub(crate) async fn remove(tx: &mut Tx, letter: LetterId, what: Handover) -> Result<()> {
    sqlx::query("delete from drafts_exchange where letter_id = $1 and what = $2")
        .bind(letter.to_string())
        .bind(what.code())
        .execute(tx.conn())
        .await
        .map(|_| ())
        .map_err(fault)
}

/// A letter with the draft it is about.
pub(crate) async fn letter(conn: &mut AnyConnection, id: LetterId) -> Result<Option<(DraftId, Letter)>> {
    let row = sqlx::query("select draft_id, data from drafts_letter where id = $1")
        .bind(id.to_string())
        .fetch_optional(conn)
        .await
        .map_err(fault)?;
    row.map(|row| Ok((parsed(&row, "draft_id")?, json(&row, "data")?))).transpose()
}

/// What became of a letter.
pub(crate) async fn save_letter(tx: &mut Tx, letter: &Letter) -> Result<()> {
    sqlx::query("update drafts_letter set data = $2 where id = $1")
        .bind(letter.id.to_string())
        .bind(to_json(letter)?)
        .execute(tx.conn())
        .await
        .map(|_| ())
        .map_err(fault)
}
