//! Puts blocks into their places.

use super::annex::{is_signature, starts};
use super::marker::{Mark, MarkKind, leading};
use super::{Act, Unit, UnitKind};
use crate::{Block, BlockKind};
use std::collections::{HashMap, HashSet};

/// Longest heading of a chapter that is numbered like a point, in characters.
const HEADING: usize = 160;
/// Blocks that a quotation may span.
const QUOTATION: usize = 400;

/// Where the reading is: places of the units that are open.
#[derive(Clone, Default)]
struct Open {
    annex: Option<usize>,
    section: Option<usize>,
    chapter: Option<usize>,
    subchapter: Option<usize>,
    article: Option<usize>,
    point: Option<usize>,
    sub_point: Option<usize>,
    letter: Option<usize>,
}

struct Builder {
    units: Vec<Unit>,
    open: Open,
    taken: HashSet<String>,
    /// How many unnumbered units of a sort a unit has.
    counts: HashMap<String, u32>,
    /// What was open when a quotation began, the unit that quotes, and where the quotation ends.
    quotation: Option<(Open, usize, usize)>,
    annexes: u32,
    /// What anchors begin with in this annex: `x1.`; an annex without a heading has no unit of its own.
    within: String,
    /// Nothing numbered has been met since the act or an annex began.
    before_text: bool,
    titled: bool,
}

pub(super) fn build(blocks: &[Block]) -> Act {
    let marks: Vec<Option<Mark<'_>>> = blocks
        .iter()
        .map(|b| if matches!(b.kind, BlockKind::Row | BlockKind::Footnote) { None } else { leading(&b.text) })
        .collect();
    let headings = numbered_headings(blocks, &marks);
    let starts = starts(blocks, &marks, &headings);
    let mut builder = Builder {
        units: Vec::with_capacity(blocks.len()),
        open: Open::default(),
        taken: HashSet::new(),
        counts: HashMap::new(),
        quotation: None,
        annexes: 0,
        within: String::new(),
        before_text: true,
        titled: false,
    };
    let mut next_start = starts.iter().peekable();
    for (at, block) in blocks.iter().enumerate() {
        let begins = next_start.next_if(|s| **s == at).is_some();
        let mark = marks.get(at).and_then(Option::as_ref);
        builder.end_quotation(at);
        if begins {
            builder.annex(block, mark);
            if mark.is_none_or(|m| m.kind == MarkKind::Annex) {
                continue;
            }
        }
        let heading = headings.get(at) == Some(&true);
        builder.quotation(blocks, at, mark);
        builder.block(block, mark, heading);
    }
    Act { units: builder.units }
}

/// Which blocks are headings of chapters although they are numbered like points: "1. Жалпы ережелер" before "1. Осы …".
fn numbered_headings(blocks: &[Block], marks: &[Option<Mark<'_>>]) -> Vec<bool> {
    let mut headings = vec![false; blocks.len()];
    let points: Vec<(usize, u32)> = marks
        .iter()
        .enumerate()
        .filter_map(|(at, m)| {
            Some((at, m.as_ref().filter(|m| m.kind == MarkKind::Point && !m.quoted)?.number.parse().ok()?))
        })
        .collect();
    let mut last = 0;
    for (nth, (at, number)) in points.iter().enumerate() {
        let Some(block) = blocks.get(*at) else { continue };
        let short = block.text.chars().count() <= HEADING
            && !block.text.trim_end_matches(['*', '#', ' ']).ends_with(['.', ';', ':', ',']);
        let next = points.get(nth + 1).map(|p| p.1);
        let own_turn = *number == last + 1 && next == Some(number + 1);
        // Articles in between begin their own counting.
        let from = nth.checked_sub(1).and_then(|n| points.get(n)).map_or(0, |p| p.0);
        let in_articles =
            marks.get(from..*at).unwrap_or_default().iter().flatten().any(|m| m.kind == MarkKind::Article);
        let before_point = next == Some(last + 1) || (*number == 1 && next == Some(1));
        if short && !own_turn && before_point && !in_articles {
            if let Some(heading) = headings.get_mut(*at) {
                *heading = true;
            }
            if *number == 1 && next == Some(1) {
                last = 0;
            }
        } else {
            last = *number;
        }
    }
    headings
}

impl Builder {
    /// Adds a unit; its anchor is made unlike all others.
    fn add(
        &mut self,
        kind: UnitKind,
        anchor: String,
        mark: Option<&Mark<'_>>,
        text: &str,
        parent: Option<usize>,
    ) -> usize {
        let mut unique = anchor;
        if self.taken.contains(&unique) {
            // The same number again: the chapter tells them apart, or else the count.
            let chapter = self.open.chapter.and_then(|c| self.units.get(c)).map(|c| format!("{}.{unique}", c.anchor));
            unique = if let Some(chapter) = chapter.filter(|c| kind == UnitKind::Point && !self.taken.contains(c)) {
                chapter
            } else {
                let count = self.counts.entry(format!("{unique}~")).or_insert(1);
                let mut candidate;
                loop {
                    *count += 1;
                    candidate = format!("{unique}~{count}");
                    if !self.taken.contains(&candidate) {
                        break candidate;
                    }
                }
            };
        }
        self.taken.insert(unique.clone());
        self.units.push(Unit {
            kind,
            anchor: unique,
            number: mark.map(|m| m.number.clone()).unwrap_or_default(),
            printed: mark.map(|m| m.printed.to_owned()).unwrap_or_default(),
            text: text.to_owned(),
            parent: parent.and_then(|p| u32::try_from(p).ok()),
            quoted: self.quotation.is_some(),
        });
        self.units.len() - 1
    }

    fn anchor_of(&self, unit: Option<usize>) -> String {
        unit.and_then(|u| self.units.get(u)).map(|u| format!("{}.", u.anchor)).unwrap_or_default()
    }

    /// What the anchors of a quotation begin with, or of an annex.
    fn scope(&self) -> String {
        match &self.quotation {
            Some((_, host, _)) => format!("{}q.", self.anchor_of(Some(*host))),
            None => self.within.clone(),
        }
    }

    /// The next unnumbered unit of its sort under `parent`.
    fn counted(&mut self, prefix: &str, sort: &str) -> String {
        let base = format!("{prefix}{sort}");
        let count = self.counts.entry(base.clone()).or_default();
        *count += 1;
        format!("{base}{count}")
    }

    fn annex(&mut self, block: &Block, mark: Option<&Mark<'_>>) {
        self.annexes += 1;
        self.quotation = None;
        self.open = Open::default();
        self.before_text = true;
        let anchor = format!("x{}", self.annexes);
        self.within = format!("{anchor}.");
        self.open.annex = match mark {
            Some(mark) if mark.kind == MarkKind::Annex => {
                self.titled = false;
                Some(self.add(UnitKind::Annex, anchor, Some(mark), mark.rest, None))
            }
            // Its first heading is its title.
            None => {
                self.titled = true;
                Some(self.add(UnitKind::Annex, anchor, None, &block.text, None))
            }
            Some(_) => {
                self.titled = true;
                None
            }
        };
    }

    /// A block that begins with a quotation mark and a number after "… мынадай редакцияда:" begins a quotation.
    fn quotation(&mut self, blocks: &[Block], at: usize, mark: Option<&Mark<'_>>) {
        if self.quotation.is_some() || !mark.is_some_and(|m| m.quoted) {
            return;
        }
        let Some(host) = self.last_structural() else { return };
        if !self.units.last().is_some_and(|u| u.text.ends_with(':')) {
            return;
        }
        let closes = |text: &str| {
            let text = text.trim_end_matches([';', '.', ',', ' ']);
            text.ends_with(['»', '”', '"'])
        };
        let end = blocks.iter().enumerate().skip(at).take(QUOTATION).find(|(_, b)| closes(&b.text)).map(|(at, _)| at);
        let Some(end) = end else { return };
        let outer = std::mem::take(&mut self.open);
        self.open.annex = outer.annex;
        self.quotation = Some((outer, host, end));
    }

    fn end_quotation(&mut self, at: usize) {
        if let Some((outer, _, _)) = self.quotation.take_if(|(_, _, end)| at > *end) {
            self.open = outer;
        }
    }

    /// The innermost unit that can hold others.
    fn last_structural(&self) -> Option<usize> {
        let o = &self.open;
        o.letter.or(o.sub_point).or(o.point).or(o.article).or(o.subchapter).or(o.chapter).or(o.section).or(o.annex)
    }

    fn block(&mut self, block: &Block, mark: Option<&Mark<'_>>, heading: bool) {
        match (block.kind, mark) {
            (BlockKind::Footnote, _) => {
                let anchor = self.counted("", "f");
                self.add(UnitKind::Footnote, anchor, None, &block.text, None);
            }
            (BlockKind::Row, _) => {
                let parent = self.container();
                let anchor = self.counted(&self.prefix(parent), "r");
                self.before_text = false;
                self.add(UnitKind::Row, anchor, None, &block.text, parent);
            }
            (_, Some(mark)) if mark.kind == MarkKind::Note => self.note(mark),
            (_, Some(mark)) => self.numbered(mark, heading),
            (_, None) => self.unnumbered(block),
        }
    }

    fn prefix(&self, parent: Option<usize>) -> String {
        if parent.is_none() { self.scope() } else { self.anchor_of(parent) }
    }

    /// Point, article or what is around them: what notes and tables belong to.
    fn container(&self) -> Option<usize> {
        let o = &self.open;
        let host = self.quotation.as_ref().map(|(_, host, _)| *host);
        o.point.or(o.article).or(o.subchapter).or(o.chapter).or(o.section).or(host).or(o.annex)
    }

    fn note(&mut self, mark: &Mark<'_>) {
        let parent = self.container();
        let anchor = self.counted(&self.prefix(parent), "n");
        self.add(UnitKind::Note, anchor, Some(mark), mark.rest, parent);
    }

    fn numbered(&mut self, mark: &Mark<'_>, heading: bool) {
        let number = mark.number.to_lowercase();
        let scope = self.scope();
        let host = self.quotation.as_ref().map(|(_, host, _)| *host);
        let outer = host.or(self.open.annex);
        let text = mark.rest;
        self.before_text = false;
        let mut open = std::mem::take(&mut self.open);
        let kind = match mark.kind {
            MarkKind::Point if heading => MarkKind::Chapter,
            kind => kind,
        };
        // Numbers of articles and points run through the chapters: anchors do not name these.
        match kind {
            MarkKind::Section => {
                self.open.annex = open.annex;
                open = Open { annex: open.annex, ..Open::default() };
                open.section = Some(self.add(UnitKind::Section, format!("{scope}b{number}"), Some(mark), text, outer));
            }
            MarkKind::Chapter => {
                let section = open.section;
                open = Open { annex: open.annex, section, ..Open::default() };
                open.chapter =
                    Some(self.add(UnitKind::Chapter, format!("{scope}c{number}"), Some(mark), text, section.or(outer)));
            }
            MarkKind::Subchapter => {
                open = Open { annex: open.annex, section: open.section, chapter: open.chapter, ..Open::default() };
                let parent = open.chapter.or(open.section);
                let anchor = format!("{}g{number}", if parent.is_some() { self.anchor_of(parent) } else { scope });
                open.subchapter = Some(self.add(UnitKind::Subchapter, anchor, Some(mark), text, parent.or(outer)));
            }
            MarkKind::Article => {
                let parent = open.subchapter.or(open.chapter).or(open.section).or(outer);
                (open.point, open.sub_point, open.letter) = (None, None, None);
                open.article = Some(self.add(UnitKind::Article, format!("{scope}a{number}"), Some(mark), text, parent));
            }
            MarkKind::Point => {
                let parent = open.article.or(open.subchapter).or(open.chapter).or(open.section).or(outer);
                let anchor =
                    format!("{}p{number}", if open.article.is_some() { self.anchor_of(open.article) } else { scope });
                (open.sub_point, open.letter) = (None, None);
                self.open.chapter = open.chapter;
                open.point = Some(self.add(UnitKind::Point, anchor, Some(mark), text, parent));
            }
            MarkKind::SubPoint => {
                let parent = open.point.or(open.article).or(open.subchapter).or(open.chapter).or(open.section);
                let prefix = if parent.is_some() { self.anchor_of(parent) } else { scope };
                open.letter = None;
                open.sub_point = Some(self.add(
                    UnitKind::SubPoint,
                    format!("{prefix}s{number}"),
                    Some(mark),
                    text,
                    parent.or(outer),
                ));
            }
            MarkKind::Letter => {
                let parent = open.sub_point.or(open.point).or(open.article);
                let prefix = if parent.is_some() { self.anchor_of(parent) } else { scope };
                // Letters are anchored by their place: Kazakh and Russian count with different ones.
                let anchor = self.counted(&prefix, "l");
                open.letter = Some(self.add(UnitKind::Letter, anchor, Some(mark), text, parent.or(outer)));
            }
            // The mark of an annex where none begins: within a quotation.
            MarkKind::Annex | MarkKind::Note => {
                let anchor = self.counted(&scope, "h");
                self.add(UnitKind::Heading, anchor, Some(mark), text, outer);
            }
        }
        self.open = open;
    }

    fn unnumbered(&mut self, block: &Block) {
        let text = block.text.as_str();
        let heading = matches!(block.kind, BlockKind::Heading(_));
        if self.before_text && self.quotation.is_none() {
            return self.front(text);
        }
        if is_signature(text) {
            let anchor = self.counted(&self.within.clone(), "z");
            self.add(UnitKind::Signature, anchor, None, text, self.open.annex);
            return;
        }
        if heading && !text.ends_with([';', ',', ':', '.']) {
            let o = &self.open;
            let parent = o.subchapter.or(o.chapter).or(o.section).or(o.annex);
            let anchor = self.counted(&self.prefix(parent), "h");
            self.add(UnitKind::Heading, anchor, None, text, parent);
            return;
        }
        // What continues a note is part of the notes.
        if let Some(last) = self.units.last()
            && last.kind == UnitKind::Note
            && !last.text.ends_with(['.', ';'])
            && text.chars().count() < 250
        {
            let parent = last.parent.map(|p| p as usize);
            let anchor = self.counted(&self.prefix(parent), "n");
            self.add(UnitKind::Note, anchor, None, text, parent);
            return;
        }
        let parent = self.host_of_text();
        let anchor = self.counted(&self.prefix(parent), "t");
        self.add(UnitKind::Text, anchor, None, text, parent);
    }

    /// What stands before the first number: title, requisites, preamble.
    fn front(&mut self, text: &str) {
        const WORDS: [&str; 12] = [
            "бұйырам",
            "қаулы етеді",
            "шешім қабылда",
            "шешті",
            "приказываю",
            "постановляет",
            "постановляю",
            "решил",
            "осы заң ",
            "осы кодекс ",
            "настоящий закон",
            "настоящий кодекс",
        ];
        let plain = text.to_lowercase();
        let scope = self.within.clone();
        let parent = self.open.annex;
        let ground = WORDS.iter().any(|w| plain.contains(w)) || plain.starts_with("осы зан ");
        let (kind, sort) = if ground {
            (UnitKind::Preamble, "preamble")
        } else if !self.titled && !is_signature(text) {
            self.titled = true;
            (UnitKind::Title, "title")
        } else if text.ends_with(':') || text.chars().count() > 400 {
            (UnitKind::Text, "t")
        } else {
            (UnitKind::Requisite, "h")
        };
        let anchor =
            if matches!(kind, UnitKind::Title) { format!("{scope}{sort}") } else { self.counted(&scope, sort) };
        self.add(kind, anchor, None, text, parent);
    }

    /// What a paragraph without a number belongs to: after a list that has ended it is the point's again.
    fn host_of_text(&self) -> Option<usize> {
        let o = &self.open;
        let inner = o.letter.or(o.sub_point);
        let host = self.quotation.as_ref().map(|(_, host, _)| *host);
        let outer = o.point.or(o.article).or(o.subchapter).or(o.chapter).or(o.section).or(host).or(o.annex);
        match inner {
            Some(_) if self.units.last().is_some_and(|u| u.text.ends_with('.')) => outer.or(inner),
            Some(_) => inner,
            None => outer,
        }
    }
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
