//! Reminders: the list that a Controller sees, and the whole list of a source.

use orda_base::{BodyId, Date, Page, PageRequest, Result};
use orda_reminders::{Facets, Rejected, Reminder, ReminderId, ReminderQuery, Sort, Source};
use orda_store::row::{column, json, rows_of_places, to_json};
use orda_store::{Conditions, Tx, fault};
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
            rows_of_places(batch.len(), 14)
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
        let sql =
            format!("insert into reminders_rejected (source, place, data) values {}", rows_of_places(batch.len(), 3));
        let mut insert = sqlx::query(AssertSqlSafe(sql));
        for one in batch {
            insert = insert.bind(source.code()).bind(i64::from(one.place)).bind(to_json(one)?);
        }
        insert.execute(tx.conn()).await.map_err(fault)?;
    }
    Ok(())
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

const TABLE: &str = "reminders_reminder";

/// Addressed to these bodies.
fn of(bodies: &[BodyId]) -> Conditions {
    let mut all = Conditions::default();
    let bodies = all.list(bodies);
    all.and(&format!("body in ({bodies})"));
    all
}

fn asked(bodies: &[BodyId], query: &ReminderQuery, today: Date) -> Conditions {
    let mut all = of(bodies);
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
    all.words("words", &query.words);
    all
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
    let conditions = asked(bodies, query, today);
    conditions.page(conn, TABLE, &order(query), query.page).await
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
    asked(bodies, query, today).find(conn, TABLE, &order(query), (i64::from(limit), 0)).await
}

fn order(query: &ReminderQuery) -> String {
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
    format!("{by} {way}, due, id")
}

/// Kinds and units of the reminders to these bodies.
pub(crate) async fn facets(conn: &mut AnyConnection, bodies: &[BodyId]) -> Result<Facets> {
    if bodies.is_empty() {
        return Ok(Facets::default());
    }
    Ok(Facets { kinds: values(conn, bodies, "kind").await?, units: values(conn, bodies, "unit").await? })
}

async fn values(conn: &mut AnyConnection, bodies: &[BodyId], of_what: &str) -> Result<Vec<String>> {
    let mut conditions = of(bodies);
    conditions.and(&format!("{of_what} <> ''"));
    let select = format!("select distinct {of_what} as value from {TABLE}");
    let tail = format!("order by value limit ${}", conditions.next_place());
    let rows = conditions.rows(conn, &select, &tail, &[CHOICES]).await?;
    rows.iter().map(|row| column(row, "value")).collect()
}

/// Reminders that are marked for the administrator.
pub(crate) async fn marked(conn: &mut AnyConnection, page: PageRequest) -> Result<Page<Reminder>> {
    let mut all = Conditions::default();
    all.and("marked = 1");
    all.page(conn, TABLE, "source, number, id", page).await
}
