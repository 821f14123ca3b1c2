//! DOCX, XLSX, PPTX: a ZIP whose content types name the main part.

use super::Defect;
use super::archive::Budget;
use super::source::Source;
use super::zip::{self, Directory};
use crate::Format;
use quick_xml::Reader;
use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};

const TYPES: &[u8] = b"[Content_Types].xml";
const RELATIONS: &[u8] = b"_rels/.rels";
/// Bytes of a part that are read.
const PART: u64 = 2 * 1024 * 1024;

/// Content types of main parts, the name of the format, and of the element at the root.
const MAIN: &[(&str, &str, &str)] = &[
    ("application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml", "DOCX", "document"),
    ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml", "XLSX", "workbook"),
    ("application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml", "PPTX", "presentation"),
];

/// Checks the archive as any other, then that its main part is that of `format`, and that there are no macros.
pub(super) fn check(source: &mut Source<'_>, format: Format, budget: &Budget) -> Result<(), Defect> {
    let directory = zip::check(source, budget)?;
    if directory.find(TYPES)?.is_none() {
        let found = recognise(source, &directory)?.unwrap_or("ZIP");
        return Err(Defect::Other(Some(found)));
    }
    let types = Types::read(source, &directory)?;
    if types.macros || directory.entries.iter().any(|e| e.name.to_ascii_lowercase().ends_with(b"vbaproject.bin")) {
        return Err(Defect::Macros);
    }
    let main = main_part(source, &directory)?;
    let content_type = types.of(&main).ok_or(Defect::Broken("content type of the main part"))?;
    let Some((_, name, root)) = MAIN.iter().find(|(main, ..)| content_type.eq_ignore_ascii_case(main)) else {
        return Err(Defect::Other(None));
    };
    if *name != format.name() {
        return Err(Defect::Other(Some(name)));
    }
    let part = directory.find(main.as_bytes())?.ok_or(Defect::Broken("no main part"))?;
    let xml = zip::unpack(source, part, PART)?;
    if root_element(&xml).is_some_and(|found| found == *root) { Ok(()) } else { Err(Defect::Broken("main part")) }
}

/// What document hides in a ZIP, if it is one: `DOCX` …, or `OpenDocument`.
pub(super) fn recognise(source: &mut Source<'_>, directory: &Directory) -> Result<Option<&'static str>, Defect> {
    if directory.find(TYPES)?.is_some() && directory.find(RELATIONS)?.is_some() {
        let Ok(types) = Types::read(source, directory) else { return Ok(Some("OOXML")) };
        if types.macros {
            return Ok(Some("OOXML"));
        }
        let main = main_part(source, directory).ok();
        let found = main.and_then(|main| types.of(&main).map(str::to_owned));
        let name = found.and_then(|t| MAIN.iter().find(|(main, ..)| t.eq_ignore_ascii_case(main)));
        return Ok(Some(name.map_or("OOXML", |(_, name, _)| name)));
    }
    let open_document = match directory.find(b"mimetype")? {
        Some(entry) => zip::unpack(source, entry, 100)?.starts_with(b"application/vnd.oasis.opendocument"),
        None => false,
    };
    Ok(open_document.then_some("OpenDocument"))
}

/// `[Content_Types].xml`.
struct Types {
    /// Part, with a leading slash, and its type.
    parts: Vec<(String, String)>,
    /// Ending and its type.
    endings: Vec<(String, String)>,
    macros: bool,
}

impl Types {
    fn read(source: &mut Source<'_>, directory: &Directory) -> Result<Self, Defect> {
        let entry = directory.find(TYPES)?.ok_or(Defect::Broken("content types"))?;
        let xml = zip::unpack(source, entry, PART)?;
        let mut types = Self { parts: Vec::new(), endings: Vec::new(), macros: false };
        each_element(&xml, |element| {
            let content_type = attribute(element, "ContentType").unwrap_or_default();
            let small = content_type.to_ascii_lowercase();
            types.macros |= small.contains("macroenabled") || small.contains("vbaproject");
            match element.local_name().as_ref() {
                "Override" => types.parts.push((attribute(element, "PartName").unwrap_or_default(), content_type)),
                "Default" => types.endings.push((attribute(element, "Extension").unwrap_or_default(), content_type)),
                _ => {}
            }
        })
        .ok_or(Defect::Broken("content types"))?;
        Ok(types)
    }

    /// The type of the part `name` (without a leading slash).
    fn of(&self, name: &str) -> Option<&str> {
        let given = self.parts.iter().find(|(part, _)| part.trim_start_matches('/').eq_ignore_ascii_case(name));
        let by_ending = || {
            let ending = name.rsplit_once('.')?.1;
            self.endings.iter().find(|(e, _)| e.eq_ignore_ascii_case(ending))
        };
        given.or_else(by_ending).map(|(_, content_type)| content_type.as_str())
    }
}

/// The part that the package names as its document.
fn main_part(source: &mut Source<'_>, directory: &Directory) -> Result<String, Defect> {
    let entry = directory.find(RELATIONS)?.ok_or(Defect::Broken("relations"))?;
    let xml = zip::unpack(source, entry, PART)?;
    let mut found = None;
    each_element(&xml, |element| {
        let document = attribute(element, "Type").is_some_and(|t| t.ends_with("/officeDocument"));
        if document && found.is_none() {
            found = attribute(element, "Target").map(|t| t.trim_start_matches('/').to_owned());
        }
    })
    .ok_or(Defect::Broken("relations"))?;
    found.ok_or(Defect::Broken("no main part"))
}

/// Goes through all elements; none when the XML is not well-formed.
fn each_element(xml: &[u8], mut visit: impl FnMut(&BytesStart<'_>)) -> Option<()> {
    let text = std::str::from_utf8(xml).ok()?;
    let mut reader = Reader::from_str(text);
    loop {
        match reader.read_event().ok()? {
            Event::Start(element) | Event::Empty(element) => visit(&element),
            // Nothing in these parts needs a document type; entities could be abused.
            Event::DocType(_) => return None,
            Event::Eof => return Some(()),
            _ => {}
        }
    }
}

fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let attribute = element.try_get_attribute(name).ok()??;
    attribute.normalized_value(XmlVersion::Implicit1_0).ok().map(std::borrow::Cow::into_owned)
}

/// Local name of the first element. The part may be cut off after it.
fn root_element(xml: &[u8]) -> Option<String> {
    // Cut where the last character may be incomplete.
    let text = match std::str::from_utf8(xml) {
        Ok(text) => text,
        Err(error) => std::str::from_utf8(&xml[..error.valid_up_to()]).ok()?,
    };
    let mut reader = Reader::from_str(text);
    loop {
        match reader.read_event().ok()? {
            Event::Start(element) | Event::Empty(element) => return Some(element.local_name().as_ref().to_owned()),
            Event::Eof | Event::DocType(_) => return None,
            _ => {}
        }
    }
}
