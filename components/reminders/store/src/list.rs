//! Reminders: the list that a Controller sees, and the whole list of a source.

use crate::row::{column, json, to_json};
use orda_base::{BodyId, Date, Page, PageRequest, Result};
use orda_reminders::{Facets, Rejected, Reminder, ReminderId, ReminderQuery, Sort, Source};
use orda_store::{Tx, fault};
use sqlx::{AnyConnection, AssertSqlSafe};

/// Rows in one statement: 14 values each, within what both databases take.
const BATCH: usize = 200;
/// Most choices of a filter.
const CHOICES: i64 = 200;

/// Reads a reminder.
pub(crate) async fn load(conn: &mut AnyConnection, id: ReminderId) -> Result<Option<Reminder>> {
    let row = sqlx::query("select data from reminders_reminder where id = $1")
        .bind(id.to_string())
        .fetch_optional(conn)
        .await
        .map_err(fault)?;
    row.map(|row| json(&row, "data")).transpose()
}

/// The whole list of a source.
pub(crate) async fn of_source(conn: &mut AnyConnection, source: Source) -> Result<Vec<Reminder>> {
    let rows = sqlx::query("select data from reminders_reminder where source = $1 order by key")
        .bind(source.code())
        .fetch_all(conn)
        .await
        .map_err(fault)?;
    rows.iter().map(|row| json(row, "data")).collect()
}

/// Puts another list in the place of that of a source.
pub(crate) async fn replace(tx: &mut Tx, source: Source, list: &[Reminder], rejected: &[Rejected]) -> Result<()> {
    for table in ["reminders_reminder", "reminders_rejected"] {
        sqlx::query(AssertSqlSafe(format!("delete from {table} where source = $1")))
            .bind(source.code())
            .execute(tx.conn())
            .await
            .map_err(fault)?;
    }
    for batch in list.chunks(BATCH) {
        let sql = format!(
            "insert into reminders_reminder (id, source, key, body, number, out_date, due, executor, kind, unit, marked, \
             taken_at, words, data) values {}",
            places(batch.len(), 14)
        );
        let mut insert = sqlx::query(AssertSqlSafe(sql));
        for one in batch {
            let requisites = &one.requisites;
            insert = insert
                .bind(one.id.to_string())
                .bind(one.source.code())
                .bind(one.key.clone())
                .bind(one.body.to_string())
                .bind(requisites.outgoing_number.clone())
                .bind(requisites.outgoing_date.to_string())
                .bind(requisites.due.to_string())
                .bind(requisites.executor.clone())
                .bind(requisites.document_kind.clone())
                .bind(requisites.responsible_unit.clone().unwrap_or_default())
                .bind(i64::from(one.is_marked()))
                .bind(one.taken_at.micros())
                .bind(words(one))
                .bind(to_json(one)?);
        }
        insert.execute(tx.conn()).await.map_err(fault)?;
    }
    for batch in rejected.chunks(BATCH) {
        let sql = format!("insert into reminders_rejected (source, place, data) values {}", places(batch.len(), 3));
        let mut insert = sqlx::query(AssertSqlSafe(sql));
        for one in batch {
            insert = insert.bind(source.code()).bind(i64::from(one.place)).bind(to_json(one)?);
        }
        insert.execute(tx.conn()).await.map_err(fault)?;
    }
    Ok(())
}

/// `($1, $2), ($3, $4)`.
fn places(rows: usize, columns: usize) -> String {
    let row = |nth: usize| {
        let of_row: Vec<String> = (1..=columns).map(|column| format!("${}", nth * columns + column)).collect();
        format!("({})", of_row.join(", "))
    };
    (0..rows).map(row).collect::<Vec<_>>().join(", ")
}

/// The words by which a reminder is found, in lower case: databases do not agree about letters beyond ASCII.
fn words(one: &Reminder) -> String {
    let requisites = &one.requisites;
    let unit = requisites.responsible_unit.as_deref().unwrap_or_default();
    [
        requisites.outgoing_number.as_str(),
        &requisites.short_content,
        &requisites.executor,
        &requisites.document_kind,
        unit,
    ]
    .join(" ")
    .to_lowercase()
}

/// A condition with the texts bound to its places.
struct Conditions {
    sql: String,
    values: Vec<String>,
}

impl Conditions {
    /// Addressed to these bodies.
    fn of(bodies: &[BodyId]) -> Self {
        let mut all = Self { sql: String::new(), values: Vec::new() };
        let bodies = all.list(bodies);
        all.sql = format!("body in ({bodies})");
        all
    }

    fn place(&mut self, value: &impl ToString) -> String {
        self.values.push(value.to_string());
        format!("${}", self.values.len())
    }

    fn list<T: ToString>(&mut self, values: &[T]) -> String {
        values.iter().map(|v| self.place(v)).collect::<Vec<_>>().join(", ")
    }

    fn and(&mut self, condition: &str) {
        self.sql.push_str(" and ");
        self.sql.push_str(condition);
    }

    fn asked(bodies: &[BodyId], query: &ReminderQuery, today: Date) -> Self {
        let mut all = Self::of(bodies);
        if let Some(source) = query.source {
            let place = all.place(&source.code());
            all.and(&format!("source = {place}"));
        }
        for (column, values) in [("kind", &query.kinds), ("unit", &query.units)] {
            if !values.is_empty() {
                let places = all.list(values);
                all.and(&format!("{column} in ({places})"));
            }
        }
        let (from, to) = query.terms(today);
        for (sign, day) in [(">=", from), ("<=", to)] {
            if let Some(day) = day {
                let place = all.place(&day);
                all.and(&format!("due {sign} {place}"));
            }
        }
        for word in query.words.to_lowercase().split_whitespace().take(10) {
            let escaped = word.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
            let place = all.place(&format!("%{escaped}%"));
            all.and(&format!("words like {place} escape '\\'"));
        }
        all
    }
}

/// A page of the list.
pub(crate) async fn page(
    conn: &mut AnyConnection,
    bodies: &[BodyId],
    query: &ReminderQuery,
    today: Date,
) -> Result<Page<Reminder>> {
    if bodies.is_empty() {
        return Ok(Page::new(Vec::new(), 0, query.page));
    }
    let conditions = Conditions::asked(bodies, query, today);
    let sql = format!("select count(*) as found from reminders_reminder where {}", conditions.sql);
    let mut counted = sqlx::query(AssertSqlSafe(sql));
    for value in &conditions.values {
        counted = counted.bind(value.clone());
    }
    let total: i64 = column(&counted.fetch_one(&mut *conn).await.map_err(fault)?, "found")?;
    let items = find(conn, &conditions, query, query.page.limit(), query.page.offset()).await?;
    Ok(Page::new(items, total.unsigned_abs(), query.page))
}

/// The first rows of the list.
pub(crate) async fn rows(
    conn: &mut AnyConnection,
    bodies: &[BodyId],
    query: &ReminderQuery,
    today: Date,
    limit: u32,
) -> Result<Vec<Reminder>> {
    if bodies.is_empty() {
        return Ok(Vec::new());
    }
    find(conn, &Conditions::asked(bodies, query, today), query, i64::from(limit), 0).await
}

async fn find(
    conn: &mut AnyConnection,
    conditions: &Conditions,
    query: &ReminderQuery,
    limit: i64,
    offset: i64,
) -> Result<Vec<Reminder>> {
    let by = match query.sort {
        Sort::Due => "due",
        Sort::Number => "number",
        Sort::Date => "out_date",
        Sort::Executor => "executor",
        Sort::Kind => "kind",
        Sort::Unit => "unit",
        Sort::Source => "source",
    };
    let way = if query.descending { "desc" } else { "asc" };
    let next = conditions.values.len() + 1;
    let sql = format!(
        "select data from reminders_reminder where {} order by {by} {way}, due, id limit ${next} offset ${}",
        conditions.sql,
        next + 1
    );
    let mut found = sqlx::query(AssertSqlSafe(sql));
    for value in &conditions.values {
        found = found.bind(value.clone());
    }
    let rows = found.bind(limit).bind(offset).fetch_all(conn).await.map_err(fault)?;
    rows.iter().map(|row| json(row, "data")).collect()
}

/// Kinds and units of the reminders to these bodies.
pub(crate) async fn facets(conn: &mut AnyConnection, bodies: &[BodyId]) -> Result<Facets> {
    if bodies.is_empty() {
        return Ok(Facets::default());
    }
    Ok(Facets { kinds: values(conn, bodies, "kind").await?, units: values(conn, bodies, "unit").await? })
}

async fn values(conn: &mut AnyConnection, bodies: &[BodyId], of: &str) -> Result<Vec<String>> {
    let conditions = Conditions::of(bodies);
    let next = conditions.values.len() + 1;
    let sql = format!(
        "select distinct {of} as value from reminders_reminder where {} and {of} <> '' order by value limit ${next}",
        conditions.sql
    );
    let mut found = sqlx::query(AssertSqlSafe(sql));
    for value in &conditions.values {
        found = found.bind(value.clone());
    }
    let rows = found.bind(CHOICES).fetch_all(conn).await.map_err(fault)?;
    rows.iter().map(|row| column(row, "value")).collect()
}

/// Reminders that are marked for the administrator.
pub(crate) async fn marked(conn: &mut AnyConnection, page: PageRequest) -> Result<Page<Reminder>> {
    let counted = sqlx::query("select count(*) as found from reminders_reminder where marked = 1")
        .fetch_one(&mut *conn)
        .await
        .map_err(fault)?;
    let total: i64 = column(&counted, "found")?;
    let rows = sqlx::query(
        "select data from reminders_reminder where marked = 1 order by source, number, id limit $1 offset $2",
    )
    .bind(page.limit())
    .bind(page.offset())
    .fetch_all(conn)
    .await
    .map_err(fault)?;
    let items = rows.iter().map(|row| json(row, "data")).collect::<Result<_>>()?;
    Ok(Page::new(items, total.unsigned_abs(), page))
}
