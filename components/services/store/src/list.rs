//! The list of results.

use orda_base::{Date, Page, Result};
use orda_services::{ResultQuery, Scope, ServiceResult, Validity};
use orda_store::Conditions;
use sqlx::AnyConnection;

/// `column in (…)`; none for no values.
pub(crate) fn within<T: ToString>(all: &mut Conditions, column: &str, values: &[T]) -> Option<String> {
    (!values.is_empty()).then(|| format!("{column} in ({})", all.list(values)))
}

/// Who sees what, and what is looked for; none when the reader sees nothing.
fn asked(scope: &Scope, (query, recipient): (&ResultQuery, Option<&str>), today: Date) -> Option<Conditions> {
    let mut all = Conditions::default();
    let seen = [within(&mut all, "body", &scope.bodies), within(&mut all, "service_id", &scope.services)];
    let mut seen: Vec<String> = seen.into_iter().flatten().collect();
    if let Some(own) = &scope.own
        && let Some(bodies) = within(&mut all, "body", &own.bodies)
    {
        let place = all.place(&own.person);
        seen.push(format!("{bodies} and (prepared_by = {place} or signed_by = {place})"));
    }
    if seen.is_empty() {
        return None;
    }
    all.and(&format!("({})", seen.join(" or ")));
    let states: Vec<_> = query.states.iter().map(|s| s.code()).collect();
    let service = within(&mut all, "service_id", query.service.as_slice());
    let state = within(&mut all, "state", &states);
    for condition in [service, state].into_iter().flatten() {
        all.and(&condition);
    }
    if let Some(validity) = query.validity {
        let sign = match validity {
            Validity::Current => ">=",
            Validity::Expired => "<",
        };
        let place = all.place(&today);
        all.and(&format!("valid_until {sign} {place}"));
    }
    for (sign, day) in [(">=", query.from), ("<=", query.to)] {
        if let Some(day) = day {
            let place = all.place(&day);
            all.and(&format!("prepared_on {sign} {place}"));
        }
    }
    if let Some(recipient) = recipient {
        let place = all.place(&recipient);
        all.and(&format!("recipient = {place}"));
    }
    all.words("words", &query.words);
    Some(all)
}

/// A page of the list, newest first.
pub(crate) async fn page(
    conn: &mut AnyConnection,
    scope: &Scope,
    (query, recipient): (&ResultQuery, Option<&str>),
    today: Date,
) -> Result<Page<ServiceResult>> {
    match asked(scope, (query, recipient), today) {
        Some(all) => all.page(conn, "services_result", "id desc", query.page).await,
        None => Ok(Page::new(Vec::new(), 0, query.page)),
    }
}
