//! Columns to values and back.

use orda_base::{Error, Result};
use serde::Serialize;
use serde::de::DeserializeOwned;
use sqlx::any::AnyRow;
use sqlx::{Any, Decode, Row, Type};

/// A column.
pub(crate) fn column<'r, T: Decode<'r, Any> + Type<Any>>(row: &'r AnyRow, name: &str) -> Result<T> {
    row.try_get(name).map_err(|e| Error::internal(format!("column {name}: {e}")))
}

/// The column `data`.
pub(crate) fn data<T: DeserializeOwned>(row: &AnyRow) -> Result<T> {
    let text: String = column(row, "data")?;
    serde_json::from_str(&text).map_err(|e| Error::internal(format!("column data is not as written: {e}")))
}

/// A value as JSON text.
pub(crate) fn to_json(value: &impl Serialize) -> Result<String> {
    serde_json::to_string(value).map_err(Error::internal)
}
