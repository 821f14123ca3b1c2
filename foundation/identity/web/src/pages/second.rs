//! One's own second factors: seen, added, named, removed; codes for the day they are lost.

use crate::IdentityWeb;
use crate::pages::forms;
use crate::pages::proof::or_prove;
use axum::extract::State;
use orda_base::{Access, Error, Operation, Result};
use orda_identity::{Enrolment, Factor, FactorId, OwnFactors};
use orda_web::parts::{self, Column, Field, Row, Table};
use orda_web::{Accounted, Form, FormErrors, Markup, Path, Response, Ui, WebError, html};
use serde::Deserialize;
use typeset::screen_code;

const PATH: &str = "/profile/second";
const NEW: &str = "/profile/second/program";
const CODES: &str = "/profile/second/codes";

#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct NameInput {
    name: String,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct CodeInput {
    code: String,
}

pub(crate) async fn show(State(app): State<IdentityWeb>, ui: Ui) -> Result<Response, WebError> {
    let own = app.identity.own_factors(ui.actor()).await?;
    let content = html! {
        h1.govuk-heading-xl { (ui.t("identity-second")) }
        p.govuk-body-l { (ui.t("identity-second-lead")) }
        @if own.required && own.factors.is_empty() { (parts::warning(&ui, ui.t("identity-second-required"))) }
        (factor_table(&ui, &own))
        (parts::button_group(html! {
            (parts::button_link(NEW, ui.t("identity-second-add-program")))
            @if app.identity.knows_passkeys() {
                (parts::button_link_secondary("/profile/second/passkey", ui.t("identity-second-add-passkey")))
            }
        }))
        @if !own.factors.is_empty() {
            h2.govuk-heading-m { (ui.t("identity-recovery")) }
            p.govuk-body { (ui.tr("identity-recovery-left", &[("count", own.recovery_left.into())])) }
            (parts::button_link_secondary(CODES, ui.t("identity-recovery-anew")))
        }
        (parts::details(ui.t("identity-second-eds.title"), html! { p { (ui.t("identity-second-eds")) } }))
        p.govuk-body { a.govuk-link href="/profile" { (ui.t("identity-profile")) } }
    };
    let access = Access::done("second_factor", "", Operation::Read);
    Ok(ui.page(ui.t("identity-second"), content).accessed(access))
}

fn factor_table(ui: &Ui, own: &OwnFactors) -> Markup {
    if own.factors.is_empty() {
        return html! { p.govuk-body { (ui.t("identity-second-none")) } };
    }
    let columns = vec![
        Column::new(ui.t("identity-factor-name")),
        Column::new(ui.t("identity-factor-kind")),
        Column::new(ui.t("identity-factor-added")),
        Column::new(ui.t("identity-factor-used")),
        Column::new(ui.t("web-actions")).heading_hidden(),
    ];
    let mut table = Table::new(ui.t("identity-second"), columns);
    for factor in &own.factors {
        let path = format!("{PATH}/{}", factor.id);
        table.push(vec![
            html! { (factor.name) },
            html! { (ui.t(&format!("identity-factor-{}", factor.kind.code()))) },
            html! { (ui.datetime(factor.created_at)) },
            html! { @if let Some(at) = factor.used_at { (ui.datetime(at)) } },
            html! {
                a.govuk-link href={ (path) "/name" } {
                    (ui.t("identity-factor-rename")) span.govuk-visually-hidden { " " (factor.name) }
                }
                " "
                a.govuk-link href={ (path) "/remove" } {
                    (ui.t("identity-factor-remove")) span.govuk-visually-hidden { " " (factor.name) }
                }
            },
        ]);
    }
    parts::table(ui, &table)
}

pub(crate) async fn new(State(app): State<IdentityWeb>, ui: Ui) -> Result<Response, WebError> {
    if !app.identity.own_factors(ui.actor()).await?.proven {
        return Ok(or_prove(&ui, orda_identity::IdentityRefusal::ProveFirst.into(), NEW));
    }
    let name = ui.t("identity-factor-name-usual").to_owned();
    Ok(ui.page(ui.t("identity-second-add-program"), name_form(&ui, &name, NEW, &FormErrors::none())))
}

pub(crate) async fn begin(
    State(app): State<IdentityWeb>,
    ui: Ui,
    Form(input): Form<NameInput>,
) -> Result<Response, WebError> {
    match app.identity.begin_program(ui.actor(), &input.name).await {
        // The secret stands on a page of its own, which can be loaded again until a code was typed.
        Ok(begun) => Ok(ui.redirect(&format!("{NEW}/{}", begun.id)).already_accounted()),
        Err(error @ Error::Invalid(_)) => {
            let errors = ui.form_errors(error)?;
            let content = name_form(&ui, &input.name, NEW, &errors);
            Ok(ui.page_with_errors(ui.t("identity-second-add-program"), &errors, content))
        }
        Err(error) => Ok(or_prove(&ui, error, NEW)),
    }
}

fn name_form(ui: &Ui, name: &str, action: &str, errors: &FormErrors) -> Markup {
    let title = if action == NEW { "identity-second-add-program" } else { "identity-factor-rename" };
    html! {
        div.govuk-grid-row { div.govuk-grid-column-two-thirds {
            (errors.summary(ui))
            h1.govuk-heading-l { (ui.t(title)) }
            @if action == NEW { p.govuk-body { (ui.t("identity-program-lead")) } }
            form method="post" action=(action) novalidate {
                (name_field(ui, name, errors))
                (parts::button_group(html! {
                    (parts::button(ui.t("web-continue")))
                    a.govuk-link href=(PATH) { (ui.t("web-cancel")) }
                }))
            }
        } }
    }
}

/// How the owner calls a factor.
pub(crate) fn name_field(ui: &Ui, name: &str, errors: &FormErrors) -> Markup {
    let field = Field::new("name", ui.t("identity-factor-name")).hint(ui.t("identity-factor-name-hint"));
    parts::text_input(field.max(60).autocomplete("off").errors(errors), name)
}

pub(crate) async fn show_begun(
    State(app): State<IdentityWeb>,
    ui: Ui,
    Path(id): Path<FactorId>,
) -> Result<Response, WebError> {
    let begun = app.identity.program_begun(ui.actor(), id).await?;
    let access = Access::done("second_factor", id, Operation::Read);
    Ok(ui.page(ui.t("identity-program"), begun_form(&ui, &begun, &FormErrors::none())?).accessed(access))
}

pub(crate) async fn confirm(
    State(app): State<IdentityWeb>,
    ui: Ui,
    Path(id): Path<FactorId>,
    Form(input): Form<CodeInput>,
) -> Result<Response, WebError> {
    match app.identity.confirm_program(ui.actor(), id, &input.code).await {
        Ok(Some(codes)) => Ok(codes_page(&ui, &codes)),
        Ok(None) => Ok(forms::done(&ui, PATH, "identity-second-added")),
        Err(error @ Error::Invalid(_)) => {
            let begun = app.identity.program_begun(ui.actor(), id).await?;
            let errors = ui.form_errors(error)?;
            Ok(ui.page_with_errors(ui.t("identity-program"), &errors, begun_form(&ui, &begun, &errors)?))
        }
        Err(error) => Ok(or_prove(&ui, error, &format!("{NEW}/{id}"))),
    }
}

fn begun_form(ui: &Ui, begun: &Enrolment, errors: &FormErrors) -> Result<Markup> {
    let code = screen_code(&begun.address).map_err(Error::internal)?;
    let size = code.size;
    Ok(html! {
        div.govuk-grid-row { div.govuk-grid-column-two-thirds {
            (errors.summary(ui))
            h1.govuk-heading-l { (ui.t("identity-program")) }
            ol.govuk-list.govuk-list--number {
                li { (ui.t("identity-program-scan")) }
                li { (ui.t("identity-program-type")) }
            }
            // Black on white in the dark too: readers know nothing else.
            svg role="img" aria-label=(ui.t("identity-program-code")) width="240" height="240"
                viewBox=(format!("0 0 {size} {size}")) shape-rendering="crispEdges" {
                rect width=(size) height=(size) fill="#fff" {}
                path d=(code.path) fill="#000" {}
            }
            (parts::summary_list(&[
                Row::new(ui.t("identity-factor-name"), html! { (begun.name) }),
                Row::new(ui.t("identity-program-secret"), html! { code #totp-secret { (begun.secret) } }),
            ]))
            form method="post" action=(format!("{NEW}/{}", begun.id)) novalidate {
                (parts::text_input(Field::new("code", ui.t("identity-program-first")).width(10).max(10).inputmode("numeric")
                    .autocomplete("one-time-code").errors(errors), ""))
                (parts::button_group(html! {
                    (parts::button(ui.t("identity-program-confirm")))
                    a.govuk-link href=(PATH) { (ui.t("web-cancel")) }
                }))
            }
        } }
    })
}

/// The codes, this once.
pub(crate) fn codes_page(ui: &Ui, codes: &[String]) -> Response {
    let content = html! {
        div.govuk-grid-row { div.govuk-grid-column-two-thirds {
            h1.govuk-heading-l { (ui.t("identity-recovery")) }
            (parts::warning(ui, ui.t("identity-recovery-warning")))
            ol.govuk-list.govuk-list--number #recovery-codes { @for code in codes { li { code { (code) } } } }
            p.govuk-body { (ui.t("identity-recovery-print")) }
            div.app-no-print { (parts::button_link_secondary(PATH, ui.t("web-continue"))) }
        } }
    };
    ui.page(ui.t("identity-recovery"), content).already_accounted()
}

pub(crate) async fn ask_codes(State(app): State<IdentityWeb>, ui: Ui) -> Result<Response, WebError> {
    let own = app.identity.own_factors(ui.actor()).await?;
    if own.factors.is_empty() {
        return Err(Error::NotFound.into());
    }
    if !own.proven {
        return Ok(or_prove(&ui, orda_identity::IdentityRefusal::ProveFirst.into(), CODES));
    }
    Ok(forms::confirm(&ui, ("identity-recovery-anew", "identity-recovery-anew"), &[], (CODES, PATH)))
}

pub(crate) async fn new_codes(State(app): State<IdentityWeb>, ui: Ui) -> Result<Response, WebError> {
    match app.identity.new_recovery_codes(ui.actor()).await {
        Ok(codes) => Ok(codes_page(&ui, &codes)),
        Err(error) => Ok(or_prove(&ui, error, CODES)),
    }
}

async fn own_factor(app: &IdentityWeb, ui: &Ui, id: FactorId) -> Result<(Factor, bool)> {
    let own = app.identity.own_factors(ui.actor()).await?;
    let proven = own.proven;
    let factor = own.factors.into_iter().find(|f| f.id == id).ok_or(Error::NotFound)?;
    Ok((factor, proven))
}

pub(crate) async fn ask_name(
    State(app): State<IdentityWeb>,
    ui: Ui,
    Path(id): Path<FactorId>,
) -> Result<Response, WebError> {
    let (factor, _) = own_factor(&app, &ui, id).await?;
    let action = format!("{PATH}/{id}/name");
    Ok(ui.page(ui.t("identity-factor-rename"), name_form(&ui, &factor.name, &action, &FormErrors::none())))
}

pub(crate) async fn rename(
    State(app): State<IdentityWeb>,
    ui: Ui,
    Path(id): Path<FactorId>,
    Form(input): Form<NameInput>,
) -> Result<Response, WebError> {
    match app.identity.rename_factor(ui.actor(), id, &input.name).await {
        Ok(()) => Ok(forms::done(&ui, PATH, "web-saved")),
        Err(error) => {
            let errors = ui.form_errors(error)?;
            let content = name_form(&ui, &input.name, &format!("{PATH}/{id}/name"), &errors);
            Ok(ui.page_with_errors(ui.t("identity-factor-rename"), &errors, content))
        }
    }
}

pub(crate) async fn ask_remove(
    State(app): State<IdentityWeb>,
    ui: Ui,
    Path(id): Path<FactorId>,
) -> Result<Response, WebError> {
    let (factor, proven) = own_factor(&app, &ui, id).await?;
    let action = format!("{PATH}/{id}/remove");
    if !proven {
        return Ok(or_prove(&ui, orda_identity::IdentityRefusal::ProveFirst.into(), &action));
    }
    let args = [("name", factor.name.into())];
    Ok(forms::confirm(&ui, ("identity-factor-remove", "identity-factor-remove"), &args, (&action, PATH)))
}

pub(crate) async fn remove(
    State(app): State<IdentityWeb>,
    ui: Ui,
    Path(id): Path<FactorId>,
) -> Result<Response, WebError> {
    match app.identity.remove_factor(ui.actor(), id).await {
        Ok(()) => Ok(forms::done(&ui, PATH, "identity-factor-removed")),
        Err(error) => Ok(or_prove(&ui, error, &format!("{PATH}/{id}/remove"))),
    }
}
