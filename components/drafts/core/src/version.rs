//! A version of a draft and its state machine (`drafts` of the catalogue).
//!
//! ```text
//! Prepared --sign--> SignedByDrafter --send--> OnApproval --all approved--> ApprovedByAll --send--> AtChancellery
//!    ^----change------------/                   |  ^  \                        ^
//!                                               v  | prolonged                | late approvals; a setting: protocols
//!                                        RemarksReceived ----------------------/
//! Prepared, SignedByDrafter, OnApproval, RemarksReceived, ApprovedByAll --new version--> Superseded
//! ```
//! From `AtChancellery` on see `chancellery.rs`.
//! Every transition consumes the version and gives the next one or says why not; the caller keeps nothing of the old.

use crate::{BodyApproval, BodyState, Consideration, Content, DraftRefusal, Event, Reminded, Who};
use orda_base::{BodyId, Date, PersonId, Timestamp};
use orda_signatures::SignatureId;
use serde::{Deserialize, Serialize};

/// Where a version stands. Message key: `drafts-state-<code>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum VersionState {
    /// Posted, not signed (385-13).
    Prepared,
    /// Signed by the head of the drafting body (385-14).
    SignedByDrafter,
    /// With the approving bodies (385-15-d).
    OnApproval,
    /// A body has refused and all have decided, or a term has passed without an answer (385-16-h, 385-16-j).
    RemarksReceived,
    /// The head of every listed body has approved by EDS (385-19).
    ApprovedByAll,
    /// Sent to the Chancellery of the Prime Minister (385-19-b).
    AtChancellery,
    /// The Chancellery has not accepted the cover letter (385-20-d); a new version may follow.
    RejectedByChancellery,
    /// With structural units of the Chancellery (385-20-g).
    UnderChancelleryConsideration,
    /// On the agenda of a sitting of the Government (385-21).
    AtGovernmentMeeting,
    /// Heads of bodies vote in absentia (385-22).
    VotingInAbsentia,
    /// The vote in absentia is over (385-24).
    VotingInAbsentiaClosed,
    /// The minutes of the sitting are posted (385-21, 385-25).
    MinutesPosted,
    /// «Қабылданды»: final (385-25-b).
    Accepted,
    /// «Қабылданған жоқ»: final (385-25-b).
    NotAccepted,
    /// A newer version was posted (385-18-b).
    Superseded,
}

impl VersionState {
    /// Every state, in the order of the procedure.
    pub const ALL: [Self; 15] = [
        Self::Prepared,
        Self::SignedByDrafter,
        Self::OnApproval,
        Self::RemarksReceived,
        Self::ApprovedByAll,
        Self::AtChancellery,
        Self::RejectedByChancellery,
        Self::UnderChancelleryConsideration,
        Self::AtGovernmentMeeting,
        Self::VotingInAbsentia,
        Self::VotingInAbsentiaClosed,
        Self::MinutesPosted,
        Self::Accepted,
        Self::NotAccepted,
        Self::Superseded,
    ];

    /// Stable code: in tables, interfaces and message keys.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Prepared => "prepared",
            Self::SignedByDrafter => "signed_by_drafter",
            Self::OnApproval => "on_approval",
            Self::RemarksReceived => "remarks_received",
            Self::ApprovedByAll => "approved_by_all",
            Self::AtChancellery => "at_chancellery",
            Self::RejectedByChancellery => "rejected_by_chancellery",
            Self::UnderChancelleryConsideration => "under_chancellery_consideration",
            Self::AtGovernmentMeeting => "at_government_meeting",
            Self::VotingInAbsentia => "voting_in_absentia",
            Self::VotingInAbsentiaClosed => "voting_in_absentia_closed",
            Self::MinutesPosted => "minutes_posted",
            Self::Accepted => "accepted",
            Self::NotAccepted => "not_accepted",
            Self::Superseded => "superseded",
        }
    }

    /// The state with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|s| s.code() == code)
    }

    /// May text, files and list still change in this version (385-13, 385-14)?
    pub const fn is_editable(self) -> bool {
        matches!(self, Self::Prepared | Self::SignedByDrafter)
    }

    /// Do the approving bodies work on it?
    pub const fn is_with_bodies(self) -> bool {
        matches!(self, Self::OnApproval | Self::RemarksReceived)
    }

    /// Is it the final status, after which nothing changes (385-25-b)?
    pub const fn is_final(self) -> bool {
        matches!(self, Self::Accepted | Self::NotAccepted)
    }
}

/// One version of a draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftVersion {
    /// Number, from 1.
    pub number: u32,
    /// Where it stands.
    pub state: VersionState,
    /// What it consists of.
    pub content: Content,
    /// Who posted it.
    pub posted_by: Who,
    /// When.
    pub posted_at: Timestamp,
    /// When anything last happened to it.
    pub changed_at: Timestamp,
    /// Who confirmed that it holds no state secrets, and when (385-3).
    pub secrets_confirmed: Confirmation,
    /// The signature of the head of the drafting body.
    pub signed: Option<Signed>,
    /// When the cover letters went out.
    pub sent_at: Option<Timestamp>,
    /// When it went to the Chancellery.
    pub chancellery_at: Option<Timestamp>,
    /// The body that is the Chancellery, once it went there.
    pub chancellery: Option<BodyId>,
    /// One entry an approving body, in the order of the list; empty before sending.
    pub approvals: Vec<BodyApproval>,
    /// What the Chancellery has done with it; empty before it came there.
    pub consideration: Consideration,
}

/// That the document holds no state secrets (385-3).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Confirmation {
    /// Who confirmed.
    pub person: PersonId,
    /// When.
    pub at: Timestamp,
}

/// The signature of the head of the drafting body (385-14).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signed {
    /// Who signed.
    pub by: Who,
    /// When.
    pub at: Timestamp,
    /// The signature.
    pub signature: SignatureId,
}

impl DraftVersion {
    /// The approval of one body; none when it is not on the list or nothing was sent yet.
    pub fn approval(&self, body: BodyId) -> Option<&BodyApproval> {
        self.approvals.iter().find(|a| a.body == body)
    }

    /// Bodies whose head has approved.
    pub fn approved(&self) -> usize {
        self.approvals.iter().filter(|a| a.state == BodyState::Approved).count()
    }

    /// Bodies whose head has refused.
    pub fn refused(&self) -> usize {
        self.approvals.iter().filter(|a| a.state == BodyState::Refused).count()
    }

    /// The nearest term of a body that has not decided.
    pub fn worst_due(&self) -> Option<Date> {
        if !self.state.is_with_bodies() {
            return None;
        }
        self.approvals.iter().filter(|a| !a.state.is_decided()).map(|a| a.due).min()
    }

    /// Text, files or list change; a signature is voided (385-14). Says whether one was.
    ///
    /// # Errors
    /// [`DraftRefusal::NewVersionNeeded`] once the version was sent.
    pub fn change(self, content: Content, now: Timestamp) -> Result<(Self, bool), DraftRefusal> {
        if !self.state.is_editable() {
            return Err(DraftRefusal::NewVersionNeeded);
        }
        let voided = self.signed.is_some();
        let next = Self { content, signed: None, ..self };
        Ok((next.at(VersionState::Prepared, now), voided))
    }

    /// May the head of the drafting body sign now (385-14)?
    ///
    /// # Errors
    /// [`DraftRefusal::AlreadySigned`], [`DraftRefusal::WrongState`].
    pub const fn can_sign(&self) -> Result<(), DraftRefusal> {
        match self.state {
            VersionState::Prepared => Ok(()),
            VersionState::SignedByDrafter => Err(DraftRefusal::AlreadySigned),
            state => Err(DraftRefusal::WrongState { state: state.code() }),
        }
    }

    /// The head of the drafting body signs (385-14).
    ///
    /// # Errors
    /// As [`Self::can_sign`].
    pub fn sign(mut self, signed: Signed) -> Result<Self, DraftRefusal> {
        self.can_sign()?;
        let now = signed.at;
        self.signed = Some(signed);
        Ok(self.at(VersionState::SignedByDrafter, now))
    }

    /// May the cover letters go out (385-13-b, 385-14, 385-15-d)?
    ///
    /// # Errors
    /// [`DraftRefusal::Unsigned`], [`DraftRefusal::AlreadySent`], [`DraftRefusal::NoApprovingBodies`].
    pub fn can_send(&self) -> Result<(), DraftRefusal> {
        match self.state {
            VersionState::Prepared => Err(DraftRefusal::Unsigned),
            VersionState::SignedByDrafter if self.content.approving_bodies.is_empty() => {
                Err(DraftRefusal::NoApprovingBodies)
            }
            VersionState::SignedByDrafter => Ok(()),
            _ => Err(DraftRefusal::AlreadySent),
        }
    }

    /// The cover letters go out, one a body: `approvals` has one entry for each body of the list (385-15-d).
    ///
    /// # Errors
    /// As [`Self::can_send`].
    pub fn send(mut self, approvals: Vec<BodyApproval>, now: Timestamp) -> Result<Self, DraftRefusal> {
        self.can_send()?;
        self.approvals = approvals;
        self.sent_at = Some(now);
        Ok(self.at(VersionState::OnApproval, now))
    }

    /// Something happens with one body. The state of the version follows at once, see [`Self::settle`].
    ///
    /// # Errors
    /// [`DraftRefusal::WrongState`] when the version is not with the bodies, [`DraftRefusal::NotRefused`] for a body
    /// outside the list, and whatever `step` says.
    pub fn with_body(
        mut self,
        body: BodyId,
        now: Timestamp,
        step: impl FnOnce(BodyApproval) -> Result<BodyApproval, DraftRefusal>,
    ) -> Result<Self, DraftRefusal> {
        if !self.state.is_with_bodies() {
            return Err(DraftRefusal::WrongState { state: self.state.code() });
        }
        let index = self.approvals.iter().position(|a| a.body == body).ok_or(DraftRefusal::NotRefused)?;
        let next = step(self.approvals.remove(index))?;
        self.approvals.insert(index, next);
        self.changed_at = now;
        Ok(self.settle(now, &[]))
    }

    /// Brings the state in line with what the bodies have decided and with the terms. `replaced` are bodies whose
    /// refusal is replaced by a protocol signed by both sides, where the setting allows that (385-19); else empty.
    #[must_use]
    pub fn settle(self, now: Timestamp, replaced: &[BodyId]) -> Self {
        if !self.state.is_with_bodies() {
            return self;
        }
        let today = now.date();
        let all = |holds: &dyn Fn(&BodyApproval) -> bool| self.approvals.iter().all(holds);
        let passed = |a: &BodyApproval| {
            a.state == BodyState::Approved || (a.state == BodyState::Refused && replaced.contains(&a.body))
        };
        let state = if all(&passed) {
            VersionState::ApprovedByAll
        } else if all(&|a| a.state.is_decided()) || self.approvals.iter().any(|a| a.is_overdue(today)) {
            VersionState::RemarksReceived
        } else {
            VersionState::OnApproval
        };
        if state == self.state { self } else { self.at(state, now) }
    }

    /// Reminds of terms that are near (last day up to `near`) or past on `today`; each is told once (385-16-j). The state
    /// follows at once.
    #[must_use]
    pub fn remind(mut self, near: Date, now: Timestamp) -> (Self, Vec<Event>) {
        let today = now.date();
        let mut events = Vec::new();
        if self.state.is_with_bodies() {
            for approval in self.approvals.iter_mut().filter(|a| !a.state.is_decided()) {
                let (body, due) = (approval.body, approval.due);
                if approval.is_overdue(today) {
                    if !approval.reminded.overdue {
                        approval.reminded = Reminded { near: true, overdue: true };
                        events.push(Event::TermPassed { body, due });
                    }
                } else if due <= near && !approval.reminded.near {
                    approval.reminded.near = true;
                    events.push(Event::TermNear { body, due });
                }
            }
        }
        (self.settle(now, &[]), events)
    }

    /// A newer version takes the place of this one, which stays as it is (385-18-b). `anything_said` tells whether there
    /// is a remark or a refusal; without one, breaking off a running approval must be `confirmed`.
    ///
    /// # Errors
    /// [`DraftRefusal::ConfirmBreakOff`]; [`DraftRefusal::AlreadyAtChancellery`]; [`DraftRefusal::WrongState`] for a
    /// version that was not sent: it is changed, not replaced.
    pub fn supersede(self, anything_said: bool, confirmed: bool, now: Timestamp) -> Result<Self, DraftRefusal> {
        match self.state {
            VersionState::OnApproval if !anything_said && !confirmed => Err(DraftRefusal::ConfirmBreakOff),
            VersionState::ApprovedByAll if !confirmed => Err(DraftRefusal::ConfirmBreakOff),
            VersionState::OnApproval
            | VersionState::RemarksReceived
            | VersionState::ApprovedByAll
            | VersionState::RejectedByChancellery => Ok(self.at(VersionState::Superseded, now)),
            VersionState::AtChancellery => Err(DraftRefusal::AlreadyAtChancellery),
            state => Err(DraftRefusal::WrongState { state: state.code() }),
        }
    }

    /// To the Chancellery, once (385-19, 385-19-b). The caller has verified the signatures of all heads.
    ///
    /// # Errors
    /// [`DraftRefusal::AlreadyAtChancellery`], [`DraftRefusal::WrongState`].
    pub fn to_chancellery(mut self, chancellery: BodyId, now: Timestamp) -> Result<Self, DraftRefusal> {
        match self.state {
            VersionState::ApprovedByAll => {
                self.chancellery_at = Some(now);
                self.chancellery = Some(chancellery);
                Ok(self.at(VersionState::AtChancellery, now))
            }
            VersionState::AtChancellery => Err(DraftRefusal::AlreadyAtChancellery),
            state => Err(DraftRefusal::WrongState { state: state.code() }),
        }
    }

    pub(crate) fn at(self, state: VersionState, now: Timestamp) -> Self {
        Self { state, changed_at: now, ..self }
    }
}
