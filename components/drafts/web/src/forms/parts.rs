//! What every form has: its head, the list of signatures, the code.

use super::{Content, Listed};
use crate::view::{count, label};
use orda_signatures_web::signer_roles;
use sha2::{Digest, Sha256};
use typeset::{Align, Block, Cell, Column, Sheet, Style};

/// The title of the form and of the draft.
pub(super) fn head(sheet: &mut Sheet, content: &Content<'_>, title: &str) {
    let ui = content.ui;
    sheet.push(Block::title(title));
    sheet.push(Block::styled(Style::Bold, Align::Centre, ui.text(&content.card.title)));
    sheet.push(Block::styled(Style::Muted, Align::Centre, label(ui, "drafts-kind", content.card.kind.code())));
    sheet.push(Block::Space(4.0));
}

/// Number, version, drafting body: the first rows of the facts of every form.
pub(super) fn facts(content: &Content<'_>) -> Vec<(String, String)> {
    let (ui, card) = (content.ui, content.card);
    vec![
        fact(content, "drafts-word-number", card.number.as_str()),
        fact(content, "drafts-word-version", card.version.to_string()),
        fact(content, "drafts-word-state", label(ui, "drafts-state", card.state.code())),
        fact(content, "drafts-word-drafting-body", ui.text(&card.body.name)),
    ]
}

/// A row of facts.
pub(super) fn fact(content: &Content<'_>, key: &str, value: impl Into<String>) -> (String, String) {
    (content.ui.t(key).to_owned(), value.into())
}

/// The column of running numbers: wide enough for three digits.
pub(super) fn numbers() -> Column {
    Column::new("№", 0.5)
}

/// A column with a heading.
pub(super) fn column(content: &Content<'_>, key: &str, share: f32) -> Column {
    Column::new(content.ui.t(key), share)
}

/// All signatures: who, position, body, role, time, certificate, digest of the manifest, verdict.
pub(super) fn signatures(sheet: &mut Sheet, content: &Content<'_>) {
    let ui = content.ui;
    sheet.push(Block::heading(ui.t("drafts-tab-signatures")));
    if content.signatures.is_empty() {
        sheet.push(Block::paragraph(ui.t("drafts-form-no-signatures")));
        return;
    }
    let columns = vec![
        numbers(),
        column(content, "drafts-form-signer", 2.7),
        column(content, "drafts-form-signed", 1.75),
        column(content, "drafts-form-certificate", 2.5),
        column(content, "drafts-form-checked", 1.35),
    ];
    let rows = (1usize..).zip(content.signatures).map(|(at, listed)| row(content, at, listed)).collect();
    sheet.push(Block::table(columns, rows));
}

fn row(content: &Content<'_>, at: usize, listed: &Listed) -> Vec<Cell> {
    let ui = content.ui;
    let record = &listed.view.record;
    let acting = listed.view.acting_for.as_ref();
    let acting = acting.map(|name| format!("{}: {name}", ui.t("drafts-signatures-acting"))).unwrap_or_default();
    let purpose = ui.t(&format!("signatures-purpose-{}", record.purpose.code())).to_owned();
    let valid = ui.t(if listed.valid { "drafts-form-valid" } else { "drafts-form-invalid" });
    vec![
        Cell::text(at.to_string()),
        Cell::styled(Style::SmallBold, record.signer.name.as_str())
            .and(Style::Small, ui.text(&listed.position))
            .and(Style::Small, ui.text(&listed.view.body.name))
            .and(Style::Muted, acting),
        Cell::text(purpose)
            .and(Style::Small, ui.datetime(record.received_at))
            .and(Style::Muted, signer_roles(ui, &record.signer.role_oids)),
        Cell::styled(Style::Muted, ui.t("drafts-form-serial"))
            .and(Style::Mono, record.signer.serial.as_str())
            .and(Style::Muted, ui.t("drafts-form-manifest"))
            .and(Style::Mono, hex::encode(Sha256::digest(&record.manifest))),
        Cell::styled(if listed.valid { Style::SmallBold } else { Style::Bold }, valid)
            .and(Style::Muted, ui.date(content.now)),
    ]
}

/// The QR code with what to do with it.
pub(super) fn code(sheet: &mut Sheet, content: &Content<'_>) {
    let ui = content.ui;
    let base = ui.shell().settings().public_url.as_str();
    let address = format!("{base}/verify/{}", content.paper.code);
    let page = format!("{base}/verify");
    let code = content.paper.printed_code();
    sheet.push(Block::code(
        address,
        ui.t("drafts-form-code-alt"),
        vec![
            (Style::Bold, ui.t("drafts-form-verify").to_owned()),
            (Style::Small, ui.tr("drafts-form-verify-how", &[("address", page.into())])),
            (Style::Bold, code),
            (Style::Muted, ui.tr("drafts-form-verify-text", &[("n", count(content.signatures.len()))])),
        ],
    ));
}
