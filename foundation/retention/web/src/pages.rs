//! The list of proposals, and a new one.

use crate::RetentionWeb;
use axum::extract::State;
use orda_base::{Access, Operation};
use orda_retention::{Proposal, RESOURCE, State as Stands};
use orda_web::parts::{self, Colour, Column, Crumb, Field, Table};
use orda_web::{Accounted, Form, FormErrors, Markup, Message, Query, Response, Title, Ui, WebError, html};
use serde::Deserialize;

pub(crate) const LIST: &str = "/destruction";
/// Proposals on the page.
const SHOWN: u32 = 200;

pub(crate) async fn list(State(web): State<RetentionWeb>, ui: Ui) -> Result<Response, WebError> {
    let all = web.retention.proposals(ui.actor(), SHOWN).await?;
    let content = html! {
        h1.govuk-heading-xl { (ui.t("retention-title")) }
        p.govuk-body { (ui.t("retention-lead")) " " (parts::rule(&ui, "385-6-8")) }
        (parts::button_group(html! {
            (parts::button_link(&format!("{LIST}/new"), ui.t("retention-propose")))
            (parts::button_link_secondary(&format!("{LIST}/holds"), ui.t("retention-holds")))
        }))
        @if all.is_empty() {
            (parts::empty_state(ui.t("retention-none"), ui.t("retention-none-text"), html! {}))
        } @else { (table(&ui, &all)) }
    };
    Ok(ui.page(Title::new(ui.t("retention-title")), content).accessed(Access::done(RESOURCE, "", Operation::Read)))
}

fn table(ui: &Ui, all: &[Proposal]) -> Markup {
    let columns = vec![
        Column::new(ui.t("retention-proposed")),
        Column::new(ui.t("retention-items")),
        Column::new(ui.t("retention-ground")),
        Column::new(ui.t("retention-state")),
    ];
    let mut table = Table::new(ui.t("retention-title"), columns);
    for one in all {
        let numbers: Vec<&str> = one.items.iter().take(5).map(|i| i.number.as_str()).collect();
        let more = if one.items.len() > 5 { format!(" … ({})", one.items.len()) } else { String::new() };
        table.push(vec![
            html! { a.govuk-link href={ (LIST) "/" (one.id) } { (ui.datetime(one.proposed_at)) } },
            html! { (numbers.join(", ")) (more) },
            html! { span.app-wrap { (one.ground) } },
            state(ui, one.state),
        ]);
    }
    parts::table(ui, &table)
}

pub(crate) fn state(ui: &Ui, state: Stands) -> Markup {
    let colour = match state {
        Stands::Proposed => Colour::Yellow,
        Stands::Decided => Colour::Blue,
        Stands::Destroying => Colour::Purple,
        Stands::Destroyed => Colour::Green,
        Stands::Withdrawn => Colour::Grey,
    };
    parts::tag(ui.t(&format!("retention-state-{}", state.code())), colour)
}

/// A proposal as it is typed.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Input {
    numbers: String,
    ground: String,
}

/// `/destruction/new?numbers=…`: with what other pages propose.
pub(crate) async fn new(
    State(web): State<RetentionWeb>,
    ui: Ui,
    Query(input): Query<Input>,
) -> Result<Response, WebError> {
    // Who may not see proposals makes none.
    web.retention.proposals(ui.actor(), 1).await?;
    Ok(form(&ui, &input, &FormErrors::none()))
}

pub(crate) async fn propose(
    State(web): State<RetentionWeb>,
    ui: Ui,
    Form(input): Form<Input>,
) -> Result<Response, WebError> {
    let numbers: Vec<String> =
        input.numbers.split([',', '\n', ';']).map(|n| n.trim().to_owned()).filter(|n| !n.is_empty()).collect();
    match web.retention.propose(ui.actor(), &numbers, &input.ground).await {
        Ok(id) => {
            let message = Message::new("retention-proposed-done");
            Ok(ui.redirect_with(&format!("{LIST}/{id}"), &message).already_accounted())
        }
        Err(error) => Ok(form(&ui, &input, &ui.form_errors(error)?)),
    }
}

fn form(ui: &Ui, input: &Input, errors: &FormErrors) -> Response {
    let numbers = Field::new("numbers", ui.t("retention-numbers")).hint(ui.t("retention-numbers-hint")).errors(errors);
    let ground = Field::new("ground", ui.t("retention-ground")).hint(ui.t("retention-ground-hint")).max(1000);
    let content = html! {
        div.govuk-grid-row { div.govuk-grid-column-two-thirds {
            (errors.summary(ui))
            h1.govuk-heading-l { (ui.t("retention-propose")) }
            (parts::inset(html! { (ui.t("retention-propose-lead")) }))
            form method="post" action={ (LIST) "/new" } novalidate {
                (parts::textarea(ui, numbers, &input.numbers))
                (parts::textarea(ui, ground.errors(errors), &input.ground))
                (parts::button_group(html! {
                    (parts::button(ui.t("retention-propose")))
                    a.govuk-link href=(LIST) { (ui.t("web-cancel")) }
                }))
            }
        } }
    };
    let title = Title::new(ui.t("retention-propose")).above(crumbs(ui));
    ui.form_page(title, errors, content)
}

pub(crate) fn crumbs(ui: &Ui) -> Markup {
    parts::breadcrumbs(ui, &[Crumb::new(LIST, ui.t("retention-title"))])
}
