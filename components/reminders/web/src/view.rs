//! Pieces that several pages share.

use orda_reminders::{DaysLeft, Fault, Outcome, Refresh, Source, SourceState};
use orda_web::parts::{self, Colour};
use orda_web::{Markup, Ui, html};

/// Days before the term from which it stands out.
const NEAR: i32 = 3;

/// The text of `prefix-code`.
pub(crate) fn label(ui: &Ui, prefix: &str, code: &str) -> String {
    ui.t(&format!("{prefix}-{code}")).to_owned()
}

/// The name of a source.
pub(crate) fn source(ui: &Ui, source: Source) -> String {
    label(ui, "reminders-source", source.code())
}

/// Days left, in words.
pub(crate) fn days_text(ui: &Ui, days: DaysLeft) -> String {
    match days {
        DaysLeft::Left(count) => ui.tr("reminders-days-left", &[("count", count.into())]),
        DaysLeft::Overdue(count) => ui.tr("reminders-days-overdue", &[("count", count.into())]),
    }
}

/// The same as a tag.
pub(crate) fn days(ui: &Ui, days: DaysLeft) -> Markup {
    let colour = match days {
        DaysLeft::Overdue(_) => Colour::Red,
        DaysLeft::Left(count) if count <= NEAR => Colour::Yellow,
        DaysLeft::Left(_) => Colour::Grey,
    };
    parts::tag(&days_text(ui, days), colour)
}

/// A responsible unit, or that none is given (385-49-6).
pub(crate) fn unit<'a>(ui: &'a Ui, unit: Option<&'a str>) -> &'a str {
    unit.unwrap_or_else(|| ui.t("reminders-not-given"))
}

/// How a refresh ended, in a word.
pub(crate) fn outcome(ui: &Ui, refresh: &Refresh) -> Markup {
    let colour = match refresh.outcome {
        Outcome::Running => Colour::Blue,
        Outcome::Done => Colour::Green,
        Outcome::Failed => Colour::Red,
        Outcome::Missed => Colour::Yellow,
    };
    parts::tag(&label(ui, "reminders-outcome", refresh.outcome.code()), colour)
}

/// What went wrong. Particulars are for administrators.
pub(crate) fn fault(ui: &Ui, fault: &Fault, particulars: bool) -> Markup {
    html! {
        (label(ui, "reminders-fault", fault.kind.code()))
        @if particulars && !fault.said.is_empty() { ": " span.app-wrap { (fault.said) } }
    }
}

/// When each source was refreshed last, and what went wrong since (385-51).
pub(crate) fn sources(ui: &Ui, states: &[SourceState]) -> Markup {
    html! {
        ul.govuk-list {
            @for state in states {
                li {
                    strong { (source(ui, state.source)) } ": "
                    @match state.good_at {
                        Some(at) => { (ui.tr("reminders-refreshed", &[("at", ui.datetime(at).into())])) }
                        None => { (ui.t("reminders-never-refreshed")) }
                    }
                    " "
                    @if state.joined {
                        (ui.tr("reminders-next", &[("at", ui.datetime(state.next).into())]))
                    } @else { (ui.t("reminders-not-joined")) }
                    @if let Some(last) = state.last.as_ref().filter(|last| last.outcome == Outcome::Failed) {
                        @let at = last.ended_at.unwrap_or(last.started_at);
                        br;
                        (parts::tag(ui.t("reminders-outcome-failed"), Colour::Red)) " "
                        (ui.datetime(at)) ". "
                        @if let Some(why) = &last.fault { (fault(ui, why, false)) ". " }
                        (ui.t("reminders-failed-note"))
                    }
                }
            }
        }
    }
}
