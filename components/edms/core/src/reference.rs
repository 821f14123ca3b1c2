//! Reference data that the centre keeps in step with the participants (385-5-7): the list of bodies, with a version that
//! grows whenever anything in it changes.

use crate::{Participant, Way};
use orda_base::{LocalizedText, Timestamp};
use orda_identity::Body;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::sync::Arc;

/// One body of the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReferenceBody {
    /// Business identification number: what messages call the body.
    pub bin: String,
    /// Full name.
    pub name: LocalizedText,
    /// Short name.
    pub short_name: LocalizedText,
    /// Code of its kind.
    pub kind: String,
    /// Does it take part in the exchange?
    pub joined: bool,
}

/// A version of the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reference {
    /// Its number, from 1.
    pub version: i64,
    /// When it was made.
    pub made_at: Timestamp,
    /// The bodies, by BIN.
    pub bodies: Vec<ReferenceBody>,
}

/// The list as it is now.
pub fn bodies(bodies: &[Arc<Body>], participants: &[Participant]) -> Vec<ReferenceBody> {
    let mut list: Vec<_> = bodies
        .iter()
        .map(|body| ReferenceBody {
            bin: body.bin.clone(),
            name: body.name.clone(),
            short_name: body.short_name.clone(),
            kind: body.kind.code().to_owned(),
            joined: participants.iter().find(|p| p.body == body.id).is_none_or(|p| p.way != Way::None),
        })
        .collect();
    list.sort_by(|a, b| a.bin.cmp(&b.bin));
    list
}

/// Digest by which a changed list is told from an unchanged one.
pub fn digest(bodies: &[ReferenceBody]) -> String {
    let text = serde_json::to_vec(bodies).unwrap_or_default();
    hex::encode(Sha256::digest(text))
}
