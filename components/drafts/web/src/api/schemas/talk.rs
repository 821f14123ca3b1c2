//! Text, remarks, letters, history, signatures, comparison as JSON.

use super::{BodyJson, WhoJson, Words};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use orda_drafts::{
    Comparison, EntryView, LetterView, Piece, ProtocolLine, ReaderLine, RemarkView, Side, SignatureView, TextView,
};
use serde::Serialize;
use utoipa::ToSchema;

/// The text of a version.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = drafts::Text)]
pub(crate) struct TextJson {
    /// Paragraphs in Kazakh.
    kk: Vec<String>,
    /// Paragraphs in Russian.
    ru: Vec<String>,
}

/// A remark with its answer.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = drafts::Remark)]
pub(crate) struct RemarkJson {
    /// Its id.
    id: String,
    /// Number in the version.
    number: u32,
    /// Number of the version.
    version: u32,
    /// The body on whose side it was made.
    body: BodyJson,
    /// Who made it.
    author: WhoJson,
    /// When.
    at: String,
    /// The paragraph it concerns; none for the whole draft.
    paragraph: Option<u32>,
    /// What is wrong.
    text: String,
    /// The wording proposed instead.
    suggestion: String,
    /// `open`, `answered`, `closed` or `withdrawn`.
    state: &'static str,
    /// The drafter's answer.
    answer: Option<AnswerJson>,
}

/// An answer to a remark.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = drafts::Answer)]
pub(crate) struct AnswerJson {
    /// Who answered.
    by: WhoJson,
    /// When.
    at: String,
    /// Is the remark accepted?
    accepted: bool,
    /// In words.
    text: String,
}

/// A signature with its report.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = drafts::Signature)]
pub(crate) struct SignatureJson {
    /// Its id.
    id: String,
    /// `draft_sign`, `draft_approve` …
    purpose: &'static str,
    /// The body for which was signed.
    body: BodyJson,
    /// Name of the signer, as the certificate says.
    signer: String,
    /// Serial number of the certificate, hexadecimal.
    serial: String,
    /// When it was received and verified.
    received_at: String,
    /// Was it good when it was received?
    valid: bool,
    /// The bytes that were signed, base64.
    manifest: String,
    /// The detached signature (CMS, DER), base64.
    cms: String,
    /// The report: one entry a step.
    #[schema(value_type = Object)]
    report: serde_json::Value,
}

/// A letter.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = drafts::Letter)]
pub(crate) struct LetterJson {
    /// Its id.
    id: String,
    /// `cover`, `refusal` or `chancellery`.
    kind: &'static str,
    /// From which body.
    sender: BodyJson,
    /// To which body.
    addressee: BodyJson,
    /// Outgoing number.
    number: String,
    /// Date.
    date: String,
    /// Title.
    title: Words,
    /// Text.
    text: String,
    /// Who signed it.
    signer: String,
    /// Path of the version in the portal.
    link: String,
    /// When it was sent.
    sent_at: String,
    /// Was it sent after the term?
    late: bool,
}

/// An entry of the history.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = drafts::Entry)]
pub(crate) struct EntryJson {
    /// Number of the version.
    version: u32,
    /// When.
    at: String,
    /// Who; none for the portal itself.
    who: Option<WhoJson>,
    /// What happened, with its details.
    #[schema(value_type = Object)]
    event: serde_json::Value,
}

/// Who can see a version, and why.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = drafts::Readers)]
pub(crate) struct ReaderJson {
    /// In which body.
    body: BodyJson,
    /// `drafter`, `head`, `records_clerk`, `representative` or `control_officer`.
    role: &'static str,
    /// Full names.
    people: Vec<String>,
}

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
    points: Vec<super::super::inputs::PointJson>,
}

impl From<&TextView> for TextJson {
    fn from(view: &TextView) -> Self {
        Self { kk: view.texts.kk.clone(), ru: view.texts.ru.clone() }
    }
}

impl From<&RemarkView> for RemarkJson {
    fn from(view: &RemarkView) -> Self {
        let remark = &view.remark;
        Self {
            id: remark.id.to_string(),
            number: remark.number,
            version: remark.version,
            body: (&view.body).into(),
            author: (&remark.author).into(),
            at: remark.at.rfc3339(),
            paragraph: remark.paragraph,
            text: remark.text.clone(),
            suggestion: remark.suggestion.clone(),
            state: remark.state.code(),
            answer: remark.answer.as_ref().map(|a| AnswerJson {
                by: (&a.by).into(),
                at: a.at.rfc3339(),
                accepted: a.accepted,
                text: a.text.clone(),
            }),
        }
    }
}

impl From<&SignatureView> for SignatureJson {
    fn from(view: &SignatureView) -> Self {
        let record = &view.record;
        Self {
            id: record.id.to_string(),
            purpose: record.purpose.code(),
            body: (&view.body).into(),
            signer: record.signer.name.clone(),
            serial: record.signer.serial.clone(),
            received_at: record.received_at.rfc3339(),
            valid: record.report.is_good(),
            manifest: STANDARD.encode(&record.manifest),
            cms: STANDARD.encode(&record.cms),
            report: serde_json::to_value(&record.report).unwrap_or_default(),
        }
    }
}

impl From<&LetterView> for LetterJson {
    fn from(view: &LetterView) -> Self {
        let letter = &view.letter;
        Self {
            id: letter.id.to_string(),
            kind: letter.kind.code(),
            sender: (&view.sender).into(),
            addressee: (&view.addressee).into(),
            number: letter.number.clone(),
            date: letter.date.to_string(),
            title: (&letter.title).into(),
            text: letter.text.clone(),
            signer: letter.signer.clone(),
            link: letter.link.clone(),
            sent_at: letter.sent_at.rfc3339(),
            late: letter.late,
        }
    }
}

impl From<&EntryView> for EntryJson {
    fn from(view: &EntryView) -> Self {
        let entry = &view.entry;
        Self {
            version: entry.version,
            at: entry.at.rfc3339(),
            who: entry.who.as_ref().map(Into::into),
            event: serde_json::to_value(&entry.event).unwrap_or_default(),
        }
    }
}

impl From<&ReaderLine> for ReaderJson {
    fn from(line: &ReaderLine) -> Self {
        Self {
            body: (&line.body).into(),
            role: line.role.code(),
            people: line.people.iter().map(|p| p.name.clone()).collect(),
        }
    }
}

impl From<&Comparison> for ComparisonJson {
    fn from(comparison: &Comparison) -> Self {
        let pieces = |all: &[Piece]| all.iter().map(|p| PieceJson { text: p.text.clone(), changed: p.changed }).collect();
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
