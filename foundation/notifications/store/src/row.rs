//! Rows of the tables.

use orda_base::{Error, Language, LocalizedText, Result, Timestamp};
use orda_notifications::StoredNotice;
use orda_store::fault;
use sqlx::Row;
use sqlx::any::AnyRow;
use std::str::FromStr;

/// Columns of a notice `n`, as [`notice`] reads them.
pub(crate) const NOTICE: &str = "n.id as notice_id, n.recipient, n.kind, n.args, n.link, n.needs_action, \
                                 n.created_at as noticed_at, n.read_at, n.language";

pub(crate) fn args_to_json(args: &[(&'static str, LocalizedText)]) -> Result<String> {
    serde_json::to_string(args).map_err(Error::internal)
}

pub(crate) fn args(row: &AnyRow) -> Result<Vec<(String, LocalizedText)>> {
    serde_json::from_str(&text(row, "args")?).map_err(Error::internal)
}

pub(crate) fn notice(row: &AnyRow) -> Result<StoredNotice> {
    Ok(StoredNotice {
        id: id(row, "notice_id")?,
        recipient: id(row, "recipient")?,
        kind: text(row, "kind")?,
        args: args(row)?,
        link: text(row, "link")?,
        needs_action: number(row, "needs_action")? != 0,
        created_at: time(row, "noticed_at")?,
        read_at: optional_time(row, "read_at")?,
        language: language(row)?,
    })
}

fn language(row: &AnyRow) -> Result<Option<Language>> {
    let code: Option<String> = row.try_get("language").map_err(fault)?;
    Ok(code.and_then(|code| Language::from_code(&code)))
}

pub(crate) fn text(row: &AnyRow, column: &str) -> Result<String> {
    row.try_get(column).map_err(fault)
}

pub(crate) fn number(row: &AnyRow, column: &str) -> Result<i64> {
    row.try_get(column).map_err(fault)
}

pub(crate) fn time(row: &AnyRow, column: &str) -> Result<Timestamp> {
    number(row, column).map(Timestamp::from_micros)
}

pub(crate) fn optional_time(row: &AnyRow, column: &str) -> Result<Option<Timestamp>> {
    let micros: Option<i64> = row.try_get(column).map_err(fault)?;
    Ok(micros.map(Timestamp::from_micros))
}

pub(crate) fn id<T: FromStr<Err: std::fmt::Display>>(row: &AnyRow, column: &str) -> Result<T> {
    text(row, column)?.parse().map_err(|e| Error::internal(format!("{column}: {e}")))
}
