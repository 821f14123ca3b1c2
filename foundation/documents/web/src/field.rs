//! The part of a page where files are added and removed.

use crate::FileError;
use crate::digests::{digest, kind};
use maud::{Markup, html};
use orda_base::Error;
use orda_documents::{Documents, FileSetId, StoredFile};
use orda_web::Ui;
use orda_web::parts;

/// Files of an open set: what is there, and a field to add more. A form of its own, so it stands beside other forms and
/// not inside one. `errors` are shown for the files that were just refused.
///
/// Without scripts it is a plain form that comes back to this page. With scripts every chosen file is sent at once with
/// its progress, refused ones say why and can be sent again, and whatever was typed elsewhere on the page stays.
pub fn file_field(
    ui: &Ui,
    documents: &Documents,
    set: FileSetId,
    files: &[StoredFile],
    errors: &[FileError],
) -> Markup {
    field_returning(ui, documents, set, files, errors, &here(ui))
}

/// The address of the present page.
fn here(ui: &Ui) -> String {
    if ui.query().is_empty() { ui.path().to_owned() } else { format!("{}?{}", ui.path(), ui.query()) }
}

pub(crate) fn field_returning(
    ui: &Ui,
    documents: &Documents,
    set: FileSetId,
    files: &[StoredFile],
    errors: &[FileError],
    back: &str,
) -> Markup {
    let settings = documents.settings();
    let limit = ui.size(settings.set_limit);
    let formats = settings.formats.list();
    let query = serde_html_form::to_string([("back", back)]).unwrap_or_default();
    let action = format!("/files/{set}?{query}");
    let used: u64 = files.iter().map(|f| f.size).sum();
    let hint = ui.tr("documents-hint", &[("formats", formats.into()), ("limit", limit.as_str().into())]);
    html! {
        div.app-files data-app-files data-set=(set) data-limit=(settings.set_limit) data-used=(used)
            data-waiting=(ui.t("documents-waiting")) data-sending=(ui.t("documents-sending"))
            data-checking=(ui.t("documents-checking")) data-received=(ui.t("documents-received-one"))
            data-failed=(ui.t("documents-failed")) data-retry=(ui.t("documents-retry"))
            data-dismiss=(ui.t("documents-dismiss")) data-removed=(ui.t("documents-removed-short"))
            data-error=(ui.t("web-error-prefix"))
            data-over=(ui.tr("documents-over", &[("limit", limit.into())])) {
            div data-app-files-list { (list(ui, documents, set, files, back)) }
            form method="post" action=(action) enctype="multipart/form-data" {
                div class=(if errors.is_empty() { "govuk-form-group" } else { "govuk-form-group govuk-form-group--error" }) {
                    @if !errors.is_empty() {
                        ul.govuk-list #files-error {
                            @for wrong in errors { li.govuk-error-message { (error(ui, wrong)) } }
                        }
                    }
                    (parts::file_upload(
                        ui,
                        parts::Field::new("files", ui.t("documents-choose")).hint(hint),
                        &settings.formats.accept(),
                        true,
                    ))
                }
                div.app-files__submit { (parts::button_secondary(ui.t("documents-upload"))) }
            }
            ul.govuk-list.app-files__queue data-app-files-queue {}
            div.govuk-visually-hidden data-app-files-status role="status" aria-live="polite" {}
        }
    }
}

fn error(ui: &Ui, wrong: &FileError) -> Markup {
    let text = match &wrong.error {
        Error::Refused(refusal) | Error::TooLarge(refusal) | Error::Away(refusal) => ui.message(&refusal.message),
        other => ui.t(other.code()).to_owned(),
    };
    html! { span.govuk-visually-hidden { (ui.t("web-error-prefix")) " " } (text) }
}

/// What is in the set, with buttons to remove, and how much room is taken.
pub(crate) fn list(ui: &Ui, documents: &Documents, set: FileSetId, files: &[StoredFile], back: &str) -> Markup {
    let used: u64 = files.iter().map(|f| f.size).sum();
    let limit = documents.settings().set_limit;
    let words = ui.tr("documents-used", &[("used", ui.size(used).into()), ("limit", ui.size(limit).into())]);
    html! {
        @if files.is_empty() {
            p.govuk-body.app-secondary { (ui.t("documents-none")) }
        } @else {
            ul.govuk-list.app-files__list aria-label=(ui.t("documents-files")) {
                @for file in files { (item(ui, set, file, back)) }
            }
        }
        p.govuk-body-s data-used=(used) { (parts::progress(&words, used, limit)) }
    }
}

fn item(ui: &Ui, set: FileSetId, file: &StoredFile, back: &str) -> Markup {
    let href = format!("/files/{set}/{}", file.id);
    html! {
        li.app-files__file {
            div.app-files__what {
                a.govuk-link href=(href) download { (file.name) }
                " " span.app-secondary {
                    abbr title=(ui.t(kind(file))) { (file.format.name()) } ", " (ui.size(file.size))
                }
                details.app-files__digest {
                    summary { (ui.t("documents-digest")) }
                    (digest(file))
                }
            }
            form.app-inline-form method="post" action=(format!("{href}/remove")) data-app-files-remove {
                (parts::hidden("back", back))
                button.govuk-button.govuk-button--secondary type="submit"
                    aria-label=(ui.tr("documents-remove-of", &[("name", file.name.as_str().into())])) {
                    (ui.t("web-remove"))
                }
            }
        }
    }
}
