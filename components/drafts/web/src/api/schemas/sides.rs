//! What has two sides, as JSON: comparisons and protocols of disagreements.

use super::BodyJson;
use crate::api::inputs::PointJson;
use orda_drafts::{Comparison, Piece, ProtocolLine, Side};
use serde::Serialize;
use utoipa::ToSchema;

/// Two versions compared.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = drafts::Comparison)]
pub(crate) struct ComparisonJson {
    /// Number of the older version.
    from: u32,
    /// Number of the newer version.
    to: u32,
    /// Paragraphs that differ.
    changed: usize,
    /// Paragraphs side by side.
    rows: Vec<ComparedJson>,
}

/// A paragraph on both sides.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = drafts::Compared)]
pub(crate) struct ComparedJson {
    /// Number in the older version; none when it is new.
    old_number: Option<u32>,
    /// Number in the newer version; none when it was taken out.
    new_number: Option<u32>,
    /// The older paragraph in pieces.
    old: Vec<PieceJson>,
    /// The newer paragraph in pieces.
    new: Vec<PieceJson>,
}

/// A run of words.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = drafts::Piece)]
pub(crate) struct PieceJson {
    /// The words.
    text: String,
    /// Are they only on this side?
    changed: bool,
}

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

impl From<&Comparison> for ComparisonJson {
    fn from(comparison: &Comparison) -> Self {
        let pieces =
            |all: &[Piece]| all.iter().map(|p| PieceJson { text: p.text.clone(), changed: p.changed }).collect();
        let rows = comparison.rows.iter().map(|row| ComparedJson {
            old_number: row.old_number,
            new_number: row.new_number,
            old: pieces(&row.old),
            new: pieces(&row.new),
        });
        Self { from: comparison.from, to: comparison.to, changed: comparison.changed, rows: rows.collect() }
    }
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
