//! Audits: reading and writing, and the records whose audit falls due.

use orda_base::{BodyId, Date, Page, Result};
use orda_registry::{Audit, AuditId, AuditQuery, AuditState, DueSearch, Record, RecordId};
use orda_store::row::{json, parsed, to_json};
use orda_store::{Conditions, Tx, fault};
use sqlx::AnyConnection;

/// Most records of which is told at once.
const AT_ONCE: i64 = 1000;

/// Reads an audit.
pub(crate) async fn load(conn: &mut AnyConnection, id: AuditId) -> Result<Option<Audit>> {
    let row = sqlx::query("select data from registry_audit where id = $1")
        .bind(id.to_string())
        .fetch_optional(conn)
        .await
        .map_err(fault)?;
    row.map(|row| json(&row, "data")).transpose()
}

/// Audits of a record, the latest first.
pub(crate) async fn of(conn: &mut AnyConnection, record: RecordId) -> Result<Vec<Audit>> {
    let rows = sqlx::query("select data from registry_audit where record_id = $1 order by audited_on desc, id desc")
        .bind(record.to_string())
        .fetch_all(conn)
        .await
        .map_err(fault)?;
    rows.iter().map(|row| json(row, "data")).collect()
}

/// Of these owners only, where some are said; and of this one.
fn owned(all: &mut Conditions, of: Option<&[BodyId]>, body: Option<BodyId>) {
    match of {
        // No bodies, no rows: an empty list is no SQL everywhere.
        Some([]) => all.and("1 = 0"),
        Some(bodies) => {
            let places = all.list(bodies);
            all.and(&format!("body in ({places})"));
        }
        None => {}
    }
    if let Some(body) = body {
        let place = all.place(&body);
        all.and(&format!("body = {place}"));
    }
}

/// A page: those whose report was not sent first, then the last sent.
pub(crate) async fn page(conn: &mut AnyConnection, query: &AuditQuery, of: Option<&[BodyId]>) -> Result<Page<Audit>> {
    let mut all = Conditions::default();
    owned(&mut all, of, query.body);
    match query.sent {
        Some(true) => all.and("sent_at is not null"),
        Some(false) => all.and("sent_at is null"),
        None => {}
    }
    let order = "coalesce(sent_at, 9223372036854775807) desc, id desc";
    all.page(conn, "registry_audit", order, query.page).await
}

/// Records whose audit is watched over on this day: those in operation, of non-state systems those with an interaction in force.
fn watched(today: Date) -> Conditions {
    let mut all = Conditions::default();
    let (from, until) = (all.place(&today), all.place(&today));
    all.and(&format!(
        "audit_due is not null and (non_state = 0 \
         or id in (select record_id from registry_interaction where state = 'in_force') \
         or id in (select p.record_id from registry_interaction_system p \
         join registry_interaction i on i.id = p.interaction_id \
         where i.state = 'in_force' and p.from_day <= {from} and p.until_day >= {until}))"
    ));
    all
}

/// A page of the records whose audit falls due, the longest overdue first.
pub(crate) async fn due(conn: &mut AnyConnection, search: &DueSearch, of: Option<&[BodyId]>) -> Result<Page<Record>> {
    let mut all = watched(search.today);
    owned(&mut all, of, search.body);
    for (sign, day) in [(">=", search.from), ("<=", search.until)] {
        if let Some(day) = day {
            let place = all.place(&day);
            all.and(&format!("audit_due {sign} {place}"));
        }
    }
    if let Some(interaction) = search.interaction {
        let (called, calling) = (all.place(&interaction), all.place(&interaction));
        all.and(&format!(
            "non_state = 1 and (id in (select record_id from registry_interaction where id = {called}) \
             or id in (select record_id from registry_interaction_system where interaction_id = {calling}))"
        ));
    }
    all.page(conn, "registry_record", "audit_due, id", search.page).await
}

/// Records whose audit is overdue, or falls due until that day, and of which nobody was told that.
pub(crate) async fn untold(conn: &mut AnyConnection, today: Date, until: Date) -> Result<Vec<Record>> {
    let mut all = watched(today);
    let (today, until) = (all.place(&today), all.place(&until));
    let (overdue, soon) = (AuditState::Overdue.code(), AuditState::Soon.code());
    all.and(&format!(
        "audit_due <= {until} and not exists (select 1 from registry_audit_told t where t.record_id = registry_record.id \
         and t.due = registry_record.audit_due \
         and t.state = case when registry_record.audit_due < {today} then '{overdue}' else '{soon}' end)"
    ));
    all.find(conn, "registry_record", "audit_due, id", (AT_ONCE, 0)).await
}

/// Records in operation without a day on which their audit falls due.
pub(crate) async fn without_term(conn: &mut AnyConnection) -> Result<Vec<RecordId>> {
    let rows = sqlx::query("select id from registry_record where state = 'in_operation' and audit_due is null")
        .fetch_all(conn)
        .await
        .map_err(fault)?;
    rows.iter().map(|row| parsed(row, "id")).collect()
}

/// Takes hold of an audit and reads it.
pub(crate) async fn lock(tx: &mut Tx, id: AuditId) -> Result<Option<Audit>> {
    let row = sqlx::query("update registry_audit set revision = revision + 1 where id = $1 returning data")
        .bind(id.to_string())
        .fetch_optional(tx.conn())
        .await
        .map_err(fault)?;
    row.map(|row| json(&row, "data")).transpose()
}

/// A new one, whose report was not sent.
pub(crate) async fn insert(tx: &mut Tx, new: &Audit) -> Result<()> {
    sqlx::query(
        "insert into registry_audit (id, revision, record_id, body, audited_on, next_due, data) \
         values ($1, 1, $2, $3, $4, $5, $6)",
    )
    .bind(new.id.to_string())
    .bind(new.record.to_string())
    .bind(new.body.to_string())
    .bind(new.date.to_string())
    .bind(new.next_due.to_string())
    .bind(to_json(new)?)
    .execute(tx.conn())
    .await
    .map(|_| ())
    .map_err(fault)
}

/// What became of one.
pub(crate) async fn save(tx: &mut Tx, changed: &Audit) -> Result<()> {
    sqlx::query("update registry_audit set audited_on = $2, next_due = $3, sent_at = $4, data = $5 where id = $1")
        .bind(changed.id.to_string())
        .bind(changed.date.to_string())
        .bind(changed.next_due.to_string())
        .bind(changed.sent.as_ref().map(|sent| sent.at.micros()))
        .bind(to_json(changed)?)
        .execute(tx.conn())
        .await
        .map(|_| ())
        .map_err(fault)
}

/// The last day on which a record is audited in time, after all its audits.
pub(crate) async fn until(tx: &mut Tx, record: RecordId) -> Result<Option<Date>> {
    let row = sqlx::query("select next_due from registry_audit where record_id = $1 order by next_due desc limit 1")
        .bind(record.to_string())
        .fetch_optional(tx.conn())
        .await
        .map_err(fault)?;
    row.map(|row| parsed(&row, "next_due")).transpose()
}

/// Somebody is told that an audit falls due, once of each state: answers whether it is now.
pub(crate) async fn tell(tx: &mut Tx, record: RecordId, due: Date, state: AuditState) -> Result<bool> {
    let told = sqlx::query(
        "insert into registry_audit_told (record_id, due, state) values ($1, $2, $3) on conflict do nothing",
    )
    .bind(record.to_string())
    .bind(due.to_string())
    .bind(state.code())
    .execute(tx.conn())
    .await
    .map_err(fault)?;
    Ok(told.rows_affected() > 0)
}
