//! Columns to values and back.

use orda_base::{Error, Result, Timestamp};
use serde::Serialize;
use serde::de::DeserializeOwned;
use sqlx::any::AnyRow;
use sqlx::{Any, Decode, Row, Type};
use std::str::FromStr;

/// A column.
pub(crate) fn column<'r, T: Decode<'r, Any> + Type<Any>>(row: &'r AnyRow, name: &str) -> Result<T> {
    row.try_get(name).map_err(|e| Error::internal(format!("column {name}: {e}")))
}

/// A text column that holds an id.
pub(crate) fn parsed<T: FromStr>(row: &AnyRow, name: &str) -> Result<T> {
    let text: String = column(row, name)?;
    text.parse().map_err(|_| Error::internal(format!("column {name} cannot be read: {text}")))
}

/// A text column that holds a code.
pub(crate) fn code<T>(row: &AnyRow, name: &str, read: impl Fn(&str) -> Option<T>) -> Result<T> {
    let text: String = column(row, name)?;
    read(&text).ok_or_else(|| Error::internal(format!("column {name} cannot be read: {text}")))
}

/// A column of JSON.
pub(crate) fn json<T: DeserializeOwned>(row: &AnyRow, name: &str) -> Result<T> {
    let text: String = column(row, name)?;
    serde_json::from_str(&text).map_err(|e| Error::internal(format!("column {name} is not as written: {e}")))
}

/// A value as JSON text.
pub(crate) fn to_json(value: &impl Serialize) -> Result<String> {
    serde_json::to_string(value).map_err(Error::internal)
}

/// A point in time, where there may be none.
pub(crate) fn time_or_none(row: &AnyRow, name: &str) -> Result<Option<Timestamp>> {
    let micros: Option<i64> = column(row, name)?;
    Ok(micros.map(Timestamp::from_micros))
}
