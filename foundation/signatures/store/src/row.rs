//! From rows to values.

use orda_base::{Error, Result, Timestamp};
use sqlx::any::AnyRow;
use sqlx::{Decode, Row, Type};
use std::str::FromStr;

/// The value of a column.
pub(crate) fn column<'r, T>(row: &'r AnyRow, name: &str) -> Result<T>
where
    T: Decode<'r, sqlx::Any> + Type<sqlx::Any>,
{
    row.try_get(name).map_err(orda_store::fault)
}

/// An id, or anything else that is kept as text.
pub(crate) fn parsed<T>(row: &AnyRow, name: &str) -> Result<T>
where
    T: FromStr,
    T::Err: std::fmt::Display,
{
    column::<String>(row, name)?.parse().map_err(|e| Error::internal(format_args!("column {name}: {e}")))
}

/// An id that may be missing.
pub(crate) fn parsed_option<T>(row: &AnyRow, name: &str) -> Result<Option<T>>
where
    T: FromStr,
    T::Err: std::fmt::Display,
{
    column::<Option<String>>(row, name)?
        .map(|text| text.parse().map_err(|e| Error::internal(format_args!("column {name}: {e}"))))
        .transpose()
}

/// A point in time.
pub(crate) fn time(row: &AnyRow, name: &str) -> Result<Timestamp> {
    Ok(Timestamp::from_micros(column(row, name)?))
}

/// A point in time that may be missing.
pub(crate) fn time_option(row: &AnyRow, name: &str) -> Result<Option<Timestamp>> {
    Ok(column::<Option<i64>>(row, name)?.map(Timestamp::from_micros))
}

/// A structured value kept as JSON.
pub(crate) fn json<T: serde::de::DeserializeOwned>(row: &AnyRow, name: &str) -> Result<T> {
    serde_json::from_str(&column::<String>(row, name)?).map_err(|e| Error::internal(format_args!("column {name}: {e}")))
}

/// A code of a closed list.
pub(crate) fn coded<T>(row: &AnyRow, name: &str, from: impl Fn(&str) -> Option<T>) -> Result<T> {
    let code: String = column(row, name)?;
    from(&code).ok_or_else(|| Error::internal(format_args!("column {name}: {code}")))
}

/// A list of `count` placeholders that begin at `first`: `$2, $3, $4`.
pub(crate) fn placeholders(first: usize, count: usize) -> String {
    (first..first + count).map(|n| format!("${n}")).collect::<Vec<_>>().join(", ")
}
