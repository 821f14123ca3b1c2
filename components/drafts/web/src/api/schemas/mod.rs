//! What comes in and goes out as JSON. Ids and dates are text; points in time are RFC 3339 in UTC; codes are those of
//! the core (`on_approval`, `under_review`).

mod card;
mod chancellery;
mod lists;
mod posting;
mod sides;
mod talk;
mod texts;

pub(crate) use card::*;
pub(crate) use chancellery::*;
pub(crate) use lists::*;
pub(crate) use posting::*;
pub(crate) use sides::*;
pub(crate) use talk::*;
pub(crate) use texts::*;

use orda_base::LocalizedText;
use orda_documents::StoredFile;
use orda_drafts::{BodyRef, TermView, Who};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A text in Kazakh and Russian, and in English where it is known.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[schema(as = drafts::Words)]
pub(crate) struct Words {
    /// In Kazakh.
    #[serde(default)]
    pub(crate) kk: String,
    /// In Russian.
    #[serde(default)]
    pub(crate) ru: String,
    /// In English; empty where there is none.
    #[serde(default)]
    pub(crate) en: String,
}

impl From<&LocalizedText> for Words {
    fn from(text: &LocalizedText) -> Self {
        Self { kk: text.kk.clone(), ru: text.ru.clone(), en: text.en.clone() }
    }
}

impl From<Words> for LocalizedText {
    fn from(words: Words) -> Self {
        Self::new(words.kk, words.ru, words.en)
    }
}

/// A state body by its names.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = drafts::Body)]
pub(crate) struct BodyJson {
    /// Its id.
    id: String,
    /// Business identification number.
    bin: String,
    /// Its name.
    name: Words,
    /// Its short name.
    short_name: Words,
}

impl From<&BodyRef> for BodyJson {
    fn from(body: &BodyRef) -> Self {
        Self {
            id: body.id.to_string(),
            bin: body.bin.clone(),
            name: (&body.name).into(),
            short_name: (&body.short_name).into(),
        }
    }
}

/// A person who acted for a body.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = drafts::Who)]
pub(crate) struct WhoJson {
    /// Id of the person.
    person: String,
    /// Full name at that time.
    name: String,
    /// Id of the body for which the person acted.
    body: String,
    /// Id of the person in whose place was acted.
    #[serde(skip_serializing_if = "Option::is_none")]
    acting_for: Option<String>,
}

impl From<&Who> for WhoJson {
    fn from(who: &Who) -> Self {
        Self {
            person: who.person.to_string(),
            name: who.name.clone(),
            body: who.body.to_string(),
            acting_for: who.acting_for.map(|p| p.to_string()),
        }
    }
}

/// A term with how it was counted.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = drafts::Term)]
pub(crate) struct TermJson {
    /// The last day.
    due: String,
    /// Working days left, today not counted; negative: working days since it passed.
    left: i32,
    /// `running`, `near`, `overdue`, `kept` or `late`.
    status: &'static str,
    /// The day of the event; counting starts with the next day.
    counted_from: String,
    /// Working days counted.
    working_days: u16,
}

impl From<&TermView> for TermJson {
    fn from(term: &TermView) -> Self {
        Self {
            due: term.due.to_string(),
            left: term.left,
            status: term.status.code(),
            counted_from: term.counted.from.to_string(),
            working_days: term.counted.days,
        }
    }
}

/// A file of a version.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = drafts::File)]
pub(crate) struct FileJson {
    /// Its id.
    id: String,
    /// Its name.
    name: String,
    /// Length in bytes.
    size: u64,
    /// SHA-256 of its bytes, hexadecimal.
    sha256: String,
    /// When it was received.
    created_at: String,
}

impl From<&StoredFile> for FileJson {
    fn from(file: &StoredFile) -> Self {
        Self {
            id: file.id.to_string(),
            name: file.name.clone(),
            size: file.size,
            sha256: file.sha256_hex(),
            created_at: file.created_at.rfc3339(),
        }
    }
}

/// The id of what was made.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = drafts::Made)]
pub(crate) struct Made {
    /// The id.
    pub(crate) id: String,
}

/// A person by name and position.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = drafts::Person)]
pub(crate) struct PersonJson {
    /// Id of the person.
    id: String,
    /// Full name.
    name: String,
    /// Position.
    position: Words,
}

impl From<&orda_drafts::PersonRef> for PersonJson {
    fn from(person: &orda_drafts::PersonRef) -> Self {
        Self { id: person.id.to_string(), name: person.name.clone(), position: (&person.position).into() }
    }
}
