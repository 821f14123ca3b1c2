//! What a version of a draft consists of: everything a change of which voids the signature (385-14).

use crate::ActKind;
use orda_base::{BodyId, Language, LocalizedText};
use orda_documents::FileSetId;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// Title, kind, files, list of approving bodies and term; the texts are kept beside it, by their digests.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Content {
    /// Title in Kazakh and Russian (both required), English where given.
    pub title: LocalizedText,
    /// What the draft is to become.
    pub kind: ActKind,
    /// The files; sealed when the version is signed.
    pub files: FileSetId,
    /// Who is to approve, in the order in which they were chosen (385-13-b). Never the drafting body, none twice.
    pub approving_bodies: Vec<BodyId>,
    /// Term for the approval in working days from sending (385-16-j).
    pub term: u16,
    /// Digests of the texts (385-59-b).
    pub digests: TextDigests,
}

/// The texts of an act, paragraph by paragraph.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Texts {
    /// Paragraphs in Kazakh.
    pub kk: Vec<String>,
    /// Paragraphs in Russian.
    pub ru: Vec<String>,
}

/// SHA-256 of each text as it is signed; none where there is no text in that language.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct TextDigests {
    /// Of the Kazakh text, hex.
    pub kk: Option<String>,
    /// Of the Russian text, hex.
    pub ru: Option<String>,
}

impl Texts {
    /// Cuts typed text into paragraphs: one a line, blank lines and surrounding blanks dropped.
    pub fn paragraphs(typed: &str) -> Vec<String> {
        typed.lines().map(str::trim).filter(|l| !l.is_empty()).map(str::to_owned).collect()
    }

    /// The paragraphs in `language`; English texts of acts do not exist, Kazakh is shown instead.
    pub fn get(&self, language: Language) -> &[String] {
        match language {
            Language::Ru if !self.ru.is_empty() => &self.ru,
            Language::Kk | Language::En | Language::Ru if !self.kk.is_empty() => &self.kk,
            _ => &self.ru,
        }
    }

    /// Is there no text in any language?
    pub fn is_empty(&self) -> bool {
        self.kk.is_empty() && self.ru.is_empty()
    }

    /// The text as one run of bytes, the form that is digested and signed: paragraphs parted by line feeds.
    pub fn bytes(paragraphs: &[String]) -> Vec<u8> {
        paragraphs.join("\n").into_bytes()
    }

    /// Digests of both texts.
    pub fn digests(&self) -> TextDigests {
        let digest = |p: &[String]| (!p.is_empty()).then(|| hex::encode(Sha256::digest(Self::bytes(p))));
        TextDigests { kk: digest(&self.kk), ru: digest(&self.ru) }
    }
}
