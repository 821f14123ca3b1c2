//! Text, remarks, letters, history, signatures as JSON.

use super::{BodyJson, WhoJson, Words};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use orda_drafts::{EntryView, LetterView, ReaderLine, RemarkView, SignatureView, TextView};
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
    /// The paragraph it concerns by its place, where it was named so.
    paragraph: Option<u32>,
    /// The paragraph it concerns by its address; none for the whole draft.
    anchor: Option<String>,
    /// Language of the text that was read.
    lang: Option<&'static str>,
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
    /// Does it still stand? A change of what was signed voids it.
    in_force: bool,
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
            body: view.body.as_ref().into(),
            author: (&remark.author).into(),
            at: remark.at.rfc3339(),
            paragraph: remark.paragraph,
            anchor: remark.anchor.clone(),
            lang: remark.language.map(orda_base::Language::code),
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
            valid: view.report.is_good(),
            in_force: view.in_force,
            manifest: STANDARD.encode(&record.manifest),
            cms: STANDARD.encode(&record.cms),
            report: serde_json::to_value(&view.report).unwrap_or_default(),
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
