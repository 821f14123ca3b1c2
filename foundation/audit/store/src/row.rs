//! Rows of the table: writing several at once, reading one.

use merkle::{Hash, leaf_hash};
use orda_audit::{Entry, Leaf, NewEntry, RawLeaf, Who};
use orda_base::{Error, Operation, Outcome, Result, Timestamp};
use orda_store::{Database, MOST, NewRow, ScanRow, Value, fault};
use sqlx::any::AnyRow;
use sqlx::{AssertSqlSafe, Row};
use std::fmt::Write as _;
use std::sync::LazyLock;

/// Every column but the number, in the order of [`New`].
const COLUMNS: &str = "at, who, actor_id, actor_name, actor_iin, address, session, agent, request, service, resource, \
                       part, operation, outcome, detail";
const COLUMN_COUNT: usize = 15;

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

/// A record on its way into the table.
pub(crate) struct New(pub NewEntry);

impl NewRow for New {
    fn insert(rows: usize) -> &'static str {
        &INSERTS[rows - 1]
    }

    fn values<'a>(&'a self, put: &mut dyn FnMut(Value<'a>)) {
        let e = &self.0;
        put(Value::Number(e.at.micros()));
        for text in [
            e.who.code(),
            &e.actor_id,
            &e.actor_name,
            &e.actor_iin,
            &e.address,
            &e.session,
            &e.agent,
            &e.request,
            &e.service,
            &e.resource,
            &e.part,
            e.operation.code(),
            e.outcome.code(),
            &e.detail,
        ] {
            put(Value::Text(text));
        }
    }
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

/// Columns of [`SELECT`] that hold texts, in the order of [`RawLeaf::texts`].
const TEXTS: [usize; RawLeaf::TEXTS] = [3, 5, 4, 6, 8, 15, 13, 14, 12, 9, 11, 10, 7, 2];

/// Writes one row of [`SELECT`] as it goes into the tree, and says its time. None when a column holds what it cannot hold: it
/// was altered.
fn write(row: &ScanRow<'_>, out: &mut Vec<u8>) -> Option<i64> {
    let mut texts: [&[u8]; RawLeaf::TEXTS] = [&[]; RawLeaf::TEXTS];
    for (text, column) in texts.iter_mut().zip(TEXTS) {
        *text = row.bytes(column)?;
    }
    let raw = RawLeaf { texts, at: row.number(1)?, seq: row.number(0)?, v: Leaf::VERSION };
    raw.write(out).then_some(raw.at)
}

/// Reads the records of the condition `which` (numbers only), in their order: of each its number, its hash in the tree, and
/// what `take` makes of its time (none when it cannot be read) and of the bytes that are hashed. A row that cannot be read has
/// a hash of its own, so that it neither stops the tree nor passes for another.
pub(crate) async fn scan<T: Send + 'static>(
    db: &Database,
    which: &str,
    take: impl Fn(Option<i64>, &[u8]) -> T + Send + 'static,
) -> Result<Vec<(i64, Hash, T)>> {
    let mut bytes = Vec::new();
    let hashed = move |row: &ScanRow<'_>| {
        let seq = row.number(0).unwrap_or(0);
        let at = write(row, &mut bytes);
        if at.is_none() {
            Leaf { seq, who: "unreadable".into(), ..Leaf::default() }.write(&mut bytes);
        }
        (seq, leaf_hash(&bytes), take(at, &bytes))
    };
    db.scan(format!("{} where {which}", *SELECT), hashed).await
}

/// A text built by this crate out of constants.
pub(crate) const fn safe(sql: String) -> AssertSqlSafe<String> {
    AssertSqlSafe(sql)
}
