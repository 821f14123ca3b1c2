//! The page part that shows what is signed and signs it: "what is seen is what is signed".

use crate::widget::{WidgetView, signing_widget};
use orda_web::{Markup, Ui, html};
use sha2::{Digest, Sha256};

/// A file that is signed.
#[derive(Debug, Clone)]
pub struct SignedFile<'a> {
    /// Name as shown.
    pub name: &'a str,
    /// Length in bytes.
    pub size: u64,
    /// SHA-256 of its bytes: 64 hexadecimal digits.
    pub sha256: &'a str,
    /// Where it can be read.
    pub href: String,
}

/// What the person is about to sign.
#[derive(Debug, Clone)]
pub struct SigningView<'a> {
    /// Title of the thing.
    pub title: &'a str,
    /// Its version, from 1; 0 where there are no versions.
    pub version: u32,
    /// Everything that the signature covers.
    pub files: &'a [SignedFile<'a>],
    /// The bytes that are signed ([`orda_signatures::Manifest::to_bytes`]).
    pub manifest: &'a [u8],
    /// Path to which the signature is posted.
    pub action_path: &'a str,
    /// What the person states by signing, in the reader's language.
    pub statement: &'a str,
    /// Further fields of the form.
    pub hidden: Vec<(&'static str, String)>,
    /// Key of the words on the button: a verb.
    pub submit_label_key: &'a str,
    /// The person's number; another person's certificate is told before anything is sent.
    pub expected_iin: Option<&'a str>,
}

/// The form that shows what is signed, with the widget that signs it. Needs [`crate::SCRIPT`] on the page.
pub fn signing_form(ui: &Ui, view: &SigningView<'_>) -> Markup {
    let widget = WidgetView {
        content: view.manifest,
        action: view.action_path,
        hidden: view.hidden.clone(),
        submit_label_key: view.submit_label_key,
        expected_iin: view.expected_iin,
    };
    html! {
        h2 .govuk-heading-m { (ui.tr("signatures-you-sign", &[("title", view.title.into())])) }
        dl .govuk-summary-list {
            @if view.version > 0 {
                div .govuk-summary-list__row {
                    dt .govuk-summary-list__key { (ui.t("signatures-version")) }
                    dd .govuk-summary-list__value { (view.version) }
                }
            }
            div .govuk-summary-list__row {
                dt .govuk-summary-list__key { (ui.t("signatures-you-state")) }
                dd .govuk-summary-list__value { (view.statement) }
            }
            div .govuk-summary-list__row {
                dt .govuk-summary-list__key { (ui.t("signatures-digest")) }
                dd .govuk-summary-list__value { (digest(&hex::encode(Sha256::digest(view.manifest)))) }
            }
        }
        @if !view.files.is_empty() { (files(ui, view.files)) }
        div .govuk-inset-text { (ui.t("signatures-law")) }
        (signing_widget(ui, &widget))
    }
}

fn files(ui: &Ui, files: &[SignedFile<'_>]) -> Markup {
    html! {
        div .app-table-scroll tabindex="0" role="region" aria-label=(ui.t("signatures-files")) {
            table .govuk-table {
                caption .govuk-table__caption .govuk-table__caption--s { (ui.t("signatures-files")) }
                thead .govuk-table__head {
                    tr .govuk-table__row {
                        th .govuk-table__header scope="col" { (ui.t("signatures-file")) }
                        th .govuk-table__header .govuk-table__header--numeric scope="col" { (ui.t("signatures-size")) }
                        th .govuk-table__header scope="col" { (ui.t("signatures-digest")) }
                    }
                }
                tbody .govuk-table__body {
                    @for file in files {
                        tr .govuk-table__row {
                            td .govuk-table__cell { a .govuk-link href=(file.href) { (file.name) } }
                            td .govuk-table__cell .govuk-table__cell--numeric { (ui.size(file.size)) }
                            td .govuk-table__cell { (digest(file.sha256)) }
                        }
                    }
                }
            }
        }
    }
}

/// The first and the last eight digits of a digest, which a person can compare; the whole of it on request.
pub(crate) fn digest(hex: &str) -> Markup {
    let short = match (hex.get(..8), hex.get(hex.len().saturating_sub(8)..)) {
        (Some(first), Some(last)) if hex.len() > 16 => format!("{first}…{last}"),
        _ => hex.to_owned(),
    };
    html! { code .app-digest title=(hex) { (short) } }
}
