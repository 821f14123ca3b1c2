//! The XML form: elements with the names of the JSON fields, in the namespace of version 1. No attributes, no document
//! type, no entities but the five predefined ones.

use quick_xml::Reader;
use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesStart, Event};
use serde_json::{Map, Value};

/// Namespace of version 1.
const NAMESPACE: &str = "urn:orda:edms:1";
/// Deepest nesting.
const DEPTH: usize = 8;
/// Lists, with the name of an element of each.
const LISTS: [(&str, &str); 1] = [("bodies", "body")];

/// The element `root` with what `value` holds.
pub(super) fn write(root: &str, value: &Value) -> String {
    let mut out = format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<{root} xmlns=\"{NAMESPACE}\">");
    inner(&mut out, value, "");
    out.push_str("</");
    out.push_str(root);
    out.push('>');
    out
}

fn inner(out: &mut String, value: &Value, item: &str) {
    match value {
        Value::Object(map) => {
            for (name, value) in map {
                element(out, name, value);
            }
        }
        Value::Array(list) => {
            for value in list {
                element(out, item, value);
            }
        }
        Value::String(text) => {
            for c in text.chars() {
                match c {
                    '<' => out.push_str("&lt;"),
                    '>' => out.push_str("&gt;"),
                    '&' => out.push_str("&amp;"),
                    // Readers of XML turn a bare carriage return into a line feed.
                    '\r' => out.push_str("&#13;"),
                    c => out.push(c),
                }
            }
        }
        other => out.push_str(&other.to_string()),
    }
}

fn element(out: &mut String, name: &str, value: &Value) {
    let item = LISTS.iter().find(|(list, _)| *list == name).map_or("", |(_, item)| *item);
    out.push('<');
    out.push_str(name);
    out.push('>');
    inner(out, value, item);
    out.push_str("</");
    out.push_str(name);
    out.push('>');
}

/// An element under way.
struct Open {
    name: String,
    children: Vec<(String, Value)>,
    text: String,
}

impl Open {
    fn new(name: &str) -> Self {
        Self { name: name.to_owned(), children: Vec::new(), text: String::new() }
    }

    fn close(self) -> Result<(String, Value), String> {
        let item = LISTS.iter().find(|(list, _)| *list == self.name).map(|(_, item)| *item);
        if let Some(item) = item {
            if !self.text.trim().is_empty() || self.children.iter().any(|(name, _)| name != item) {
                return Err(format!("element {}", self.name));
            }
            return Ok((self.name, Value::Array(self.children.into_iter().map(|(_, value)| value).collect())));
        }
        if self.children.is_empty() {
            return Ok((self.name, Value::String(self.text)));
        }
        if !self.text.trim().is_empty() {
            return Err(format!("text in element {}", self.name));
        }
        let mut map = Map::new();
        for (name, value) in self.children {
            if map.contains_key(&name) {
                return Err(format!("element {name} twice"));
            }
            map.insert(name, value);
        }
        Ok((self.name, Value::Object(map)))
    }
}

/// What the element `root` holds.
pub(super) fn read(root: &str, text: &str) -> Result<Value, String> {
    let mut reader = Reader::from_str(text);
    let mut open: Vec<Open> = Vec::new();
    let mut done: Option<(String, Value)> = None;
    loop {
        match reader.read_event().map_err(|error| error.to_string())? {
            Event::Start(start) => {
                begin(&mut open, done.is_some(), root, &start)?;
            }
            Event::Empty(start) => {
                begin(&mut open, done.is_some(), root, &start)?;
                end(&mut open, &mut done)?;
            }
            Event::End(_) => end(&mut open, &mut done)?,
            Event::Text(text) => push(&mut open, &text.xml10_content())?,
            Event::CData(data) => push(&mut open, &data.xml10_content())?,
            Event::GeneralRef(reference) => {
                let resolved = match reference.resolve_char_ref().map_err(|error| error.to_string())? {
                    Some(c) => c.to_string(),
                    None => resolve_xml_entity(&reference.xml10_content()).ok_or("an entity")?.to_owned(),
                };
                push(&mut open, &resolved)?;
            }
            Event::Comment(_) | Event::Decl(_) => {}
            Event::PI(_) | Event::DocType(_) => return Err("document type or instruction".to_owned()),
            Event::Eof => break,
        }
    }
    match done {
        Some((_, value)) if open.is_empty() => Ok(value),
        _ => Err("it is not complete".to_owned()),
    }
}

fn begin(open: &mut Vec<Open>, is_done: bool, root: &str, start: &BytesStart<'_>) -> Result<(), String> {
    let name = start.name().into_inner().to_owned();
    if open.len() >= DEPTH || is_done {
        return Err(format!("element {name}"));
    }
    let attributes = start.attributes_raw().trim();
    if open.is_empty() {
        let declared = [format!("xmlns=\"{NAMESPACE}\""), format!("xmlns='{NAMESPACE}'")];
        if name != root || !declared.iter().any(|d| d == attributes) {
            return Err(format!("{root} of namespace {NAMESPACE}"));
        }
    } else if !attributes.is_empty() || name.contains(':') {
        return Err(format!("attributes of {name}"));
    }
    open.push(Open::new(&name));
    Ok(())
}

fn end(open: &mut Vec<Open>, done: &mut Option<(String, Value)>) -> Result<(), String> {
    let closed = open.pop().ok_or("an end without a beginning")?.close()?;
    match open.last_mut() {
        Some(parent) => parent.children.push(closed),
        None => *done = Some(closed),
    }
    Ok(())
}

fn push(open: &mut [Open], text: &str) -> Result<(), String> {
    match open.last_mut() {
        Some(element) => element.text.push_str(text),
        None if text.trim_start_matches('\u{feff}').trim().is_empty() => {}
        None => return Err("text outside".to_owned()),
    }
    Ok(())
}
