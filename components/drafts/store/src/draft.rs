//! A draft with its versions and approvals: reading it whole, writing what changed.

use crate::row::{column, json, json_or_none, number, parsed, parsed_or_none, time, time_or_none, to_json};
use orda_base::{Result, Timestamp};
use orda_drafts::{BodyApproval, Consideration, Draft, DraftId, DraftVersion, VersionState};
use orda_store::{Tx, fault};
use sqlx::any::AnyRow;
use sqlx::{AnyConnection, Error};

/// Reads a draft; `revision` of the result is the one in the row.
pub(crate) async fn load(conn: &mut AnyConnection, id: DraftId) -> Result<Option<Draft>> {
    find(conn, "select * from drafts_draft where id = $1", id).await
}

/// Takes hold of a draft and reads it.
pub(crate) async fn lock(conn: &mut AnyConnection, id: DraftId) -> Result<Option<Draft>> {
    find(conn, "update drafts_draft set revision = revision + 1 where id = $1 returning *", id).await
}

async fn find(conn: &mut AnyConnection, sql: &'static str, id: DraftId) -> Result<Option<Draft>> {
    let row = sqlx::query(sql).bind(id.to_string()).fetch_optional(&mut *conn).await.map_err(fault)?;
    match row {
        Some(row) => with_versions(conn, &row).await.map(Some),
        None => Ok(None),
    }
}

async fn with_versions(conn: &mut AnyConnection, row: &AnyRow) -> Result<Draft> {
    let id: String = column(row, "id")?;
    let versions = sqlx::query(
        "select v.*, c.data as consideration from drafts_version v left join drafts_consideration c \
         on c.draft_id = v.draft_id and c.version = v.number where v.draft_id = $1 order by v.number",
    )
    .bind(id.clone())
    .fetch_all(&mut *conn)
    .await
    .map_err(fault)?;
    let approvals =
        sqlx::query("select version, data from drafts_approval where draft_id = $1 order by version, position")
            .bind(id)
            .fetch_all(&mut *conn)
            .await
            .map_err(fault)?;
    let approvals: Vec<(u32, BodyApproval)> =
        approvals.iter().map(|r| Ok((number(r, "version")?, json(r, "data")?))).collect::<Result<_>>()?;
    let versions = versions
        .iter()
        .map(|r| {
            let version = number(r, "number")?;
            let own = approvals.iter().filter(|(v, _)| *v == version).map(|(_, a)| a.clone()).collect();
            read_version(r, version, own)
        })
        .collect::<Result<Vec<_>>>()?;
    if versions.is_empty() {
        return Err(fault(Error::RowNotFound));
    }
    Ok(Draft {
        id: parsed(row, "id")?,
        number: column(row, "number")?,
        serial: column(row, "serial")?,
        body: parsed(row, "body")?,
        created_by: json(row, "created_by")?,
        created_at: time(row, "created_at")?,
        revision: column(row, "revision")?,
        versions,
        withdrawn: json_or_none(row, "withdrawn")?,
    })
}

fn read_version(row: &AnyRow, number: u32, approvals: Vec<BodyApproval>) -> Result<DraftVersion> {
    Ok(DraftVersion {
        number,
        state: state(row, "state")?,
        content: json(row, "content")?,
        posted_by: json(row, "posted_by")?,
        posted_at: time(row, "posted_at")?,
        changed_at: time(row, "changed_at")?,
        secrets_confirmed: json(row, "secrets")?,
        signed: json_or_none(row, "signed")?,
        sent_at: time_or_none(row, "sent_at")?,
        chancellery_at: time_or_none(row, "chancellery_at")?,
        chancellery: parsed_or_none(row, "chancellery")?,
        approvals,
        consideration: json_or_none(row, "consideration")?.unwrap_or_default(),
    })
}

/// The state in a column.
pub(crate) fn state(row: &AnyRow, name: &str) -> Result<VersionState> {
    let code: String = column(row, name)?;
    VersionState::from_code(&code).ok_or_else(|| orda_base::Error::internal(format!("no such state: {code}")))
}

/// A new draft, without its versions.
pub(crate) async fn insert(tx: &mut Tx, draft: &Draft) -> Result<()> {
    sqlx::query(
        "insert into drafts_draft (id, number, serial, body, created_by, created_at, revision) \
         values ($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind(draft.id.to_string())
    .bind(draft.number.clone())
    .bind(draft.serial)
    .bind(draft.body.to_string())
    .bind(to_json(&draft.created_by)?)
    .bind(draft.created_at.micros())
    .bind(draft.revision)
    .execute(tx.conn())
    .await
    .map(|_| ())
    .map_err(fault)
}

/// Writes the versions and approvals that differ from `before`.
pub(crate) async fn save(tx: &mut Tx, draft: &Draft, before: Option<&Draft>) -> Result<()> {
    for version in &draft.versions {
        let known = before.and_then(|d| d.version(version.number));
        if known != Some(version) {
            save_version(tx, draft, version).await?;
        }
        if version.consideration != known.map_or_else(Consideration::default, |k| k.consideration.clone()) {
            save_consideration(tx, draft.id, version).await?;
        }
        for (position, approval) in version.approvals.iter().enumerate() {
            let same = known.is_some_and(|k| {
                k.state.is_with_bodies() == version.state.is_with_bodies()
                    && k.approvals.get(position) == Some(approval)
            });
            if !same {
                save_approval(tx, draft.id, version, position, approval).await?;
            }
        }
    }
    Ok(())
}

async fn save_version(tx: &mut Tx, draft: &Draft, version: &DraftVersion) -> Result<()> {
    let signed = version.signed.as_ref().map(to_json).transpose()?;
    sqlx::query(
        "insert into drafts_version (draft_id, number, serial, draft_number, body, state, title_kk, title_ru, title_en, \
         kind, approved, refused, total, due, changed_at, posted_at, poster, posted_by, sent_at, chancellery_at, \
         chancellery, content, secrets, signed) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, \
         $15, $16, $17, $18, $19, $20, $21, $22, $23, $24) \
         on conflict (draft_id, number) do update set state = excluded.state, title_kk = excluded.title_kk, \
         title_ru = excluded.title_ru, title_en = excluded.title_en, kind = excluded.kind, \
         approved = excluded.approved, refused = excluded.refused, total = excluded.total, due = excluded.due, \
         changed_at = excluded.changed_at, sent_at = excluded.sent_at, chancellery_at = excluded.chancellery_at, \
         chancellery = excluded.chancellery, content = excluded.content, secrets = excluded.secrets, \
         signed = excluded.signed",
    )
    .bind(draft.id.to_string())
    .bind(i64::from(version.number))
    .bind(draft.serial)
    .bind(draft.number.clone())
    .bind(draft.body.to_string())
    .bind(version.state.code())
    .bind(version.content.title.kk.clone())
    .bind(version.content.title.ru.clone())
    .bind(version.content.title.en.clone())
    .bind(version.content.kind.code())
    .bind(count(version.approved()))
    .bind(count(version.refused()))
    .bind(count(version.content.approving_bodies.len()))
    .bind(version.worst_due().map(|d| d.to_string()))
    .bind(version.changed_at.micros())
    .bind(version.posted_at.micros())
    .bind(version.posted_by.person.to_string())
    .bind(to_json(&version.posted_by)?)
    .bind(version.sent_at.map(Timestamp::micros))
    .bind(version.chancellery_at.map(Timestamp::micros))
    .bind(version.chancellery.map(|c| c.to_string()))
    .bind(to_json(&version.content)?)
    .bind(to_json(&version.secrets_confirmed)?)
    .bind(signed)
    .execute(tx.conn())
    .await
    .map(|_| ())
    .map_err(fault)
}

async fn save_consideration(tx: &mut Tx, draft: DraftId, version: &DraftVersion) -> Result<()> {
    sqlx::query(
        "insert into drafts_consideration (draft_id, version, data) values ($1, $2, $3) \
         on conflict (draft_id, version) do update set data = excluded.data",
    )
    .bind(draft.to_string())
    .bind(i64::from(version.number))
    .bind(to_json(&version.consideration)?)
    .execute(tx.conn())
    .await
    .map(|_| ())
    .map_err(fault)
}

async fn save_approval(
    tx: &mut Tx,
    draft: DraftId,
    version: &DraftVersion,
    position: usize,
    approval: &BodyApproval,
) -> Result<()> {
    let open = version.state.is_with_bodies() && !approval.state.is_decided();
    let reminded = if approval.reminded.overdue { 2_i64 } else { i64::from(approval.reminded.near) };
    sqlx::query(
        "insert into drafts_approval (draft_id, version, body, position, state, due, open, reminded, data) \
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9) \
         on conflict (draft_id, version, body) do update set position = excluded.position, state = excluded.state, \
         due = excluded.due, open = excluded.open, reminded = excluded.reminded, data = excluded.data",
    )
    .bind(draft.to_string())
    .bind(i64::from(version.number))
    .bind(approval.body.to_string())
    .bind(count(position))
    .bind(approval.state.code())
    .bind(approval.due.to_string())
    .bind(i64::from(open))
    .bind(reminded)
    .bind(to_json(approval)?)
    .execute(tx.conn())
    .await
    .map(|_| ())
    .map_err(fault)
}

/// A count as it is stored.
pub(crate) fn count(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}
