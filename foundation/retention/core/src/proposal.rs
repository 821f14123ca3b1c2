//! A proposal to destroy, its decisions, and holds.

use crate::Item;
use orda_base::{LocalizedText, PersonId, Role, Timestamp, id_type};
use orda_signatures::{Manifest, ObjectRef, Part, Purpose, SignatureId};
use serde::{Deserialize, Serialize};

id_type!(
    /// A proposal.
    ProposalId
);
id_type!(
    /// A hold.
    HoldId
);

/// Where a proposal stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Waits for decisions.
    Proposed,
    /// Two have decided; nothing is destroyed yet.
    Decided,
    /// Destruction has begun and goes on, whatever happens: it is taken up again until it is done.
    Destroying,
    /// Done; the act tells of it.
    Destroyed,
    /// Taken back before the second decision.
    Withdrawn,
}

impl State {
    /// Every state.
    pub const ALL: [Self; 5] = [Self::Proposed, Self::Decided, Self::Destroying, Self::Destroyed, Self::Withdrawn];

    /// Stable code, in the table and in message keys (`retention-state-proposed`).
    pub const fn code(self) -> &'static str {
        match self {
            Self::Proposed => "proposed",
            Self::Decided => "decided",
            Self::Destroying => "destroying",
            Self::Destroyed => "destroyed",
            Self::Withdrawn => "withdrawn",
        }
    }
}

/// A decision of one person, with an EDS.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    /// Who.
    pub person: PersonId,
    /// Full name.
    pub name: String,
    /// As what.
    pub role: Role,
    /// When.
    pub at: Timestamp,
    /// The signature.
    pub signature: SignatureId,
    /// Serial number of the certificate.
    pub serial: String,
    /// SHA-256 of the signature, hexadecimal: the act tells it.
    pub cms_sha256: String,
}

/// A proposal to destroy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proposal {
    /// Its id.
    pub id: ProposalId,
    /// What is to be destroyed.
    pub items: Vec<Item>,
    /// On what ground.
    pub ground: String,
    /// Name of who proposed it; the portal itself for the command line.
    pub proposed_by: String,
    /// When.
    pub proposed_at: Timestamp,
    /// Where it stands.
    pub state: State,
    /// Who has decided.
    pub decisions: Vec<Decision>,
    /// When it was done, or withdrawn.
    pub ended_at: Option<Timestamp>,
}

impl Proposal {
    /// What is signed: the ground and every part of every document by its digest.
    pub fn manifest(&self) -> Manifest {
        let mut parts = vec![Part::of_bytes("ground", self.ground.as_bytes())];
        for item in &self.items {
            // The digest of no part: that this document, by its number, is meant.
            parts.push(Part::of_bytes(item.number.clone(), item.id.as_bytes()));
            parts.extend(item.parts.iter().map(|part| Part {
                name: format!("{}/{}", item.number, part.name),
                size: part.size,
                sha256: part.sha256.clone(),
            }));
        }
        let numbers = self.items.iter().map(|item| item.number.as_str()).collect::<Vec<_>>().join(", ");
        let title = LocalizedText { kk: numbers.clone(), ru: numbers.clone(), en: numbers };
        Manifest::new(Purpose::Destroy, ObjectRef::new(crate::OBJECT, self.id, 0), "", title, parts)
    }
}

/// A document that must not be destroyed for now: a court, an inspection, an inquiry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hold {
    /// Its id.
    pub id: HoldId,
    /// Kind of the document.
    pub kind: String,
    /// Its id.
    pub item: String,
    /// Its number.
    pub number: String,
    /// Why.
    pub reason: String,
    /// Who placed it.
    pub placed_by: String,
    /// When.
    pub placed_at: Timestamp,
    /// Who lifted it and when.
    pub lifted: Option<(String, Timestamp)>,
}
