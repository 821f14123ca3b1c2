//! Small helpers over quick-xml.

use super::ReadError;
use crate::Limits;
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

/// The next event; document types are refused, since nothing here needs them.
pub(super) fn next<'x>(reader: &mut Reader<&'x [u8]>) -> Result<Event<'x>, ReadError> {
    match reader.read_event() {
        Ok(Event::DocType(_)) => Err(ReadError::Damaged("document type in a part")),
        Ok(event) => Ok(event),
        Err(_) => Err(ReadError::Damaged("XML of a part")),
    }
}

/// Goes through all elements of a part.
pub(super) fn elements(xml: &str, limits: &Limits, mut visit: impl FnMut(&BytesStart<'_>)) -> Result<(), ReadError> {
    let mut reader = Reader::from_str(xml);
    let mut depth = 0_usize;
    loop {
        match next(&mut reader)? {
            Event::Start(element) => {
                depth += 1;
                if depth > limits.depth * 4 {
                    return Err(ReadError::TooInvolved);
                }
                visit(&element);
            }
            Event::Empty(element) => visit(&element),
            Event::End(_) => depth = depth.saturating_sub(1),
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

/// Local name of an element.
pub(super) fn name(element: &BytesStart<'_>) -> String {
    element.local_name().as_ref().to_owned()
}

/// An attribute by its local name, whatever its prefix.
pub(super) fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = element.attributes().with_checks(false).flatten().find(|a| a.key.local_name().as_ref() == name)?;
    found.normalized_value(XmlVersion::Implicit1_0).ok().map(std::borrow::Cow::into_owned)
}

/// The attribute `val`.
pub(super) fn value(element: &BytesStart<'_>) -> Option<String> {
    attribute(element, "val")
}

/// Is a switch on? It is when it stands without a value.
pub(super) fn on(element: &BytesStart<'_>) -> bool {
    !matches!(value(element).as_deref(), Some("0" | "false" | "off" | "none"))
}
