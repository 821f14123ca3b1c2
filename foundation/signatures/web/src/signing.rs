//! The page part that shows what is signed and signs it: "what is seen is what is signed".

use crate::widget::{WidgetView, signing_widget};
use orda_web::parts::{self, Column, Row, Table};
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
    let mut rows = vec![
        Row::new(ui.t("signatures-you-state"), html! { (view.statement) }),
        Row::new(ui.t("signatures-digest"), digest(&hex::encode(Sha256::digest(view.manifest)))),
    ];
    if view.version > 0 {
        rows.insert(0, Row::new(ui.t("signatures-version"), html! { (view.version) }));
    }
    html! {
        h2 .govuk-heading-m { (ui.tr("signatures-you-sign", &[("title", view.title.into())])) }
        (parts::summary_list(&rows))
        @if !view.files.is_empty() { (files(ui, view.files)) }
        div .govuk-inset-text { (ui.t("signatures-law")) }
        (signing_widget(ui, &widget))
    }
}

fn files(ui: &Ui, files: &[SignedFile<'_>]) -> Markup {
    let columns = vec![
        Column::new(ui.t("signatures-file")),
        Column::new(ui.t("signatures-size")).numeric(),
        Column::new(ui.t("signatures-digest")),
    ];
    let rows = files.iter().map(|file| {
        vec![
            html! { a.govuk-link href=(file.href) { (file.name) } },
            html! { (ui.size(file.size)) },
            digest(file.sha256),
        ]
    });
    parts::table(ui, &Table::new(ui.t("signatures-files"), columns).with_caption().rows(rows))
}

/// The first and the last eight digits of a digest, which a person can compare; the whole of it on request.
pub(crate) fn digest(hex: &str) -> Markup {
    let short = match (hex.get(..8), hex.get(hex.len().saturating_sub(8)..)) {
        (Some(first), Some(last)) if hex.len() > 16 => format!("{first}…{last}"),
        _ => hex.to_owned(),
    };
    html! { code .app-digest title=(hex) { (short) } }
}
