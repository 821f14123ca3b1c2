//! The registers of letters: incoming and outgoing, as they are asked for.

use crate::{LetterKind, LetterState};
use orda_base::{BodyId, Date, PageRequest};

/// Which register.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Register {
    /// Letters that came.
    #[default]
    Incoming,
    /// Letters that were sent.
    Outgoing,
}

/// What is looked for.
#[derive(Debug, Clone, Default)]
pub struct LetterQuery {
    /// The register.
    pub register: Register,
    /// Only of this body.
    pub body: Option<BodyId>,
    /// Only with this body on the other side.
    pub other: Option<BodyId>,
    /// Words of numbers, titles and signers; all must be found.
    pub words: String,
    /// Only of these kinds; all when empty.
    pub kinds: Vec<LetterKind>,
    /// Only in these states; all when empty.
    pub states: Vec<LetterState>,
    /// Outgoing date not before.
    pub from: Option<Date>,
    /// Outgoing date not after.
    pub to: Option<Date>,
    /// The page.
    pub page: PageRequest,
}

/// What of a register the reader may see; made by [`crate::policy::scope`].
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Scope {
    /// Bodies whose letters are seen whole.
    pub whole: Vec<BodyId>,
    /// Bodies of which only letters sent, and the answers to them, are seen.
    pub own: Vec<BodyId>,
}
