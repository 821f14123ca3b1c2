//! The structure of a paper, for archives and for readers who hear it.

use krilla::geom::Rect;
use krilla::tagging::{BBox, Identifier, Node, TableHeaderScope, Tag, TagGroup, TagTree};
use std::num::NonZeroU16;

/// What a part is.
#[derive(Debug, Clone)]
pub(crate) enum Kind {
    Heading(u16, String),
    Paragraph,
    Table,
    Row,
    Head,
    RowHead,
    Data,
    Figure(String, Option<(usize, Rect)>),
}

/// A part, with parts in it or with what is drawn of it.
#[derive(Debug)]
struct Part {
    kind: Kind,
    parts: Vec<usize>,
    drawn: Vec<Identifier>,
}

/// All parts of a paper; a part is named by its place in the list.
#[derive(Debug, Default)]
pub(crate) struct Structure {
    parts: Vec<Part>,
    top: Vec<usize>,
}

impl Structure {
    pub fn add(&mut self, kind: Kind, within: Option<usize>) -> usize {
        let at = self.parts.len();
        self.parts.push(Part { kind, parts: Vec::new(), drawn: Vec::new() });
        match within {
            Some(outer) => self.parts[outer].parts.push(at),
            None => self.top.push(at),
        }
        at
    }

    /// Where the figure `at` stands.
    pub fn place(&mut self, at: usize, page: usize, rect: Rect) {
        if let Kind::Figure(_, place) = &mut self.parts[at].kind {
            *place = Some((page, rect));
        }
    }

    pub fn drawn(&mut self, at: usize, drawn: Identifier) {
        self.parts[at].drawn.push(drawn);
    }

    pub fn into_tree(mut self, language: &str) -> TagTree {
        let mut tree = TagTree::new().with_lang(Some(language.to_owned()));
        for at in std::mem::take(&mut self.top) {
            tree.push(self.group(at));
        }
        tree
    }

    fn group(&mut self, at: usize) -> TagGroup {
        let parts = std::mem::take(&mut self.parts[at].parts);
        let mut children: Vec<Node> = std::mem::take(&mut self.parts[at].drawn).into_iter().map(Node::Leaf).collect();
        children.extend(parts.into_iter().map(|part| Node::Group(self.group(part))));
        match &self.parts[at].kind {
            Kind::Heading(level, title) => {
                let level = NonZeroU16::new(*level).unwrap_or(NonZeroU16::MIN);
                TagGroup::with_children(Tag::Hn(level, Some(title.clone())), children)
            }
            Kind::Paragraph => TagGroup::with_children(Tag::P, children),
            Kind::Table => TagGroup::with_children(Tag::Table, children),
            Kind::Row => TagGroup::with_children(Tag::TR, children),
            Kind::Head => TagGroup::with_children(Tag::TH(TableHeaderScope::Column), children),
            Kind::RowHead => TagGroup::with_children(Tag::TH(TableHeaderScope::Row), children),
            Kind::Data => TagGroup::with_children(Tag::TD, children),
            Kind::Figure(alt, place) => {
                let place = place.map(|(page, rect)| BBox::new(page, rect));
                TagGroup::with_children(Tag::Figure(Some(alt.clone())).with_bbox(place), children)
            }
        }
    }
}
