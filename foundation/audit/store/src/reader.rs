//! Searching the records.

use crate::row::{SELECT, read, safe};
use async_trait::async_trait;
use orda_audit::{Count, Cursor, Dimension, Entry, EntryStore, Filter};
use orda_base::{PersonId, Result};
use orda_store::{Database, fault};
use sqlx::any::AnyArguments;
use sqlx::query::Query;
use sqlx::{Any, Row};
use std::fmt::Write as _;

/// The records of a database.
#[derive(Clone)]
pub struct Entries(pub(crate) Database);

impl Entries {
    /// Of this database.
    pub const fn new(db: Database) -> Self {
        Self(db)
    }
}

/// A condition with the values of its `?` places.
pub(crate) enum Value {
    Number(i64),
    Text(String),
}

/// Collects conditions and their values; places are numbered as they come.
#[derive(Default)]
pub(crate) struct Conditions {
    pub(crate) sql: Vec<String>,
    pub(crate) values: Vec<Value>,
}

impl Conditions {
    /// Adds `condition`, in which each `?` stands for the next of `values`.
    pub(crate) fn add(&mut self, condition: &str, values: Vec<Value>) {
        let mut pieces = condition.split('?');
        let mut sql = pieces.next().unwrap_or_default().to_owned();
        for (piece, value) in pieces.zip(values) {
            self.values.push(value);
            sql.push('$');
            sql.push_str(&self.values.len().to_string());
            sql.push_str(piece);
        }
        self.sql.push(sql);
    }

    fn equal(&mut self, column: &str, value: &str) {
        if !value.is_empty() {
            self.add(&format!("{column} = ?"), vec![Value::Text(value.to_owned())]);
        }
    }

    /// One of `columns` holds `word`, small or capital. Each spelling is asked for by itself, because the lower case of
    /// `SQLite` knows no Cyrillic letters.
    fn contains(&mut self, columns: &[&str], word: &str) {
        let lower = word.to_lowercase();
        let mut spellings = vec![word.to_owned(), lower.clone(), capitalised(&lower), word.to_uppercase()];
        spellings.dedup();
        let (mut any, mut values) = (Vec::new(), Vec::new());
        for column in columns {
            for spelling in &spellings {
                any.push(format!("{column} like ? escape '!'"));
                values.push(Value::Text(format!("%{}%", escaped(spelling))));
            }
        }
        self.add(&format!("({})", any.join(" or ")), values);
    }

    fn of(filter: &Filter, after: Option<Cursor>) -> Self {
        let mut all = Self::default();
        let person = filter.person.trim();
        if person.len() == 12 && person.bytes().all(|b| b.is_ascii_digit()) {
            all.equal("actor_iin", person);
        } else if person.len() == 36 && person.bytes().all(|b| b.is_ascii_hexdigit() || b == b'-') {
            all.equal("actor_id", person);
        } else {
            for word in person.split_whitespace() {
                all.contains(&["actor_name"], word);
            }
        }
        all.equal("who", filter.who.map_or("", orda_audit::Who::code));
        let address = filter.address.trim();
        if address.ends_with(['.', ':']) {
            all.add("address like ? escape '!'", vec![Value::Text(format!("{}%", escaped(address)))]);
        } else {
            all.equal("address", address);
        }
        all.equal("resource", &filter.resource);
        all.equal("operation", filter.operation.map_or("", orda_base::Operation::code));
        all.equal("outcome", filter.outcome.map_or("", orda_base::Outcome::code));
        if let Some(from) = filter.from {
            all.add("at >= ?", vec![Value::Number(from.micros())]);
        }
        if let Some(until) = filter.until {
            all.add("at < ?", vec![Value::Number(until.micros())]);
        }
        for word in filter.words.split_whitespace() {
            all.contains(&["part", "detail", "service"], word);
        }
        all.equal("request", &filter.request);
        if let Some(after) = after {
            all.add("(at, seq) < (?, ?)", vec![Value::Number(after.at.micros()), Value::Number(after.seq)]);
        }
        all
    }
}

fn capitalised(lower: &str) -> String {
    let mut chars = lower.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// The text as itself within a pattern.
pub(crate) fn escaped(text: &str) -> String {
    text.replace('!', "!!").replace('%', "!%").replace('_', "!_")
}

/// The statement with these values.
pub(crate) fn bound<'q>(sql: String, values: Vec<Value>) -> Query<'q, Any, AnyArguments> {
    values.into_iter().fold(sqlx::query(safe(sql)), |query, value| match value {
        Value::Number(n) => query.bind(n),
        Value::Text(t) => query.bind(t),
    })
}

/// Value and id of a dimension. The zone of Astana is five hours ahead of UTC.
const fn columns(by: Dimension) -> (&'static str, &'static str) {
    match by {
        Dimension::Person => ("actor_name", "actor_id"),
        Dimension::Resource => ("resource", "''"),
        Dimension::Operation => ("operation", "''"),
        Dimension::Outcome => ("outcome", "''"),
        Dimension::Hour => ("cast((at / 3600000000 + 5) % 24 as text)", "''"),
    }
}

#[async_trait]
impl EntryStore for Entries {
    async fn search(&self, filter: &Filter, after: Option<Cursor>, limit: u32) -> Result<Vec<Entry>> {
        let conditions = Conditions::of(filter, after);
        let mut sql = SELECT.clone();
        if !conditions.sql.is_empty() {
            sql.push_str(" where ");
            sql.push_str(&conditions.sql.join(" and "));
        }
        // Writing to a string does not fail.
        let _ = write!(sql, " order by at desc, seq desc limit {limit}");
        let rows = bound(sql, conditions.values).fetch_all(self.0.reader()).await.map_err(fault)?;
        rows.iter().map(read).collect()
    }

    async fn entry(&self, seq: i64) -> Result<Option<Entry>> {
        let sql = safe(format!("{} where seq = $1", *SELECT));
        let row = sqlx::query(sql).bind(seq).fetch_optional(self.0.reader()).await.map_err(fault)?;
        row.as_ref().map(read).transpose()
    }

    async fn of_request(&self, request: &str, limit: u32) -> Result<Vec<Entry>> {
        let sql = safe(format!("{} where request = $1 order by at, seq limit {limit}", *SELECT));
        let rows = sqlx::query(sql).bind(request.to_owned()).fetch_all(self.0.reader()).await.map_err(fault)?;
        rows.iter().map(read).collect()
    }

    async fn about_person(&self, person: PersonId, after: Option<Cursor>, limit: u32) -> Result<Vec<Entry>> {
        let mut sql = SELECT.clone();
        // The condition on the resource is written out: the index is only of these.
        sql.push_str(
            " where resource = 'person' and (part = $1 or part like $2) and actor_id <> $1 and who <> 'portal'",
        );
        let mut values = vec![Value::Text(person.to_string()), Value::Text(format!("{person}/%"))];
        if let Some(after) = after {
            sql.push_str(" and (at, seq) < ($3, $4)");
            values.extend([Value::Number(after.at.micros()), Value::Number(after.seq)]);
        }
        // Writing to a string does not fail.
        let _ = write!(sql, " order by at desc, seq desc limit {limit}");
        let rows = bound(sql, values).fetch_all(self.0.reader()).await.map_err(fault)?;
        rows.iter().map(read).collect()
    }

    async fn counts(&self, filter: &Filter, by: Dimension, limit: u32) -> Result<Vec<Count>> {
        let conditions = Conditions::of(filter, None);
        let (value, id) = columns(by);
        let mut sql = format!("select {value} as value, {id} as id, count(*) as times from audit_entry");
        if !conditions.sql.is_empty() {
            sql.push_str(" where ");
            sql.push_str(&conditions.sql.join(" and "));
        }
        // Writing to a string does not fail.
        let _ = write!(sql, " group by 1, 2 order by 3 desc, 1 limit {limit}");
        let rows = bound(sql, conditions.values).fetch_all(self.0.reader()).await.map_err(fault)?;
        rows.iter()
            .map(|row| {
                let times: i64 = row.try_get("times").map_err(fault)?;
                Ok(Count {
                    value: row.try_get("value").map_err(fault)?,
                    id: row.try_get("id").map_err(fault)?,
                    count: times.unsigned_abs(),
                })
            })
            .collect()
    }
}
