//! The card of a draft with everything that happened to it.

use super::Content;
use super::parts::{column, fact, facts, numbers};
use crate::view::{history, label};
use orda_documents::StoredFile;
use orda_drafts::{EntryView, RemarkView};
use typeset::{Block, Cell, Sheet, Style};

pub(super) fn body(
    sheet: &mut Sheet,
    content: &Content<'_>,
    files: &[StoredFile],
    remarks: &[RemarkView],
    entries: &[EntryView],
) {
    let (ui, card) = (content.ui, content.card);
    let mut rows = facts(content);
    rows.push(fact(
        content,
        "drafts-word-created",
        format!("{}, {}", ui.datetime(card.posted_at), card.posted_by.name),
    ));
    for (key, at) in [("drafts-form-sent", card.sent_at), ("drafts-form-at-chancellery", card.chancellery_at)] {
        if let Some(at) = at {
            rows.push(fact(content, key, ui.datetime(at)));
        }
    }
    sheet.push(Block::facts(rows));
    super::approval_sheet::bodies(sheet, content);
    if !files.is_empty() {
        sheet.push(Block::heading(ui.t("drafts-word-files")));
        super::minutes::files(sheet, content, files);
    }
    if !remarks.is_empty() {
        sheet.push(Block::heading(ui.t("drafts-tab-remarks")));
        said(sheet, content, remarks);
    }
    sheet.push(Block::heading(ui.t("drafts-tab-history")));
    happened(sheet, content, entries);
}

fn said(sheet: &mut Sheet, content: &Content<'_>, remarks: &[RemarkView]) {
    let ui = content.ui;
    let columns = vec![
        numbers(),
        column(content, "drafts-word-body", 1.8),
        column(content, "drafts-form-remark", 3.0),
        column(content, "drafts-form-answer", 2.2),
        column(content, "drafts-word-state", 1.1),
    ];
    let rows = remarks
        .iter()
        .map(|view| {
            let remark = &view.remark;
            let answer = remark.answer.as_ref().map_or_else(Cell::default, |answer| Cell::text(answer.text.as_str()));
            vec![
                Cell::text(remark.number.to_string()),
                Cell::text(ui.text(&view.body.name)).and(Style::Muted, remark.author.name.as_str()),
                Cell::text(remark.text.as_str()).and(Style::Muted, remark.suggestion.as_str()),
                answer,
                Cell::text(label(ui, "drafts-remark-state", remark.state.code())),
            ]
        })
        .collect();
    sheet.push(Block::table(columns, rows));
}

/// Oldest first: on paper one reads from the beginning.
fn happened(sheet: &mut Sheet, content: &Content<'_>, entries: &[EntryView]) {
    let ui = content.ui;
    let columns = vec![
        column(content, "drafts-form-when", 1.5),
        column(content, "drafts-form-event", 5.0),
        column(content, "drafts-word-version", 0.8),
    ];
    let rows = entries
        .iter()
        .rev()
        .map(|view| {
            vec![
                Cell::text(ui.datetime(view.entry.at)),
                Cell::text(history::sentence(ui, view)),
                Cell::text(view.entry.version.to_string()),
            ]
        })
        .collect();
    sheet.push(Block::table(columns, rows));
}
