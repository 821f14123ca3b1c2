//! The lists.

use orda_base::{Date, Page, Result};
use orda_registry::{Freshness, Record, RecordQuery, UpdateLine, UpdatesQuery};
use orda_store::Conditions;
use sqlx::AnyConnection;

/// A page of the records, by name.
pub(crate) async fn records(conn: &mut AnyConnection, query: &RecordQuery) -> Result<Page<Record>> {
    let mut all = Conditions::default();
    let exact = [
        ("body", query.body.map(|body| body.to_string())),
        ("kind", query.kind.map(|kind| kind.code().to_owned())),
        ("state", query.state.map(|state| state.code().to_owned())),
    ];
    for (column, value) in exact {
        if let Some(value) = value {
            let place = all.place(&value);
            all.and(&format!("{column} = {place}"));
        }
    }
    all.words("words", &query.words);
    all.page(conn, "registry_record", "name, id", query.page).await
}

/// A page of the data sets, the longest overdue first.
pub(crate) async fn updates(conn: &mut AnyConnection, query: &UpdatesQuery, today: Date) -> Result<Page<UpdateLine>> {
    let mut all = Conditions::default();
    if let Some(body) = query.body {
        let place = all.place(&body);
        all.and(&format!("body = {place}"));
    }
    if let Some(freshness) = query.freshness {
        let sign = match freshness {
            Freshness::Overdue => "<",
            Freshness::UpToDate => ">=",
        };
        let place = all.place(&today);
        all.and(&format!("due {sign} {place}"));
    }
    all.page(conn, "registry_data_set", "due, id", query.page).await
}
