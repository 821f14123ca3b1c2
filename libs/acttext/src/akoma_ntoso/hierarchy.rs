//! The parts of an act as elements of the standard.

use super::xml::Xml;
use crate::block::CELLS;
use crate::{Act, Unit, UnitKind};
use std::collections::HashSet;
use std::ops::Range;

/// Title, requisites and preamble of the units in `range`.
pub(super) fn front(xml: &mut Xml, act: &Act, range: Range<usize>, title: Option<&str>) {
    let units = act.units.get(range).unwrap_or_default();
    let own = units.iter().find(|u| u.kind == UnitKind::Title).map(|u| u.text.as_str());
    xml.open("preface", &[]);
    if let Some(title) = own.or(title).filter(|t| !t.is_empty()) {
        xml.open("longTitle", &[]);
        xml.open("p", &[]);
        xml.text("docTitle", &[], title);
        xml.close();
        xml.close();
    }
    for unit in units.iter().filter(|u| u.kind == UnitKind::Requisite) {
        xml.text("p", &[], &unit.full());
    }
    xml.close();
    let preamble: Vec<&Unit> = units.iter().filter(|u| u.kind == UnitKind::Preamble).collect();
    if !preamble.is_empty() {
        xml.open("preamble", &[]);
        for unit in preamble {
            xml.text("p", &[], &unit.full());
        }
        xml.close();
    }
}

/// The element of a unit and the beginning of its id, by the standard's naming convention.
const fn element(kind: UnitKind) -> (&'static str, &'static str) {
    match kind {
        UnitKind::Section => ("section", "sec"),
        UnitKind::Chapter => ("chapter", "chp"),
        UnitKind::Subchapter => ("subchapter", "subchp"),
        UnitKind::Article => ("article", "art"),
        UnitKind::Point => ("paragraph", "para"),
        UnitKind::SubPoint => ("subparagraph", "subpara"),
        UnitKind::Letter => ("point", "point"),
        UnitKind::Text => ("alinea", "al"),
        _ => ("hcontainer", "hcontainer"),
    }
}

/// Is a unit part of the body, or does it stand before it?
const fn in_front(kind: UnitKind) -> bool {
    matches!(kind, UnitKind::Title | UnitKind::Requisite | UnitKind::Preamble)
}

struct Writer<'a> {
    act: &'a Act,
    range: Range<usize>,
    /// Children by the place of their parent; what belongs to nothing in the range is at the top.
    children: Vec<Vec<usize>>,
    ids: &'a mut HashSet<String>,
}

/// The body, never empty: the standard wants something in it.
pub(super) fn body(xml: &mut Xml, name: &str, act: &Act, range: Range<usize>, ids: &mut HashSet<String>) {
    let mut children = vec![Vec::new(); act.units.len()];
    let mut top = Vec::new();
    for at in range.clone() {
        let Some(unit) = act.units.get(at) else { continue };
        if name == "body" && in_front(unit.kind) {
            continue;
        }
        let parent = unit.parent.map(|p| p as usize).filter(|p| range.contains(p) && *p < at);
        match parent.and_then(|p| children.get_mut(p)) {
            Some(own) => own.push(at),
            None => top.push(at),
        }
    }
    let mut writer = Writer { act, range, children, ids };
    xml.open(name, &[]);
    if top.is_empty() {
        xml.open("hcontainer", &[("name", "empty")]);
        xml.open("content", &[]);
        xml.empty("p", &[]);
        xml.close();
        xml.close();
    }
    writer.units(xml, &top, "", 0);
    xml.close();
}

impl Writer<'_> {
    fn units(&mut self, xml: &mut Xml, units: &[usize], within: &str, depth: usize) {
        let mut rest = units;
        while let Some((at, after)) = rest.split_first() {
            let is_row = |at: &usize| self.act.units.get(*at).is_some_and(|u| u.kind == UnitKind::Row);
            // Rows that follow one another are one table.
            let rows = rest.iter().take_while(|at| is_row(at)).count();
            if let Some(table) = rest.get(..rows).filter(|t| !t.is_empty()) {
                self.table(xml, table, within);
                rest = rest.get(rows..).unwrap_or_default();
                continue;
            }
            self.unit(xml, *at, within, depth);
            rest = after;
        }
    }

    /// An id that is used nowhere else.
    fn id(&mut self, within: &str, unit: &Unit, prefix: &str) -> String {
        let number: String =
            unit.number.chars().map(|c| if c.is_ascii_alphanumeric() || c == '-' { c } else { '-' }).collect();
        // Units without a number are told apart by the last part of their anchor; letters too, being Cyrillic.
        let own = if unit.number.is_empty() || unit.kind == UnitKind::Letter {
            unit.anchor.rsplit('.').next().unwrap_or_default().replace(|c: char| !c.is_ascii_alphanumeric(), "-")
        } else {
            number
        };
        let base = if within.is_empty() { format!("{prefix}_{own}") } else { format!("{within}__{prefix}_{own}") };
        let mut id = base.clone();
        let mut count = 1;
        while !self.ids.insert(id.clone()) {
            count += 1;
            id = format!("{base}-{count}");
        }
        id
    }

    fn unit(&mut self, xml: &mut Xml, at: usize, within: &str, depth: usize) {
        let Some(unit) = self.act.units.get(at).filter(|_| depth < 24 && self.range.contains(&at)) else { return };
        let (element, prefix) = element(unit.kind);
        let id = self.id(within, unit, prefix);
        if element == "hcontainer" {
            xml.open(element, &[("eId", &id), ("name", unit.kind.code())]);
        } else {
            xml.open(element, &[("eId", &id)]);
        }
        if !unit.printed.is_empty() && unit.kind != UnitKind::Note {
            xml.text("num", &[], &unit.printed);
        }
        let children = self.children.get(at).cloned().unwrap_or_default();
        // Parts have headings; paragraphs have text.
        let headed = unit.kind.level() <= 4 && unit.kind.level() > 0;
        if headed && !unit.text.is_empty() {
            xml.text("heading", &[], &unit.text);
        }
        let text = match unit.kind {
            _ if headed => String::new(),
            UnitKind::Note => unit.full(),
            _ => unit.text.clone(),
        };
        if children.is_empty() {
            xml.open("content", &[]);
            if text.is_empty() {
                xml.empty("p", &[]);
            } else {
                xml.text("p", &[], &text);
            }
            xml.close();
        } else {
            if !text.is_empty() {
                xml.open("intro", &[]);
                xml.text("p", &[], &text);
                xml.close();
            }
            self.units(xml, &children, &id, depth + 1);
        }
        xml.close();
    }

    fn table(&mut self, xml: &mut Xml, rows: &[usize], within: &str) {
        let act = self.act;
        let Some(first) = rows.first().and_then(|at| act.units.get(*at)) else { return };
        let id = self.id(within, first, "hcontainer");
        xml.open("hcontainer", &[("eId", &id), ("name", "table")]);
        xml.open("content", &[]);
        xml.open("table", &[]);
        for unit in rows.iter().filter_map(|at| act.units.get(*at)) {
            xml.open("tr", &[]);
            for cell in unit.text.split(CELLS) {
                xml.open("td", &[]);
                xml.text("p", &[], cell);
                xml.close();
            }
            xml.close();
        }
        xml.close();
        xml.close();
        xml.close();
    }
}
