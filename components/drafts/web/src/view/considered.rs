//! The Chancellery's part on the card: check, rejection, units, sitting, vote, minutes, final status.

use super::{label, remark, vote};
use crate::paths;
use maud::{Markup, html};
use orda_drafts::{Action, Card, Check, CheckPoint, UnitLine};
use orda_web::{Ui, parts, parts::Colour, parts::Row};

/// The text of a point of the check list: its own, or that of the list that comes along.
pub(crate) fn point(ui: &Ui, point: &CheckPoint) -> String {
    match &point.text {
        Some(text) => ui.text(text).to_owned(),
        None => label(ui, "drafts-check-point", &point.code),
    }
}

/// Everything there is; nothing before the draft came to the Chancellery.
pub(crate) fn section(ui: &Ui, card: &Card) -> Markup {
    let done = &card.consideration;
    let nothing = done.checks.is_empty()
        && done.rejection.is_none()
        && done.units.is_empty()
        && done.agenda.is_none()
        && done.vote.is_none();
    if nothing {
        return Markup::default();
    }
    html! {
        section aria-labelledby="considered" {
            h2.govuk-heading-m id="considered" { (ui.t("drafts-considered-title")) }
            @if let Some(rejection) = &done.rejection {
                (parts::inset(html! {
                    p.govuk-body { strong { (ui.t("drafts-considered-rejected")) } }
                    (remark::lines(&rejection.reason))
                    p.govuk-body-s.app-secondary { (ui.datetime(rejection.at)) ", " (rejection.by.name) }
                }))
            }
            @for check in &done.checks { (one_check(ui, check)) }
            @if !done.units.is_empty() { (units(ui, &done.units)) }
            (results(ui, card))
        }
    }
}

/// What the final status is set by: sitting, vote, minutes; and the status itself.
pub(crate) fn results(ui: &Ui, card: &Card) -> Markup {
    let done = &card.consideration;
    let mut rows = Vec::new();
    if let Some(agenda) = &done.agenda {
        let name = ui.tr(
            "drafts-sitting-name",
            &[("number", agenda.number.as_str().into()), ("date", ui.day(agenda.date).into())],
        );
        rows.push(Row::new(ui.t("drafts-sitting"), html! { (name) }));
    }
    if let Some(found) = &done.vote {
        let until = super::term::sentence(ui, &found.term);
        let own = found.voters.iter().find_map(|line| line.ballot.as_ref()).filter(|_| found.tally.is_none());
        rows.push(Row::new(
            ui.t("drafts-vote-title"),
            html! {
                @if found.closed.is_none() { p.govuk-body { (until) } }
                (vote::picture(ui, found))
                @if let Some(ballot) = own {
                    p.govuk-body { (ui.t("drafts-vote-own")) ": " (vote::value(ui, ballot.value)) }
                }
                @if card.offers.iter().any(|o| o.action == Action::ViewVote) || found.tally.is_some() {
                    p.govuk-body {
                        a.govuk-link href=(paths::part(card.draft, card.version, "vote")) { (ui.t("drafts-vote-results")) }
                    }
                }
            },
        ));
    }
    if let Some(minutes) = &done.minutes {
        rows.push(Row::new(
            ui.t("drafts-minutes-title"),
            html! {
                strong { (label(ui, "drafts-result", minutes.result.code())) }
                (remark::lines(&minutes.note))
                p.govuk-body {
                    a.govuk-link href=(paths::part(card.draft, card.version, "minutes")) { (ui.t("drafts-minutes-open")) }
                }
            },
        ));
    }
    if let Some(outcome) = &done.outcome {
        rows.push(Row::new(
            ui.t("drafts-status-final"),
            html! {
                strong { (label(ui, "drafts-state", outcome.status.code())) }
                p.govuk-body-s.app-secondary { (ui.datetime(outcome.at)) ", " (outcome.by.name) }
                (remark::lines(&outcome.ground))
            },
        ));
    }
    if rows.is_empty() { Markup::default() } else { parts::summary_list(&rows) }
}

fn one_check(ui: &Ui, check: &Check) -> Markup {
    let unmet: Vec<_> = check.points.iter().filter(|p| !p.met).collect();
    html! {
        article {
            h3.govuk-heading-s {
                (label(ui, "drafts-check-part", check.part.code())) " "
                @if check.complies { (parts::tag(ui.t("drafts-check-passed"), Colour::Green)) }
                @else { (parts::tag(ui.t("drafts-check-failed"), Colour::Red)) }
            }
            (remark::lines(&check.remarks))
            @if !unmet.is_empty() {
                ul.govuk-list.govuk-list--bullet { @for unmet in unmet { li { (point(ui, &unmet.point)) } } }
            }
            p.govuk-body-s.app-secondary { (ui.datetime(check.at)) ", " (check.by.name) }
        }
    }
}

fn units(ui: &Ui, units: &[UnitLine]) -> Markup {
    html! {
        h3.govuk-heading-s { (ui.t("drafts-units-have")) }
        @for line in units {
            p.govuk-body {
                (ui.text(&line.unit.name))
                @if line.opinions.is_empty() { " " span.app-secondary { (ui.t("drafts-opinion-none")) } }
            }
            @for opinion in &line.opinions {
                (parts::inset(html! {
                    (remark::lines(&opinion.text))
                    p.govuk-body-s.app-secondary { (ui.datetime(opinion.at)) ", " (opinion.by.name) }
                }))
            }
        }
    }
}
