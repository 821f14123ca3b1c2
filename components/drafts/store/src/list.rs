//! The list of drafts. It costs the same however many drafts there are: for each of the reader's few subjects the index
//! of readers gives as many rows as the page needs, in order; they are merged, and one join gives what a row shows.

use crate::row::{column, day_key, places, subject_key};
use crate::word::{COMMON, rarest_first};
use crate::{packed, reader};
use orda_base::{Error, Page, Result, Timestamp};
use orda_drafts::ports::TermDates;
use orda_drafts::subject::Subject;
use orda_drafts::{COUNTED, ListQuery, Row, Rows, Sort, TermFilter, words};
use orda_store::fault;
use sqlx::{AnyConnection, AssertSqlSafe};

/// A value bound to a place.
#[derive(Clone)]
enum Value {
    Number(i64),
    Text(String),
}

/// Conditions on `drafts_reader r`, with the values bound to them.
struct Conditions {
    sql: String,
    /// Comes before `drafts_reader r`: the rare word by which rows are looked up.
    driver: Option<String>,
    values: Vec<Value>,
}

impl Conditions {
    fn place(&mut self, value: Value) -> String {
        self.values.push(value);
        format!("${}", self.values.len())
    }

    fn and(&mut self, condition: &str) {
        self.sql.push_str(" and ");
        self.sql.push_str(condition);
    }

    fn number(&mut self, before: &str, value: i64) {
        let place = self.place(Value::Number(value));
        self.and(&format!("{before} {place}"));
    }
}

/// Order of the list: the column of `drafts_reader`, and its direction.
const fn order(sort: Sort) -> (&'static str, &'static str) {
    match sort {
        Sort::Changed => ("changed_at", "desc"),
        Sort::Term => ("due", "asc"),
        Sort::Title => ("title", "asc"),
        Sort::Number => ("serial", "desc"),
    }
}

/// A page.
pub(crate) async fn page(
    conn: &mut AnyConnection,
    subjects: &[Subject],
    query: &ListQuery,
    dates: &TermDates,
) -> Result<Rows> {
    let request = query.page;
    let conditions = conditions(conn, query, dates).await?;
    let items = find(conn, subjects, query, &conditions, request.limit(), request.offset()).await?;
    let before = u64::try_from(request.offset()).unwrap_or(0);
    let found = items.len() as u64;
    // A page that is not full is the last one: then nothing needs counting.
    let (total, at_least) = if found < u64::from(request.size) && (found > 0 || before == 0) {
        (before + found, false)
    } else {
        count(conn, subjects, &conditions).await?
    };
    Ok(Page { items, total, at_least, number: request.number, size: request.size })
}

/// The first rows.
pub(crate) async fn rows(
    conn: &mut AnyConnection,
    subjects: &[Subject],
    query: &ListQuery,
    dates: &TermDates,
    limit: u32,
) -> Result<Vec<Row>> {
    let conditions = conditions(conn, query, dates).await?;
    find(conn, subjects, query, &conditions, i64::from(limit), 0).await
}

async fn conditions(conn: &mut AnyConnection, query: &ListQuery, dates: &TermDates) -> Result<Conditions> {
    let mut all = Conditions { sql: String::new(), driver: None, values: Vec::new() };
    if !query.states.is_empty() {
        let first = all.values.len() + 1;
        all.values.extend(query.states.iter().map(|s| Value::Number(reader::state_key(*s))));
        all.and(&format!("r.state in ({})", places(first, query.states.len())));
    }
    match query.term {
        Some(TermFilter::Overdue) => all.number("r.due <", day_key(Some(dates.today))),
        Some(TermFilter::Near) => {
            all.number("r.due >=", day_key(Some(dates.today)));
            all.number("r.due <=", day_key(Some(dates.near)));
        }
        Some(TermFilter::Running) => all.number("r.due <", crate::row::NO_DAY),
        None => {}
    }
    if let Some(from) = query.changed_from {
        all.number("r.changed_at >=", start_of(from)?);
    }
    if let Some(to) = query.changed_to {
        all.number("r.changed_at <", start_of(to.tomorrow().map_err(Error::internal)?)?);
    }
    if let Some(body) = query.drafting_body {
        let place = all.place(Value::Text(body.to_string()));
        all.and(&format!(
            "exists (select 1 from drafts_version f where f.serial = r.serial and f.number = r.version \
             and f.body = {place})"
        ));
    }
    if let Some(body) = query.approving_body {
        let place = all.place(Value::Text(body.to_string()));
        all.and(&format!(
            "exists (select 1 from drafts_version f join drafts_approval a on a.draft_id = f.draft_id \
             and a.version = f.number where f.serial = r.serial and f.number = r.version and a.body = {place})"
        ));
    }
    for (index, (word, count)) in rarest_first(conn, &query.words).await?.into_iter().enumerate() {
        let from = all.place(Value::Text(word.clone()));
        let to = all.place(Value::Text(words::after(&word)));
        if index == 0 && count <= COMMON {
            all.driver = Some(format!(
                "(select distinct serial, version from drafts_word where word >= {from} and word < {to}) as w cross join"
            ));
            all.and("r.serial = w.serial and r.version = w.version");
        } else {
            all.and(&format!(
                "exists (select 1 from drafts_word x where x.serial = r.serial and x.version = r.version \
                 and x.word >= {from} and x.word < {to})"
            ));
        }
    }
    Ok(all)
}

/// Midnight in Astana at the beginning of a day.
fn start_of(day: orda_base::Date) -> Result<i64> {
    let zone = Timestamp::from_micros(0).zoned().time_zone().clone();
    let start = day.to_zoned(zone).map_err(Error::internal)?;
    Ok(start.timestamp().as_microsecond())
}

/// One arm for each subject: what it may read, under the conditions.
fn arms(subjects: &[Subject], conditions: &Conditions, select: &str, tail: &str) -> String {
    let driver = conditions.driver.as_deref().unwrap_or_default();
    let first = conditions.values.len() + 1;
    let arms: Vec<String> = (0..subjects.len())
        .map(|i| {
            let place = first + i;
            format!(
                "select * from (select {select} from {driver} drafts_reader r where r.subject = ${place}{} {tail}) as arm{i}",
                conditions.sql
            )
        })
        .collect();
    arms.join(" union all ")
}

async fn find(
    conn: &mut AnyConnection,
    subjects: &[Subject],
    query: &ListQuery,
    conditions: &Conditions,
    limit: i64,
    offset: i64,
) -> Result<Vec<Row>> {
    let (key, direction) = order(query.sort);
    let next = conditions.values.len() + subjects.len() + 1;
    let tail = format!("order by r.{key} {direction}, r.serial {direction} limit ${next}");
    let arms = arms(subjects, conditions, &format!("r.serial, r.version, r.{key} as sorted"), &tail);
    // A draft seen as several subjects is one row, at the newest version.
    let best = if direction == "desc" { "max" } else { "min" };
    let merged = if subjects.len() == 1 {
        arms
    } else {
        format!(
            "select serial, max(version) as version, {best}(sorted) as sorted from ({arms}) as seen group by serial"
        )
    };
    let (field, record) = (format!("${}", next + 3), format!("${}", next + 4));
    let line = packed::line(&field, &record);
    let sql = format!(
        "select coalesce(string_agg(line, {record} order by sorted {direction}, serial {direction}), '') as lines \
         from (select p.sorted, p.serial, {line} as line \
         from (select * from ({merged}) as merged order by sorted {direction}, serial {direction} \
         limit ${} offset ${}) as p join drafts_version v on v.serial = p.serial and v.number = p.version) as page",
        next + 1,
        next + 2
    );
    let mut statement = bind(sqlx::query(AssertSqlSafe(sql)), &conditions.values);
    for subject in subjects {
        statement = statement.bind(subject_key(*subject));
    }
    let found = statement
        .bind(limit.saturating_add(offset))
        .bind(limit)
        .bind(offset)
        .bind(packed::FIELD.to_string())
        .bind(packed::RECORD.to_string())
        .fetch_one(conn)
        .await
        .map_err(fault)?;
    packed::rows(&column::<String>(&found, "lines")?)
}

/// How many there are, counted up to [`COUNTED`]; says whether there may be more.
async fn count(conn: &mut AnyConnection, subjects: &[Subject], conditions: &Conditions) -> Result<(u64, bool)> {
    let limit = i64::try_from(COUNTED).unwrap_or(i64::MAX);
    let next = conditions.values.len() + subjects.len() + 1;
    let arms = arms(subjects, conditions, "r.serial", &format!("limit ${next}"));
    let distinct = if subjects.len() == 1 { arms } else { format!("select distinct serial from ({arms}) as seen") };
    let sql = format!("select count(*) as n from (select serial from ({distinct}) as found limit ${next}) as counted");
    let mut statement = bind(sqlx::query(AssertSqlSafe(sql)), &conditions.values);
    for subject in subjects {
        statement = statement.bind(subject_key(*subject));
    }
    let row = statement.bind(limit).fetch_one(conn).await.map_err(fault)?;
    let n = u64::try_from(column::<i64>(&row, "n")?).unwrap_or(0);
    Ok((n, n >= COUNTED))
}

type Statement<'q> = sqlx::query::Query<'q, sqlx::Any, sqlx::any::AnyArguments>;

fn bind<'q>(mut statement: Statement<'q>, values: &[Value]) -> Statement<'q> {
    for value in values {
        statement = match value.clone() {
            Value::Number(number) => statement.bind(number),
            Value::Text(text) => statement.bind(text),
        };
    }
    statement
}
