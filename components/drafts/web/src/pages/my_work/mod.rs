//! "My work": the first page after login. What waits for me, until when, what is new and who said it; and whom I wait for.

mod awaited;
mod waiting;

use crate::DraftsWeb;
use crate::paths;
use crate::view::count;
use axum::extract::State;
use maud::{Markup, html};
use orda_base::{Access, Date, Operation};
use orda_drafts::{Matter, MyWork, TermStatus};
use orda_web::{Accounted, Response, Ui, WebError, parts};

/// `/`: to the login for those who are not known.
pub(crate) async fn first(ui: Ui, app: State<DraftsWeb>) -> Result<Response, WebError> {
    if ui.actor().person().is_none() {
        return Ok(ui.redirect(ui.shell().settings().sign_in));
    }
    show(ui, app).await
}

/// `/my-work`.
pub(crate) async fn show(ui: Ui, State(app): State<DraftsWeb>) -> Result<Response, WebError> {
    let work = app.drafts.my_work(ui.actor()).await?;
    let content = view(&ui, &work, app.env.now().date());
    Ok(ui.page(ui.t("drafts-work-title"), content).accessed(Access::done("page", "my-work", Operation::Read)))
}

/// How soon a matter is due.
#[derive(Clone, Copy, PartialEq, Eq)]
enum When {
    Overdue,
    Today,
    Week,
    Later,
}

impl When {
    const ALL: [(Self, &'static str); 4] =
        [(Self::Overdue, "overdue"), (Self::Today, "today"), (Self::Week, "week"), (Self::Later, "later")];

    fn of(matter: &Matter, today: Date) -> Self {
        let days_to_sunday = i64::from(7 - today.weekday().to_monday_one_offset());
        let left = |due: Date| i64::from((due - today).get_days());
        match &matter.term {
            Some(term) if term.status == TermStatus::Overdue => Self::Overdue,
            Some(term) if left(term.due) <= 0 => Self::Today,
            Some(term) if left(term.due) <= days_to_sunday => Self::Week,
            _ => Self::Later,
        }
    }
}

/// The page.
pub(crate) fn view(ui: &Ui, work: &MyWork, today: Date) -> Markup {
    html! {
        h1.govuk-heading-xl { (ui.t("drafts-work-title")) }
        p.govuk-body-l {
            (ui.tr("drafts-work-sentence", &[("waiting", count(work.waiting.len())), ("overdue", count(work.overdue))]))
        }
        @if !work.postings.is_empty() {
            p.govuk-body {
                a.govuk-link href=(paths::POSTINGS) {
                    (ui.tr("drafts-list-postings", &[("n", count(work.postings.len()))]))
                }
            }
        }
        @if work.waiting.is_empty() {
            (parts::empty_state(ui.t("drafts-work-empty"), ui.t("drafts-work-empty-text"), html! {
                a.govuk-link href=(paths::LIST) { (ui.t("drafts-work-empty-link")) }
            }))
        } @else {
            @for (when, code) in When::ALL {
                @let group: Vec<_> = work.waiting.iter().filter(|m| When::of(m, today) == when).collect();
                @if !group.is_empty() { (waiting::group(ui, code, &group)) }
            }
            @if work.more { p.govuk-body { (ui.t("drafts-work-more")) } }
        }
        h2.govuk-heading-l.app-matters__others { (ui.t("drafts-work-others")) }
        @if work.awaited.is_empty() {
            p.govuk-body { (ui.t("drafts-work-others-none")) }
        } @else {
            (awaited::list(ui, &work.awaited))
        }
    }
}

/// Title and number of the draft, as the heading of a row.
fn heading(ui: &Ui, matter: &Matter) -> Markup {
    html! {
        h3.app-matter__title {
            a.govuk-link href=(paths::version(matter.draft, matter.version)) { (ui.text(&matter.title)) }
        }
    }
}

/// "НҚА-2026-000123, version 2".
fn number(ui: &Ui, matter: &Matter) -> Markup {
    html! {
        span.app-secondary.app-nowrap { (matter.number) } ", "
        span.app-secondary.app-nowrap { (ui.tr("drafts-version", &[("n", count(matter.version))])) }
    }
}
