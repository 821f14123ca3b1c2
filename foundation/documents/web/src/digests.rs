//! Files with their digests: what is read, compared and signed.

use maud::{Markup, html};
use orda_documents::StoredFile;
use orda_web::Ui;
use orda_web::parts::{Column, Table, table};

/// A table of files with format, size and SHA-256. `href` gives the address of a file, where the reader may take it.
pub fn digests(ui: &Ui, files: &[StoredFile], href: impl Fn(&StoredFile) -> Option<String>) -> Markup {
    let columns = vec![
        Column::new(ui.t("documents-name")),
        Column::new(ui.t("documents-format")),
        Column::new(ui.t("documents-size")).numeric(),
        Column::new(ui.t("documents-digest")),
    ];
    let rows = files.iter().map(|file| {
        vec![
            html! {
                @if let Some(href) = href(file) { a.govuk-link href=(href) download { (file.name) } }
                @else { (file.name) }
            },
            html! { abbr title=(ui.t(kind(file))) { (file.format.name()) } },
            html! { (ui.size(file.size)) },
            digest(file),
        ]
    });
    table(ui, &Table::new(ui.t("documents-files"), columns).rows(rows))
}

/// The digest, to be selected as a whole.
pub(crate) fn digest(file: &StoredFile) -> Markup {
    html! { code.app-digest { (file.sha256_hex()) } }
}

/// Key of the word for what the file is.
pub(crate) const fn kind(file: &StoredFile) -> &'static str {
    use orda_documents::Kind;
    match file.format.kind() {
        Kind::Graphic => "documents-kind-graphic",
        Kind::Text => "documents-kind-text",
        Kind::Table => "documents-kind-table",
        Kind::Presentation => "documents-kind-presentation",
        Kind::Archive => "documents-kind-archive",
    }
}
