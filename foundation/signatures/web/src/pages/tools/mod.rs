//! The register of tools of protection: the list, one tool, what is typed about it, switching it on and off (385-55-1,
//! 385-55-2).

mod form;

pub(crate) use form::{edit, enter, new, save};

use crate::SignaturesWeb;
use axum::extract::State;
use orda_base::{Access, Date, Operation};
use orda_signatures::tools::{Fault, Ground, RESOURCE, Tool, ToolId, may_decide_on_tools};
use orda_web::parts::{self, Colour, Column, Confirmation, Crumb, Field, Row, Table};
use orda_web::{Accounted, Form, FormErrors, Markup, Message, Path, Response, Title, Ui, WebError, html};
use serde::Deserialize;

pub(crate) const LIST: &str = "/admin/protection-tools";

fn path(id: ToolId, verb: &str) -> String {
    format!("{LIST}/{id}{verb}")
}

fn crumbs(ui: &Ui) -> Markup {
    parts::breadcrumbs(ui, &[Crumb::new(LIST, ui.t("signatures-tools"))])
}

pub(crate) async fn list(State(app): State<SignaturesWeb>, ui: Ui) -> Result<Response, WebError> {
    let all = app.tools.list(ui.actor()).await?;
    let today = app.env.now().date();
    let columns = vec![
        Column::new(ui.t("signatures-tool-name")),
        Column::new(ui.t("signatures-tool-way")),
        Column::new(ui.t("signatures-tool-ground-resolution")),
        Column::new(ui.t("signatures-tool-ground-regulation")),
        Column::new(ui.t("signatures-state")),
    ];
    let rows = all.iter().map(|tool| {
        vec![
            html! { a.govuk-link href=(path(tool.id, "")) { (tool.name) } },
            html! { (way(&ui, tool)) },
            document(&ui, tool, Ground::Resolution, today),
            document(&ui, tool, Ground::Regulation, today),
            state(&ui, tool),
        ]
    });
    let content = html! {
        h1.govuk-heading-l { (ui.t("signatures-tools")) }
        p.govuk-body { (ui.t("signatures-tools-lead")) " " (parts::rule(&ui, "385-55-1")) " " (parts::rule(&ui, "385-55-2")) }
        (parts::button_group(html! { (parts::button_link(&format!("{LIST}/new"), ui.t("signatures-tool-new"))) }))
        (parts::table(&ui, &Table::new(ui.t("signatures-tools"), columns).rows(rows)))
    };
    let response = ui.page(Title::new(ui.t("signatures-tools")).wide(), content);
    Ok(response.accessed(Access::done(RESOURCE, "", Operation::Read)))
}

/// What it signs in, in words.
fn way(ui: &Ui, tool: &Tool) -> String {
    let key =
        tool.way.map_or("signatures-tool-way-none".to_owned(), |way| format!("signatures-tool-way-{}", way.code()));
    ui.t(&key).to_owned()
}

/// Number, date, issuer and validity of a document, with the mark when it is missing, not in force, or ends soon.
fn document(ui: &Ui, tool: &Tool, ground: Ground, today: Date) -> Markup {
    let fault = tool.fault(ground, today);
    html! {
        @if let Some(document) = tool.document(ground) {
            (ui.tr("signatures-tool-document", &[
                ("number", document.number.as_str().into()),
                ("date", ui.day(document.issued_on).into()),
            ]))
            br;
            @if !document.issuer.is_empty() { span.app-wrap { (document.issuer) } br; }
            @match document.valid_until {
                Some(last) => (ui.tr("signatures-tool-until", &[("date", ui.day(last).into())])),
                None => (ui.t("signatures-tool-no-end")),
            }
            @if fault.is_some() { br; }
        }
        @if let Some(fault) = fault {
            @let colour = if fault == Fault::Soon { Colour::Yellow } else { Colour::Red };
            (parts::tag(ui.t(&format!("signatures-tool-fault-{}", fault.code())), colour))
        }
    }
}

fn state(ui: &Ui, tool: &Tool) -> Markup {
    if tool.on {
        parts::tag(ui.t("signatures-tool-on"), Colour::Green)
    } else {
        parts::tag(ui.t("signatures-tool-off"), Colour::Grey)
    }
}

pub(crate) async fn show(
    State(app): State<SignaturesWeb>,
    ui: Ui,
    Path(id): Path<ToolId>,
) -> Result<Response, WebError> {
    let tool = app.tools.get(ui.actor(), id).await?;
    let today = app.env.now().date();
    let mut rows = vec![
        Row::new(ui.t("signatures-state"), state(&ui, &tool)),
        Row::new(ui.t("signatures-tool-maker"), html! { (tool.maker) }),
        Row::new(ui.t("signatures-tool-way"), html! { (way(&ui, &tool)) }),
        Row::new(ui.t("signatures-tool-ground-resolution"), document(&ui, &tool, Ground::Resolution, today)),
        Row::new(ui.t("signatures-tool-ground-regulation"), document(&ui, &tool, Ground::Regulation, today)),
    ];
    if let Some(decision) = &tool.decision {
        let who = html! { (decision.name) ", " (ui.datetime(decision.at)) br; span.app-wrap { (decision.reason) } };
        rows.push(Row::new(ui.t("signatures-tool-decision"), who));
    }
    let marked = !tool.lacks(today).is_empty();
    let content = html! {
        h1.govuk-heading-l { (tool.name) }
        @if marked { (parts::warning(&ui, ui.t("signatures-tool-marked"))) }
        (parts::summary_list(&rows))
        (parts::button_group(html! {
            (parts::button_link(&path(id, "/edit"), ui.t("web-change")))
            @if tool.on { (parts::button_link_secondary(&path(id, "/off"), ui.t("signatures-tool-switch-off"))) }
            @else { (parts::button_link_secondary(&path(id, "/on"), ui.t("signatures-tool-switch-on"))) }
        }))
    };
    let title = Title::new(tool.name.clone()).above(crumbs(&ui));
    Ok(ui.page(title, content).accessed(Access::done(RESOURCE, id, Operation::Read)))
}

/// Why a marked tool is switched on all the same.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Reason {
    reason: String,
}

pub(crate) async fn ask_on(
    State(app): State<SignaturesWeb>,
    ui: Ui,
    Path(id): Path<ToolId>,
) -> Result<Response, WebError> {
    let tool = app.tools.get(ui.actor(), id).await?;
    Ok(switching_on(&app, &ui, &tool, "", &FormErrors::none()))
}

fn switching_on(app: &SignaturesWeb, ui: &Ui, tool: &Tool, reason: &str, errors: &FormErrors) -> Response {
    let marked = !tool.lacks(app.env.now().date()).is_empty();
    let officer = may_decide_on_tools(ui.actor());
    let heading = ui.tr("signatures-tool-on-question", &[("name", tool.name.as_str().into())]);
    let field = Field::new("reason", ui.t("signatures-tool-reason")).hint(ui.t("signatures-tool-reason-hint"));
    let content = html! {
        div.govuk-grid-row { div.govuk-grid-column-two-thirds {
            (errors.summary(ui))
            h1.govuk-heading-l { (heading) }
            @if marked { (parts::warning(ui, ui.t("signatures-tool-marked"))) }
            @if marked && !officer { p.govuk-body { (ui.t("signatures-tool-ask-officer")) } }
            form method="post" action=(path(tool.id, "/on")) novalidate {
                @if marked && officer { (parts::textarea(ui, field.max(2000).errors(errors), reason)) }
                (parts::button_group(html! {
                    (parts::button(ui.t("signatures-tool-switch-on")))
                    a.govuk-link href=(path(tool.id, "")) { (ui.t("web-cancel")) }
                }))
            }
        } }
    };
    let title = Title::new(heading.clone()).above(crumbs(ui));
    ui.form_page(title, errors, content)
}

pub(crate) async fn on(
    State(app): State<SignaturesWeb>,
    ui: Ui,
    Path(id): Path<ToolId>,
    Form(input): Form<Reason>,
) -> Result<Response, WebError> {
    match app.tools.switch_on(ui.actor(), id, &input.reason).await {
        Ok(_) => Ok(done(&ui, id, "signatures-tool-on-done")),
        Err(error) => {
            let errors = ui.form_errors(error)?;
            let tool = app.tools.get(ui.actor(), id).await?;
            Ok(switching_on(&app, &ui, &tool, &input.reason, &errors))
        }
    }
}

pub(crate) async fn ask_off(
    State(app): State<SignaturesWeb>,
    ui: Ui,
    Path(id): Path<ToolId>,
) -> Result<Response, WebError> {
    let tool = app.tools.get(ui.actor(), id).await?;
    let name = [("name", tool.name.as_str().into())];
    Ok(parts::confirm_page(
        &ui,
        Confirmation {
            question: &ui.tr("signatures-tool-off-question", &name),
            consequence: ui.t(if tool.way.is_some() {
                "signatures-tool-off-way"
            } else {
                "signatures-tool-off-record"
            }),
            content: html! {},
            action: &path(id, "/off"),
            verb: ui.t("signatures-tool-switch-off"),
            back: &path(id, ""),
            dangerous: tool.way.is_some(),
        },
    ))
}

pub(crate) async fn off(
    State(app): State<SignaturesWeb>,
    ui: Ui,
    Path(id): Path<ToolId>,
) -> Result<Response, WebError> {
    app.tools.switch_off(ui.actor(), id).await?;
    Ok(done(&ui, id, "signatures-tool-off-done"))
}

fn done(ui: &Ui, id: ToolId, message: &'static str) -> Response {
    ui.redirect_with(&path(id, ""), &Message::new(message)).already_accounted()
}
