//! What comes in as JSON for the verbs.

use crate::api::schemas::Words;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use orda_base::{Date, Error, Language, Result};
use orda_drafts::{LetterDraft, Point, RefusalInput, RemarkInput};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A detached signature over the manifest of the signing task.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = drafts::SignatureInput)]
pub(crate) struct CmsInput {
    /// CMS, DER, base64.
    pub(crate) cms: String,
}

/// A signature on a wording of a protocol.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = drafts::ProtocolSignatureInput)]
pub(crate) struct WordingCmsInput {
    /// CMS, DER, base64.
    pub(crate) cms: String,
    /// The wording that was shown.
    pub(crate) wording: u32,
}

/// What is to be signed.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = drafts::SigningTask)]
pub(crate) struct SigningJson {
    /// `draft_sign`, `draft_approve` …
    pub(crate) purpose: &'static str,
    /// Number of the version.
    pub(crate) version: u32,
    /// Exactly the bytes to sign, base64.
    pub(crate) manifest: String,
}

/// A cover letter before sending.
#[derive(Debug, Default, Serialize, Deserialize, ToSchema)]
#[schema(as = drafts::LetterInput)]
#[serde(default)]
pub(crate) struct LetterInput {
    /// Outgoing number.
    number: String,
    /// Date: `2026-11-22`.
    date: String,
    /// Title.
    title: Words,
    /// Text; must hold the link to the draft.
    text: String,
    /// Full name of who signed the letter.
    signer: String,
    /// Names of files to go with it: any is refused, the draft stays in the portal.
    attached: Vec<String>,
}

/// Incoming number and date.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[schema(as = drafts::RegistrationInput)]
#[serde(default)]
pub(crate) struct RegistrationJson {
    /// Incoming number.
    pub(crate) number: String,
    /// Incoming date: `2026-11-22`.
    pub(crate) date: String,
}

/// Who is named.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[schema(as = drafts::RepresentativesInput)]
#[serde(default)]
pub(crate) struct RepresentativesInput {
    /// Ids of employees.
    pub(crate) people: Vec<String>,
    /// Words of the head's resolution.
    pub(crate) resolution: String,
}

/// The official letter of a refusal.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[schema(as = drafts::RefusalInput)]
#[serde(default)]
pub(crate) struct RefusalJson {
    /// Outgoing number, where the body has one.
    number: String,
    /// The reason.
    reason: String,
    /// Ids of remarks whose texts are attached.
    remarks: Vec<String>,
    /// Sets the mark without a letter: the card shows "letter outstanding".
    #[serde(rename = "mark_only")]
    pub(crate) mark_only: bool,
}

/// A longer term.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = drafts::ProlongInput)]
pub(crate) struct ProlongInput {
    /// Working days from today.
    pub(crate) days: u16,
}

/// A remark.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[schema(as = drafts::RemarkInput)]
#[serde(default)]
pub(crate) struct RemarkJsonInput {
    /// Id of the body represented, where there are several.
    body: Option<String>,
    /// The paragraph it concerns by its place, from 1.
    paragraph: Option<u32>,
    /// The paragraph it concerns by its address, as the structure gives it: `a5.p2`.
    anchor: Option<String>,
    /// Language of the text that was read, `kk` or `ru`.
    lang: Option<String>,
    /// What is wrong.
    text: String,
    /// The wording proposed instead.
    suggestion: String,
}

/// An answer to a remark.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[schema(as = drafts::AnswerInput)]
#[serde(default)]
pub(crate) struct AnswerJsonInput {
    /// Is the remark accepted?
    pub(crate) accepted: bool,
    /// In words.
    pub(crate) text: String,
}

/// One point of a protocol.
#[derive(Debug, Default, Serialize, Deserialize, ToSchema)]
#[schema(as = drafts::Point)]
#[serde(default)]
pub(crate) struct PointJson {
    /// Which point of the draft.
    point: String,
    /// The drafting body's view.
    drafter_view: String,
    /// The approving body's view.
    approver_view: String,
    /// What came of it.
    outcome: String,
}

/// All points of a protocol.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = drafts::ProtocolInput)]
pub(crate) struct ProtocolInput {
    /// The wording that was shown.
    pub(crate) wording: u32,
    /// The points.
    pub(crate) points: Vec<PointJson>,
}

/// The bytes of a signature.
pub(crate) fn cms(text: &str) -> Result<Vec<u8>> {
    STANDARD.decode(text.trim()).map_err(|_| Error::field("cms", "error-invalid"))
}

/// A date; none when the field is empty.
pub(crate) fn date(field: &str, text: &str) -> Result<Option<Date>> {
    match text.trim() {
        "" => Ok(None),
        text => text.parse().map(Some).map_err(|_| Error::field(field, "drafts-field-date")),
    }
}

/// An id of any kind.
pub(crate) fn id<T: std::str::FromStr>(field: &str, text: &str) -> Result<T> {
    text.parse().map_err(|_| Error::field(field, "drafts-field-choose"))
}

impl From<LetterDraft> for LetterInput {
    fn from(letter: LetterDraft) -> Self {
        Self {
            number: letter.number,
            date: letter.date.map(|d| d.to_string()).unwrap_or_default(),
            title: (&letter.title).into(),
            text: letter.text,
            signer: letter.signer,
            attached: letter.attached,
        }
    }
}

impl LetterInput {
    /// The letter.
    pub(crate) fn letter(self) -> Result<LetterDraft> {
        Ok(LetterDraft {
            date: date("date", &self.date)?,
            number: self.number,
            title: self.title.into(),
            text: self.text,
            signer: self.signer,
            attached: self.attached,
        })
    }
}

impl RefusalJson {
    /// The letter.
    pub(crate) fn letter(self) -> Result<RefusalInput> {
        let remarks = self.remarks.iter().map(|r| id("remarks", r)).collect::<Result<_>>()?;
        Ok(RefusalInput { number: self.number, reason: self.reason, remarks })
    }
}

impl RemarkJsonInput {
    /// The remark.
    pub(crate) fn remark(self) -> Result<RemarkInput> {
        let body = self.body.as_deref().map(|b| id("body", b)).transpose()?;
        // A language in which there are no texts is refused by the use case, after it has asked who may.
        let code = self.lang.as_deref().filter(|code| !code.is_empty());
        let language = code.map(|code| Language::from_code(code).unwrap_or(Language::En));
        let (paragraph, anchor) = (self.paragraph, self.anchor);
        Ok(RemarkInput { body, paragraph, anchor, language, text: self.text, suggestion: self.suggestion })
    }
}

impl From<&Point> for PointJson {
    fn from(point: &Point) -> Self {
        Self {
            point: point.point.clone(),
            drafter_view: point.drafter_view.clone(),
            approver_view: point.approver_view.clone(),
            outcome: point.outcome.clone(),
        }
    }
}

impl From<PointJson> for Point {
    fn from(point: PointJson) -> Self {
        Self {
            point: point.point,
            drafter_view: point.drafter_view,
            approver_view: point.approver_view,
            outcome: point.outcome,
        }
    }
}
