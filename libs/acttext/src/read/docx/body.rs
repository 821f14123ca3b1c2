//! The document itself: paragraphs and tables in their order.

use super::numbering::Numbering;
use super::styles::Styles;
use super::{Collector, ReadError, xml};
use crate::{BlockKind, Limits};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// Elements that are passed over with all they hold: deleted text, old properties, codes of fields, second forms.
const PASSED_OVER: [&str; 16] = [
    "del",
    "moveFrom",
    "delText",
    "instrText",
    "delInstrText",
    "pPrChange",
    "rPrChange",
    "tblPrChange",
    "trPrChange",
    "tcPrChange",
    "sectPrChange",
    "tblGridChange",
    "numberingChange",
    "Fallback",
    "sdtPr",
    "rubyPr",
];

/// A paragraph that is open.
#[derive(Default)]
struct Paragraph {
    text: String,
    style: Option<String>,
    list: Option<String>,
    level: Option<usize>,
    outline: Option<u8>,
    /// The mark at its end was deleted: it runs on into the next.
    runs_on: bool,
}

/// Reads a part; `kind` is what its paragraphs are when nothing says otherwise.
pub(super) fn read(
    part: &str,
    styles: &Styles,
    numbering: &mut Numbering,
    kind: BlockKind,
    limits: &Limits,
    collector: &mut Collector<'_>,
) -> Result<(), ReadError> {
    let mut reader = Reader::from_str(part);
    let mut open: Vec<Paragraph> = Vec::new();
    let mut carried = String::new();
    // Depth, and the depth of the element that is passed over.
    let (mut depth, mut passing) = (0_usize, None::<usize>);
    let (mut in_text, mut in_properties, mut in_run_properties) = (false, false, false);
    loop {
        match xml::next(&mut reader)? {
            Event::Start(element) => {
                depth += 1;
                if depth > limits.depth * 4 || open.len() > limits.depth {
                    return Err(ReadError::TooInvolved);
                }
                if passing.is_some() {
                    continue;
                }
                let name = xml::name(&element);
                // A deletion among the properties of a paragraph is that of its mark.
                if in_properties && in_run_properties && name == "del" {
                    properties(&element, &mut open, true);
                } else if PASSED_OVER.contains(&name.as_str()) || separator(&name, &element) {
                    passing = Some(depth);
                } else {
                    match name.as_str() {
                        "p" => open.push(Paragraph::default()),
                        "t" => in_text = true,
                        "pPr" => in_properties = true,
                        "rPr" => in_run_properties = true,
                        "tbl" => collector.open_table()?,
                        "tc" => collector.open_cell(),
                        _ if in_properties => properties(&element, &mut open, in_run_properties),
                        _ => sign(&name, &element, &mut open),
                    }
                }
            }
            Event::Empty(element) if passing.is_none() => {
                let name = xml::name(&element);
                if name == "p" {
                    // An empty paragraph parts nothing that matters.
                } else if in_properties {
                    properties(&element, &mut open, in_run_properties);
                } else {
                    sign(&name, &element, &mut open);
                }
            }
            Event::End(element) => {
                if passing == Some(depth) {
                    passing = None;
                } else if passing.is_none() {
                    match element.local_name().as_ref() {
                        "p" => {
                            if let Some(paragraph) = open.pop() {
                                close(paragraph, &mut carried, styles, numbering, kind, collector)?;
                            }
                        }
                        "t" => in_text = false,
                        "pPr" => in_properties = false,
                        "rPr" => in_run_properties = false,
                        "tr" => collector.close_row(),
                        "tbl" => collector.close_table(),
                        _ => {}
                    }
                }
                depth = depth.saturating_sub(1);
            }
            Event::Text(text) if in_text && passing.is_none() => push(&mut open, &text.xml10_content(), limits)?,
            Event::CData(text) if in_text && passing.is_none() => push(&mut open, &text.xml10_content(), limits)?,
            Event::GeneralRef(reference) if in_text && passing.is_none() => {
                let found = match reference.resolve_char_ref() {
                    Ok(Some(c)) => Some(c),
                    _ => named(&reference.xml10_content()),
                };
                push(&mut open, found.unwrap_or('\u{fffd}').encode_utf8(&mut [0; 4]), limits)?;
            }
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

/// The five entities that XML knows by itself.
fn named(entity: &str) -> Option<char> {
    Some(match entity {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        _ => return None,
    })
}

/// The line between text and footnotes, and what is said when it runs on: no footnotes themselves.
fn separator(name: &str, element: &BytesStart<'_>) -> bool {
    name == "footnote"
        && xml::attribute(element, "type")
            .is_some_and(|t| t.eq_ignore_ascii_case("separator") || t.starts_with("continuation"))
}

/// Signs that stand for letters.
fn sign(name: &str, element: &BytesStart<'_>, open: &mut [Paragraph]) {
    let Some(paragraph) = open.last_mut() else { return };
    match name {
        "tab" | "ptab" => paragraph.text.push(' '),
        "br" => match xml::attribute(element, "type").as_deref() {
            Some("page" | "column") => paragraph.text.push(' '),
            _ => paragraph.text.push('\n'),
        },
        "cr" => paragraph.text.push('\n'),
        "noBreakHyphen" => paragraph.text.push('-'),
        _ => {}
    }
}

/// Properties of the paragraph that is open.
fn properties(element: &BytesStart<'_>, open: &mut [Paragraph], of_mark: bool) {
    let Some(paragraph) = open.last_mut() else { return };
    match xml::name(element).as_str() {
        "del" | "moveFrom" if of_mark => paragraph.runs_on = true,
        _ if of_mark => {}
        "pStyle" => paragraph.style = xml::value(element),
        "numId" => paragraph.list = xml::value(element),
        "ilvl" => paragraph.level = xml::value(element).and_then(|v| v.parse().ok()),
        "outlineLvl" => paragraph.outline = xml::value(element).and_then(|v| v.parse().ok()),
        _ => {}
    }
}

fn push(open: &mut [Paragraph], text: &str, limits: &Limits) -> Result<(), ReadError> {
    let Some(paragraph) = open.last_mut() else { return Ok(()) };
    if paragraph.text.len() + text.len() > limits.characters * 2 {
        return Err(ReadError::TooLarge);
    }
    // Line feeds in the XML are blanks; breaks of lines are elements.
    paragraph.text.extend(text.chars().map(|c| if c == '\n' { ' ' } else { c }));
    Ok(())
}

fn close(
    paragraph: Paragraph,
    carried: &mut String,
    styles: &Styles,
    numbering: &mut Numbering,
    kind: BlockKind,
    collector: &mut Collector<'_>,
) -> Result<(), ReadError> {
    if paragraph.runs_on {
        carried.push_str(&paragraph.text);
        return Ok(());
    }
    let mut text = std::mem::take(carried);
    text.push_str(&paragraph.text);
    let style = paragraph.style.as_deref().unwrap_or_default();
    let list = match &paragraph.list {
        Some(list) => Some((list.clone(), paragraph.level.or_else(|| styles.list(style).map(|l| l.1)).unwrap_or(0))),
        None => styles.list(style).map(|(list, level)| (list, paragraph.level.unwrap_or(level))),
    };
    if text.trim().is_empty() {
        return Ok(());
    }
    if let Some(number) = list.filter(|(list, _)| list != "0").and_then(|(list, level)| numbering.next(&list, level)) {
        text = format!("{number} {text}");
    }
    let heading = paragraph.outline.filter(|o| *o < 9).map(|o| o + 1).or_else(|| styles.heading(style));
    let kind = match (kind, heading) {
        (BlockKind::Text, Some(level)) => BlockKind::Heading(level),
        _ => kind,
    };
    collector.paragraph(kind, &text)
}
