//! `/reminders`: the reminders to the Controller's body, with all their requisites (385-49, 385-50).

use super::query::ListInput;
use super::{LIST, LOG, reminder};
use crate::RemindersWeb;
use crate::view::{self, label};
use axum::extract::State;
use orda_base::{Access, Date, Operation};
use orda_reminders::{List, Source, Term};
use orda_web::Question as _;
use orda_web::parts::{self, Chip, Choice, Colour, Column, Field, Table};
use orda_web::{Accounted, Markup, Query, Response, Title, Ui, WebError, html};

pub(crate) async fn show(
    State(web): State<RemindersWeb>,
    ui: Ui,
    Query(input): Query<ListInput>,
) -> Result<Response, WebError> {
    let list = web.reminders.list(ui.actor(), &input.query()).await?;
    let content = content(&ui, &input, &list);
    let access = Access::done("reminder", input.described(), Operation::Search);
    Ok(ui.page(Title::new(ui.t("reminders-title")).wide(), content).accessed(access))
}

fn content(ui: &Ui, input: &ListInput, list: &List) -> Markup {
    let shown = html! {
        @if list.page.items.is_empty() {
            (parts::empty_state(ui.t("reminders-empty"), ui.t("reminders-empty-text"), html! {}))
        } @else {
            (parts::rows_found(ui, &list.page))
            (table(ui, list))
            (parts::pager(ui, &list.page))
            p.govuk-body.app-no-print {
                (ui.t("reminders-export")) ": "
                a.govuk-link href=(input.link("/reminders/export.xlsx")) download { (ui.t("reminders-export-xlsx")) }
                " · "
                a.govuk-link href=(input.link("/reminders/export.csv")) download { (ui.t("reminders-export-csv")) }
            }
        }
    };
    html! {
        h1.govuk-heading-xl { (ui.t("reminders-title")) }
        p.govuk-body { (ui.t("reminders-lead")) " " (parts::rule(ui, "385-50")) }
        (view::sources(ui, &list.sources))
        p.govuk-body { a.govuk-link href=(LOG) { (ui.t("reminders-log-title")) } }
        (filter(ui, input, list, shown))
    }
}

fn table(ui: &Ui, list: &List) -> Markup {
    let columns = vec![
        Column::new(ui.t("reminders-column-number")).sort("number"),
        Column::new(ui.t("reminders-column-date")).sort("date"),
        Column::new(ui.t("reminders-column-content")),
        Column::new(ui.t("reminders-column-executor")).sort("executor"),
        Column::new(ui.t("reminders-column-kind")).sort("kind"),
        Column::new(ui.t("reminders-column-unit")).sort("unit"),
        Column::new(ui.t("reminders-column-due")).sort("due"),
        Column::new(ui.t("reminders-column-left")),
    ];
    let several = list.bodies.len() > 1;
    let rows = list.page.items.iter().map(|one| {
        let requisites = &one.requisites;
        let body = list.bodies.iter().find(|b| several && b.id == one.body);
        vec![
            html! {
                a.govuk-link.app-wrap href=(reminder(one.id)) { (requisites.outgoing_number) }
                br; span.govuk-hint { (view::source(ui, one.source)) }
                @if let Some(body) = body { br; span.govuk-hint { (ui.text(&body.short_name)) } }
            },
            html! { (ui.day(requisites.outgoing_date)) },
            html! {
                span.app-wrap { (requisites.short_content) }
                @if !one.confirmed { br; (parts::tag(ui.t("reminders-unconfirmed"), Colour::Yellow)) }
            },
            html! { span.app-wrap { (requisites.executor) } },
            // Words of these two are whole: the columns are narrow.
            html! { (requisites.document_kind) },
            html! { (view::unit(ui, requisites.responsible_unit.as_deref())) },
            html! { (ui.day(requisites.due)) },
            view::days(ui, one.days_left(list.today)),
        ]
    });
    parts::table(ui, &Table::new(ui.t("reminders-title"), columns).rows(rows))
}

fn filter(ui: &Ui, input: &ListInput, list: &List, shown: Markup) -> Markup {
    let any = || Choice::new("", ui.t("reminders-filter-any"));
    let sources: Vec<_> =
        std::iter::once(any()).chain(Source::ALL.map(|s| Choice::new(s.code(), view::source(ui, s)))).collect();
    let terms: Vec<_> = std::iter::once(any())
        .chain(Term::ALL.map(|t| Choice::new(t.code(), label(ui, "reminders-term", t.code()))))
        .collect();
    let bodies: Vec<_> = std::iter::once(any())
        .chain(list.bodies.iter().map(|b| Choice::new(b.id.to_string(), ui.text(&b.name))))
        .collect();
    let plain = |values: &[String]| -> Vec<Choice<'static>> {
        values.iter().map(|value| Choice::new(value.clone(), value.clone())).collect()
    };
    let (kinds, units) = (plain(&list.facets.kinds), plain(&list.facets.units));
    let fields = html! {
        (parts::text_input(
            Field::new("words", ui.t("reminders-filter-words")).hint(ui.t("reminders-filter-words-hint")).kind("search")
                .max(200),
            &input.words,
        ))
        (parts::select(Field::new("source", ui.t("reminders-column-source")), &sources, &input.source))
        @if list.bodies.len() > 1 {
            (parts::select(Field::new("body", ui.t("reminders-column-body")), &bodies, &input.body))
        }
        (parts::select(Field::new("term", ui.t("reminders-filter-term")), &terms, &input.term))
        @if !kinds.is_empty() {
            (parts::checkboxes(Field::new("kind", ui.t("reminders-column-kind")).small(), &kinds, &input.kind))
        }
        @if !units.is_empty() {
            (parts::checkboxes(Field::new("unit", ui.t("reminders-column-unit")).small(), &units, &input.unit))
        }
        (parts::text_input(Field::new("from", ui.t("reminders-filter-from")).kind("date"), &input.from))
        (parts::text_input(Field::new("to", ui.t("reminders-filter-to")).kind("date"), &input.to))
    };
    let mut keep = vec![("sort", input.sort.as_str()), ("size", input.size.as_str())];
    keep.retain(|(_, value)| !value.is_empty());
    let chips = chips(ui, input, list);
    let filter = parts::Filter { action: LIST, fields, chips: &chips, keep: &keep };
    parts::filter_layout(ui, &filter, shown)
}

fn chips<'a>(ui: &'a Ui, input: &ListInput, list: &List) -> Vec<Chip<'a>> {
    let mut chips = Vec::new();
    let mut push = |group: &'a str, text: String, without: ListInput| {
        chips.push(Chip::new(group, text, without.link(LIST)));
    };
    let day = |text: &str| text.parse::<Date>().map_or_else(|_| text.to_owned(), |date| ui.day(date));
    if !input.words.trim().is_empty() {
        push(ui.t("reminders-filter-words"), input.words.trim().to_owned(), input.with(|i| i.words.clear()));
    }
    if let Some(source) = Source::from_code(&input.source) {
        push(ui.t("reminders-column-source"), view::source(ui, source), input.with(|i| i.source.clear()));
    }
    if let Some(body) = list.bodies.iter().find(|b| b.id.to_string() == input.body) {
        push(ui.t("reminders-column-body"), ui.text(&body.short_name).to_owned(), input.with(|i| i.body.clear()));
    }
    if let Some(term) = Term::from_code(&input.term) {
        let text = label(ui, "reminders-term", term.code());
        push(ui.t("reminders-filter-term"), text, input.with(|i| i.term.clear()));
    }
    for kind in input.kind.iter().filter(|k| !k.is_empty()) {
        push(ui.t("reminders-column-kind"), kind.clone(), input.with(|i| i.kind.retain(|k| k != kind)));
    }
    for unit in input.unit.iter().filter(|u| !u.is_empty()) {
        push(ui.t("reminders-column-unit"), unit.clone(), input.with(|i| i.unit.retain(|u| u != unit)));
    }
    if !input.from.is_empty() {
        push(ui.t("reminders-filter-from"), day(&input.from), input.with(|i| i.from.clear()));
    }
    if !input.to.is_empty() {
        push(ui.t("reminders-filter-to"), day(&input.to), input.with(|i| i.to.clear()));
    }
    chips
}
