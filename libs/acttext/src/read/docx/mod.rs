//! DOCX: a ZIP of XML parts (ECMA-376).

mod body;
mod numbering;
mod styles;
mod xml;

use super::{Collector, ReadError};
use crate::{Block, BlockKind, Limits};
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// Entries of an archive beyond which it is no document.
const ENTRIES: usize = 20_000;

type Archive<'a> = ZipArchive<Cursor<&'a [u8]>>;

pub(super) fn read(bytes: &[u8], limits: &Limits) -> Result<Vec<Block>, ReadError> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| ReadError::Damaged("archive"))?;
    if archive.len() > ENTRIES {
        return Err(ReadError::TooInvolved);
    }
    let main = main_part(&mut archive, limits)?;
    let folder = main.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned();
    let beside = |name: &str| if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") };
    let numbering = optional(&mut archive, &beside("numbering.xml"), limits)?;
    let styles = optional(&mut archive, &beside("styles.xml"), limits)?;
    let mut numbering = numbering::Numbering::read(numbering.as_deref(), limits)?;
    let styles = styles::Styles::read(styles.as_deref(), limits)?;
    let document = part(&mut archive, &main, limits)?.ok_or(ReadError::Damaged("no document in the archive"))?;
    let mut collector = Collector::new(limits);
    body::read(&document, &styles, &mut numbering, BlockKind::Text, limits, &mut collector)?;
    drop(document);
    if let Some(notes) = optional(&mut archive, &beside("footnotes.xml"), limits)? {
        body::read(&notes, &styles, &mut numbering, BlockKind::Footnote, limits, &mut collector)?;
    }
    Ok(collector.finish())
}

/// The part that the package names as its document.
fn main_part(archive: &mut Archive<'_>, limits: &Limits) -> Result<String, ReadError> {
    let Some(relations) = part(archive, "_rels/.rels", limits)? else { return Ok("word/document.xml".to_owned()) };
    let mut found = None;
    xml::elements(&relations, limits, |element| {
        if found.is_none() && xml::attribute(element, "Type").is_some_and(|t| t.ends_with("/officeDocument")) {
            found = xml::attribute(element, "Target").map(|t| t.trim_start_matches('/').to_owned());
        }
    })?;
    Ok(found.unwrap_or_else(|| "word/document.xml".to_owned()))
}

/// A part that may be missing; a damaged one is as good as none.
fn optional(archive: &mut Archive<'_>, name: &str, limits: &Limits) -> Result<Option<String>, ReadError> {
    match part(archive, name, limits) {
        Err(ReadError::Damaged(_)) => Ok(None),
        other => other,
    }
}

/// Unpacks a part, never more than the limit.
fn part(archive: &mut Archive<'_>, name: &str, limits: &Limits) -> Result<Option<String>, ReadError> {
    let Ok(file) = archive.by_name(name) else { return Ok(None) };
    let mut bytes = Vec::new();
    let most = u64::try_from(limits.unpacked).unwrap_or(u64::MAX);
    file.take(most.saturating_add(1)).read_to_end(&mut bytes).map_err(|_| ReadError::Damaged("part of the archive"))?;
    if bytes.len() > limits.unpacked {
        return Err(ReadError::TooLarge);
    }
    let text = match bytes.as_slice() {
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => {
            let encoding = if bytes.first() == Some(&0xff) { encoding_rs::UTF_16LE } else { encoding_rs::UTF_16BE };
            encoding.decode(&bytes).0.into_owned()
        }
        _ => String::from_utf8(bytes).map_err(|_| ReadError::Damaged("letters of a part"))?,
    };
    Ok(Some(text))
}
