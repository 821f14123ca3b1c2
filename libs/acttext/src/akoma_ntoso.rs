//! Akoma Ntoso 3.0 (OASIS LegalDocML): the text as XML that other programs understand.

mod hierarchy;
mod xml;

use self::hierarchy::{body, front};
use self::xml::Xml;
use crate::{Act, Tongue, UnitKind};
use std::collections::HashSet;

/// What the text itself does not say.
#[derive(Debug, Clone)]
pub struct Meta<'a> {
    /// Short name of the act for its address, ASCII: `2026-17`.
    pub id: &'a str,
    /// Title.
    pub title: &'a str,
    /// Day of this version, `2026-11-22`.
    pub date: &'a str,
    /// Who drafts it: a short name for addresses, ASCII.
    pub author: &'a str,
    /// Its name.
    pub author_name: &'a str,
    /// Number of the version.
    pub version: u32,
    /// Language of the text.
    pub tongue: Tongue,
}

/// The namespace of version 3.0.
const NAMESPACE: &str = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0";

/// The act as a bill.
pub fn akoma_ntoso(act: &Act, meta: &Meta<'_>) -> String {
    let mut xml = Xml::new();
    xml.open("akomaNtoso", &[("xmlns", NAMESPACE)]);
    xml.open("bill", &[("name", "bill")]);
    identification(&mut xml, meta, "");
    let annexes: Vec<usize> =
        act.units.iter().enumerate().filter(|(_, u)| u.kind == UnitKind::Annex).map(|(at, _)| at).collect();
    let end = annexes.first().copied().unwrap_or(act.units.len());
    let mut ids = HashSet::new();
    front(&mut xml, act, 0..end, Some(meta.title));
    body(&mut xml, "body", act, 0..end, &mut ids);
    if !annexes.is_empty() {
        xml.open("attachments", &[]);
        for (nth, start) in annexes.iter().enumerate() {
            let end = annexes.get(nth + 1).copied().unwrap_or(act.units.len());
            let id = format!("att_{}", nth + 1);
            xml.open("attachment", &[("eId", &id)]);
            if let Some(unit) = act.units.get(*start).filter(|u| !u.full().is_empty()) {
                xml.text("heading", &[], &unit.full());
            }
            xml.open("doc", &[("name", "annex")]);
            identification(&mut xml, meta, &format!("/!annex_{}", nth + 1));
            body(&mut xml, "mainBody", act, *start + 1..end, &mut ids);
            xml.close();
            xml.close();
        }
        xml.close();
    }
    xml.close();
    xml.close();
    xml.finish()
}

/// Work, expression and manifestation, as the standard's naming convention has them.
fn identification(xml: &mut Xml, meta: &Meta<'_>, part: &str) {
    let language = match meta.tongue {
        Tongue::Kazakh => "kaz",
        Tongue::Russian => "rus",
    };
    let work = format!("/akn/kz/bill/{}/{}", meta.date.get(..4).unwrap_or("0000"), meta.id);
    let expression = format!("{work}/{language}@ver_{}", meta.version);
    let author = format!("#{}", meta.author);
    xml.open("meta", &[]);
    xml.open("identification", &[("source", &author)]);
    let levels = [
        ("FRBRWork", work.clone()),
        ("FRBRExpression", expression.clone()),
        ("FRBRManifestation", format!("{expression}.xml")),
    ];
    for (level, uri) in levels {
        let this = match level {
            "FRBRManifestation" => format!("{expression}{part}.xml"),
            _ => format!("{uri}{part}"),
        };
        xml.open(level, &[]);
        xml.empty("FRBRthis", &[("value", &this)]);
        xml.empty("FRBRuri", &[("value", &uri)]);
        xml.empty("FRBRdate", &[("date", meta.date), ("name", "drafting")]);
        xml.empty("FRBRauthor", &[("href", &author)]);
        match level {
            "FRBRWork" => xml.empty("FRBRcountry", &[("value", "kz")]),
            "FRBRExpression" => xml.empty("FRBRlanguage", &[("language", language)]),
            _ => xml.empty("FRBRformat", &[("value", "application/akn+xml")]),
        }
        xml.close();
    }
    xml.close();
    xml.open("references", &[("source", &author)]);
    let id =
        if part.is_empty() { meta.author.to_owned() } else { format!("{}{}", meta.author, part.replace("/!", "-")) };
    let href = format!("/ontology/organization/kz/{}", meta.author);
    xml.empty("TLCOrganization", &[("eId", &id), ("href", &href), ("showAs", meta.author_name)]);
    xml.close();
    xml.close();
}

#[cfg(test)]
#[path = "akoma_ntoso/tests.rs"]
mod tests;
