//! Columns to values and back, and places of values in a statement.

use orda_base::{Error, Result, Timestamp};
use serde::Serialize;
use serde::de::DeserializeOwned;
use sqlx::any::AnyRow;
use sqlx::{Any, Decode, Row, Type};
use std::str::FromStr;

/// A column.
///
/// # Errors
/// [`Error::Internal`], here and below, when the column is not there or holds something that was never written into it.
pub fn column<'r, T: Decode<'r, Any> + Type<Any>>(row: &'r AnyRow, name: &str) -> Result<T> {
    row.try_get(name).map_err(|e| Error::internal(format!("column {name}: {e}")))
}

/// A text column that holds an id, a date, or anything else that is written as text.
pub fn parsed<T: FromStr>(row: &AnyRow, name: &str) -> Result<T> {
    read(name, &column::<String>(row, name)?)
}

/// The same, where there may be none.
pub fn parsed_or_none<T: FromStr>(row: &AnyRow, name: &str) -> Result<Option<T>> {
    column::<Option<String>>(row, name)?.map(|text| read(name, &text)).transpose()
}

fn read<T: FromStr>(name: &str, text: &str) -> Result<T> {
    text.parse().map_err(|_| Error::internal(format!("column {name} cannot be read: {text}")))
}

/// A text column that holds a code of a closed list.
pub fn code<T>(row: &AnyRow, name: &str, read: impl Fn(&str) -> Option<T>) -> Result<T> {
    let text: String = column(row, name)?;
    read(&text).ok_or_else(|| Error::internal(format!("column {name} cannot be read: {text}")))
}

/// A column of JSON.
pub fn json<T: DeserializeOwned>(row: &AnyRow, name: &str) -> Result<T> {
    from_json(name, &column::<String>(row, name)?)
}

/// The same, where there may be none.
pub fn json_or_none<T: DeserializeOwned>(row: &AnyRow, name: &str) -> Result<Option<T>> {
    column::<Option<String>>(row, name)?.map(|text| from_json(name, &text)).transpose()
}

fn from_json<T: DeserializeOwned>(name: &str, text: &str) -> Result<T> {
    serde_json::from_str(text).map_err(|e| Error::internal(format!("column {name} is not as written: {e}")))
}

/// A value as JSON text.
pub fn to_json(value: &impl Serialize) -> Result<String> {
    serde_json::to_string(value).map_err(Error::internal)
}

/// A count, or a number of a version.
pub fn number(row: &AnyRow, name: &str) -> Result<u32> {
    let value: i64 = column(row, name)?;
    u32::try_from(value).map_err(|_| Error::internal(format!("column {name} is out of range: {value}")))
}

/// Yes or no, kept as 1 or 0.
pub fn yes(row: &AnyRow, name: &str) -> Result<bool> {
    Ok(column::<i64>(row, name)? != 0)
}

/// A point in time.
pub fn time(row: &AnyRow, name: &str) -> Result<Timestamp> {
    column(row, name).map(Timestamp::from_micros)
}

/// The same, where there may be none.
pub fn time_or_none(row: &AnyRow, name: &str) -> Result<Option<Timestamp>> {
    Ok(column::<Option<i64>>(row, name)?.map(Timestamp::from_micros))
}

/// `$1, $2, …`: places of a list, from `first` on.
pub fn places(first: usize, count: usize) -> String {
    (first..first + count).map(|n| format!("${n}")).collect::<Vec<_>>().join(", ")
}

/// Rows of places for an insert: `($1, $2), ($3, $4)`.
pub fn rows_of_places(rows: usize, columns: usize) -> String {
    (0..rows).map(|row| format!("({})", places(row * columns + 1, columns))).collect::<Vec<_>>().join(", ")
}
