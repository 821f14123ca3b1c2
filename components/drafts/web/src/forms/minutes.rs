//! What the minutes of a sitting of the Government say of one draft (385-21-b).

use super::Content;
use super::parts::{column, fact, facts, numbers};
use crate::view::label;
use orda_drafts::MinutesView;
use typeset::{Block, Cell, Sheet, Style};

pub(super) fn body(sheet: &mut Sheet, content: &Content<'_>, minutes: &MinutesView) {
    let ui = content.ui;
    let mut rows = facts(content);
    let sitting = [("number", minutes.number.as_str().into()), ("date", ui.day(minutes.date).into())];
    rows.push(fact(content, "drafts-sitting", ui.tr("drafts-sitting-name", &sitting)));
    if !minutes.place.is_empty() {
        rows.push(fact(content, "drafts-sitting-place", minutes.place.as_str()));
    }
    let posted = format!("{}, {}", ui.datetime(minutes.at), minutes.by.name);
    rows.push(fact(content, "drafts-minutes-posted", posted));
    sheet.push(Block::facts(rows));
    sheet.push(Block::heading(ui.t("drafts-minutes-result")));
    let result = label(ui, "drafts-result", minutes.result.code());
    sheet.push(Block::styled(Style::Bold, typeset::Align::Left, result));
    if !minutes.note.is_empty() {
        sheet.push(Block::paragraph(minutes.note.as_str()));
    }
    if !minutes.files.is_empty() {
        sheet.push(Block::heading(ui.t("drafts-minutes-files")));
        files(sheet, content, &minutes.files);
    }
}

/// Files with size and digest, also on the card.
pub(super) fn files(sheet: &mut Sheet, content: &Content<'_>, files: &[orda_documents::StoredFile]) {
    let ui = content.ui;
    let columns = vec![
        numbers(),
        column(content, "drafts-form-file", 3.0),
        column(content, "drafts-form-size", 1.0),
        column(content, "drafts-form-digest", 3.5),
    ];
    let rows = (1usize..)
        .zip(files)
        .map(|(at, file)| {
            vec![
                Cell::text(at.to_string()),
                Cell::text(file.name.as_str()),
                Cell::text(ui.size(file.size)),
                Cell::styled(Style::Mono, hex::encode(file.sha256)),
            ]
        })
        .collect();
    sheet.push(Block::table(columns, rows));
}
