//! What a text consists of: its parts with their numbers, each with an anchor that does not depend on its place.

mod annex;
mod build;
pub(crate) mod marker;

use crate::Block;
use serde::{Deserialize, Serialize};

/// What a unit is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum UnitKind {
    /// Title of the act or of an annex.
    Title,
    /// Kind, date and number of the act, marks of adoption: what stands before the first words of the text.
    Requisite,
    /// The words on the ground of which the act is made.
    Preamble,
    /// An annex, or the text that an order approves: its heading, or nothing but its beginning.
    Annex,
    /// Бөлім, раздел.
    Section,
    /// Тарау, глава.
    Chapter,
    /// Параграф.
    Subchapter,
    /// A heading without a number.
    Heading,
    /// Бап, статья.
    Article,
    /// Тармақ, пункт: `1.`
    Point,
    /// Тармақша, подпункт: `1)`
    SubPoint,
    /// An item with a letter: `а)`
    Letter,
    /// Бөлік, абзац: a paragraph without a number.
    Text,
    /// A row of a table.
    Row,
    /// An editorial note: "Ескерту. …"
    Note,
    /// A footnote.
    Footnote,
    /// Who signed: "Министр А. Аты-жөні"
    Signature,
}

impl UnitKind {
    /// How deep it stands when nothing is left out: for setting in.
    pub const fn level(self) -> u8 {
        match self {
            Self::Title | Self::Requisite | Self::Preamble | Self::Annex | Self::Signature | Self::Footnote => 0,
            Self::Section => 1,
            Self::Chapter => 2,
            Self::Subchapter | Self::Heading => 3,
            Self::Article => 4,
            Self::Point | Self::Row => 5,
            Self::SubPoint => 6,
            Self::Letter => 7,
            Self::Text | Self::Note => 8,
        }
    }

    /// Is it printed with a number of its own?
    pub const fn is_numbered(self) -> bool {
        matches!(
            self,
            Self::Section
                | Self::Chapter
                | Self::Subchapter
                | Self::Article
                | Self::Point
                | Self::SubPoint
                | Self::Letter
        )
    }

    /// Stable code, for pages and interfaces.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Requisite => "requisite",
            Self::Preamble => "preamble",
            Self::Annex => "annex",
            Self::Section => "section",
            Self::Chapter => "chapter",
            Self::Subchapter => "subchapter",
            Self::Heading => "heading",
            Self::Article => "article",
            Self::Point => "point",
            Self::SubPoint => "sub-point",
            Self::Letter => "letter",
            Self::Text => "text",
            Self::Row => "row",
            Self::Note => "note",
            Self::Footnote => "footnote",
            Self::Signature => "signature",
        }
    }
}

/// A paragraph of an act.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unit {
    /// What it is.
    pub kind: UnitKind,
    /// Its address: `a5.p2.s3` is sub-paragraph 3 of paragraph 2 of article 5. The same in Kazakh and in Russian, and the
    /// same as long as the numbers stay. No two units of an act share one.
    pub anchor: String,
    /// The number alone, `9-1`; empty where there is none.
    pub number: String,
    /// The mark as it is printed, `9-1-бап.`; empty where there is none.
    pub printed: String,
    /// The text after the mark.
    pub text: String,
    /// Place of the unit that this one belongs to, in [`Act::units`].
    pub parent: Option<u32>,
    /// It stands within quotation marks: wording that an amending act gives to another act.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub quoted: bool,
}

impl Unit {
    /// Mark and text as they are printed.
    pub fn full(&self) -> String {
        match (self.printed.is_empty(), self.text.is_empty()) {
            (true, _) => self.text.clone(),
            (_, true) => self.printed.clone(),
            _ => format!("{} {}", self.printed, self.text),
        }
    }

    /// Was it taken out, its number kept ("алып тасталды", "исключён")?
    pub fn is_repealed(&self) -> bool {
        let begin: String = self.text.chars().take(24).collect::<String>().to_lowercase();
        ["алып таста", "күші жойыл", "исключен", "исключён", "утратил", "алынып таста"]
            .iter()
            .any(|w| begin.starts_with(w))
    }
}

/// A structured text: its units in their order.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Act {
    /// All units, parents before what belongs to them.
    pub units: Vec<Unit>,
}

impl Act {
    /// The unit with this anchor.
    pub fn find(&self, anchor: &str) -> Option<&Unit> {
        self.units.iter().find(|u| u.anchor == anchor)
    }

    /// The unit and those it belongs to, the outermost first.
    pub fn path(&self, index: usize) -> Vec<&Unit> {
        let mut path = Vec::new();
        let mut next = self.units.get(index);
        // Parents stand before their children, so this ends; data from outside may not keep to it.
        while let Some(unit) = next.filter(|_| path.len() < 32) {
            path.push(unit);
            next = unit.parent.and_then(|p| self.units.get(p as usize));
        }
        path.reverse();
        path
    }
}

/// Finds the structure of a text. Every block becomes exactly one unit, in the same order; footnotes come last.
pub fn structure(blocks: &[Block]) -> Act {
    build::build(blocks)
}
