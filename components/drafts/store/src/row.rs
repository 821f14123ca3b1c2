//! Columns to values and back.

use orda_base::{Date, Error, LocalizedText, Result, Timestamp};
use orda_drafts::subject::Subject;
use serde::Serialize;
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};
use sqlx::any::AnyRow;
use sqlx::{Any, Decode, Row, Type};
use std::str::FromStr;

/// A column.
pub(crate) fn column<'r, T: Decode<'r, Any> + Type<Any>>(row: &'r AnyRow, name: &str) -> Result<T> {
    row.try_get(name).map_err(|e| Error::internal(format!("column {name}: {e}")))
}

/// A text column that holds an id, a code or a date.
pub(crate) fn parsed<T: FromStr>(row: &AnyRow, name: &str) -> Result<T> {
    let text: String = column(row, name)?;
    text.parse().map_err(|_| Error::internal(format!("column {name} cannot be read: {text}")))
}

/// The same, where there may be none.
pub(crate) fn parsed_or_none<T: FromStr>(row: &AnyRow, name: &str) -> Result<Option<T>> {
    let text: Option<String> = column(row, name)?;
    text.map(|t| t.parse().map_err(|_| Error::internal(format!("column {name} cannot be read: {t}")))).transpose()
}

/// A column of JSON.
pub(crate) fn json<T: DeserializeOwned>(row: &AnyRow, name: &str) -> Result<T> {
    let text: String = column(row, name)?;
    serde_json::from_str(&text).map_err(|e| Error::internal(format!("column {name} is not as written: {e}")))
}

/// The same, where there may be none.
pub(crate) fn json_or_none<T: DeserializeOwned>(row: &AnyRow, name: &str) -> Result<Option<T>> {
    let text: Option<String> = column(row, name)?;
    text.map(|t| serde_json::from_str(&t).map_err(|e| Error::internal(format!("column {name} is not as written: {e}"))))
        .transpose()
}

/// A value as JSON text.
pub(crate) fn to_json(value: &impl Serialize) -> Result<String> {
    serde_json::to_string(value).map_err(Error::internal)
}

/// A count or a number of a version.
pub(crate) fn number(row: &AnyRow, name: &str) -> Result<u32> {
    let value: i64 = column(row, name)?;
    u32::try_from(value).map_err(|_| Error::internal(format!("column {name} is out of range: {value}")))
}

/// A point in time.
pub(crate) fn time(row: &AnyRow, name: &str) -> Result<Timestamp> {
    column(row, name).map(Timestamp::from_micros)
}

/// The same, where there may be none.
pub(crate) fn time_or_none(row: &AnyRow, name: &str) -> Result<Option<Timestamp>> {
    let micros: Option<i64> = column(row, name)?;
    Ok(micros.map(Timestamp::from_micros))
}

/// The title in its three columns.
pub(crate) fn title(row: &AnyRow) -> Result<LocalizedText> {
    Ok(LocalizedText { kk: column(row, "title_kk")?, ru: column(row, "title_ru")?, en: column(row, "title_en")? })
}

/// The key under which a subject is indexed: the first eight bytes of its digest. A list found by it is one of the drafts
/// that somebody of that subject may read; opening a draft asks the policy itself.
pub(crate) fn subject_key(subject: Subject) -> i64 {
    let digest = Sha256::digest(subject.to_string().as_bytes());
    let mut first = [0; 8];
    first.copy_from_slice(&digest[..8]);
    i64::from_be_bytes(first)
}

/// A day as it is indexed: yyyymmdd; far in the future where there is none.
pub(crate) fn day_key(day: Option<Date>) -> i64 {
    day.map_or(NO_DAY, |d| i64::from(d.year()) * 10_000 + i64::from(d.month()) * 100 + i64::from(d.day()))
}

/// No day: after all others.
pub(crate) const NO_DAY: i64 = 99_991_231;

/// `$1, $2, …`: places of a list, from `first` on.
pub(crate) fn places(first: usize, count: usize) -> String {
    (first..first + count).map(|n| format!("${n}")).collect::<Vec<_>>().join(", ")
}

/// Rows of places for an insert: `($1, $2), ($3, $4)`.
pub(crate) fn rows_of_places(rows: usize, columns: usize) -> String {
    (0..rows).map(|row| format!("({})", places(row * columns + 1, columns))).collect::<Vec<_>>().join(", ")
}
