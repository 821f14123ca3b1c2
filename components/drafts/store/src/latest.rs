//! What happened last to several drafts: the ends of their histories.

use crate::row::{json, parsed, places};
use orda_base::Result;
use orda_drafts::ports::LatestEntry;
use orda_drafts::{DraftId, Entry, Event, Remark, RemarkId};
use orda_store::fault;
use sqlx::{AnyConnection, AssertSqlSafe};
use std::collections::HashMap;

/// The last entries of each draft, at most `each` of one, the latest first, with the remarks they speak of: two queries
/// however many drafts there are.
pub(crate) async fn entries(conn: &mut AnyConnection, drafts: &[DraftId], each: u32) -> Result<Vec<LatestEntry>> {
    if drafts.is_empty() {
        return Ok(Vec::new());
    }
    let sql = format!(
        "select e.draft_id, e.data from drafts_entry e where e.draft_id in ({}) and e.seq > \
         (select max(l.seq) from drafts_entry l where l.draft_id = e.draft_id) - $1 order by e.draft_id, e.seq desc",
        places(2, drafts.len())
    );
    let mut query = sqlx::query(AssertSqlSafe(sql)).bind(i64::from(each));
    for draft in drafts {
        query = query.bind(draft.to_string());
    }
    let rows = query.fetch_all(&mut *conn).await.map_err(fault)?;
    let mut all = Vec::with_capacity(rows.len());
    for row in &rows {
        all.push(LatestEntry { draft: parsed(row, "draft_id")?, entry: json(row, "data")?, remark: None });
    }
    let wanted: Vec<RemarkId> = all.iter().filter_map(|l| remark_of(&l.entry)).collect();
    let remarks = remarks(conn, &wanted).await?;
    for latest in &mut all {
        latest.remark = remark_of(&latest.entry).and_then(|id| remarks.get(&id)).cloned();
    }
    Ok(all)
}

fn remark_of(entry: &Entry) -> Option<RemarkId> {
    match entry.event {
        Event::Remarked { remark, .. } | Event::Answered { remark, .. } => Some(remark),
        _ => None,
    }
}

async fn remarks(conn: &mut AnyConnection, ids: &[RemarkId]) -> Result<HashMap<RemarkId, Remark>> {
    let mut found = HashMap::new();
    if ids.is_empty() {
        return Ok(found);
    }
    let sql = format!("select data from drafts_remark where id in ({})", places(1, ids.len()));
    let mut query = sqlx::query(AssertSqlSafe(sql));
    for id in ids {
        query = query.bind(id.to_string());
    }
    for row in query.fetch_all(conn).await.map_err(fault)? {
        let remark: Remark = json(&row, "data")?;
        found.insert(remark.id, remark);
    }
    Ok(found)
}
