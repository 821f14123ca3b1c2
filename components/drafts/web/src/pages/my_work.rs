//! "My work": the first page after login. What waits for me, until when, what is new; and whom I wait for.

use crate::DraftsWeb;
use crate::paths;
use crate::view::{count, label, names, term};
use axum::extract::State;
use maud::{Markup, html};
use orda_base::{Access, Date, Operation};
use orda_drafts::{Action, Matter, MyWork, TermStatus};
use orda_web::{Accounted, Response, Ui, WebError, parts, parts::Colour, parts::Column};

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
                @if !group.is_empty() { (waiting(ui, code, &group)) }
            }
            @if work.more { p.govuk-body { (ui.t("drafts-work-more")) } }
        }
        h2.govuk-heading-l { (ui.t("drafts-work-others")) }
        @if work.awaited.is_empty() {
            p.govuk-body { (ui.t("drafts-work-others-none")) }
        } @else {
            (awaited(ui, &work.awaited))
        }
    }
}

fn waiting(ui: &Ui, code: &str, group: &[&Matter]) -> Markup {
    let title = label(ui, "drafts-work-group", code);
    let columns = vec![
        Column::new(ui.t("drafts-word-title")),
        Column::new(ui.t("drafts-work-why")),
        Column::new(ui.t("drafts-work-until")),
        Column::new(ui.t("drafts-work-new")),
        Column::new(ui.t("drafts-word-action")).heading_hidden(),
    ];
    let rows = group.iter().map(|matter| {
        vec![
            what(ui, matter),
            html! {
                (label(ui, "drafts-why", matter.action.code()))
                @if let Some(body) = &matter.body { br; span.app-secondary { (names::short(ui, body)) } }
            },
            until(ui, matter),
            html! {
                @if matter.is_new { (parts::tag(ui.t("drafts-work-new-tag"), Colour::Blue)) br; }
                span.app-secondary { (ui.tr("drafts-card-since", &[("date", ui.date(matter.since).into())])) }
            },
            button(ui, matter),
        ]
    });
    html! {
        h2.govuk-heading-m { (title) " " span.app-tab-count { (group.len()) } }
        (parts::table(ui, &parts::Table::new(title.as_str(), columns).rows(rows)))
    }
}

fn what(ui: &Ui, matter: &Matter) -> Markup {
    html! {
        a.govuk-link href=(paths::version(matter.draft, matter.version)) { (ui.text(&matter.title)) }
        br;
        span.app-secondary { (matter.number) ", " (ui.tr("drafts-version", &[("n", count(matter.version))])) }
    }
}

fn until(ui: &Ui, matter: &Matter) -> Markup {
    html! {
        @if let Some(view) = &matter.term { (term::explained(ui, view)) } @else { (ui.t("drafts-term-none")) }
    }
}

fn button(ui: &Ui, matter: &Matter) -> Markup {
    // The reader may be of either side of a protocol: the card knows which.
    let body = if matter.action == Action::SignProtocol { None } else { matter.body.as_ref().map(|b| b.id) };
    let href = paths::action(matter.draft, matter.version, matter.action, body);
    html! {
        a.govuk-button.app-row-action href=(href) role="button" draggable="false" data-module="govuk-button" {
            (label(ui, "drafts-action", matter.action.code()))
            span.govuk-visually-hidden { ": " (matter.number) }
        }
    }
}

fn awaited(ui: &Ui, matters: &[Matter]) -> Markup {
    let columns = vec![
        Column::new(ui.t("drafts-word-title")),
        Column::new(ui.t("drafts-word-holder")),
        Column::new(ui.t("drafts-work-awaited")),
        Column::new(ui.t("drafts-work-until")),
    ];
    let rows = matters.iter().map(|matter| {
        vec![
            what(ui, matter),
            html! {
                @if let Some(body) = &matter.body { (names::short(ui, body)) }
                @if !matter.with.is_empty() { br; span.app-secondary { (matter.with.join(", ")) } }
            },
            html! { (label(ui, "drafts-awaited", matter.action.code())) },
            html! {
                @if let Some(view) = &matter.term {
                    (term::sentence(ui, view))
                    @if view.status == TermStatus::Overdue { " " (parts::tag(ui.t("drafts-work-slow"), Colour::Red)) }
                } @else { (ui.tr("drafts-card-since", &[("date", ui.date(matter.since).into())])) }
            },
        ]
    });
    parts::table(ui, &parts::Table::new(ui.t("drafts-work-others-caption"), columns).rows(rows))
}
