//! What somebody is told.

use orda_base::{Language, LocalizedText, PersonId, Timestamp, id_type};

id_type!(
    /// One notice to one person.
    NoticeId
);

/// Something that one person is told of. Its words are found by key in the reader's language: `<kind>` is the sentence
/// that names the action and the object, `<kind>.subject` the subject of the e-mail.
///
/// Arguments hold names and titles only, never the content of a document: they go out by e-mail (385-11).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// Who is told.
    pub recipient: PersonId,
    /// Key of the message: `drafts-notice-sign`.
    pub kind: &'static str,
    /// Arguments of the message.
    pub args: Vec<(&'static str, LocalizedText)>,
    /// Path in the portal: `/drafts/0190…`.
    pub link: String,
    /// Does it ask for an action (and not only tell)?
    pub needs_action: bool,
}

/// A notice as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredNotice {
    /// Its id.
    pub id: NoticeId,
    /// Who is told.
    pub recipient: PersonId,
    /// Key of the message.
    pub kind: String,
    /// Arguments of the message.
    pub args: Vec<(String, LocalizedText)>,
    /// Path in the portal.
    pub link: String,
    /// Does it ask for an action?
    pub needs_action: bool,
    /// When it was written.
    pub created_at: Timestamp,
    /// When the person read it.
    pub read_at: Option<Timestamp>,
    /// Language of its e-mail; none for the person's own.
    pub language: Option<Language>,
}
