//! A vote in absentia at a glance: one piece a head in one bar, and one line a head in a table (385-24).

use super::{count, names, term};
use maud::{Markup, html};
use orda_drafts::{VoteValue, VoteView, VoterLine};
use orda_web::{Ui, parts, parts::Colour, parts::Column, parts::Row};

/// Width of the bar in its own units.
const WIDTH: usize = 600;

/// Who started it, until when, and its end.
pub(crate) fn facts(ui: &Ui, vote: &VoteView) -> Markup {
    let mut rows = vec![
        Row::new(ui.t("drafts-vote-begun"), html! { (ui.datetime(vote.started_at)) ", " (vote.started_by.name) }),
        Row::new(
            ui.t("drafts-vote-until"),
            html! {
                @if vote.closed.is_some() { (ui.day(vote.term.due)) } @else { (term::sentence(ui, &vote.term)) }
            },
        ),
    ];
    if let Some(closed) = &vote.closed {
        let by = closed.by.as_ref().map_or_else(|| ui.t("drafts-vote-closed-by-last"), |who| who.name.as_str());
        rows.push(Row::new(ui.t("drafts-vote-closed"), html! { (ui.datetime(closed.at)) ", " (by) }));
    }
    parts::summary_list(&rows)
}

/// The bar with its sentence; from whom the votes are hidden, only how many heads are listed.
pub(crate) fn picture(ui: &Ui, vote: &VoteView) -> Markup {
    let Some(tally) = vote.tally else {
        let listed = if vote.closed.is_some() { "drafts-vote-listed-closed" } else { "drafts-vote-listed" };
        return html! { p.govuk-body { (ui.tr(listed, &[("n", count(vote.voters.len()))])) } };
    };
    let label = crate::pages::sittings::show::tally(ui, tally);
    let each = WIDTH / vote.voters.len().max(1);
    let mut lines: Vec<&VoterLine> = vote.voters.iter().collect();
    lines.sort_by_key(|line| match line.ballot.as_ref().map(|b| b.value) {
        Some(VoteValue::Support) => 0,
        Some(VoteValue::Against) => 1,
        None => 2,
    });
    html! {
        p.govuk-body-l { (label) }
        svg.app-picture viewBox=(format!("0 0 {WIDTH} 16")) width="100%" height="16" preserveAspectRatio="none"
            role="img" aria-label=(label) focusable="false" {
            @for (index, line) in lines.iter().enumerate() {
                @let (class, fill) = looks(line);
                rect class=(class) fill=(fill) x=(index * each) y="0" width=(each.saturating_sub(2).max(1)) height="16" {
                    title { (names::short(ui, &line.body)) }
                }
            }
        }
    }
}

/// Class, and a colour for where the class is not known (a saved page).
fn looks(line: &VoterLine) -> (&'static str, &'static str) {
    match line.ballot.as_ref().map(|b| b.value) {
        Some(VoteValue::Support) => ("app-picture__piece app-picture__piece--approved", "#0f7a52"),
        Some(VoteValue::Against) => ("app-picture__piece app-picture__piece--refused", "#ca3535"),
        None => ("app-picture__piece app-picture__piece--working", "#8eb8dc"),
    }
}

/// The value as a tag.
pub(crate) fn value(ui: &Ui, value: VoteValue) -> Markup {
    let colour = match value {
        VoteValue::Support => Colour::Green,
        VoteValue::Against => Colour::Red,
    };
    parts::tag(&super::label(ui, "drafts-vote", value.code()), colour)
}

/// One line a listed head: value, signature, time.
pub(crate) fn lines(ui: &Ui, vote: &VoteView) -> Markup {
    let columns = vec![
        Column::new(ui.t("drafts-word-body")),
        Column::new(ui.t("drafts-vote-head")),
        Column::new(ui.t("drafts-vote-value")),
        Column::new(ui.t("drafts-vote-at")),
        Column::new(ui.t("drafts-vote-signature")),
    ];
    let rows = vote.voters.iter().map(|line| {
        vec![
            html! { (names::short(ui, &line.body)) },
            html! {
                (line.name)
                @if let Some(by) = line.ballot.as_ref().map(|b| &b.by).filter(|by| by.acting_for.is_some()) {
                    br; span.app-secondary { (ui.t("drafts-signatures-acting")) ": " (by.name) }
                }
            },
            html! {
                @match (&line.ballot, vote.tally) {
                    (Some(ballot), _) => { (value(ui, ballot.value)) }
                    (None, Some(_)) => { (parts::tag(ui.t("drafts-vote-silent"), Colour::Grey)) }
                    (None, None) => { (ui.t("drafts-vote-hidden")) }
                }
            },
            html! { @if let Some(ballot) = &line.ballot { (ui.datetime(ballot.at)) } },
            html! {
                @match line.signature_holds {
                    Some(true) => { (parts::tag(ui.t("drafts-vote-signature-holds"), Colour::Green)) }
                    Some(false) => { (parts::tag(ui.t("drafts-vote-signature-broken"), Colour::Red)) }
                    None => {}
                }
            },
        ]
    });
    parts::table(ui, &parts::Table::new(ui.t("drafts-vote-caption"), columns).rows(rows))
}
