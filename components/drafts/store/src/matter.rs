//! What waits for whom.

use crate::row::{
    column, day_key, json, number, parsed, rows_of_places, subject_key, time, time_or_none, title, to_json,
};
use orda_base::{BodyId, Date, PersonId, Result, Timestamp};
use orda_drafts::matters::{OpenMatter, counted};
use orda_drafts::ports::StoredMatter;
use orda_drafts::subject::Subject;
use orda_drafts::{Action, Draft, TermCount};
use orda_store::{Tx, fault};
use serde::{Deserialize, Serialize};
use sqlx::any::AnyRow;
use sqlx::{AnyConnection, AssertSqlSafe};

/// A matter beside its indexed columns.
#[derive(Serialize, Deserialize)]
struct Data {
    asked: String,
    awaited_by: Option<String>,
    action: Action,
    body: Option<BodyId>,
    due: Option<Date>,
    counted: Option<TermCount>,
    #[serde(default)]
    chased_at: Option<Timestamp>,
}

/// Replaces the matters of a draft.
pub(crate) async fn save(tx: &mut Tx, draft: &Draft, matters: &[OpenMatter]) -> Result<()> {
    sqlx::query("delete from drafts_matter where draft_id = $1")
        .bind(draft.id.to_string())
        .execute(tx.conn())
        .await
        .map_err(fault)?;
    let version = draft.current();
    for (chunk_index, chunk) in matters.chunks(50).enumerate() {
        let sql = format!(
            "insert into drafts_matter (draft_id, position, version, subject, awaited_by, due, since, data) values {}",
            rows_of_places(chunk.len(), 8)
        );
        let mut query = sqlx::query(AssertSqlSafe(sql));
        for (index, matter) in chunk.iter().enumerate() {
            let approval = matter.body.and_then(|b| version.approval(b));
            let data = Data {
                asked: matter.asked.to_string(),
                awaited_by: matter.awaited_by.map(|s| s.to_string()),
                action: matter.action,
                body: matter.body,
                due: matter.due,
                counted: counted(matter, version),
                chased_at: approval.and_then(|a| a.chased_at),
            };
            query = query
                .bind(draft.id.to_string())
                .bind(crate::draft::count(chunk_index * 50 + index))
                .bind(i64::from(version.number))
                .bind(subject_key(matter.asked))
                .bind(matter.awaited_by.map(subject_key))
                .bind(day_key(matter.due))
                .bind(matter.since.micros())
                .bind(to_json(&data)?);
        }
        query.execute(tx.conn()).await.map_err(fault)?;
    }
    Ok(())
}

/// On which side of a matter the subjects are.
#[derive(Clone, Copy)]
pub(crate) enum Side {
    Asked,
    Awaiting,
}

/// The matters of some subjects, the nearest term first, then the oldest.
pub(crate) async fn of(
    conn: &mut AnyConnection,
    side: Side,
    subjects: &[Subject],
    visitor: Option<PersonId>,
    limit: u32,
) -> Result<Vec<StoredMatter>> {
    if subjects.is_empty() {
        return Ok(Vec::new());
    }
    let column_name = match side {
        Side::Asked => "subject",
        Side::Awaiting => "awaited_by",
    };
    // One look-up in the index for each subject, each cut off at the limit, then merged.
    let arms: Vec<String> = (0..subjects.len())
        .map(|i| {
            let n = i + 3;
            format!(
                "select * from (select draft_id, position, version, due, since, data from drafts_matter \
                 where {column_name} = ${n} order by due, since limit $2) as arm{i}"
            )
        })
        .collect();
    let sql = format!(
        "select m.draft_id, m.version, m.since, m.data, v.draft_number, v.title_kk, v.title_ru, v.title_en, \
         v.changed_at, s.at as visited_at from ({}) as m \
         join drafts_version v on v.draft_id = m.draft_id and v.number = m.version \
         left join drafts_visit s on s.person = $1 and s.draft_id = m.draft_id \
         order by m.due, m.since, m.draft_id, m.position limit $2",
        arms.join(" union all ")
    );
    let mut query =
        sqlx::query(AssertSqlSafe(sql)).bind(visitor.map(|p| p.to_string()).unwrap_or_default()).bind(i64::from(limit));
    for subject in subjects {
        query = query.bind(subject_key(*subject));
    }
    let rows = query.fetch_all(conn).await.map_err(fault)?;
    rows.iter().map(read).collect()
}

fn read(row: &AnyRow) -> Result<StoredMatter> {
    let data: Data = json(row, "data")?;
    let awaited_by = data.awaited_by.map(|s| s.parse::<Subject>()).transpose()?;
    Ok(StoredMatter {
        draft: parsed(row, "draft_id")?,
        number: column(row, "draft_number")?,
        version: number(row, "version")?,
        title: title(row)?,
        matter: OpenMatter {
            asked: data.asked.parse()?,
            action: data.action,
            body: data.body,
            since: time(row, "since")?,
            due: data.due,
            awaited_by,
        },
        counted: data.counted,
        changed_at: time(row, "changed_at")?,
        visited_at: time_or_none(row, "visited_at")?,
        chased_at: data.chased_at,
    })
}

/// The latest visit of a person.
pub(crate) async fn visited(conn: &mut AnyConnection, person: PersonId, draft: &str) -> Result<Option<Timestamp>> {
    let at: Option<i64> = sqlx::query_scalar("select at from drafts_visit where person = $1 and draft_id = $2")
        .bind(person.to_string())
        .bind(draft.to_owned())
        .fetch_optional(conn)
        .await
        .map_err(fault)?;
    Ok(at.map(Timestamp::from_micros))
}
