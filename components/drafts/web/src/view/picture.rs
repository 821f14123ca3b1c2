//! The approval at a glance: one piece a body in one bar, and one line a body in a table beside it.

use super::{chase, count, names, states, term};
use crate::paths;
use maud::{Markup, html};
use orda_base::Timestamp;
use orda_drafts::{Action, BodyLine, BodyState, Card, TermStatus, VersionState};
use orda_web::{Ui, parts, parts::Column};

/// What a piece of the bar says.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Piece {
    Refused,
    Approved,
    Silent,
    Working,
}

impl Piece {
    fn of(line: &BodyLine) -> Self {
        let overdue = line.term.as_ref().is_some_and(|t| t.status == TermStatus::Overdue);
        match line.approval.as_ref().map(|a| a.state) {
            Some(BodyState::Approved) => Self::Approved,
            Some(BodyState::Refused) => Self::Refused,
            _ if overdue => Self::Silent,
            _ => Self::Working,
        }
    }

    /// Class, and a colour for where the class is not known (a saved page).
    const fn looks(self) -> (&'static str, &'static str) {
        match self {
            Self::Refused => ("app-picture__piece app-picture__piece--refused", "#ca3535"),
            Self::Approved => ("app-picture__piece app-picture__piece--approved", "#0f7a52"),
            Self::Silent => ("app-picture__piece app-picture__piece--silent", "#ffdd00"),
            Self::Working => ("app-picture__piece app-picture__piece--working", "#8eb8dc"),
        }
    }
}

/// Width of the bar in its own units.
const WIDTH: usize = 600;

/// The bar and the table of a version.
pub(crate) fn picture(ui: &Ui, card: &Card) -> Markup {
    if card.sent_at.is_none() {
        return html! {
            p.govuk-body { (ui.tr("drafts-card-picture-not-sent", &[("n", count(card.bodies.len()))])) }
            ul.govuk-list.govuk-list--bullet { @for line in &card.bodies { li { (names::full(ui, &line.body)) } } }
        };
    }
    let progress =
        ui.tr("drafts-progress", &[("done", count(card.progress.approved)), ("total", count(card.progress.total))]);
    html! {
        p.govuk-body-l {
            (ui.tr("drafts-progress-sentence", &[("done", count(card.progress.approved)), ("progress", progress.into())]))
            " " (ui.tr("drafts-progress-refused", &[("n", count(card.progress.refused))]))
        }
        (bar(ui, &card.bodies))
        (silent(ui, card))
        div.app-bodies { (lines(ui, card)) }
    }
}

fn bar(ui: &Ui, lines: &[BodyLine]) -> Markup {
    let pieces: Vec<_> = lines.iter().map(Piece::of).collect();
    let of = |wanted| count(pieces.iter().filter(|p| **p == wanted).count());
    let label = ui.tr(
        "drafts-card-picture-label",
        &[
            ("approved", of(Piece::Approved)),
            ("refused", of(Piece::Refused)),
            ("working", of(Piece::Working)),
            ("silent", of(Piece::Silent)),
        ],
    );
    let each = WIDTH / pieces.len().max(1);
    html! {
        svg.app-picture viewBox=(format!("0 0 {WIDTH} 16")) width="100%" height="16" preserveAspectRatio="none"
            role="img" aria-label=(label) focusable="false" {
            @for (index, (piece, line)) in pieces.iter().zip(lines).enumerate() {
                @let (class, fill) = piece.looks();
                rect class=(class) fill=(fill) x=(index * each) y="0" width=(each.saturating_sub(2).max(1)) height="16" {
                    title { (names::short(ui, &line.body)) }
                }
            }
        }
    }
}

/// For the drafting body: who has not answered, and one reminder to all of them.
fn silent(ui: &Ui, card: &Card) -> Markup {
    let waited: Vec<&BodyLine> =
        card.bodies.iter().filter(|l| l.approval.as_ref().is_some_and(|a| a.decision.is_none())).collect();
    if waited.is_empty() || !card.offers.iter().any(|o| o.action == Action::Chase) {
        return Markup::default();
    }
    let late = waited.iter().filter(|l| Piece::of(l) == Piece::Silent).count();
    let names: Vec<_> = waited.iter().map(|l| names::short(ui, &l.body)).collect();
    let remindable = card.bodies.iter().filter(|l| l.may_chase).count();
    html! {
        p.govuk-body {
            (ui.tr("drafts-card-silent", &[("n", count(waited.len())), ("names", names.join(", ").into())]))
            @if late > 0 { " " strong { (ui.tr("drafts-card-silent-late", &[("n", count(late))])) } }
        }
        @if remindable > 1 { div.app-no-print { (chase::all(ui, card.draft, card.version, remindable, "")) } }
    }
}

/// The reminder of one body, or when it was reminded last.
fn reminder(ui: &Ui, card: &Card, line: &BodyLine) -> Markup {
    let waited = line.approval.as_ref().filter(|a| a.can_be_chased() && card.sent_at.is_some());
    html! {
        @match (line.may_chase, waited.and_then(|a| a.chased_at)) {
            (true, _) => { (chase::one(ui, card.draft, card.version, &line.body, "")) }
            (false, Some(at)) => { (chase::done(ui, at)) }
            (false, None) => {}
        }
    }
}

fn lines(ui: &Ui, card: &Card) -> Markup {
    let reminders = card.offers.iter().any(|o| o.action == Action::Chase);
    let mut columns = vec![
        Column::new(ui.t("drafts-word-body")),
        Column::new(ui.t("drafts-word-state")),
        Column::new(ui.t("drafts-word-holder")),
        Column::new(ui.t("drafts-word-term")),
        Column::new(ui.t("drafts-word-decision")),
    ];
    if reminders {
        columns.push(Column::new(ui.t("drafts-word-action")).heading_hidden());
    }
    let rows = card.bodies.iter().map(|line| {
        let mut cells = vec![
            html! { span title=(names::full(ui, &line.body)) { (names::short(ui, &line.body)) } },
            states::body(ui, line),
            holder(ui, card, line),
            html! {
                @match &line.term {
                    // In a version that is over no term runs any more.
                    Some(t) if card.state == VersionState::Superseded => { (ui.day(t.due)) }
                    Some(t) => { (term::sentence(ui, t)) }
                    None => {}
                }
            },
            decision(ui, card, line),
        ];
        if reminders {
            cells.push(reminder(ui, card, line));
        }
        cells
    });
    parts::table(ui, &parts::Table::new(ui.t("drafts-card-picture-caption"), columns).rows(rows))
}

/// A day of the approval; the year is said only when it is not the one in which the version was sent.
fn day(ui: &Ui, card: &Card, at: Timestamp) -> String {
    if card.sent_at.is_some_and(|sent| sent.date().year() == at.date().year()) {
        ui.day_month(at.date())
    } else {
        ui.date(at)
    }
}

fn holder(ui: &Ui, card: &Card, line: &BodyLine) -> Markup {
    // Nobody has it any more once it is decided; since when is the day of the decision.
    let Some(approval) = line.approval.as_ref().filter(|a| a.decision.is_none()) else { return html! {} };
    html! {
        @if !line.with.is_empty() { (line.with.join(", ")) " " br; }
        span.app-secondary { (ui.tr("drafts-card-since", &[("date", day(ui, card, approval.since).into())])) }
    }
}

fn decision(ui: &Ui, card: &Card, line: &BodyLine) -> Markup {
    let decision = line.approval.as_ref().and_then(|a| a.decision.as_ref());
    let protocol = card.protocols.iter().find(|p| p.body.id == line.body.id);
    html! {
        @match decision {
            Some(decision) => {
                (day(ui, card, decision.at)) ", " (decision.by.name)
                @if decision.late { " (" (ui.t("drafts-card-late")) ")" }
                @if line.letter_outstanding { br; strong { (ui.t("drafts-card-letter-outstanding")) } }
            }
            None => {}
        }
        @if line.open_remarks > 0 {
            br;
            a.govuk-link href=(paths::part(card.draft, card.version, "remarks")) {
                (ui.tr("drafts-card-open-remarks", &[("n", count(line.open_remarks))]))
            }
        }
        @if let Some(protocol) = protocol {
            br;
            a.govuk-link href=(paths::protocol(card.draft, card.version, protocol.protocol.id)) {
                (ui.t("drafts-card-protocol"))
            }
            " " (states::protocol(ui, protocol.state))
        }
    }
}
