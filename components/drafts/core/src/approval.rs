//! What one approving body does with one version of a draft.
//!
//! ```text
//! LetterSent <--> NotDelivered
//!     | register (records clerk, once)
//! Registered --pass--> WithHead --name--> RepresentativeNamed --open--> UnderReview --> Approved | Refused
//!                          \----- decide personally (a setting, off by default) ------> Approved | Refused
//! ```
//! Silence is no decision: a body that does not answer stays where it is, marked overdue (385-16-j).

use crate::{DraftRefusal, LetterId, Who};
use orda_base::{BodyId, Date, PersonId, Timestamp};
use orda_signatures::SignatureId;
use serde::{Deserialize, Serialize};

/// Where a version stands with one approving body. Message key: `drafts-body-state-<code>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BodyState {
    /// The cover letter could not be delivered; sending can be repeated (385-15-d).
    NotDelivered,
    /// The cover letter was delivered (385-15-d).
    LetterSent,
    /// The records clerk has registered the letter (385-16).
    Registered,
    /// The letter is with the head for a resolution (385-16-b).
    WithHead,
    /// The head has named representatives (385-16-c).
    RepresentativeNamed,
    /// A representative has opened the draft (385-16-e).
    UnderReview,
    /// The head has approved by EDS (385-16-f).
    Approved,
    /// The head has set the mark of refusal (385-16-h).
    Refused,
}

impl BodyState {
    /// Every state, in the order of the procedure.
    pub const ALL: [Self; 8] = [
        Self::NotDelivered,
        Self::LetterSent,
        Self::Registered,
        Self::WithHead,
        Self::RepresentativeNamed,
        Self::UnderReview,
        Self::Approved,
        Self::Refused,
    ];

    /// Stable code: in tables, interfaces and message keys.
    pub const fn code(self) -> &'static str {
        match self {
            Self::NotDelivered => "not_delivered",
            Self::LetterSent => "letter_sent",
            Self::Registered => "registered",
            Self::WithHead => "with_head",
            Self::RepresentativeNamed => "representative_named",
            Self::UnderReview => "under_review",
            Self::Approved => "approved",
            Self::Refused => "refused",
        }
    }

    /// The state with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|s| s.code() == code)
    }

    /// Has the head decided?
    pub const fn is_decided(self) -> bool {
        matches!(self, Self::Approved | Self::Refused)
    }
}

/// One approving body and one version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BodyApproval {
    /// The approving body.
    pub body: BodyId,
    /// Where it stands.
    pub state: BodyState,
    /// Since when.
    pub since: Timestamp,
    /// The cover letter.
    pub letter: LetterId,
    /// Last day of the term.
    pub due: Date,
    /// Day from which the term was counted, and working days it has: what explains `due`.
    pub counted: TermCount,
    /// Incoming number and date.
    pub registration: Option<Registration>,
    /// Words of the head's resolution.
    pub resolution: String,
    /// Employees who consider the draft for the body: its part of the working group.
    pub representatives: Vec<Representative>,
    /// The head's decision.
    pub decision: Option<Decision>,
    /// The official letter with the reason of a refusal; none while it is outstanding (385-16-i).
    pub refusal_letter: Option<SentLetter>,
    /// Which reminders of the term went out.
    pub reminded: Reminded,
    /// When the drafter last reminded whoever must act in the body.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub chased_at: Option<Timestamp>,
}

/// How a term was counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct TermCount {
    /// The day of sending; the first day counted is the next.
    pub from: Date,
    /// Working days.
    pub days: u16,
}

/// Registration of the cover letter in the approving body (385-16).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Registration {
    /// Incoming number.
    pub number: String,
    /// Incoming date.
    pub date: Date,
    /// Who registered it.
    pub by: Who,
    /// When.
    pub at: Timestamp,
}

/// An employee of an approving body who considers the draft (385-16-c).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Representative {
    /// The employee.
    pub person: PersonId,
    /// Full name at that time.
    pub name: String,
    /// When the head named the employee.
    pub named_at: Timestamp,
    /// When the employee first opened the draft (385-16-e).
    pub opened_at: Option<Timestamp>,
}

/// The head's decision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    /// Who decided: the head, or who is formally in the head's place.
    pub by: Who,
    /// When.
    pub at: Timestamp,
    /// The approval signature; none for a refusal mark.
    pub signature: Option<SignatureId>,
    /// Was it after the term?
    pub late: bool,
    /// Did the head decide without naming a representative?
    pub personal: bool,
}

/// A letter that went out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SentLetter {
    /// The letter.
    pub letter: LetterId,
    /// When it was sent.
    pub at: Timestamp,
    /// Was it after the term (385-16-j)?
    pub late: bool,
}

/// Which reminders of a term went out, so that none goes twice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Reminded {
    /// That it is near.
    pub near: bool,
    /// That it has passed.
    pub overdue: bool,
}

/// What was decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Verdict {
    /// Approved, with the signature that says so.
    Approve(SignatureId),
    /// Refused; the official letter follows (385-16-h, 385-16-i).
    Refuse,
}

impl BodyApproval {
    /// The state right after sending.
    pub fn sent(
        body: BodyId,
        letter: LetterId,
        delivered: bool,
        due: Date,
        counted: TermCount,
        now: Timestamp,
    ) -> Self {
        Self {
            body,
            state: if delivered { BodyState::LetterSent } else { BodyState::NotDelivered },
            since: now,
            letter,
            due,
            counted,
            registration: None,
            resolution: String::new(),
            representatives: Vec::new(),
            decision: None,
            refusal_letter: None,
            reminded: Reminded::default(),
            chased_at: None,
        }
    }

    /// Is this person one of the representatives?
    pub fn represents(&self, person: PersonId) -> bool {
        self.representatives.iter().any(|r| r.person == person)
    }

    /// Is the term past on `today` without a decision? The last day itself still belongs to the term.
    pub fn is_overdue(&self, today: Date) -> bool {
        !self.state.is_decided() && today > self.due
    }

    /// Refused, and the official letter has not gone out (385-16-i)?
    pub fn letter_outstanding(&self) -> bool {
        self.state == BodyState::Refused && self.refusal_letter.is_none()
    }

    /// The letter is handed over again after it could not be delivered; still one letter, no duplicate (385-15-d).
    ///
    /// # Errors
    /// [`DraftRefusal::AlreadyDelivered`].
    pub fn delivered(self, now: Timestamp) -> Result<Self, DraftRefusal> {
        match self.state {
            BodyState::NotDelivered => Ok(self.at(BodyState::LetterSent, now)),
            _ => Err(DraftRefusal::AlreadyDelivered),
        }
    }

    /// The letter could not be delivered after all; one that was registered has come (385-15-d).
    #[must_use]
    pub fn not_delivered(self, now: Timestamp) -> Self {
        if self.state == BodyState::LetterSent { self.at(BodyState::NotDelivered, now) } else { self }
    }

    /// The records clerk registers the letter, once (385-16).
    ///
    /// # Errors
    /// [`DraftRefusal::AlreadyRegistered`] names the first number.
    pub fn register(mut self, registration: Registration) -> Result<Self, DraftRefusal> {
        if let Some(first) = &self.registration {
            return Err(DraftRefusal::AlreadyRegistered { number: first.number.clone() });
        }
        if self.state != BodyState::LetterSent {
            return Err(DraftRefusal::WrongState { state: self.state.code() });
        }
        let now = registration.at;
        self.registration = Some(registration);
        Ok(self.at(BodyState::Registered, now))
    }

    /// The records clerk passes the registered letter to the head (385-16-b).
    ///
    /// # Errors
    /// [`DraftRefusal::NotRegistered`], [`DraftRefusal::AlreadyWithHead`].
    pub fn pass_to_head(self, now: Timestamp) -> Result<Self, DraftRefusal> {
        match self.state {
            BodyState::Registered => Ok(self.at(BodyState::WithHead, now)),
            BodyState::NotDelivered | BodyState::LetterSent => Err(DraftRefusal::NotRegistered),
            _ => Err(DraftRefusal::AlreadyWithHead),
        }
    }

    /// The head names representatives, employees of the body: into the working group (385-16-c, 385-16-d). More can be
    /// named until the decision.
    ///
    /// # Errors
    /// [`DraftRefusal::NotWithHead`], [`DraftRefusal::AlreadyDecided`], [`DraftRefusal::NoRepresentative`].
    pub fn name_representatives(
        mut self,
        people: Vec<(PersonId, String)>,
        resolution: &str,
        now: Timestamp,
    ) -> Result<Self, DraftRefusal> {
        match self.state {
            BodyState::NotDelivered | BodyState::LetterSent | BodyState::Registered => {
                return Err(DraftRefusal::NotWithHead);
            }
            BodyState::Approved | BodyState::Refused => return Err(DraftRefusal::AlreadyDecided),
            BodyState::WithHead | BodyState::RepresentativeNamed | BodyState::UnderReview => {}
        }
        if people.is_empty() {
            return Err(DraftRefusal::NoRepresentative);
        }
        for (person, name) in people {
            if !self.represents(person) {
                self.representatives.push(Representative { person, name, named_at: now, opened_at: None });
            }
        }
        if !resolution.is_empty() {
            resolution.clone_into(&mut self.resolution);
        }
        Ok(if self.state == BodyState::WithHead { self.at(BodyState::RepresentativeNamed, now) } else { self })
    }

    /// A representative opens the draft: from the first time on it is under review (385-16-e). None when nothing changes.
    pub fn open(mut self, person: PersonId, now: Timestamp) -> Option<Self> {
        if self.state.is_decided() {
            return None;
        }
        let representative = self.representatives.iter_mut().find(|r| r.person == person)?;
        if representative.opened_at.is_some() {
            return None;
        }
        representative.opened_at = Some(now);
        Some(if self.state == BodyState::RepresentativeNamed { self.at(BodyState::UnderReview, now) } else { self })
    }

    /// May the head decide now? `open_remarks` counts the remarks of the body that are neither closed nor withdrawn;
    /// they bar an approval, not a refusal. `personal` is the setting that lets a head decide without representatives.
    ///
    /// # Errors
    /// [`DraftRefusal::AlreadyDecided`], [`DraftRefusal::NotUnderReview`], [`DraftRefusal::OpenRemarks`].
    pub fn can_decide(&self, approve: bool, open_remarks: u32, personal: bool) -> Result<(), DraftRefusal> {
        match self.state {
            BodyState::Approved | BodyState::Refused => Err(DraftRefusal::AlreadyDecided),
            BodyState::UnderReview if approve && open_remarks > 0 => {
                Err(DraftRefusal::OpenRemarks { count: open_remarks })
            }
            BodyState::UnderReview => Ok(()),
            BodyState::WithHead if personal => Ok(()),
            _ => Err(DraftRefusal::NotUnderReview),
        }
    }

    /// The head decides, once a version (385-16-f, 385-16-h). The caller has asked [`Self::can_decide`].
    ///
    /// # Errors
    /// As [`Self::can_decide`].
    pub fn decide(
        mut self,
        verdict: Verdict,
        by: Who,
        open_remarks: u32,
        personal: bool,
        now: Timestamp,
    ) -> Result<Self, DraftRefusal> {
        let approve = matches!(verdict, Verdict::Approve(_));
        self.can_decide(approve, open_remarks, personal)?;
        let late = now.date() > self.due;
        let personal = self.representatives.is_empty();
        let signature = match verdict {
            Verdict::Approve(signature) => Some(signature),
            Verdict::Refuse => None,
        };
        self.decision = Some(Decision { by, at: now, signature, late, personal });
        Ok(self.at(if approve { BodyState::Approved } else { BodyState::Refused }, now))
    }

    /// The official letter with the reason goes out; after the term it is accepted and marked late (385-16-i, 385-16-j).
    ///
    /// # Errors
    /// [`DraftRefusal::NotRefused`], [`DraftRefusal::LetterAlreadySent`].
    pub fn refusal_letter_sent(mut self, letter: LetterId, now: Timestamp) -> Result<Self, DraftRefusal> {
        if self.state != BodyState::Refused {
            return Err(DraftRefusal::NotRefused);
        }
        if self.refusal_letter.is_some() {
            return Err(DraftRefusal::LetterAlreadySent);
        }
        self.refusal_letter = Some(SentLetter { letter, at: now, late: now.date() > self.due });
        Ok(self)
    }

    /// The drafter gives more time (385-16-j).
    ///
    /// # Errors
    /// [`DraftRefusal::AlreadyDecided`], [`DraftRefusal::TermNotProlonged`].
    pub fn prolong(self, due: Date, counted: TermCount) -> Result<Self, DraftRefusal> {
        if self.state.is_decided() {
            return Err(DraftRefusal::AlreadyDecided);
        }
        if due <= self.due {
            return Err(DraftRefusal::TermNotProlonged);
        }
        Ok(Self { due, counted, reminded: Reminded::default(), ..self })
    }

    /// Is somebody in the body waited for, so that a reminder makes sense?
    pub const fn can_be_chased(&self) -> bool {
        match self.state {
            BodyState::NotDelivered | BodyState::Approved => false,
            BodyState::Refused => self.refusal_letter.is_none(),
            _ => true,
        }
    }

    /// Was a reminder sent since the beginning of this working day (`day`, a working day on or before today)?
    pub fn is_chased(&self, day: Date) -> bool {
        self.chased_at.is_some_and(|at| at.date() >= day)
    }

    /// The drafter reminds whoever must act; at most once a working day, `day` being the one that runs.
    ///
    /// # Errors
    /// [`DraftRefusal::AlreadyDecided`], [`DraftRefusal::WrongState`] before the letter was delivered,
    /// [`DraftRefusal::AlreadyChased`].
    pub fn chase(self, day: Date, now: Timestamp) -> Result<Self, DraftRefusal> {
        if !self.can_be_chased() {
            return Err(match self.state {
                BodyState::NotDelivered => DraftRefusal::WrongState { state: self.state.code() },
                _ => DraftRefusal::AlreadyDecided,
            });
        }
        if self.is_chased(day) {
            return Err(DraftRefusal::AlreadyChased);
        }
        Ok(Self { chased_at: Some(now), ..self })
    }

    fn at(self, state: BodyState, now: Timestamp) -> Self {
        Self { state, since: now, ..self }
    }
}
