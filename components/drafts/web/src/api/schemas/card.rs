//! The card of a draft as JSON.

use super::{BodyJson, TermJson, WhoJson, Words};
use orda_drafts::{BodyLine, Card, Integrity, Missing, Offer, Progress, VersionLine};
use serde::Serialize;
use utoipa::ToSchema;

/// A draft, seen at one version.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = drafts::Card)]
pub(crate) struct CardJson {
    /// Id of the draft.
    draft: String,
    /// Its number.
    number: String,
    /// Number of the version shown.
    version: u32,
    /// Number of the newest version.
    current: u32,
    /// State of the version: `prepared`, `signed_by_drafter`, `on_approval`, `remarks_received`, `approved_by_all`,
    /// `at_chancellery`, `rejected_by_chancellery`, `under_chancellery_consideration`, `at_government_meeting`,
    /// `voting_in_absentia`, `voting_in_absentia_closed`, `minutes_posted`, `accepted`, `not_accepted` or `superseded`.
    state: &'static str,
    /// Its title.
    title: Words,
    /// Kind of act.
    kind: &'static str,
    /// The drafting body.
    body: BodyJson,
    /// Who posted this version.
    posted_by: WhoJson,
    /// When.
    posted_at: String,
    /// When the head of the drafting body signed it.
    signed_at: Option<String>,
    /// When it was sent for approval.
    sent_at: Option<String>,
    /// When it went to the Chancellery.
    chancellery_at: Option<String>,
    /// Term for the approval in working days.
    term_days: u16,
    /// Progress of the approval.
    progress: ProgressJson,
    /// The approving bodies: refusals first.
    bodies: Vec<BodyLineJson>,
    /// What the caller can do now.
    offers: Vec<OfferJson>,
    /// Versions the caller may see, newest first.
    versions: Vec<VersionJson>,
    /// Remarks that are open or answered.
    open_remarks: u32,
    /// All remarks.
    remarks: u32,
    /// Ids of the protocols of disagreements attached to this version.
    protocols: Vec<String>,
    /// Parts in which what is stored differs from what was signed; empty when nothing does.
    breached: Vec<String>,
    /// What bars sending to the Chancellery, body by body.
    missing: Vec<MissingJson>,
    /// What the Chancellery has done with it.
    consideration: super::ConsiderationJson,
}

/// How far an approval is.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = drafts::Progress)]
pub(crate) struct ProgressJson {
    /// Bodies that have approved.
    approved: u32,
    /// Bodies that have refused.
    refused: u32,
    /// Bodies on the list.
    total: u32,
}

/// One approving body.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = drafts::BodyLine)]
pub(crate) struct BodyLineJson {
    /// The body.
    body: BodyJson,
    /// Its state: `letter_sent`, `not_delivered`, `registered`, `with_head`, `representative_named`, `under_review`,
    /// `approved` or `refused`; none before sending.
    state: Option<&'static str>,
    /// Since when.
    since: Option<String>,
    /// Its term.
    term: Option<TermJson>,
    /// Who has it now.
    with: Vec<String>,
    /// Incoming number of the letter.
    incoming_number: Option<String>,
    /// Incoming date of the letter.
    incoming_date: Option<String>,
    /// When the head decided.
    decided_at: Option<String>,
    /// Who decided.
    decided_by: Option<WhoJson>,
    /// Was the decision after the term?
    late: Option<bool>,
    /// Open and answered remarks of this body.
    open_remarks: u32,
    /// Refused, and the official letter has not gone out.
    letter_outstanding: bool,
    /// State of the protocol of disagreements with this body.
    protocol: Option<&'static str>,
}

/// An action the caller can take.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = drafts::Offer)]
pub(crate) struct OfferJson {
    /// Code of the action.
    action: &'static str,
    /// Id of the approving body concerned, where one is.
    body: Option<String>,
    /// Is it the one thing to do now?
    primary: bool,
}

/// One version of a draft.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = drafts::Version)]
pub(crate) struct VersionJson {
    /// Its number.
    number: u32,
    /// Its state.
    state: &'static str,
    /// Who posted it.
    posted_by: WhoJson,
    /// When.
    posted_at: String,
    /// Progress of its approval.
    progress: ProgressJson,
}

/// What bars the Chancellery for one body.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = drafts::Missing)]
pub(crate) struct MissingJson {
    /// The body.
    body: BodyJson,
    /// `no_decision`, `refused`, `refused_with_protocol` or `signature_invalid`.
    why: &'static str,
}

impl From<Progress> for ProgressJson {
    fn from(p: Progress) -> Self {
        Self { approved: p.approved, refused: p.refused, total: p.total }
    }
}

impl From<&BodyLine> for BodyLineJson {
    fn from(line: &BodyLine) -> Self {
        let approval = line.approval.as_ref();
        let registration = approval.and_then(|a| a.registration.as_ref());
        let decision = approval.and_then(|a| a.decision.as_ref());
        Self {
            body: (&line.body).into(),
            state: approval.map(|a| a.state.code()),
            since: approval.map(|a| a.since.rfc3339()),
            term: line.term.as_ref().map(Into::into),
            with: line.with.clone(),
            incoming_number: registration.map(|r| r.number.clone()),
            incoming_date: registration.map(|r| r.date.to_string()),
            decided_at: decision.map(|d| d.at.rfc3339()),
            decided_by: decision.map(|d| (&d.by).into()),
            late: decision.map(|d| d.late),
            open_remarks: line.open_remarks,
            letter_outstanding: line.letter_outstanding,
            protocol: line.protocol.map(orda_drafts::ProtocolState::code),
        }
    }
}

impl From<&VersionLine> for VersionJson {
    fn from(line: &VersionLine) -> Self {
        Self {
            number: line.number,
            state: line.state.code(),
            posted_by: (&line.posted_by).into(),
            posted_at: line.posted_at.rfc3339(),
            progress: line.progress.into(),
        }
    }
}

impl From<&Missing> for MissingJson {
    fn from(missing: &Missing) -> Self {
        Self { body: (&missing.body).into(), why: missing.why.code() }
    }
}

impl From<&Card> for CardJson {
    fn from(card: &Card) -> Self {
        let offer = |offer: &Offer| OfferJson {
            action: offer.action.code(),
            body: offer.body.map(|b| b.to_string()),
            primary: card.primary.as_ref() == Some(offer),
        };
        Self {
            draft: card.draft.to_string(),
            number: card.number.clone(),
            version: card.version,
            current: card.current,
            state: card.state.code(),
            title: (&card.title).into(),
            kind: card.kind.code(),
            body: (&card.body).into(),
            posted_by: (&card.posted_by).into(),
            posted_at: card.posted_at.rfc3339(),
            signed_at: card.signed.as_ref().map(|s| s.at.rfc3339()),
            sent_at: card.sent_at.map(orda_base::Timestamp::rfc3339),
            chancellery_at: card.chancellery_at.map(orda_base::Timestamp::rfc3339),
            term_days: card.term_days,
            progress: card.progress.into(),
            bodies: card.bodies.iter().map(Into::into).collect(),
            offers: card.offers.iter().map(offer).collect(),
            versions: card.versions.iter().map(Into::into).collect(),
            open_remarks: card.open_remarks,
            remarks: card.remarks,
            protocols: card.protocols.iter().map(|p| p.protocol.id.to_string()).collect(),
            breached: match &card.integrity {
                Integrity::Intact => Vec::new(),
                Integrity::Breached(parts) => parts.clone(),
            },
            missing: card.missing.iter().map(Into::into).collect(),
            consideration: (&card.consideration).into(),
        }
    }
}
