//! The head of the card: what it is, where it stands, and the one thing to do now.

use crate::paths;
use crate::view::{count, label, names, states};
use maud::{Markup, html};
use orda_base::BodyId;
use orda_drafts::{Action, Card, Integrity, Offer, VersionState};
use orda_web::{Ui, parts, parts::Row};

/// Title, number, version, state, warnings, and what to do.
pub(crate) fn head(ui: &Ui, card: &Card) -> Markup {
    html! {
        (warnings(ui, card))
        span.govuk-caption-xl {
            (card.number) " · " (ui.tr("drafts-version", &[("n", count(card.version))])) " · " (names::short(ui, &card.body))
        }
        h1.govuk-heading-xl { (ui.text(&card.title)) }
        p.govuk-body { (states::version(ui, card.state)) }
        (actions(ui, card))
    }
}

fn warnings(ui: &Ui, card: &Card) -> Markup {
    html! {
        @if card.version < card.readable {
            (parts::notification_banner(ui, html! {
                p.govuk-notification-banner__heading {
                    (ui.tr("drafts-card-older", &[("n", count(card.version)), ("current", count(card.readable))])) " "
                    a.govuk-notification-banner__link href=(paths::version(card.draft, card.readable)) {
                        (ui.t("drafts-card-older-link"))
                    }
                }
            }))
        } @else if card.version < card.current {
            (parts::inset(html! { (ui.t("drafts-card-superseded")) }))
        }
        @if let Integrity::Breached(changed) = &card.integrity {
            (parts::warning(ui, ui.t("drafts-refusal-breach")))
            ul.govuk-list.govuk-list--bullet { @for part in changed { li { code { (part) } } } }
        }
    }
}

/// The only primary button, its opposite beside it, and the rest as links.
pub(crate) fn actions(ui: &Ui, card: &Card) -> Markup {
    let primary = card.primary;
    let opposite = primary
        .filter(|p| p.action == Action::Approve)
        .and_then(|p| card.offers.iter().copied().find(|o| o.action == Action::Refuse && o.body == p.body));
    let is_other = |o: &&Offer| **o != primary.unwrap_or(**o) || primary.is_none();
    let others: Vec<_> =
        card.offers.iter().filter(is_other).filter(|o| Some(**o) != opposite && !is_elsewhere(o.action)).collect();
    if primary.is_none() && others.is_empty() {
        return html! { p.govuk-body.app-secondary { (ui.t("drafts-card-now-none")) } };
    }
    html! {
        section aria-label=(ui.t("drafts-card-now")) .app-no-print {
            @if let Some(offer) = primary {
                (parts::button_group(html! {
                    (parts::button_link(&path(card, offer), &name(ui, card, offer)))
                    @if let Some(offer) = opposite {
                        (parts::button_link_secondary(&path(card, offer), &name(ui, card, offer)))
                    }
                }))
            }
            @if !others.is_empty() {
                (parts::details(ui.t("drafts-card-more"), html! {
                    ul.govuk-list {
                        @for offer in others { li { a.govuk-link href=(path(card, *offer)) { (name(ui, card, *offer)) } } }
                    }
                }))
            }
        }
    }
}

/// What the button says; with the body where the reader has several to choose from.
fn name(ui: &Ui, card: &Card, offer: Offer) -> String {
    let verb = label(ui, "drafts-action", offer.action.code());
    let several = card.offers.iter().filter(|o| o.action == offer.action).count() > 1;
    let body = offer.body.filter(|_| several || is_about_another(offer.action));
    match body.and_then(|id| card.bodies.iter().find(|line| line.body.id == id)) {
        Some(line) => format!("{verb}: {}", names::short(ui, &line.body)),
        None => verb,
    }
}

/// Reading is what one does already; reminders have their buttons in the picture.
const fn is_elsewhere(action: Action) -> bool {
    matches!(action, Action::Read | Action::Chase)
}

/// The drafter acts on a body that is not the drafter's own.
const fn is_about_another(action: Action) -> bool {
    matches!(action, Action::Resend | Action::Prolong)
}

fn path(card: &Card, offer: Offer) -> String {
    let protocol =
        |body: Option<BodyId>| card.protocols.iter().find(|p| Some(p.body.id) == body).map(|p| p.protocol.id);
    match (offer.action, protocol(offer.body)) {
        (Action::EditProtocol, Some(id)) => paths::protocol(card.draft, card.version, id),
        (Action::SignProtocol, Some(id)) => format!("{}/sign", paths::protocol(card.draft, card.version, id)),
        _ => paths::action(card.draft, card.version, offer.action, offer.body),
    }
}

/// For the drafting body: may it go to the Chancellery, and who is missing (385-19)?
pub(crate) fn gate(ui: &Ui, card: &Card) -> Markup {
    if card.state == VersionState::ApprovedByAll && card.missing.is_empty() {
        return parts::inset(html! { (ui.t("drafts-chancellery-ready")) });
    }
    if card.missing.is_empty() || !ui.actor().has(orda_base::Role::Drafter, card.body.id) {
        return Markup::default();
    }
    parts::details(ui.t("drafts-chancellery-missing"), missing(ui, card))
}

/// What bars the Chancellery, body by body.
pub(crate) fn missing(ui: &Ui, card: &Card) -> Markup {
    html! {
        ul.govuk-list.govuk-list--bullet {
            @for missing in &card.missing {
                li { (names::full(ui, &missing.body)) ": " (label(ui, "drafts-missing", missing.why.code())) }
            }
        }
    }
}

/// Who posted, signed and sent it, and when.
pub(crate) fn facts(ui: &Ui, card: &Card) -> Markup {
    let mut rows = vec![
        Row::new(ui.t("drafts-word-kind"), html! { (label(ui, "drafts-kind", card.kind.code())) }),
        Row::new(ui.t("drafts-word-drafting-body"), html! { (names::full(ui, &card.body)) }),
        Row::new(ui.t("drafts-word-created"), html! { (ui.datetime(card.posted_at)) ", " (card.posted_by.name) }),
        Row::new(
            ui.t("drafts-posting-step-term"),
            html! {
                (ui.tr("drafts-card-term-days", &[("days", count(card.term_days))]))
            },
        ),
    ];
    if let Some(signed) = &card.signed {
        let value = html! { (ui.datetime(signed.at)) ", " (signed.by.name) };
        rows.push(Row::new(ui.t("drafts-state-signed_by_drafter"), value));
    }
    if let Some(at) = card.sent_at {
        rows.push(Row::new(ui.t("drafts-body-state-letter_sent"), html! { (ui.datetime(at)) }));
    }
    if let Some(at) = card.chancellery_at {
        rows.push(Row::new(ui.t("drafts-state-at_chancellery"), html! { (ui.datetime(at)) }));
    }
    parts::details(ui.t("drafts-card-requisites"), parts::summary_list(&rows))
}
