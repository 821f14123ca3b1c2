use super::*;
use crate::{Block, BlockKind, structure};
use quick_xml::Reader;
use quick_xml::events::Event;

const META: Meta<'_> = Meta {
    id: "2026-17",
    title: "Қағидаларды бекіту туралы",
    date: "2026-11-22",
    author: "ministry",
    author_name: "Министрлік <&>",
    version: 2,
    tongue: Tongue::Kazakh,
};

/// Elements that a hierarchical element of the standard may hold, in this order: num, heading, then either content, or intro
/// and hierarchical elements.
const HIERARCHY: [&str; 9] =
    ["section", "chapter", "subchapter", "article", "paragraph", "subparagraph", "point", "alinea", "hcontainer"];

/// Checks the order of the children of every element; gives the ids and the names met.
fn check(xml: &str) -> (Vec<String>, Vec<String>) {
    let mut reader = Reader::from_str(xml);
    let mut stack: Vec<(String, Vec<String>)> = Vec::new();
    let (mut ids, mut names) = (Vec::new(), Vec::new());
    loop {
        let event = reader.read_event().expect("well-formed");
        let opened = match &event {
            Event::Start(e) | Event::Empty(e) => Some(e),
            _ => None,
        };
        if let Some(element) = opened {
            let name = element.name().as_ref().to_owned();
            if let Some((_, children)) = stack.last_mut() {
                children.push(name.clone());
            }
            if let Some(id) = element.try_get_attribute("eId").expect("attributes") {
                ids.push(id.value.to_string());
            }
            names.push(name.clone());
            if matches!(event, Event::Start(_)) {
                stack.push((name, Vec::new()));
            }
        }
        match event {
            Event::End(_) => {
                let (name, children) = stack.pop().expect("opened");
                let children: Vec<&str> = children.iter().map(String::as_str).collect();
                children_fit(&name, &children);
            }
            Event::Eof => break,
            _ => {}
        }
    }
    (ids, names)
}

fn children_fit(name: &str, children: &[&str]) {
    if HIERARCHY.contains(&name) {
        let order = |c: &str| match c {
            "num" => 0,
            "heading" => 1,
            "content" => 2,
            "intro" => 3,
            c if HIERARCHY.contains(&c) => 4,
            other => panic!("{other} in {name}"),
        };
        let orders: Vec<i32> = children.iter().map(|c| order(c)).collect();
        assert!(orders.is_sorted(), "{name}: {children:?}");
        assert!(
            children.contains(&"content") != children.iter().any(|c| HIERARCHY.contains(c)),
            "{name}: {children:?}"
        );
    }
    let expected: Option<&[&str]> = match name {
        "meta" => Some(&["identification", "references"]),
        "identification" => Some(&["FRBRWork", "FRBRExpression", "FRBRManifestation"]),
        "FRBRWork" => Some(&["FRBRthis", "FRBRuri", "FRBRdate", "FRBRauthor", "FRBRcountry"]),
        "FRBRExpression" => Some(&["FRBRthis", "FRBRuri", "FRBRdate", "FRBRauthor", "FRBRlanguage"]),
        "doc" => Some(&["meta", "mainBody"]),
        "content" | "intro" | "td" => {
            return assert!(children.iter().all(|c| matches!(*c, "p" | "table")) && !children.is_empty());
        }
        "body" | "mainBody" => return assert!(children.iter().all(|c| HIERARCHY.contains(c)) && !children.is_empty()),
        _ => None,
    };
    if let Some(expected) = expected {
        assert_eq!(children, expected, "{name}");
    }
}

/// Law, order with annex, tables, notes, an empty text: the elements stand where the standard wants them, ids differ.
#[test]
fn structure_of_the_standard() {
    let mut blocks: Vec<Block> = [
        "Атауы",
        "Қағидаларды бекіту туралы БҰЙЫРАМЫН:",
        "1-тарау. Жалпы",
        "5-бап. Атауы",
        "Бөлік <b> & мәтін",
        "9-1-бап. Тағы",
        "1. Тармақ:",
        "1) тармақша;",
        "а) әріп;",
        "жалғасы.",
        "Ескерту. 9-1-бап өзгерді.",
        "2-тарау. Бос",
    ]
    .map(Block::text)
    .to_vec();
    blocks.push(Block { kind: BlockKind::Row, text: "а | б".into() });
    blocks.push(Block { kind: BlockKind::Row, text: "в | г".into() });
    blocks.extend(["1-қосымша", "1. Қосымша тармағы."].map(Block::text));
    for blocks in [blocks.as_slice(), &[]] {
        let xml = akoma_ntoso(&structure(blocks), &META);
        let (mut ids, names) = check(&xml);
        let count = ids.len();
        ids.sort();
        ids.dedup();
        assert_eq!(ids.len(), count);
        assert_eq!(names.first().map(String::as_str), Some("akomaNtoso"));
        if !blocks.is_empty() {
            assert!(ids.contains(&"chp_1__art_9-1__para_1__subpara_1".to_owned()), "{ids:?}");
            assert!(names.contains(&"attachment".to_owned()) && names.contains(&"table".to_owned()));
        }
    }
}
