//! The files of the form (385-9, 385-10). They are received and taken out by the pages of documents, which lead back
//! here; what is wrong with a file is told there.

use super::{At, Step, answer, frame};
use crate::{DraftsWeb, paths};
use axum::extract::State;
use maud::{Markup, html};
use orda_documents_web::file_field;
use orda_drafts::PostingView;
use orda_web::{FormErrors, Path, Response, Ui, WebError, parts};

/// The page.
pub(crate) async fn form(ui: Ui, State(app): State<DraftsWeb>, Path(id): At) -> Result<Response, WebError> {
    let posting = app.drafts.posting(ui.actor(), id).await?;
    let field = file_field(&ui, &app.documents, posting.posting.files, &posting.files, &[]);
    Ok(answer(&ui, &posting, Step::Files, &FormErrors::none(), view(&ui, &posting, &field)))
}

/// The page; `field` holds the files so far and takes more.
pub(crate) fn view(ui: &Ui, posting: &PostingView, field: &Markup) -> Markup {
    frame(
        ui,
        posting,
        Step::Files,
        &FormErrors::none(),
        &html! {
            h1.govuk-heading-l { (ui.t("drafts-posting-files-question")) }
            (field)
            (parts::button_group(html! {
                (parts::button_link(&Step::Files.next(posting.posting.id), ui.t("drafts-posting-next")))
                a.govuk-link href=(paths::POSTINGS) { (ui.t("drafts-posting-later")) }
            }))
        },
    )
}
