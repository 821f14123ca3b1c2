//! `styles.xml`: which styles are headings or carry a list.

use super::{ReadError, xml};
use crate::Limits;
use std::collections::HashMap;

/// What a paragraph style says that matters here.
#[derive(Debug, Clone, Default)]
pub(super) struct Style {
    based_on: Option<String>,
    /// Heading level, from 1.
    heading: Option<u8>,
    list: Option<String>,
    level: Option<usize>,
}

/// The styles by their ids.
#[derive(Default)]
pub(super) struct Styles {
    styles: HashMap<String, Style>,
}

impl Styles {
    pub(super) fn read(xml: Option<&str>, limits: &Limits) -> Result<Self, ReadError> {
        let mut styles: HashMap<String, Style> = HashMap::new();
        let mut current = String::new();
        if let Some(xml) = xml {
            let read = xml::elements(xml, limits, |element| {
                let name = xml::name(element);
                if name == "style" {
                    current = xml::attribute(element, "styleId").unwrap_or_default();
                    styles.insert(current.clone(), Style::default());
                    return;
                }
                let Some(style) = styles.get_mut(&current) else { return };
                match name.as_str() {
                    "basedOn" => style.based_on = xml::value(element),
                    "name" => {
                        let name = xml::value(element).unwrap_or_default().to_lowercase();
                        let level = name.strip_prefix("heading ").and_then(|n| n.parse().ok());
                        style.heading = style.heading.or(if name == "title" { Some(1) } else { level });
                    }
                    "outlineLvl" => {
                        let level = xml::value(element).and_then(|v| v.parse::<u8>().ok()).filter(|v| *v < 9);
                        style.heading = level.map(|v| v + 1).or(style.heading);
                    }
                    "numId" => style.list = xml::value(element),
                    "ilvl" => style.level = xml::value(element).and_then(|v| v.parse().ok()),
                    _ => {}
                }
            });
            match read {
                // What was read until the damage is used: styles only help.
                Ok(()) | Err(ReadError::Damaged(_)) => {}
                Err(other) => return Err(other),
            }
        }
        Ok(Self { styles })
    }

    /// Heading level of a style or of what it is based on.
    pub(super) fn heading(&self, style: &str) -> Option<u8> {
        self.chain(style).find_map(|s| s.heading)
    }

    /// List and level of a style or of what it is based on.
    pub(super) fn list(&self, style: &str) -> Option<(String, usize)> {
        let list = self.chain(style).find_map(|s| s.list.clone())?;
        Some((list, self.chain(style).find_map(|s| s.level).unwrap_or(0)))
    }

    /// The style and those it is based on; a circle ends.
    fn chain<'s>(&'s self, style: &str) -> impl Iterator<Item = &'s Style> {
        let mut next = self.styles.get(style);
        std::iter::from_fn(move || {
            let found = next?;
            next = found.based_on.as_ref().and_then(|b| self.styles.get(b));
            Some(found)
        })
        .take(16)
    }
}
