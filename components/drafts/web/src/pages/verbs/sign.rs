//! The head of the drafting body signs (385-14). What is seen is what is signed.

use super::{About, At};
use crate::view::label;
use crate::{DraftsWeb, paths};
use axum::extract::State;
use maud::{Markup, html};
use orda_drafts::{Action, Card, DraftId, SigningTask};
use orda_signatures_web::{SCRIPT, SignedFile, SignedForm, SigningView, signed_cms, signing_form};
use orda_web::{Accounted, FormErrors, Path, Response, Ui, WebError};

/// The page of the form.
pub(crate) async fn form(ui: Ui, State(app): State<DraftsWeb>, Path(at): At) -> Result<Response, WebError> {
    let (draft, version) = at;
    page(&ui, &app, draft, version, &FormErrors::none()).await
}

/// Takes the signature.
pub(crate) async fn post(
    ui: Ui,
    State(app): State<DraftsWeb>,
    Path((draft, version)): Path<(DraftId, u32)>,
    input: SignedForm,
) -> Result<Response, WebError> {
    let signed = async { app.drafts.sign(ui.actor(), draft, version, &signed_cms(&input)?).await };
    match signed.await {
        Ok(()) => Ok(ui.redirect(&format!("{}?what=sign", paths::part(draft, version, "signed"))).already_accounted()),
        Err(error) => page(&ui, &app, draft, version, &ui.form_errors(error)?).await,
    }
}

async fn page(
    ui: &Ui,
    app: &DraftsWeb,
    draft: DraftId,
    version: u32,
    errors: &FormErrors,
) -> Result<Response, WebError> {
    let card = super::card(ui, app, (draft, version)).await?;
    // After a refusal the state may not let anybody sign any more: then only the reason is shown.
    let task = match app.drafts.signing(ui.actor(), draft, version, Action::Sign, None).await {
        Ok(task) => Some(task),
        Err(error) if errors.is_empty() => return Err(error.into()),
        Err(_) => None,
    };
    let about = About { card: &card, title: "drafts-sign-title" };
    let content = view(ui, &about, task.as_ref(), "drafts-sign-meaning", &paths::part(draft, version, "sign"), errors);
    Ok(about.answer_with(ui, errors, content, &[SCRIPT]))
}

/// The page; also of the approval and of a vote, which differ in their words.
pub(crate) fn view(
    ui: &Ui,
    about: &About<'_>,
    task: Option<&SigningTask>,
    meaning: &'static str,
    action_path: &str,
    errors: &FormErrors,
) -> Markup {
    view_showing(ui, about, task, meaning, action_path, errors, &Markup::default())
}

/// The page with what is signed written out above the form: what has no page of a file to read it on.
pub(crate) fn view_showing(
    ui: &Ui,
    about: &About<'_>,
    task: Option<&SigningTask>,
    meaning: &'static str,
    action_path: &str,
    errors: &FormErrors,
    shown: &Markup,
) -> Markup {
    match task {
        // What is signed has its title in the form that signs it.
        Some(task) => about.titled_frame(
            ui,
            errors,
            &html! {
                (shown)
                p.govuk-body { (ui.t(meaning)) }
                (widget(ui, about.card, task, action_path))
            },
        ),
        None => about.frame(ui, errors, &html! {}),
    }
}

fn widget(ui: &Ui, card: &Card, task: &SigningTask, action_path: &str) -> Markup {
    let digests: Vec<_> = task.files.iter().map(orda_documents::StoredFile::sha256_hex).collect();
    let files: Vec<_> = task
        .files
        .iter()
        .zip(&digests)
        .map(|(file, sha256)| SignedFile {
            name: &file.name,
            size: file.size,
            sha256,
            href: paths::part(card.draft, task.version, &format!("files/{}", file.id)),
        })
        .collect();
    let statement = task.purpose.statement();
    let verb = match task.purpose {
        orda_signatures::Purpose::DraftApprove => "drafts-action-approve",
        orda_signatures::Purpose::VoteSupport => "drafts-vote-submit-support",
        orda_signatures::Purpose::VoteAgainst => "drafts-vote-submit-against",
        _ => "drafts-action-sign",
    };
    let title = format!("{} ({})", ui.text(&task.title), label(ui, "drafts-kind", card.kind.code()));
    signing_form(
        ui,
        &SigningView {
            title: &title,
            version: task.version,
            files: &files,
            manifest: &task.manifest,
            action_path,
            statement: ui.text(&statement),
            hidden: Vec::new(),
            submit_label_key: verb,
            expected_iin: ui.actor().iin(),
        },
    )
}
