//! Rows of the tables.

use orda_base::{Language, LocalizedText, Result};
use orda_notifications::StoredNotice;
use orda_store::row::{column, json, parsed, time, time_or_none, to_json, yes};
use sqlx::any::AnyRow;

/// Columns of a notice `n`, as [`notice`] reads them.
pub(crate) const NOTICE: &str = "n.id as notice_id, n.recipient, n.kind, n.args, n.link, n.needs_action, \
                                 n.created_at as noticed_at, n.read_at, n.language";

pub(crate) fn args_to_json(args: &[(&'static str, LocalizedText)]) -> Result<String> {
    to_json(&args)
}

pub(crate) fn args(row: &AnyRow) -> Result<Vec<(String, LocalizedText)>> {
    json(row, "args")
}

pub(crate) fn notice(row: &AnyRow) -> Result<StoredNotice> {
    Ok(StoredNotice {
        id: parsed(row, "notice_id")?,
        recipient: parsed(row, "recipient")?,
        kind: column(row, "kind")?,
        args: args(row)?,
        link: column(row, "link")?,
        needs_action: yes(row, "needs_action")?,
        created_at: time(row, "noticed_at")?,
        read_at: time_or_none(row, "read_at")?,
        language: language(row)?,
    })
}

fn language(row: &AnyRow) -> Result<Option<Language>> {
    let code: Option<String> = column(row, "language")?;
    Ok(code.and_then(|code| Language::from_code(&code)))
}
