//! The list of results.

use crate::row::{column, data};
use orda_base::{Date, Page, Result};
use orda_services::{ResultQuery, Scope, ServiceResult, Validity};
use orda_store::fault;
use sqlx::any::AnyArguments;
use sqlx::query::Query;
use sqlx::{Any, AnyConnection, AssertSqlSafe};

/// Texts bound to the places of a condition.
#[derive(Default)]
pub(crate) struct Conditions {
    values: Vec<String>,
}

impl Conditions {
    fn place(&mut self, value: &impl ToString) -> String {
        self.values.push(value.to_string());
        format!("${}", self.values.len())
    }

    /// `column in (…)`; none for no values.
    pub(crate) fn within<T: ToString>(&mut self, column: &str, values: &[T]) -> Option<String> {
        let places: Vec<String> = values.iter().map(|value| self.place(value)).collect();
        (!places.is_empty()).then(|| format!("{column} in ({})", places.join(", ")))
    }

    /// The statement with the texts in their places.
    pub(crate) fn bound<'q>(&self, query: Query<'q, Any, AnyArguments>) -> Query<'q, Any, AnyArguments> {
        self.values.iter().fold(query, |query, value| query.bind(value.clone()))
    }
}

/// Who sees what, and what is looked for; none when the reader sees nothing.
fn asked(all: &mut Conditions, scope: &Scope, query: &ResultQuery, today: Date) -> Option<String> {
    let mut seen: Vec<String> =
        [all.within("body", &scope.bodies), all.within("service_id", &scope.services)].into_iter().flatten().collect();
    if let Some(person) = scope.own {
        let place = all.place(&person);
        seen.push(format!("prepared_by = {place} or signed_by = {place}"));
    }
    if seen.is_empty() {
        return None;
    }
    let mut wanted = vec![format!("({})", seen.join(" or "))];
    wanted.extend(all.within("service_id", query.service.as_slice()));
    let states: Vec<_> = query.states.iter().map(|s| s.code()).collect();
    wanted.extend(all.within("state", &states));
    if let Some(validity) = query.validity {
        let sign = match validity {
            Validity::Current => ">=",
            Validity::Expired => "<",
        };
        wanted.push(format!("valid_until {sign} {}", all.place(&today)));
    }
    for (sign, day) in [(">=", query.from), ("<=", query.to)] {
        if let Some(day) = day {
            wanted.push(format!("prepared_on {sign} {}", all.place(&day)));
        }
    }
    for word in query.words.to_lowercase().split_whitespace().take(10) {
        let escaped = word.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
        wanted.push(format!("words like {} escape '\\'", all.place(&format!("%{escaped}%"))));
    }
    Some(wanted.join(" and "))
}

/// A page of the list, newest first.
pub(crate) async fn page(
    conn: &mut AnyConnection,
    scope: &Scope,
    query: &ResultQuery,
    today: Date,
) -> Result<Page<ServiceResult>> {
    let mut all = Conditions::default();
    let Some(wanted) = asked(&mut all, scope, query, today) else { return Ok(Page::new(Vec::new(), 0, query.page)) };
    let sql = format!("select count(*) as found from services_result where {wanted}");
    let counted = all.bound(sqlx::query(AssertSqlSafe(sql))).fetch_one(&mut *conn).await.map_err(fault)?;
    let total: i64 = column(&counted, "found")?;
    let next = all.values.len() + 1;
    let sql =
        format!("select data from services_result where {wanted} order by id desc limit ${next} offset ${}", next + 1);
    let found = all.bound(sqlx::query(AssertSqlSafe(sql))).bind(query.page.limit()).bind(query.page.offset());
    let items = found.fetch_all(conn).await.map_err(fault)?.iter().map(data).collect::<Result<_>>()?;
    Ok(Page::new(items, total.unsigned_abs(), query.page))
}
