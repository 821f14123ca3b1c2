//! Columns of this component, and keys under which it indexes.

use orda_base::{Date, LocalizedText, Result};
use orda_drafts::subject::Subject;
use sha2::{Digest, Sha256};
use sqlx::any::AnyRow;

pub(crate) use orda_store::row::*;

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
