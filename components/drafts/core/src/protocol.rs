//! The protocol of disagreements: attached to exactly one version, signed by the heads of both sides (385-17).
//!
//! ```text
//! Prepared --sign--> SignedByOne --other side signs--> SignedByBoth
//!    ^-----change (voids)-----/
//! ```
//! The side whose signature a change has voided signs anew before the other one can (385-17-c).

use crate::{DraftRefusal, ProtocolId, Who};
use orda_base::{BodyId, Timestamp};
use orda_signatures::SignatureId;
use serde::{Deserialize, Serialize};

/// A protocol of disagreements between the drafting body and one approving body.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Protocol {
    /// Its id.
    pub id: ProtocolId,
    /// Number of the version to which it is attached (385-17-b).
    pub version: u32,
    /// The drafting body.
    pub drafting_body: BodyId,
    /// The approving body.
    pub approving_body: BodyId,
    /// Grows with every change of the wording: signatures are bound to it.
    pub wording: u32,
    /// The points in dispute.
    pub points: Vec<Point>,
    /// Who changed it last.
    pub changed_by: Who,
    /// When.
    pub changed_at: Timestamp,
    /// Signature of the head of the drafting body on this wording.
    pub signed_by_drafter: Option<ProtocolSignature>,
    /// Signature of the head of the approving body on this wording.
    pub signed_by_approver: Option<ProtocolSignature>,
    /// The side whose signature was voided by a change: it signs anew first (385-17-c).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signs_first: Option<Side>,
}

/// One point in dispute.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Point {
    /// Which point of the draft.
    pub point: String,
    /// The drafting body's view.
    pub drafter_view: String,
    /// The approving body's view.
    pub approver_view: String,
    /// What came of it; may be empty.
    #[serde(default)]
    pub outcome: String,
}

/// The signature of one side.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProtocolSignature {
    /// The head who signed.
    pub by: Who,
    /// When.
    pub at: Timestamp,
    /// The signature.
    pub signature: SignatureId,
}

/// Where a protocol stands. Message key: `drafts-protocol-state-<code>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProtocolState {
    /// Being drawn up; nobody has signed this wording.
    Prepared,
    /// One side has signed: awaiting the other side.
    SignedByOne,
    /// Signed by both sides; changes no more.
    SignedByBoth,
}

impl ProtocolState {
    /// Stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Prepared => "prepared",
            Self::SignedByOne => "signed_by_one",
            Self::SignedByBoth => "signed_by_both",
        }
    }
}

/// One of the two sides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// The drafting body.
    Drafting,
    /// The approving body.
    Approving,
}

impl Protocol {
    /// Where it stands.
    pub const fn state(&self) -> ProtocolState {
        match (&self.signed_by_drafter, &self.signed_by_approver) {
            (None, None) => ProtocolState::Prepared,
            (Some(_), Some(_)) => ProtocolState::SignedByBoth,
            _ => ProtocolState::SignedByOne,
        }
    }

    /// The signature of one side.
    pub const fn signature_of(&self, side: Side) -> Option<&ProtocolSignature> {
        match side {
            Side::Drafting => self.signed_by_drafter.as_ref(),
            Side::Approving => self.signed_by_approver.as_ref(),
        }
    }

    /// The body on one side.
    pub const fn body_of(&self, side: Side) -> BodyId {
        match side {
            Side::Drafting => self.drafting_body,
            Side::Approving => self.approving_body,
        }
    }

    /// Either side changes the wording; a signature given before is voided (385-17-c). Says whether one was.
    ///
    /// # Errors
    /// [`DraftRefusal::ProtocolSigned`] once both have signed.
    pub fn change(self, points: Vec<Point>, by: Who, now: Timestamp) -> Result<(Self, bool), DraftRefusal> {
        if self.state() == ProtocolState::SignedByBoth {
            return Err(DraftRefusal::ProtocolSigned);
        }
        if self.points == points {
            return Ok((self, false));
        }
        let voided = match (&self.signed_by_drafter, &self.signed_by_approver) {
            (Some(_), None) => Some(Side::Drafting),
            (None, Some(_)) => Some(Side::Approving),
            _ => None,
        };
        let next = Self {
            points,
            signs_first: voided.or(self.signs_first),
            wording: self.wording + 1,
            changed_by: by,
            changed_at: now,
            signed_by_drafter: None,
            signed_by_approver: None,
            ..self
        };
        Ok((next, voided.is_some()))
    }

    /// May this side sign now?
    ///
    /// # Errors
    /// [`DraftRefusal::ProtocolSigned`], [`DraftRefusal::ProtocolSignedByYou`], [`DraftRefusal::ProtocolFirstSide`],
    /// [`DraftRefusal::ProtocolIncomplete`].
    pub fn can_sign(&self, side: Side) -> Result<(), DraftRefusal> {
        if self.state() == ProtocolState::SignedByBoth {
            return Err(DraftRefusal::ProtocolSigned);
        }
        if self.signature_of(side).is_some() {
            return Err(DraftRefusal::ProtocolSignedByYou);
        }
        if self.signs_first.is_some_and(|first| first != side) {
            return Err(DraftRefusal::ProtocolFirstSide);
        }
        let complete = |p: &Point| [&p.point, &p.drafter_view, &p.approver_view].iter().all(|t| !t.trim().is_empty());
        if self.points.is_empty() || !self.points.iter().all(complete) {
            return Err(DraftRefusal::ProtocolIncomplete);
        }
        Ok(())
    }

    /// The head of one side signs this wording (385-17-c).
    ///
    /// # Errors
    /// As [`Self::can_sign`].
    pub fn sign(mut self, side: Side, signature: ProtocolSignature) -> Result<Self, DraftRefusal> {
        self.can_sign(side)?;
        self.signs_first = None;
        match side {
            Side::Drafting => self.signed_by_drafter = Some(signature),
            Side::Approving => self.signed_by_approver = Some(signature),
        }
        Ok(self)
    }
}
