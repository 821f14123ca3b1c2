//! Sittings, and what their agendas show of drafts.

use crate::draft::state;
use crate::row::{column, json, json_or_none, number, parsed, places, title, to_json};
use orda_base::{BodyId, Result};
use orda_drafts::{AgendaRow, DraftId, Sitting, SittingId};
use orda_store::{Tx, fault};
use sqlx::{AnyConnection, AssertSqlSafe};

/// A sitting.
pub(crate) async fn load(conn: &mut AnyConnection, id: SittingId) -> Result<Option<Sitting>> {
    let row = sqlx::query("select data from drafts_sitting where id = $1")
        .bind(id.to_string())
        .fetch_optional(conn)
        .await
        .map_err(fault)?;
    row.map(|row| json(&row, "data")).transpose()
}

/// Takes hold of a sitting and reads it.
pub(crate) async fn lock(tx: &mut Tx, id: SittingId) -> Result<Option<Sitting>> {
    let row = sqlx::query("update drafts_sitting set revision = revision + 1 where id = $1 returning data")
        .bind(id.to_string())
        .fetch_optional(tx.conn())
        .await
        .map_err(fault)?;
    row.map(|row| json(&row, "data")).transpose()
}

/// A sitting, new or changed.
pub(crate) async fn save(tx: &mut Tx, sitting: &Sitting) -> Result<()> {
    sqlx::query(
        "insert into drafts_sitting (id, chancellery, date, state, revision, data) values ($1, $2, $3, $4, 1, $5) \
         on conflict (id) do update set date = excluded.date, state = excluded.state, data = excluded.data",
    )
    .bind(sitting.id.to_string())
    .bind(sitting.chancellery.to_string())
    .bind(sitting.date.to_string())
    .bind(sitting.state.code())
    .bind(to_json(sitting)?)
    .execute(tx.conn())
    .await
    .map(|_| ())
    .map_err(fault)
}

/// The first sittings of a Chancellery, the latest day first.
pub(crate) async fn all(conn: &mut AnyConnection, chancellery: BodyId, limit: u32) -> Result<Vec<Sitting>> {
    let rows =
        sqlx::query("select data from drafts_sitting where chancellery = $1 order by date desc, id desc limit $2")
            .bind(chancellery.to_string())
            .bind(i64::from(limit))
            .fetch_all(conn)
            .await
            .map_err(fault)?;
    rows.iter().map(|row| json(row, "data")).collect()
}

/// What an agenda shows of these drafts: each at its newest version.
pub(crate) async fn agenda(conn: &mut AnyConnection, drafts: &[DraftId]) -> Result<Vec<AgendaRow>> {
    if drafts.is_empty() {
        return Ok(Vec::new());
    }
    let sql = format!(
        "select v.draft_id, v.draft_number, v.number, v.title_kk, v.title_ru, v.title_en, v.body, v.state, \
         c.data as consideration from drafts_version v \
         left join drafts_consideration c on c.draft_id = v.draft_id and c.version = v.number \
         where v.draft_id in ({}) \
         and not exists (select 1 from drafts_draft d where d.id = v.draft_id and d.withdrawn is not null) and v.number = \
         (select max(n.number) from drafts_version n where n.draft_id = v.draft_id)",
        places(1, drafts.len())
    );
    let mut query = sqlx::query(AssertSqlSafe(sql));
    for draft in drafts {
        query = query.bind(draft.to_string());
    }
    let rows = query.fetch_all(conn).await.map_err(fault)?;
    rows.iter()
        .map(|row| {
            Ok(AgendaRow {
                draft: parsed(row, "draft_id")?,
                number: column(row, "draft_number")?,
                version: number(row, "number")?,
                title: title(row)?,
                body: parsed(row, "body")?,
                state: state(row, "state")?,
                consideration: json_or_none(row, "consideration")?.unwrap_or_default(),
            })
        })
        .collect()
}
