//! A draft with what is said about its newest version: what decisions are made on.

use crate::{Draft, Protocol, ProtocolState, Remark};
use orda_base::BodyId;

/// A draft with the remarks and protocols of its newest version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dossier {
    /// The draft.
    pub draft: Draft,
    /// Remarks on the newest version, by number.
    pub remarks: Vec<Remark>,
    /// Protocols of disagreements attached to the newest version.
    pub protocols: Vec<Protocol>,
}

impl Dossier {
    /// Remarks of `body` that bar its approval.
    pub fn open_remarks(&self, body: BodyId) -> u32 {
        let open = self.remarks.iter().filter(|r| r.body == body && r.state.blocks()).count();
        u32::try_from(open).unwrap_or(u32::MAX)
    }

    /// Was there any remark that was not taken back, or a refusal (385-18-b)?
    pub fn anything_said(&self) -> bool {
        self.draft.current().refused() > 0 || self.remarks.iter().any(|r| r.state != crate::RemarkState::Withdrawn)
    }

    /// The protocol with `body` on the newest version.
    pub fn protocol_with(&self, body: BodyId) -> Option<&Protocol> {
        self.protocols.iter().find(|p| p.approving_body == body)
    }

    /// Bodies with which a protocol of the newest version is signed by both sides.
    pub fn settled_by_protocol(&self) -> Vec<BodyId> {
        let signed = self.protocols.iter().filter(|p| p.state() == ProtocolState::SignedByBoth);
        signed.map(|p| p.approving_body).collect()
    }
}
