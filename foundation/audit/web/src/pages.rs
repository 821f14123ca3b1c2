//! The log, and one record of it.

use crate::accounted_for;
use crate::by_number;
use crate::log_tabs::tabs;
use crate::query::Search;
use axum::extract::State;
use maud::{Markup, html};
use orda_audit::{Accounting, Entry, Found, NewEntry, Who};
use orda_base::{Operation, Outcome, Timestamp};
use orda_web::parts::{self, Chip, Choice, Colour, Column, Crumb, Field, Filter, Row, Table};
use orda_web::{FluentValue, FormErrors, Path, Query, Response, Title, Ui, WebError};
use std::sync::Arc;

/// Kinds of resources that are offered in the filter; others are found by words.
const RESOURCES: [&str; 28] = [
    "draft",
    "posting",
    "file",
    "file_set",
    "signature",
    "signature_verification",
    "certificate",
    "certificate_request",
    "protection_tool",
    "certifying_centre",
    "person",
    "body",
    "unit",
    "role",
    "session",
    "password",
    "system",
    "accounting",
    "accounting_archive",
    "alert",
    "notification",
    "delivery",
    "page",
    "api",
    "backup",
    "installation",
    "destruction",
    "hold",
];

pub(crate) async fn list(State(accounting): State<Arc<Accounting>>, ui: Ui, Query(search): Query<Search>) -> Response {
    accounted_for(list_page(&accounting, &ui, &search).await)
}

async fn list_page(accounting: &Accounting, ui: &Ui, search: &Search) -> Result<Response, WebError> {
    let (filter, wrong) = search.filter();
    let found = accounting.search(ui.actor(), &filter, search.cursor(), search.size()).await?;
    let errors = FormErrors::of_fields(ui, wrong);
    let chips = chips(ui, search);
    let size = search.size().to_string();
    let panel = Filter {
        action: "/accounting",
        fields: fields(ui, search, &errors),
        chips: &chips,
        keep: &[("size", size.as_str())],
    };
    let content = html! {
        (errors.summary(ui))
        h1.govuk-heading-l { (ui.t("audit-title")) }
        (tabs(ui, "/accounting"))
        p.govuk-body { (ui.t("audit-lead")) " " (parts::rule(ui, "365-8")) }
        p.govuk-body { a.govuk-link href=(by_number::PATH) { (ui.t("web-by-number")) } }
        (parts::filter_layout(ui, &panel, results(ui, &found, search, accounting.export_limit())))
    };
    let title = Title::new(ui.t("audit-title")).wide();
    Ok(ui.form_page(title, &errors, content))
}

pub(crate) fn fields(ui: &Ui, search: &Search, errors: &FormErrors) -> Markup {
    let any = || Choice::new("", ui.t("audit-filter-any"));
    let mut kinds: Vec<(String, &str)> = RESOURCES.iter().map(|r| (resource(ui, r), *r)).collect();
    kinds.sort();
    let resources: Vec<_> =
        std::iter::once(any()).chain(kinds.into_iter().map(|(label, code)| Choice::new(code, label))).collect();
    let operations: Vec<_> = std::iter::once(any())
        .chain(Operation::ALL.into_iter().map(|o| Choice::new(o.code(), operation(ui, o))))
        .collect();
    let outcomes: Vec<_> = std::iter::once(any())
        .chain([Outcome::Done, Outcome::Refused, Outcome::Failed].map(|o| Choice::new(o.code(), outcome(ui, o))))
        .collect();
    let who: Vec<_> = std::iter::once(any()).chain(Who::ALL.map(|w| Choice::new(w.code(), who_label(ui, w)))).collect();
    let time = |name: &'static str, key: &'static str| Field::new(name, ui.t(key)).errors(errors).autocomplete("off");
    html! {
        (parts::text_input(Field::new("person", ui.t("audit-filter-person")).hint(ui.t("audit-filter-person-hint"))
            .autocomplete("off"), &search.person))
        (parts::select(Field::new("who", ui.t("audit-field-who")), &who, &search.who))
        (parts::text_input(Field::new("address", ui.t("audit-field-address")).hint(ui.t("audit-filter-address-hint"))
            .autocomplete("off"), &search.address))
        (parts::select(Field::new("resource", ui.t("audit-field-resource")), &resources, &search.resource))
        (parts::select(Field::new("operation", ui.t("audit-field-operation")), &operations, &search.operation))
        (parts::select(Field::new("outcome", ui.t("audit-field-outcome")), &outcomes, &search.outcome))
        (parts::text_input(time("from", "audit-filter-from").hint(ui.t("audit-filter-time-hint")), &search.from))
        (parts::text_input(time("until", "audit-filter-until"), &search.until))
        (parts::text_input(Field::new("words", ui.t("audit-filter-words")).hint(ui.t("audit-filter-words-hint"))
            .autocomplete("off"), &search.words))
    }
}

pub(crate) fn chips<'a>(ui: &'a Ui, search: &'a Search) -> Vec<Chip<'a>> {
    let label = |name: &str| match name {
        "person" => ui.t("audit-filter-person"),
        "who" => ui.t("audit-field-who"),
        "address" => ui.t("audit-field-address"),
        "resource" => ui.t("audit-field-resource"),
        "operation" => ui.t("audit-field-operation"),
        "outcome" => ui.t("audit-field-outcome"),
        "from" => ui.t("audit-filter-from"),
        "until" => ui.t("audit-filter-until"),
        "words" => ui.t("audit-filter-words"),
        _ => ui.t("audit-field-request"),
    };
    let value = |name: &str, value: &str| match name {
        "who" => Who::from_code(value).map(|w| who_label(ui, w)),
        "resource" => Some(resource(ui, value)),
        "operation" => Operation::from_code(value).map(|o| operation(ui, o)),
        "outcome" => Outcome::from_code(value).map(|o| outcome(ui, o)),
        _ => None,
    };
    search
        .filters()
        .into_iter()
        .filter(|(_, given)| !given.is_empty())
        .map(|(name, given)| {
            let text = value(name, given).unwrap_or_else(|| given.to_owned());
            Chip::new(label(name), text, parts::address(ui, &[(name, None), ("after", None)]))
        })
        .collect()
}

fn results(ui: &Ui, found: &Found, search: &Search, limit: usize) -> Markup {
    if found.entries.is_empty() {
        return parts::empty_state(ui.t("audit-empty-title"), ui.t("audit-empty"), newest(ui, search));
    }
    let number = |n: usize| FluentValue::from(i64::try_from(n).unwrap_or(i64::MAX));
    let query = if ui.query().is_empty() { String::new() } else { format!("?{}", ui.query()) };
    html! {
        p.app-rows-found role="status" { (ui.tr("audit-shown", &[("count", number(found.entries.len()))])) }
        (entries_table(ui, &found.entries))
        nav.app-pager aria-label=(ui.t("audit-pages")) {
            (newest(ui, search))
            @if let Some(next) = &found.next {
                " " a.govuk-link rel="next" href=(parts::address(ui, &[("after", Some(&next.to_string()))])) {
                    (ui.t("audit-older"))
                }
            }
        }
        section aria-label=(ui.t("audit-export")) {
            p.govuk-hint { (ui.tr("audit-export-hint", &[("limit", number(limit))])) }
            (parts::button_group(html! {
                a.govuk-link href=(format!("/accounting/export.csv{query}")) { (ui.t("audit-export-csv")) }
                a.govuk-link href=(format!("/accounting/export.xlsx{query}")) { (ui.t("audit-export-xlsx")) }
                a.govuk-link href=(format!("/accounting/export.cef{query}")) { (ui.t("audit-export-cef")) }
            }))
        }
    }
}

/// The way back to the first page, on any other one.
fn newest(ui: &Ui, search: &Search) -> Markup {
    if search.after.is_empty() {
        return Markup::default();
    }
    html! { a.govuk-link href=(parts::address(ui, &[("after", None)])) { (ui.t("audit-newest")) } }
}

fn entries_table(ui: &Ui, entries: &[Entry]) -> Markup {
    let columns = vec![
        Column::new(ui.t("audit-field-at")),
        Column::new(ui.t("audit-field-who")),
        Column::new(ui.t("audit-field-address")),
        Column::new(ui.t("audit-field-resource")),
        Column::new(ui.t("audit-field-operation")),
        Column::new(ui.t("audit-field-outcome")),
    ];
    let rows = entries.iter().map(|Entry { seq, entry }| {
        vec![
            html! { a.govuk-link href=(format!("/accounting/{seq}")) { (time(ui, entry.at)) } },
            actor(ui, entry),
            html! { (entry.address) },
            html! {
                (resource(ui, &entry.resource))
                @if !entry.part.is_empty() { br; span.app-wrap { (entry.part) } }
            },
            html! { (operation(ui, entry.operation)) },
            outcome_tag(ui, entry.outcome),
        ]
    });
    parts::table(ui, &Table::new(ui.t("audit-caption"), columns).rows(rows))
}

pub(crate) async fn show(State(accounting): State<Arc<Accounting>>, ui: Ui, Path(seq): Path<i64>) -> Response {
    accounted_for(show_page(&accounting, &ui, seq).await)
}

async fn show_page(accounting: &Accounting, ui: &Ui, seq: i64) -> Result<Response, WebError> {
    let (record, related) = accounting.open(ui.actor(), seq).await?;
    let entry = &record.entry;
    let given = |text: &str| html! { @if text.is_empty() { (ui.t("audit-none")) } @else { span.app-wrap { (text) } } };
    let mut name = Row::new(ui.t("audit-field-actor"), actor(ui, entry));
    if !entry.actor_id.is_empty() {
        name = name.action(format!("/accounting?person={}", entry.actor_id), ui.t("audit-all-of-person"));
    }
    let mut address = Row::new(ui.t("audit-field-address"), given(&entry.address));
    if !entry.address.is_empty() {
        address = address.action(format!("/accounting?address={}", entry.address), ui.t("audit-all-of-address"));
    }
    let component = format!("audit-component-{}", record.component());
    let rows = [
        Row::new(ui.t("audit-field-number"), html! { (record.seq) }),
        Row::new(ui.t("audit-field-at"), time(ui, entry.at)),
        Row::new(ui.t("audit-field-who"), html! { (who_label(ui, entry.who)) }),
        name,
        Row::new(ui.t("audit-field-iin"), given(&entry.actor_iin)),
        address,
        Row::new(ui.t("audit-field-component"), html! { (ui.t(&component)) }),
        Row::new(ui.t("audit-field-resource"), html! { (resource(ui, &entry.resource)) }),
        Row::new(ui.t("audit-field-part"), given(&entry.part)),
        Row::new(ui.t("audit-field-service"), given(&entry.service)),
        Row::new(ui.t("audit-field-operation"), html! { (operation(ui, entry.operation)) }),
        Row::new(ui.t("audit-field-outcome"), outcome_tag(ui, entry.outcome)),
        Row::new(ui.t("audit-field-detail"), detail(ui, &entry.detail)),
        Row::new(ui.t("audit-field-session"), given(&entry.session)),
        Row::new(ui.t("audit-field-agent"), given(&entry.agent)),
        Row::new(ui.t("audit-field-request"), given(&entry.request)),
    ];
    let seq = record.seq.to_string();
    let title = ui.tr("audit-record-of", &[("seq", seq.as_str().into())]);
    let content = html! {
        h1.govuk-heading-l { (title) }
        (parts::summary_list(&rows))
        p.govuk-body { a.govuk-link href=(format!("/accounting/{}/proof", record.seq)) { (ui.t("audit-proof")) } }
        h2.govuk-heading-m { (ui.t("audit-related")) }
        @if related.is_empty() { p.govuk-body { (ui.t("audit-related-none")) } }
        @else { (entries_table(ui, &related)) }
    };
    Ok(ui.page(
        Title::new(title.as_str()).above(parts::breadcrumbs(ui, &[Crumb::new("/accounting", ui.t("audit-title"))])),
        content,
    ))
}

/// Date and time in Astana to the second, with the zone (365-8-1).
pub(crate) fn moment(ui: &Ui, at: Timestamp) -> String {
    let zoned = at.zoned();
    let time = zoned.strftime("%H:%M:%S").to_string();
    let zone = zoned.strftime("%:z").to_string();
    ui.tr("audit-time", &[("date", ui.date(at).into()), ("time", time.into()), ("zone", zone.into())])
}

pub(crate) fn time(ui: &Ui, at: Timestamp) -> Markup {
    html! { time datetime=(at.rfc3339()) { (moment(ui, at)) } }
}

/// Name of the actor; a name that was only claimed is marked as such (365-8-2).
fn actor(ui: &Ui, entry: &NewEntry) -> Markup {
    html! {
        @match entry.who {
            Who::Person | Who::System => { (entry.actor_name) }
            Who::Portal => { (who_label(ui, entry.who)) }
            Who::Unknown => {
                (who_label(ui, entry.who))
                @if !entry.actor_name.is_empty() {
                    br; span.app-wrap { (ui.tr("audit-claimed", &[("name", entry.actor_name.as_str().into())])) }
                }
            }
        }
    }
}

pub(crate) fn who_label(ui: &Ui, who: Who) -> String {
    ui.t(&format!("audit-who-{}", who.code())).to_owned()
}

/// Kind of resource in words; a kind without words as its code.
pub(crate) fn resource(ui: &Ui, code: &str) -> String {
    let key = format!("resource-{code}");
    if ui.shell().messages().has(&key) { ui.t(&key).to_owned() } else { code.to_owned() }
}

pub(crate) fn operation(ui: &Ui, operation: Operation) -> String {
    ui.t(&format!("operation-{}", operation.code())).to_owned()
}

pub(crate) fn outcome(ui: &Ui, outcome: Outcome) -> String {
    ui.t(&format!("outcome-{}", outcome.code())).to_owned()
}

pub(crate) fn outcome_tag(ui: &Ui, value: Outcome) -> Markup {
    let colour = match value {
        Outcome::Done => Colour::Green,
        Outcome::Refused => Colour::Yellow,
        Outcome::Failed => Colour::Red,
    };
    parts::tag(&outcome(ui, value), colour)
}

/// The code of an error with its words, or what was changed.
fn detail(ui: &Ui, detail: &str) -> Markup {
    let title = format!("{detail}.title");
    html! {
        @if detail.is_empty() { (ui.t("audit-none")) }
        @else if ui.shell().messages().has(&title) { (ui.tr(&title, &[])) " (" (detail) ")" }
        @else { span.app-wrap { (detail) } }
    }
}
