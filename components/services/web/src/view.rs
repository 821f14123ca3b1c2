//! Pieces that several pages share.

use orda_base::{Access, Date, LocalizedText, Operation};
use orda_services::{AuthorisationLine, Entry, Event, ResultState, ServiceResult, Verdict};
use orda_web::parts::{self, Colour};
use orda_web::{Accounted, Markup, Response, Ui, html};

/// The answer to a form that may have changed nothing: the use case has accounted for a change, else it was a reading.
pub(crate) fn saved(answer: Response, changed: bool, resource: &'static str, id: impl ToString) -> Response {
    if changed { answer.already_accounted() } else { answer.accessed(Access::done(resource, id, Operation::Read)) }
}

/// The text of `prefix-code`.
pub(crate) fn label(ui: &Ui, prefix: &str, code: &str) -> String {
    ui.t(&format!("{prefix}-{code}")).to_owned()
}

/// Where a result stands, in a word; one that was issued and has expired says so too.
pub(crate) fn state(ui: &Ui, result: &ServiceResult, today: Date) -> Markup {
    let colour = match result.state {
        ResultState::Draft => Colour::Grey,
        ResultState::Signed => Colour::Blue,
        ResultState::Issued => Colour::Green,
        ResultState::Revoked => Colour::Red,
    };
    let expired = result.state == ResultState::Issued && result.has_expired(today);
    html! {
        (parts::tag(&label(ui, "services-state", result.state.code()), colour))
        @if expired { " " (parts::tag(ui.t("services-validity-expired"), Colour::Yellow)) }
    }
}

/// The answer of a check, in a word.
pub(crate) fn verdict(ui: &Ui, verdict: Verdict) -> Markup {
    let colour = match verdict {
        Verdict::Valid => Colour::Green,
        Verdict::Expired => Colour::Yellow,
        Verdict::Revoked | Verdict::NotAuthentic => Colour::Red,
    };
    parts::tag(&label(ui, "services-verdict", verdict.code()), colour)
}

/// The last day of validity.
pub(crate) fn until(ui: &Ui, day: Option<Date>) -> String {
    day.map_or_else(|| ui.t("services-for-ever").to_owned(), |day| ui.day(day))
}

/// First and last day of an authorisation.
pub(crate) fn period(ui: &Ui, from: Date, until: Option<Date>) -> String {
    match until {
        Some(until) => ui.tr("services-period", &[("from", ui.day(from).into()), ("until", ui.day(until).into())]),
        None => ui.tr("services-period-open", &[("from", ui.day(from).into())]),
    }
}

/// Where an authorisation stands, in a word.
pub(crate) fn standing(ui: &Ui, line: &AuthorisationLine) -> Markup {
    let (key, colour) = match (line.authorisation.withdrawn.is_some(), line.ended, line.in_force) {
        (true, ..) => ("services-authorisation-withdrawn", Colour::Red),
        (_, true, _) => ("services-authorisation-ended", Colour::Grey),
        (.., true) => ("services-authorisation-in-force", Colour::Green),
        _ => ("services-authorisation-later", Colour::Blue),
    };
    parts::tag(ui.t(key), colour)
}

/// Post and organisation of who signed.
pub(crate) fn post(ui: &Ui, post: &LocalizedText, organisation: &LocalizedText) -> Markup {
    html! { (ui.text(post)) @if !ui.text(post).is_empty() { ", " } (ui.text(organisation)) }
}

/// What happened, oldest first.
pub(crate) fn history(ui: &Ui, entries: &[Entry]) -> Markup {
    let entries: Vec<_> = entries
        .iter()
        .map(|entry| {
            let text = match &entry.event {
                Event::Granted { name, from, until } => html! { (name) ": " (period(ui, *from, *until)) },
                Event::Withdrawn { name, reason } => html! { (name) ": " span.app-wrap { (reason) } },
                Event::Attached { name } => html! { span.app-wrap { (name) } },
                Event::Revoked { reason } => html! { span.app-wrap { (reason) } },
                Event::Registered | Event::Changed | Event::Prepared | Event::Signed | Event::Issued => {
                    Markup::default()
                }
            };
            let title = label(ui, "services-event", entry.event.code());
            parts::Entry::new(title, entry.by.name.clone(), entry.at).text(text)
        })
        .collect();
    html! { h2.govuk-heading-m { (ui.t("web-history")) } (parts::timeline(ui, &entries)) }
}
