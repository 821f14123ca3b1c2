//! The files of the form. They are received as they come, whatever the rest of the form holds, and stay when one of them
//! is refused (385-9, 385-10).

use super::{Step, answer, frame};
use crate::{DraftsWeb, paths};
use axum::extract::{Multipart, State};
use maud::{Markup, html};
use orda_base::{Error, FieldError};
use orda_documents::FileId;
use orda_drafts::{PostingId, PostingView};
use orda_web::{Accounted, FormErrors, Path, Response, Ui, WebError, parts, parts::Column, parts::Field};

/// The page.
pub(crate) async fn form(ui: Ui, State(app): State<DraftsWeb>, Path(id): Path<PostingId>) -> Result<Response, WebError> {
    let posting = app.drafts.posting(ui.actor(), id).await?;
    let none = FormErrors::none();
    Ok(answer(&ui, &posting, Step::Files, &none, view(&ui, &posting, &none)))
}

/// Receives files; every one that is refused says why, the others stay.
pub(crate) async fn upload(
    ui: Ui,
    State(app): State<DraftsWeb>,
    Path(id): Path<PostingId>,
    form: Multipart,
) -> Result<Response, WebError> {
    let posting = app.drafts.posting(ui.actor(), id).await?;
    let received = crate::upload::receive(&app, ui.actor(), posting.posting.files, form).await?;
    if received.refused.is_empty() {
        let response = match received.go.as_str() {
            "later" => super::saved(&ui, id, Step::Files, "later"),
            "next" => super::saved(&ui, id, Step::Files, "next"),
            _ => ui.redirect(&paths::posting(id, "files")),
        };
        return Ok(response.already_accounted());
    }
    let errors = match <[Error; 1]>::try_from(received.refused) {
        Ok([Error::Invalid(fields)]) => FormErrors::of_fields(&ui, fields),
        Ok([error]) => ui.form_errors(error)?,
        Err(several) => FormErrors::of_fields(&ui, several.into_iter().flat_map(beside).collect()),
    };
    let posting = app.drafts.posting(ui.actor(), id).await?;
    Ok(answer(&ui, &posting, Step::Files, &errors, view(&ui, &posting, &errors)))
}

/// Several refusals are all told beside the field.
fn beside(error: Error) -> Vec<FieldError> {
    match error {
        Error::Refused(refusal) | Error::TooLarge(refusal) => {
            vec![FieldError { field: "files".to_owned(), message: refusal.message }]
        }
        Error::Invalid(fields) => fields,
        other => vec![FieldError::new("files", other.code())],
    }
}

/// Takes a file out.
pub(crate) async fn remove(
    ui: Ui,
    State(app): State<DraftsWeb>,
    Path((id, file)): Path<(PostingId, FileId)>,
) -> Result<Response, WebError> {
    let posting = app.drafts.posting(ui.actor(), id).await?;
    app.documents.remove_file(ui.actor(), posting.posting.files, file).await?;
    Ok(ui.redirect(&paths::posting(id, "files")).already_accounted())
}

/// The page.
pub(crate) fn view(ui: &Ui, posting: &PostingView, errors: &FormErrors) -> Markup {
    let id = posting.posting.id;
    frame(ui, posting, Step::Files, errors, &html! {
        h1.govuk-heading-l { (ui.t("drafts-posting-files-question")) }
        @if posting.files.is_empty() { p.govuk-body { (ui.t("drafts-posting-files-none")) } } @else { (table(ui, posting)) }
        form method="post" enctype="multipart/form-data" novalidate data-app-upload {
            (parts::file_upload(
                ui,
                Field::new("files", ui.t("drafts-word-files")).hint(ui.t("drafts-posting-files-hint")).errors(errors),
                ".pdf,.tif,.tiff,.jpg,.jpeg,.rtf,.doc,.docx,.xls,.xlsx,.ppt,.rar,.zip",
                true,
            ))
            (parts::button_group(html! {
                button.govuk-button.govuk-button--secondary type="submit" name="go" value="upload" data-module="govuk-button" {
                    (ui.t("drafts-posting-files-upload"))
                }
            }))
            (super::buttons(ui))
        }
        p.govuk-body { a.govuk-link href=(Step::Files.next(id)) { (ui.t("drafts-posting-skip")) } }
    })
}

fn table(ui: &Ui, posting: &PostingView) -> Markup {
    let columns = vec![
        Column::new(ui.t("drafts-word-file")),
        Column::new(ui.t("drafts-word-size")).numeric(),
        Column::new(ui.t("drafts-word-digest")),
        Column::new(ui.t("drafts-word-action")).heading_hidden(),
    ];
    let rows = posting.files.iter().map(|file| {
        let action = paths::posting(posting.posting.id, &format!("files/{}/remove", file.id));
        let label = ui.tr("drafts-postings-delete-of", &[("title", file.name.as_str().into())]);
        vec![
            html! { (file.name) },
            html! { (ui.size(file.size)) },
            html! { code.app-digest { (file.sha256_hex()) } },
            html! {
                form.app-inline-form method="post" action=(action) {
                    button.govuk-button.govuk-button--secondary.app-row-action type="submit" data-module="govuk-button"
                        aria-label=(label) { (ui.t("drafts-postings-delete")) }
                }
            },
        ]
    });
    parts::table(ui, &parts::Table::new(ui.t("drafts-posting-files-caption"), columns).with_caption().rows(rows))
}
