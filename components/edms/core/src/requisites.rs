//! What a letter must have before it goes out (385-15, 385-15-b, 385-16-i, 385-20-f).

use crate::{EdmsRefusal, Letter};
use serde::{Deserialize, Serialize};

/// A requisite that may be mandatory. Message key: `edms-requisite-<code>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Requisite {
    /// Outgoing number. The centre gives the next of the sender's numbering to a letter of the portal without one.
    Number,
    /// Title.
    Title,
    /// Text.
    Text,
    /// Who signed it.
    Signer,
}

impl Requisite {
    /// Every requisite. Sender, receiver, kind and date are always there: a letter without them cannot be written.
    pub const ALL: [Self; 4] = [Self::Number, Self::Title, Self::Text, Self::Signer];

    /// Stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Title => "title",
            Self::Text => "text",
            Self::Signer => "signer",
        }
    }

    fn is_filled(self, letter: &Letter) -> bool {
        let filled = |text: &str| !text.trim().is_empty();
        match self {
            Self::Number => filled(&letter.outgoing.number),
            Self::Title => filled(&letter.title.kk) || filled(&letter.title.ru),
            Self::Text => filled(&letter.text),
            Self::Signer => filled(&letter.signer),
        }
    }
}

/// Checks a letter before it is taken: the mandatory requisites are filled, a letter about a draft holds the link to it in
/// the portal at `address`, and an answer gives its reason.
///
/// # Errors
/// [`EdmsRefusal::RequisiteMissing`] names the fields; [`EdmsRefusal::LinkMissing`]; [`EdmsRefusal::ReasonMissing`].
pub(crate) fn check(letter: &Letter, mandatory: &[Requisite], address: &str) -> Result<(), EdmsRefusal> {
    let missing: Vec<_> = mandatory.iter().filter(|r| !r.is_filled(letter)).map(|r| r.code()).collect();
    if !missing.is_empty() {
        return Err(EdmsRefusal::RequisiteMissing { fields: missing.join(", ") });
    }
    let leads_here = letter.link.strip_prefix(address).is_some_and(|path| path.starts_with('/'));
    let holds = leads_here && letter.text.contains(&letter.link);
    if (letter.kind.is_about_draft() || !letter.link.is_empty()) && !holds {
        return Err(EdmsRefusal::LinkMissing);
    }
    if letter.kind.gives_reason() && letter.text.replace(&letter.link, "").trim().is_empty() {
        return Err(EdmsRefusal::ReasonMissing);
    }
    Ok(())
}
