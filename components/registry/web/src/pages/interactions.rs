//! `/registry/interactions`: the interactions that the reader may see, and the card of one (365-15).

use super::query::InteractionsInput;
use super::view::{self, label, tabs};
use super::{INTERACTIONS, crumbs, interaction_path, path, record_crumbs};
use crate::RegistryWeb;
use axum::extract::State;
use orda_base::{Access, Operation};
use orda_registry::{Event, INTERACTION, InteractionCard, InteractionId, InteractionsPage, Part, Participant};
use orda_web::Question as _;
use orda_web::parts::{self, Colour, Column, Row, Table};
use orda_web::{Accounted, FormErrors, Markup, Path, Query, Response, Title, Ui, WebError, html};

pub(crate) async fn list(
    State(web): State<RegistryWeb>,
    ui: Ui,
    Query(input): Query<InteractionsInput>,
) -> Result<Response, WebError> {
    let found = web.registry.interactions(ui.actor(), &input.query()).await?;
    let above = found.record.as_ref().map_or_else(|| html! {}, |record| record_crumbs(&ui, record));
    let title = Title::new(ui.t("registry-interactions")).above(above).wide();
    let access = Access::done(INTERACTION, input.described(), Operation::Search);
    Ok(ui.page(title, content(&ui, &found)).accessed(access))
}

fn content(ui: &Ui, found: &InteractionsPage) -> Markup {
    let columns = vec![
        Column::new(ui.t("registry-name")),
        Column::new(ui.t("registry-owner")),
        Column::new(ui.t("registry-part")),
        Column::new(ui.t("registry-participants")).numeric(),
        Column::new(ui.t("registry-state")),
    ];
    let rows = found.page.items.iter().map(|(one, owner)| {
        vec![
            html! { a.govuk-link.app-wrap href=(interaction_path(one.id, "")) { (ui.text(&one.name)) } },
            html! { (ui.text(&owner.name)) },
            html! { (label(ui, "part", one.part.code())) },
            html! { (one.participants.len()) },
            view::interaction(ui, one.state),
        ]
    });
    html! {
        h1.govuk-heading-xl { (ui.t("registry-interactions")) }
        p.govuk-body { (ui.t("registry-interactions-lead")) " " (parts::rule(ui, "365-15")) }
        @if let Some(record) = &found.record {
            p.govuk-body { (ui.t("registry-record")) ": " a.govuk-link href=(path(record.id, "")) { (ui.text(&record.name)) } }
            @if found.may_propose {
                (parts::button_link(&path(record.id, "/interactions/new"), ui.t("registry-interaction-new")))
            }
        }
        (tabs(ui, INTERACTIONS))
        @if found.page.items.is_empty() {
            (parts::empty_state(ui.t("registry-interactions-empty"), ui.t("registry-interactions-empty-text"), html! {}))
        } @else {
            (parts::rows_found(ui, &found.page))
            (parts::table(ui, &Table::new(ui.t("registry-interactions"), columns).rows(rows)))
            (parts::pager(ui, &found.page))
        }
    }
}

pub(crate) async fn show(
    State(web): State<RegistryWeb>,
    ui: Ui,
    Path(id): Path<InteractionId>,
) -> Result<Response, WebError> {
    let card = web.registry.interaction(ui.actor(), id).await?;
    let page = page(&ui, &card, &FormErrors::none());
    Ok(page.accessed(Access::done(INTERACTION, id, Operation::Read)))
}

/// The card; with errors, when something that was asked for on it was refused.
pub(super) fn page(ui: &Ui, card: &InteractionCard, errors: &FormErrors) -> Response {
    let one = &card.interaction;
    let mut rows = vec![
        Row::new(
            ui.t("registry-record"),
            html! {
                a.govuk-link href=(path(card.record.id, "")) { (ui.text(&card.record.name)) }
            },
        ),
        Row::new(ui.t("registry-owner"), html! { (ui.text(&card.owner.name)) }),
        Row::new(
            ui.t("registry-part"),
            html! {
                (label(ui, "part", one.part.code())) br; code { (one.part.paths()[0]) }
            },
        ),
    ];
    if let Some(at) = one.in_force_since {
        rows.push(Row::new(ui.t("registry-interaction-since"), html! { (ui.datetime(at)) }));
    }
    if let Some(stop) = &one.ended {
        rows.push(Row::new(
            label(ui, "interaction", "ended"),
            html! {
                (ui.datetime(stop.at)) ", " (stop.by.name) br; span.app-wrap { (stop.reason) }
            },
        ));
    }
    let content = html! {
        (errors.summary(ui))
        span.govuk-caption-l { (ui.t("registry-interaction")) }
        h1.govuk-heading-l { (ui.text(&one.name)) }
        p.govuk-body { (view::interaction(ui, one.state)) }
        (actions(ui, card))
        (parts::summary_list(&rows))
        (unaudited(ui, card))
        (participants(ui, card))
        (history(ui, card))
    };
    let title = Title::new(ui.text(&one.name).to_owned()).above(crumbs(ui)).wide();
    ui.form_page(title, errors, content)
}

fn actions(ui: &Ui, card: &InteractionCard) -> Markup {
    let id = card.interaction.id;
    html! {
        div.app-no-print {
            (parts::button_group(html! {
                @if card.may_put_in_force {
                    (parts::button_link(&interaction_path(id, "/force"), ui.t("registry-interaction-force")))
                }
                (parts::button_link_secondary(&interaction_path(id, "/accesses"), ui.t("registry-accesses")))
                @if card.may_end {
                    (parts::button_link_secondary(&interaction_path(id, "/end"), ui.t("registry-interaction-end")))
                }
            }))
        }
    }
}

/// Non-state systems whose audit is overdue (365-9-b).
fn unaudited(ui: &Ui, card: &InteractionCard) -> Markup {
    html! {
        @if !card.unaudited.is_empty() {
            (parts::warning_with(ui, html! {
                (ui.t("registry-audits-overdue")) " " (parts::rule(ui, "365-9"))
                @for record in &card.unaudited {
                    br; a.govuk-link href=(path(record.id, "#audits")) { (ui.text(&record.name)) }
                    @if let Some(due) = record.audit_due { " – " (ui.t("registry-audit-due")) ": " (ui.day(due)) }
                }
            }))
        }
    }
}

fn participants(ui: &Ui, card: &InteractionCard) -> Markup {
    let one = &card.interaction;
    let columns = vec![
        Column::new(ui.t("registry-participant-system")),
        Column::new(ui.t("registry-owner")),
        Column::new(ui.t("registry-participant-from")),
        Column::new(ui.t("registry-participant-until")),
        Column::new(ui.t("web-actions")).heading_hidden(),
    ];
    let rows = one.participants.iter().zip(&card.owners).map(|(participant, owner)| {
        let end = interaction_path(one.id, &format!("/participants/{}/end", participant.id));
        vec![
            html! { span.app-wrap { (participant.name) } },
            html! { (ui.text(&owner.name)) },
            html! { (ui.day(participant.from)) },
            until(ui, participant),
            html! {
                @if card.may_change && participant.ended_at.is_none() {
                    a.govuk-link href=(end) {
                        (ui.t("registry-participant-end")) span.govuk-visually-hidden { ": " (participant.name) }
                    }
                }
            },
        ]
    });
    html! {
        h2.govuk-heading-m { (ui.t("registry-participants")) }
        @if one.participants.is_empty() { p.govuk-body { (ui.t("registry-participants-none")) } }
        @else { (parts::table(ui, &Table::new(ui.t("registry-participants"), columns).rows(rows))) }
        @if card.may_change {
            p.govuk-body.app-no-print {
                a.govuk-link href=(interaction_path(one.id, "/participants/new")) { (ui.t("registry-participant-new")) }
            }
        }
    }
}

fn until(ui: &Ui, participant: &Participant) -> Markup {
    html! {
        @match (participant.ended_at, participant.until) {
            (Some(at), _) => { (parts::tag(ui.t("registry-participant-ended"), Colour::Grey)) br; (ui.datetime(at)) }
            (None, Some(day)) => { (ui.day(day)) }
            (None, None) => { "–" }
        }
    }
}

fn history(ui: &Ui, card: &InteractionCard) -> Markup {
    let entries: Vec<_> = card
        .history
        .iter()
        .map(|entry| {
            let part = Part::from_code(&entry.about).filter(|_| entry.event == Event::Proposed);
            let about = part.map_or_else(|| entry.about.clone(), |part| label(ui, "part", part.code()));
            let text = html! { @if !about.is_empty() { span.app-wrap { (about) } } };
            parts::Entry::new(label(ui, "event", entry.event.code()), entry.by.name.clone(), entry.at).text(text)
        })
        .collect();
    html! { h2.govuk-heading-m { (ui.t("web-history")) } (parts::timeline(ui, &entries)) }
}
