//! An authorised employee certifies a result (74-5-4-b). What is seen is what is signed.

use super::{result, results_crumb};
use crate::ServicesWeb;
use crate::view;
use axum::extract::State;
use orda_base::{Access, Operation};
use orda_services::{ResultCard, ResultId, SigningTask};
use orda_signatures_web::{SCRIPT, SignedFile, SignedForm, SigningView, signed_cms, signing_form};
use orda_web::parts::{self, Crumb, Row};
use orda_web::{Accounted, FormErrors, Markup, Message, Path, Response, Title, Ui, WebError, html};

pub(crate) async fn form(
    State(web): State<ServicesWeb>,
    ui: Ui,
    Path(id): Path<ResultId>,
) -> Result<Response, WebError> {
    page(&web, &ui, id, &FormErrors::none()).await
}

pub(crate) async fn post(
    State(web): State<ServicesWeb>,
    ui: Ui,
    Path(id): Path<ResultId>,
    input: SignedForm,
) -> Result<Response, WebError> {
    let signed = async { web.services.sign(ui.actor(), id, &signed_cms(&input)?).await };
    match signed.await {
        Ok(()) => {
            let done = Message::new("services-sign-done");
            Ok(ui.redirect_with(&result(id), &done).already_accounted())
        }
        Err(error) => page(&web, &ui, id, &ui.form_errors(error)?).await,
    }
}

async fn page(web: &ServicesWeb, ui: &Ui, id: ResultId, errors: &FormErrors) -> Result<Response, WebError> {
    let card = web.services.result_card(ui.actor(), id).await?;
    // After a refusal nothing may be left to sign, or nobody who may: then only the reason is shown.
    let task = match web.services.signing(ui.actor(), id).await {
        Ok(task) => Some(task),
        Err(error) if errors.is_empty() => {
            let refused = ui.form_errors(error)?;
            return Ok(answer(ui, &card, None, (&refused, Operation::Read)));
        }
        Err(_) => None,
    };
    let operation = if errors.is_empty() { Operation::Read } else { Operation::Sign };
    Ok(answer(ui, &card, task.as_ref(), (errors, operation)))
}

fn answer(
    ui: &Ui,
    card: &ResultCard,
    task: Option<&SigningTask>,
    (errors, operation): (&FormErrors, Operation),
) -> Response {
    let steps = [results_crumb(ui), Crumb::new(result(card.result.id), card.result.number.to_string())];
    let title = Title::new(ui.t("services-sign-title")).above(parts::breadcrumbs(ui, &steps)).script(SCRIPT);
    let content = content(ui, card, task, errors);
    let access = Access::done("service_result", card.result.id, operation);
    ui.form_page(title, errors, content).accessed(access)
}

fn content(ui: &Ui, card: &ResultCard, task: Option<&SigningTask>, errors: &FormErrors) -> Markup {
    let one = &card.result;
    let rows = [
        Row::new(ui.t("services-number"), html! { code { (one.number) } }),
        Row::new(ui.t("services-provider"), html! { (ui.text(&card.provider.name)) }),
        Row::new(
            ui.t("services-recipient"),
            html! { span.app-wrap { (one.recipient.name) } ", " (one.recipient.number) },
        ),
        Row::new(ui.t("services-valid-until"), html! { (view::until(ui, one.valid_until)) }),
    ];
    html! {
        (errors.summary(ui))
        h1.govuk-heading-l { (ui.t("services-sign-title")) }
        (parts::summary_list(&rows))
        @match task {
            Some(task) => {
                p.govuk-body { (ui.t("services-sign-meaning")) " " (parts::rule(ui, "74-5-4-a")) }
                (widget(ui, task))
            }
            None => { p.govuk-body { a.govuk-link href=(result(one.id)) { (ui.t("services-to-card")) } } }
        }
    }
}

fn widget(ui: &Ui, task: &SigningTask) -> Markup {
    let sha256 = task.file.sha256_hex();
    let files = [SignedFile {
        name: &task.file.name,
        size: task.file.size,
        sha256: &sha256,
        href: format!("{}/file", result(task.result.id)),
    }];
    let statement = task.purpose.statement();
    let view = SigningView {
        title: ui.text(&task.service.name),
        version: 0,
        files: &files,
        manifest: &task.manifest,
        action_path: &format!("{}/sign", result(task.result.id)),
        statement: ui.text(&statement),
        hidden: Vec::new(),
        submit_label_key: "services-sign-submit",
        expected_iin: ui.actor().iin(),
    };
    signing_form(ui, &view)
}
