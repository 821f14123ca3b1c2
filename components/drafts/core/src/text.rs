//! The text of a version as its parts: articles, paragraphs, sub-paragraphs, each with an anchor that Kazakh and Russian
//! share. Taken from what was typed, and where nothing was typed from the files; kept beside the version, and made anew when
//! either differs from what it was made of.

use crate::{DraftVersion, Texts};
use acttext::{Act, Block, Parity, Unit, parity, structure, typed};
use orda_base::Language;
use serde::{Deserialize, Serialize};
use std::sync::OnceLock;

/// Raised when the same text would be taken apart differently: what is kept is then made anew.
const EDITION: u32 = 1;

/// Where a text was taken from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TextSource {
    /// Typed in: the text that is signed by its digest.
    Typed,
    /// Read from the file of this name.
    File(String),
}

/// A text with its parts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StructuredText {
    /// Its parts.
    pub act: Act,
    /// Where it was taken from.
    pub source: TextSource,
}

/// The texts of a version with their parts.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct StructuredTexts {
    /// In Kazakh.
    pub kk: Option<StructuredText>,
    /// In Russian.
    pub ru: Option<StructuredText>,
    /// Made when first asked for.
    #[serde(skip)]
    parity: OnceLock<Option<Parity>>,
}

impl StructuredTexts {
    /// The typed texts with their parts.
    pub fn of_typed(texts: &Texts) -> Self {
        let side = |paragraphs: &[String]| {
            let act = structure(&typed(paragraphs));
            (!act.units.is_empty()).then_some(StructuredText { act, source: TextSource::Typed })
        };
        Self { kk: side(&texts.kk), ru: side(&texts.ru), parity: OnceLock::new() }
    }

    /// Takes a text read from a file where none in its language is there yet; false when it is not needed.
    pub fn take(&mut self, name: &str, blocks: &[Block]) -> bool {
        let side = if is_russian(blocks) { &mut self.ru } else { &mut self.kk };
        if side.is_some() || blocks.is_empty() {
            return false;
        }
        self.parity = OnceLock::new();
        *side = Some(StructuredText { act: structure(blocks), source: TextSource::File(name.to_owned()) });
        true
    }

    /// Is there a text in both languages?
    pub const fn is_whole(&self) -> bool {
        self.kk.is_some() && self.ru.is_some()
    }

    /// Is there none in any language?
    pub const fn is_empty(&self) -> bool {
        self.kk.is_none() && self.ru.is_none()
    }

    /// The text in exactly this language; acts have no English text.
    pub const fn side(&self, language: Language) -> Option<&StructuredText> {
        match language {
            Language::Kk => self.kk.as_ref(),
            Language::Ru => self.ru.as_ref(),
            Language::En => None,
        }
    }

    /// The text to show to a reader of `language`, with the language it is in: Kazakh comes first where theirs is missing.
    pub fn shown(&self, language: Language) -> Option<(Language, &StructuredText)> {
        let wanted = if language == Language::Ru { Language::Ru } else { Language::Kk };
        let other = if wanted == Language::Ru { Language::Kk } else { Language::Ru };
        [wanted, other].into_iter().find_map(|l| self.side(l).map(|text| (l, text)))
    }

    /// The paragraph with this anchor, in this language or in the other.
    pub fn find(&self, anchor: &str, language: Language) -> Option<&Unit> {
        let (first, text) = self.shown(language)?;
        let other = if first == Language::Kk { &self.ru } else { &self.kk };
        text.act.find(anchor).or_else(|| other.as_ref()?.act.find(anchor))
    }

    /// Both languages beside each other; none where one is missing.
    pub fn parity(&self) -> Option<&Parity> {
        let made = self.parity.get_or_init(|| Some(parity(&self.kk.as_ref()?.act, &self.ru.as_ref()?.act)));
        made.as_ref()
    }
}

/// What the structured texts of a version are made of: when it differs, they are made anew.
pub fn stamp(version: &DraftVersion) -> String {
    let digests = &version.content.digests;
    let side = |digest: &Option<String>| digest.clone().unwrap_or_default();
    format!("{EDITION}:{}:{}:{}", side(&digests.kk), side(&digests.ru), version.content.files)
}

/// Is a text Russian? Kazakh has nine letters of its own; scans lose many of them, but never all.
fn is_russian(blocks: &[Block]) -> bool {
    let (mut letters, mut own) = (0_usize, 0_usize);
    for c in blocks.iter().flat_map(|b| b.text.chars()).filter(|c| c.is_alphabetic()).take(20_000) {
        letters += 1;
        own += usize::from("әғқңөұүһіӘҒҚҢӨҰҮҺІ".contains(c));
    }
    own * 100 < letters
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A typed text is never replaced by a file; a file fills the language that it is in.
    #[test]
    fn files_fill_what_is_missing() {
        let mut texts = StructuredTexts::of_typed(&Texts { kk: vec!["1. Тармақ.".into()], ru: Vec::new() });
        assert!(!texts.is_whole() && texts.parity().is_none());
        assert!(!texts.take("kk.docx", &[Block::text("1. Қазақша мәтін қосымша.")]));
        assert!(texts.take("ru.docx", &[Block::text("1. Русский текст."), Block::text("2. Ещё.")]));
        assert_eq!(texts.ru.as_ref().map(|t| &t.source), Some(&TextSource::File("ru.docx".into())));
        assert_eq!(texts.find("p2", Language::Kk).map(|u| u.text.as_str()), Some("Ещё."));
        assert_eq!(texts.parity().map(acttext::Parity::missing_kazakh), Some(1));
    }
}
