//! What has two sides, as JSON: comparisons and protocols of disagreements.

use super::BodyJson;
use crate::api::inputs::PointJson;
use orda_drafts::{ProtocolLine, Side};
use serde::Serialize;
use utoipa::ToSchema;

/// A protocol of disagreements.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = drafts::Protocol)]
pub(crate) struct ProtocolJson {
    /// Its id.
    id: String,
    /// Number of the version to which it is attached.
    version: u32,
    /// The approving body.
    body: BodyJson,
    /// `prepared`, `signed_by_one` or `signed_by_both`.
    state: &'static str,
    /// The side whose signature is awaited while the other has signed: `drafting` or `approving`.
    awaiting: Option<&'static str>,
    /// Grows with every change: goes back with changes and signatures.
    wording: u32,
    /// The points in dispute.
    points: Vec<PointJson>,
}

impl From<&ProtocolLine> for ProtocolJson {
    fn from(line: &ProtocolLine) -> Self {
        let protocol = &line.protocol;
        Self {
            id: protocol.id.to_string(),
            version: protocol.version,
            body: (&line.body).into(),
            state: line.state.code(),
            awaiting: line.awaiting.map(|side| match side {
                Side::Drafting => "drafting",
                Side::Approving => "approving",
            }),
            wording: protocol.wording,
            points: protocol.points.iter().map(Into::into).collect(),
        }
    }
}
