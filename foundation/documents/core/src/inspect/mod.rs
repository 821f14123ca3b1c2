//! Is a file what its name says? By name, by its first bytes, and by its structure (385-10).
//!
//! Every check reads within bounds: no file is loaded whole, no loop runs without a limit, no number found in a file is
//! trusted before it is compared with the file's length.

mod archive;
mod jpeg;
mod magic;
mod ole;
mod ooxml;
mod pdf;
mod pdf_syntax;
mod pdf_xref;
mod rar;
mod rtf;
mod source;
mod tiff;
mod zip;
mod zip_nested;

pub use source::Content;

use crate::{Format, Refusal, Settings};
use archive::Budget;
use source::Source;
use std::io;

/// What is wrong with a file, before it is said in the words of a [`Refusal`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Defect {
    /// Another kind of content than promised, and which, when it is known.
    Other(Option<&'static str>),
    /// Of the promised kind, but damaged; names the part.
    Broken(&'static str),
    /// Holds macros.
    Macros,
    /// Unpacks to too much; names the limit.
    Bomb(&'static str),
    /// A picture with too many points.
    Pixels,
    /// Holds a name that leads out of the folder of unpacking.
    Escaping,
}

impl From<io::Error> for Defect {
    fn from(_: io::Error) -> Self {
        Self::Broken("cut off")
    }
}

/// Checks that `content` is a whole and harmless file of `format`.
///
/// # Errors
/// The [`Refusal`] to show; `name` is repeated in it.
pub fn inspect(content: &mut dyn Content, name: &str, format: Format, settings: &Settings) -> Result<(), Refusal> {
    let name = name.to_owned();
    match check(content, format, settings) {
        Ok(true) => Ok(()),
        Ok(false) => Err(Refusal::Empty { name }),
        Err(Defect::Other(found)) => {
            Err(Refusal::OtherContent { name, format, found, permitted: settings.formats.clone() })
        }
        Err(Defect::Broken(detail)) => Err(Refusal::Broken { name, format, detail }),
        Err(Defect::Macros) => Err(Refusal::Macros { name }),
        Err(Defect::Bomb(detail)) => Err(Refusal::Bomb { name, detail }),
        Err(Defect::Pixels) => Err(Refusal::Pixels { name, limit: settings.pixels }),
        Err(Defect::Escaping) => Err(Refusal::Escaping { name }),
    }
}

/// False when there is nothing to check: no bytes.
fn check(content: &mut dyn Content, format: Format, settings: &Settings) -> Result<bool, Defect> {
    let mut source = Source::new(content)?;
    if source.len() == 0 {
        return Ok(false);
    }
    let head = source.up_to(0, magic::HEAD)?;
    if !magic::begins_as(format, &head) {
        return Err(Defect::Other(magic::recognise(&head)));
    }
    let budget = Budget::new(settings.archives, source.len());
    match format {
        Format::Pdf => pdf::check(&mut source)?,
        Format::Tiff => tiff::check(&mut source, settings.pixels)?,
        Format::Jpeg => jpeg::check(&mut source, settings.pixels)?,
        Format::Rtf => rtf::check(&mut source)?,
        Format::Doc | Format::Xls | Format::Ppt => ole::check(&mut source, format)?,
        Format::Docx | Format::Xlsx | Format::Pptx => ooxml::check(&mut source, format, &budget)?,
        Format::Rar => rar::check(&mut source, &budget)?,
        Format::Zip => {
            let directory = zip::check(&mut source, &budget)?;
            // A document that happens to be packed as ZIP is no archive; else a document with macros passed as one.
            if let Some(found) = ooxml::recognise(&mut source, &directory)? {
                return Err(Defect::Other(Some(found)));
            }
        }
    }
    Ok(true)
}
