//! Rows of the table: writing several at once, reading one.

use merkle::Hash;
use orda_audit::{Entry, Leaf, NewEntry, Who};
use orda_base::{Error, Operation, Outcome, Result, Timestamp};
use orda_store::{Tx, fault};
use sqlx::any::{AnyArguments, AnyRow};
use sqlx::query::Query;
use sqlx::{Any, AssertSqlSafe, Row};
use std::fmt::Write as _;
use std::sync::LazyLock;

/// Every column but the number, in the order of [`bind`].
const COLUMNS: &str = "at, who, actor_id, actor_name, actor_iin, address, session, agent, request, service, resource, \
                       part, operation, outcome, detail";
const COLUMN_COUNT: usize = 15;

/// Most rows a statement. A statement is a trip to the database whatever it holds, so as many rows as wait go into one;
/// there are so few different ones that all of them stay prepared.
pub(crate) const MOST: usize = 32;

static INSERTS: LazyLock<Vec<String>> = LazyLock::new(|| (1..=MOST).map(insert_text).collect());

/// What a reader selects.
pub(crate) static SELECT: LazyLock<String> = LazyLock::new(|| format!("select seq, {COLUMNS} from audit_entry"));

fn insert_text(rows: usize) -> String {
    let mut sql = format!("insert into audit_entry ({COLUMNS}) values ");
    for row in 0..rows {
        let values: Vec<String> = (1..=COLUMN_COUNT).map(|c| format!("${}", row * COLUMN_COUNT + c)).collect();
        // Writing to a string does not fail.
        let _ = write!(sql, "{}({})", if row == 0 { "" } else { ", " }, values.join(", "));
    }
    sql
}

/// Adds `entries`, in their order.
pub(crate) async fn insert(tx: &mut Tx, entries: &[NewEntry]) -> Result<()> {
    for some in entries.chunks(MOST) {
        statement(some).execute(tx.conn()).await.map_err(fault)?;
    }
    Ok(())
}

/// The statement that adds `entries`: at least one, at most [`MOST`].
pub(crate) fn statement(entries: &[NewEntry]) -> Query<'_, Any, AnyArguments> {
    let mut query = sqlx::query(INSERTS[entries.len() - 1].as_str());
    for e in entries {
        query = query
            .bind(e.at.micros())
            .bind(e.who.code())
            .bind(e.actor_id.clone())
            .bind(e.actor_name.clone())
            .bind(e.actor_iin.clone())
            .bind(e.address.clone())
            .bind(e.session.clone())
            .bind(e.agent.clone())
            .bind(e.request.clone())
            .bind(e.service.clone())
            .bind(e.resource.clone())
            .bind(e.part.clone())
            .bind(e.operation.code())
            .bind(e.outcome.code())
            .bind(e.detail.clone());
    }
    query
}

/// One row of [`SELECT`].
pub(crate) fn read(row: &AnyRow) -> Result<Entry> {
    let text = |name: &str| row.try_get::<String, _>(name).map_err(fault);
    let number = |name: &str| row.try_get::<i64, _>(name).map_err(fault);
    let unknown = |name: &str, code: &str| Error::internal(format!("audit_entry.{name} holds {code}"));
    let (who, operation, outcome) = (text("who")?, text("operation")?, text("outcome")?);
    Ok(Entry {
        seq: number("seq")?,
        entry: NewEntry {
            at: Timestamp::from_micros(number("at")?),
            who: Who::from_code(&who).ok_or_else(|| unknown("who", &who))?,
            actor_id: text("actor_id")?,
            actor_name: text("actor_name")?,
            actor_iin: text("actor_iin")?,
            address: text("address")?,
            session: text("session")?,
            agent: text("agent")?,
            request: text("request")?,
            service: text("service")?,
            resource: text("resource")?,
            part: text("part")?,
            operation: Operation::from_code(&operation).ok_or_else(|| unknown("operation", &operation))?,
            outcome: Outcome::from_code(&outcome).ok_or_else(|| unknown("outcome", &outcome))?,
            detail: text("detail")?,
        },
    })
}

/// One row of [`SELECT`] as it goes into the tree. None when a column holds what it cannot hold: it was altered.
pub(crate) fn leaf(row: &AnyRow) -> Option<Leaf> {
    let text = |name: &str| row.try_get::<String, _>(name).ok();
    let number = |name: &str| row.try_get::<i64, _>(name).ok();
    Some(Leaf {
        actor_id: text("actor_id")?,
        actor_iin: text("actor_iin")?,
        actor_name: text("actor_name")?,
        address: text("address")?,
        agent: text("agent")?,
        at: number("at")?,
        detail: text("detail")?,
        operation: text("operation")?,
        outcome: text("outcome")?,
        part: text("part")?,
        request: text("request")?,
        resource: text("resource")?,
        seq: number("seq")?,
        service: text("service")?,
        session: text("session")?,
        v: Leaf::VERSION,
        who: text("who")?,
    })
}

/// Number and hash of one row of [`SELECT`]. A row that cannot be read has a hash of its own, so that it neither stops
/// the tree nor passes for another.
pub(crate) fn hashed(row: &AnyRow) -> Result<(i64, Hash)> {
    let seq: i64 = row.try_get("seq").map_err(fault)?;
    let leaf = leaf(row).unwrap_or_else(|| Leaf { seq, who: "unreadable".into(), ..Leaf::default() });
    Ok((seq, leaf.hash()))
}

/// A text built by this crate out of constants.
pub(crate) const fn safe(sql: String) -> AssertSqlSafe<String> {
    AssertSqlSafe(sql)
}
