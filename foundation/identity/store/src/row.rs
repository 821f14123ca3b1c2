//! Values of columns. A value that cannot be read is a fault of the program, never a silent default.

use orda_base::{Date, Error, Result, Timestamp};
use orda_store::fault;
use sqlx::Row;
use sqlx::any::AnyRow;
use std::fmt::Display;
use std::str::FromStr;

pub(crate) fn text(row: &AnyRow, column: &str) -> Result<String> {
    row.try_get(column).map_err(fault)
}

pub(crate) fn text_or_none(row: &AnyRow, column: &str) -> Result<Option<String>> {
    row.try_get(column).map_err(fault)
}

pub(crate) fn number(row: &AnyRow, column: &str) -> Result<i64> {
    row.try_get(column).map_err(fault)
}

pub(crate) fn yes(row: &AnyRow, column: &str) -> Result<bool> {
    Ok(number(row, column)? != 0)
}

pub(crate) fn time(row: &AnyRow, column: &str) -> Result<Timestamp> {
    number(row, column).map(Timestamp::from_micros)
}

pub(crate) fn time_or_none(row: &AnyRow, column: &str) -> Result<Option<Timestamp>> {
    let micros: Option<i64> = row.try_get(column).map_err(fault)?;
    Ok(micros.map(Timestamp::from_micros))
}

/// An id, a date: whatever is written as text.
pub(crate) fn parsed<T: FromStr<Err: Display>>(row: &AnyRow, column: &str) -> Result<T> {
    text(row, column)?.parse().map_err(|e| unreadable(column, &e))
}

pub(crate) fn parsed_or_none<T: FromStr<Err: Display>>(row: &AnyRow, column: &str) -> Result<Option<T>> {
    text_or_none(row, column)?.map(|t| t.parse().map_err(|e| unreadable(column, &e))).transpose()
}

pub(crate) fn day(row: &AnyRow, column: &str) -> Result<Date> {
    parsed(row, column)
}

/// A code of an enumeration.
pub(crate) fn code<T>(row: &AnyRow, column: &str, read: impl FnOnce(&str) -> Option<T>) -> Result<T> {
    read(&text(row, column)?).ok_or_else(|| unreadable(column, &"unknown code"))
}

/// JSON in a text column.
pub(crate) fn json<T: for<'a> serde::Deserialize<'a>>(row: &AnyRow, column: &str) -> Result<T> {
    serde_json::from_str(&text(row, column)?).map_err(|e| unreadable(column, &e))
}

pub(crate) fn to_json(value: &impl serde::Serialize) -> Result<String> {
    serde_json::to_string(value).map_err(Error::internal)
}

pub(crate) fn unreadable(column: &str, why: &dyn Display) -> Error {
    Error::internal(format!("column {column}: {why}"))
}
