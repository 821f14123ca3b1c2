//! Letters: the cover letter to every approving body (385-15), the official letter of a refusal (385-16-i), the letter
//! to the Chancellery (385-19-b). A letter carries a link and never a file of the draft: it has no field for one.

use crate::{DraftId, DraftRefusal, LetterId, Settings, Who};
use orda_base::{BodyId, Date, LocalizedText, Timestamp};
use serde::{Deserialize, Serialize};

/// What a letter is for. Message key: `drafts-letter-<code>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LetterKind {
    /// Cover letter to an approving body (385-15).
    Cover,
    /// Official letter with the reason of a refusal, to the drafting body (385-16-i).
    Refusal,
    /// Cover letter to the Chancellery (385-19-b).
    Chancellery,
    /// Message of the Chancellery that the cover letter was not accepted, «қабылданған жоқ», with the reason (385-20-f).
    NotAccepted,
}

impl LetterKind {
    /// Every kind.
    pub const ALL: [Self; 4] = [Self::Cover, Self::Refusal, Self::Chancellery, Self::NotAccepted];

    /// Stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Cover => "cover",
            Self::Refusal => "refusal",
            Self::Chancellery => "chancellery",
            Self::NotAccepted => "not_accepted",
        }
    }

    /// The kind with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|k| k.code() == code)
    }
}

/// A requisite of a letter (385-15-b). Message key: `drafts-requisite-<code>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Requisite {
    /// The body that sends it.
    Sender,
    /// The body to which it goes.
    Addressee,
    /// Outgoing number.
    Number,
    /// Date.
    Date,
    /// Kind of the document.
    Kind,
    /// Title.
    Title,
    /// Who signed it.
    Signer,
}

impl Requisite {
    /// Every requisite.
    pub const ALL: [Self; 7] =
        [Self::Sender, Self::Addressee, Self::Number, Self::Date, Self::Kind, Self::Title, Self::Signer];

    /// Stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Sender => "sender",
            Self::Addressee => "addressee",
            Self::Number => "number",
            Self::Date => "date",
            Self::Kind => "kind",
            Self::Title => "title",
            Self::Signer => "signer",
        }
    }
}

/// What the drafter fills in before sending.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LetterDraft {
    /// Outgoing number.
    pub number: String,
    /// Date of the letter.
    pub date: Option<Date>,
    /// Title.
    pub title: LocalizedText,
    /// Text; must hold the link.
    pub text: String,
    /// Full name of who signed the letter.
    pub signer: String,
    /// Names of files somebody tried to put in: a letter goes without the draft (385-15-c), so any is refused.
    pub attached: Vec<String>,
}

/// A letter that went out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Letter {
    /// Its id.
    pub id: LetterId,
    /// What it is for.
    pub kind: LetterKind,
    /// Number of the version it is about.
    pub version: u32,
    /// The body that sent it.
    pub sender: BodyId,
    /// The body to which it went.
    pub addressee: BodyId,
    /// Outgoing number; empty for an official letter of a refusal, which is numbered by the sender's own system.
    pub number: String,
    /// Date.
    pub date: Date,
    /// Title.
    pub title: LocalizedText,
    /// Text.
    pub text: String,
    /// Full name of who signed it.
    pub signer: String,
    /// Path of the version in the portal.
    pub link: String,
    /// Who sent it.
    pub sent_by: Who,
    /// When.
    pub sent_at: Timestamp,
    /// Was it sent after the term (385-16-j)?
    pub late: bool,
}

/// Path of a version in the portal: the link of letters and notices.
pub fn path(draft: DraftId, version: u32) -> String {
    format!("/drafts/{draft}/v/{version}")
}

/// The full link, as it stands in letters.
pub fn link(settings: &Settings, draft: DraftId, version: u32) -> String {
    format!("{}{}", settings.address, path(draft, version))
}

/// Checks a letter before it goes out to `addressees` bodies: link, requisites, no files.
///
/// # Errors
/// [`DraftRefusal::LinkMissing`], [`DraftRefusal::RequisiteMissing`] naming the fields,
/// [`DraftRefusal::LetterWithFiles`].
pub fn check(letter: &LetterDraft, link: &str, addressees: usize, settings: &Settings) -> Result<(), DraftRefusal> {
    if !letter.attached.is_empty() {
        return Err(DraftRefusal::LetterWithFiles);
    }
    let filled = |requisite: Requisite| match requisite {
        // The portal fills in the sender and the kind itself.
        Requisite::Sender | Requisite::Kind => true,
        Requisite::Addressee => addressees > 0,
        Requisite::Number => !letter.number.trim().is_empty(),
        Requisite::Date => letter.date.is_some(),
        Requisite::Title => !letter.title.kk.trim().is_empty() || !letter.title.ru.trim().is_empty(),
        Requisite::Signer => !letter.signer.trim().is_empty(),
    };
    let missing: Vec<_> = settings.mandatory_requisites.iter().filter(|r| !filled(**r)).map(|r| r.code()).collect();
    if !missing.is_empty() {
        return Err(DraftRefusal::RequisiteMissing { fields: missing.join(", ") });
    }
    if letter.text.contains(link) { Ok(()) } else { Err(DraftRefusal::LinkMissing) }
}
