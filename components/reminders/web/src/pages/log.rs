//! `/reminders/log`: when each source was refreshed, how it ended and what it brought (385-51).

use super::{LIST, LOG};
use crate::RemindersWeb;
use crate::view;
use axum::extract::State;
use orda_base::{Access, Operation, Page, PageRequest};
use orda_reminders::{Outcome, Refresh, Source, policy};
use orda_web::parts::{self, Colour, Column, Crumb, Tab, Table};
use orda_web::{Accounted, Markup, Query, Response, Title, Ui, WebError, html};
use serde::Deserialize;

/// What is asked of the log.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Wanted {
    source: String,
    page: String,
    size: String,
}

impl Wanted {
    /// Of which source; none for both.
    pub(crate) fn source(&self) -> Option<Source> {
        Source::from_code(&self.source)
    }

    /// Which page.
    pub(crate) fn request(&self) -> PageRequest {
        PageRequest::new(self.page.parse().ok(), self.size.parse().ok())
    }

    /// For the accounting.
    pub(crate) fn access(&self) -> Access {
        let of = self.source().map_or("", Source::code);
        Access::done("reminder_source", of, Operation::Search)
    }
}

pub(crate) async fn show(
    State(web): State<RemindersWeb>,
    ui: Ui,
    Query(wanted): Query<Wanted>,
) -> Result<Response, WebError> {
    let page = web.reminders.log(ui.actor(), wanted.source(), wanted.request()).await?;
    let above = if policy::has_reminders(ui.actor()) {
        Crumb::new(LIST, ui.t("reminders-title"))
    } else {
        Crumb::new("/admin/reminders", ui.t("reminders-errors-title"))
    };
    let title = Title::new(ui.t("reminders-log-title")).above(parts::breadcrumbs(&ui, &[above])).wide();
    Ok(ui.page(title, content(&ui, wanted.source(), &page)).accessed(wanted.access()))
}

fn content(ui: &Ui, source: Option<Source>, page: &Page<Refresh>) -> Markup {
    let of = |source: Option<Source>| source.map_or_else(|| LOG.to_owned(), |s| format!("{LOG}?source={}", s.code()));
    let both = Tab::new(of(None), ui.t("reminders-log-both"));
    let tabs: Vec<_> =
        std::iter::once(both).chain(Source::ALL.map(|s| Tab::new(of(Some(s)), view::source(ui, s)))).collect();
    html! {
        h1.govuk-heading-xl { (ui.t("reminders-log-title")) }
        p.govuk-body { (ui.t("reminders-log-lead")) " " (parts::rule(ui, "385-51")) }
        (parts::tabs(ui.t("reminders-log-title"), &tabs, &of(source)))
        @if page.items.is_empty() {
            (parts::empty_state(ui.t("reminders-log-empty"), ui.t("reminders-log-empty-text"), html! {}))
        } @else {
            (parts::rows_found(ui, page))
            (table(ui, &page.items))
            (parts::pager(ui, page))
        }
    }
}

fn table(ui: &Ui, entries: &[Refresh]) -> Markup {
    let columns = vec![
        Column::new(ui.t("reminders-log-slot")),
        Column::new(ui.t("reminders-column-source")),
        Column::new(ui.t("reminders-log-started")),
        Column::new(ui.t("reminders-log-outcome")),
        Column::new(ui.t("reminders-log-brought")),
    ];
    let rows = entries.iter().map(|entry| {
        vec![
            html! { (ui.datetime(entry.slot)) },
            html! { (view::source(ui, entry.source)) },
            html! {
                @if entry.outcome != Outcome::Missed { (ui.datetime(entry.started_at)) }
                @if entry.attempt > 1 {
                    br; (ui.tr("reminders-log-attempt", &[("n", entry.attempt.into())]))
                }
                @if entry.is_late() && entry.outcome != Outcome::Missed {
                    br; (parts::tag(ui.t("reminders-log-late"), Colour::Yellow))
                }
            },
            html! {
                (view::outcome(ui, entry))
                @if let Some(fault) = &entry.fault {
                    br; (view::fault(ui, fault, policy::may_administer(ui.actor()).is_allowed()))
                }
            },
            html! { @if entry.outcome == Outcome::Done { (brought(ui, entry)) } },
        ]
    });
    parts::table(ui, &Table::new(ui.t("reminders-log-title"), columns).rows(rows))
}

fn brought(ui: &Ui, entry: &Refresh) -> Markup {
    let counts = entry.counts;
    let others = [
        ("reminders-log-executed", counts.executed),
        ("reminders-log-rejected", counts.rejected),
        ("reminders-log-missing", counts.missing),
    ];
    html! {
        (ui.tr("reminders-log-taken", &[("count", counts.taken.into())]))
        @for (key, count) in others.into_iter().filter(|(_, count)| *count > 0) {
            br; (ui.tr(key, &[("count", count.into())]))
        }
    }
}
