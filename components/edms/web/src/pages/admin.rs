//! The administrator registers participants and looks at the reference data (385-5-7).

use super::{ADMIN, DELIVERIES};
use crate::EdmsWeb;
use crate::view::{self, label};
use axum::extract::State;
use orda_base::{Access, BodyId, Operation};
use orda_edms::reference::Reference;
use orda_edms::{Format, ParticipantInput, ParticipantLine, ParticipantsPage, PeerKey, Way};
use orda_web::parts::{self, Choice, Colour, Column, Crumb, Field, Row, Table};
use orda_web::{Accounted, Form, FormErrors, Markup, Message, Path, Response, Title, Ui, WebError, html};
use serde::Deserialize;

/// The step back to the participants.
pub(crate) fn crumbs(ui: &Ui) -> Markup {
    parts::breadcrumbs(ui, &[Crumb::new(ADMIN, ui.t("edms-participants-title"))])
}

pub(crate) async fn list(State(web): State<EdmsWeb>, ui: Ui) -> Result<Response, WebError> {
    let page = web.edms.participants(ui.actor()).await?;
    let content = content(&ui, &page, &web.edms.public_key());
    let title = Title::new(ui.t("edms-participants-title")).wide();
    Ok(ui.page(title, content).accessed(Access::done("edms_participant", "", Operation::Search)))
}

/// The page.
pub(crate) fn content(ui: &Ui, page: &ParticipantsPage, key: &PeerKey) -> Markup {
    let columns = vec![
        Column::new(ui.t("edms-participant-body")),
        Column::new(ui.t("edms-participant-way")),
        Column::new(ui.t("edms-participant-system")),
        Column::new(ui.t("web-actions")).heading_hidden(),
    ];
    let rows = page.lines.iter().map(|line| row(ui, line));
    let version = page.reference.as_ref().map(|r| r.version.to_string()).unwrap_or_default();
    html! {
        h1.govuk-heading-l { (ui.t("edms-participants-title")) }
        p.govuk-body { (ui.t("edms-participants-lead")) }
        (parts::summary_list(&[
            Row::new(ui.t("edms-centre-key"), html! {
                pre.app-wrap { code { (key.pem()) } }
                p.govuk-hint { (ui.t("edms-centre-fingerprint")) ": " code { (key.fingerprint()) } }
            }),
            Row::new(ui.t("edms-centre-address"), html! { code.app-wrap { "/edms/v1/messages" } }),
            Row::new(ui.t("edms-centre-schemas"), html! {
                a.govuk-link href="/edms/schema/v1/message.json" { "JSON Schema" } " · "
                a.govuk-link href="/edms/schema/v1/message.xsd" { "XML Schema" }
            }),
            Row::new(ui.t("edms-reference-version"), html! { (version) })
                .action(format!("{ADMIN}/reference"), ui.t("edms-reference-show")),
        ]))
        p.govuk-body { a.govuk-link href=(DELIVERIES) { (ui.t("edms-deliveries-title")) } }
        (parts::table(ui, &Table::new(ui.t("edms-participants-title"), columns).rows(rows)))
    }
}

fn row(ui: &Ui, line: &ParticipantLine) -> Vec<Markup> {
    let way = &line.participant.way;
    let colour = match way {
        Way::Portal => Colour::Green,
        Way::Outside(_) => Colour::Blue,
        Way::None => Colour::Grey,
    };
    vec![
        html! { (ui.text(&line.body.name)) },
        parts::tag(&label(ui, "edms-way", way.code()), colour),
        html! {
            @if let Some(endpoint) = way.endpoint() {
                span.app-wrap { (endpoint.url) }
                @if endpoint.paused { br; (parts::tag(ui.t("edms-participant-paused"), Colour::Yellow)) }
            }
        },
        html! {
            a.govuk-link href=(format!("{ADMIN}/bodies/{}", line.body.id)) {
                (ui.t("edms-participant-change"))
                span.govuk-visually-hidden { ": " (view::short(ui, &line.body)) }
            }
        },
    ]
}

/// A participant as it is typed.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Input {
    way: String,
    url: String,
    format: String,
    key: String,
    paused: Vec<String>,
}

impl Input {
    fn of(way: &Way) -> Self {
        let mut input = Self { way: way.code().to_owned(), format: Format::Json.code().to_owned(), ..Self::default() };
        if let Some(endpoint) = way.endpoint() {
            input.url.clone_from(&endpoint.url);
            endpoint.format.code().clone_into(&mut input.format);
            input.key = endpoint.key.pem();
            if endpoint.paused {
                input.paused.push("yes".to_owned());
            }
        }
        input
    }

    fn read(&self) -> ParticipantInput {
        ParticipantInput {
            way: self.way.clone(),
            url: self.url.clone(),
            format: self.format.clone(),
            key: self.key.clone(),
            paused: !self.paused.is_empty(),
        }
    }
}

pub(crate) async fn form(State(web): State<EdmsWeb>, ui: Ui, Path(body): Path<BodyId>) -> Result<Response, WebError> {
    let line = web.edms.participant(ui.actor(), body).await?;
    let content = form_content(&ui, &line, &Input::of(&line.participant.way), &FormErrors::none());
    let title = Title::new(ui.t("edms-participant-title")).above(crumbs(&ui));
    Ok(ui.page(title, content).accessed(Access::done("edms_participant", body, Operation::Read)))
}

pub(crate) async fn post(
    State(web): State<EdmsWeb>,
    ui: Ui,
    Path(body): Path<BodyId>,
    Form(input): Form<Input>,
) -> Result<Response, WebError> {
    match web.edms.decide(ui.actor(), body, &input.read()).await {
        Ok(()) => Ok(ui.redirect_with(ADMIN, &Message::new("web-saved")).already_accounted()),
        Err(error) => {
            let errors = ui.form_errors(error)?;
            let line = web.edms.participant(ui.actor(), body).await?;
            let title = Title::new(ui.t("edms-participant-title")).above(crumbs(&ui));
            Ok(ui.page_with_errors(title, &errors, form_content(&ui, &line, &input, &errors)))
        }
    }
}

/// The page of the form.
pub(crate) fn form_content(ui: &Ui, line: &ParticipantLine, input: &Input, errors: &FormErrors) -> Markup {
    let ways: Vec<_> = Way::CODES
        .into_iter()
        .map(|code| Choice::new(code, label(ui, "edms-way", code)).hint(label(ui, "edms-way-hint", code)))
        .collect();
    let formats: Vec<_> =
        Format::ALL.into_iter().map(|f| Choice::new(f.code(), label(ui, "edms-format", f.code()))).collect();
    let paused = [Choice::new("yes", ui.t("edms-participant-pause")).hint(ui.t("edms-participant-pause-hint"))];
    html! {
        div.govuk-grid-row { div.govuk-grid-column-two-thirds {
            (errors.summary(ui))
            span.govuk-caption-l { (ui.text(&line.body.name)) }
            h1.govuk-heading-l { (ui.t("edms-participant-title")) }
            form method="post" novalidate {
                (parts::radios(Field::new("way", ui.t("edms-participant-way")).errors(errors), &ways, &input.way))
                h2.govuk-heading-m { (ui.t("edms-participant-system")) }
                p.govuk-body { (ui.t("edms-participant-system-lead")) }
                (parts::text_input(
                    Field::new("url", ui.t("edms-participant-url")).hint(ui.t("edms-participant-url-hint"))
                        .kind("url").max(500).errors(errors),
                    &input.url,
                ))
                (parts::radios(Field::new("format", ui.t("edms-participant-format")).errors(errors), &formats, &input.format))
                (parts::textarea(
                    ui,
                    Field::new("key", ui.t("edms-participant-key")).hint(ui.t("edms-participant-key-hint")).rows(4)
                        .errors(errors),
                    &input.key,
                ))
                (parts::checkboxes(Field::new("paused", ui.t("edms-participant-deliveries")), &paused, &input.paused))
                (parts::button_group(html! {
                    (parts::button(ui.t("web-save")))
                    a.govuk-link href=(ADMIN) { (ui.t("web-cancel")) }
                }))
            }
        } }
    }
}

pub(crate) async fn reference(State(web): State<EdmsWeb>, ui: Ui) -> Result<Response, WebError> {
    let page = web.edms.participants(ui.actor()).await?;
    let content = reference_content(&ui, page.reference.as_ref());
    let title = Title::new(ui.t("edms-reference-title")).above(crumbs(&ui)).wide();
    Ok(ui.page(title, content).accessed(Access::done("edms_reference", "", Operation::Read)))
}

/// The page of the reference data.
pub(crate) fn reference_content(ui: &Ui, reference: Option<&Reference>) -> Markup {
    let columns = vec![
        Column::new(ui.t("edms-participant-body")),
        Column::new(ui.t("edms-reference-bin")),
        Column::new(ui.t("edms-reference-short")),
        Column::new(ui.t("edms-reference-joined")),
    ];
    html! {
        h1.govuk-heading-l { (ui.t("edms-reference-title")) }
        p.govuk-body { (ui.t("edms-reference-lead")) }
        @match reference {
            None => { (parts::empty_state(ui.t("edms-reference-none"), "", html! {})) }
            Some(reference) => {
                p.govuk-body {
                    (ui.tr("edms-reference-made", &[
                        ("version", reference.version.into()), ("at", ui.datetime(reference.made_at).into()),
                    ]))
                }
                (parts::table(ui, &Table::new(ui.t("edms-reference-title"), columns).rows(reference.bodies.iter().map(|b| vec![
                    html! { (ui.text(&b.name)) },
                    html! { (b.bin) },
                    html! { (ui.text(&b.short_name)) },
                    html! { (ui.t(if b.joined { "edms-yes" } else { "edms-no" })) },
                ]))))
            }
        }
    }
}
