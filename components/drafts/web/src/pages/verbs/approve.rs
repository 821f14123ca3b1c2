//! The head of an approving body approves by signing (385-16-f): one click on the card, one here.

use super::{About, line};
use crate::view::{count, remark};
use crate::{DraftsWeb, paths};
use axum::extract::State;
use maud::html;
use orda_base::{BodyId, Error};
use orda_drafts::{Action, DraftId, DraftRefusal};
use orda_signatures_web::{SCRIPT, SignedForm, signed_cms};
use orda_web::{Accounted, FormErrors, Path, Response, Ui, WebError, parts};

type At = Path<(DraftId, u32, BodyId)>;

/// The page of the form.
pub(crate) async fn form(ui: Ui, State(app): State<DraftsWeb>, Path(at): At) -> Result<Response, WebError> {
    page(&ui, &app, at, &FormErrors::none()).await
}

/// Takes the signature.
pub(crate) async fn post(
    ui: Ui,
    State(app): State<DraftsWeb>,
    Path(at): At,
    input: SignedForm,
) -> Result<Response, WebError> {
    let (draft, version, body) = at;
    let approved = async { app.drafts.approve(ui.actor(), draft, version, body, &signed_cms(&input)?).await };
    match approved.await {
        Ok(()) => {
            Ok(ui.redirect(&format!("{}?what=approve", paths::part(draft, version, "signed"))).already_accounted())
        }
        Err(error) => page(&ui, &app, at, &ui.form_errors(error)?).await,
    }
}

async fn page(ui: &Ui, app: &DraftsWeb, at: (DraftId, u32, BodyId), errors: &FormErrors) -> Result<Response, WebError> {
    let (draft, version, body) = at;
    let card = super::card(ui, app, (draft, version)).await?;
    let about = About { card: &card, title: "drafts-approve-title" };
    let task = match app.drafts.signing(ui.actor(), draft, version, Action::Approve, Some(body)).await {
        Ok(task) => Some(task),
        Err(Error::Refused(refusal)) if refusal.message.key == (DraftRefusal::OpenRemarks { count: 0 }).code() => {
            return open_remarks(ui, app, &about, body, errors).await;
        }
        Err(error) if errors.is_empty() => return Err(error.into()),
        Err(_) => None,
    };
    let path = paths::action(draft, version, Action::Approve, Some(body));
    let content = super::sign::view(ui, &about, task.as_ref(), "drafts-approve-meaning", &path, errors);
    Ok(about.answer_with(ui, errors, content, &[SCRIPT]))
}

/// Remarks of the body stand in the way: they are shown, with the other way out.
async fn open_remarks(
    ui: &Ui,
    app: &DraftsWeb,
    about: &About<'_>,
    body: BodyId,
    errors: &FormErrors,
) -> Result<Response, WebError> {
    let card = about.card;
    let remarks = app.drafts.remarks(ui.actor(), card.draft, card.version).await?;
    let blocking = remarks.iter().filter(|r| r.body.id == body && r.remark.state.blocks());
    let content = html! {
        (parts::warning(ui, &ui.tr("drafts-approve-open-remarks", &[("n", count(line(card, body)?.open_remarks))])))
        @for view in blocking { (remark::block(ui, card, view, None)) }
        (parts::button_group(html! {
            (parts::button_link_secondary(
                &paths::action(card.draft, card.version, Action::Refuse, Some(body)), ui.t("drafts-action-refuse")))
            a.govuk-link href=(paths::version(card.draft, card.version)) { (ui.t("drafts-posting-back")) }
        }))
    };
    Ok(about.answer(ui, errors, about.frame(ui, errors, &content)))
}
