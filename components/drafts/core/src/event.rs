//! What happened to a draft: its history, and what notices follow from.

use crate::{RemarkId, Who};
use orda_base::{BodyId, LocalizedText, PersonId, Timestamp, UnitId};
use serde::{Deserialize, Serialize};

/// One entry of the history. A sentence by message key `drafts-event-<code>` with the arguments of [`Event::args`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Number of the version it concerns.
    pub version: u32,
    /// When.
    pub at: Timestamp,
    /// Who; none for the portal itself.
    pub who: Option<Who>,
    /// What.
    pub event: Event,
}

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
pub enum Event {
    /// Posted as version 1 or as a new version (385-13, 385-18-b).
    Posted,
    /// Text, files or list changed; `voided` when a signature was lost by it (385-14).
    Changed {
        /// Was there a signature?
        voided: bool,
    },
    /// Signed by the head of the drafting body (385-14).
    Signed,
    /// Sent to `bodies` approving bodies (385-15-d).
    Sent {
        /// How many.
        bodies: usize,
    },
    /// The letter could not be delivered (385-15-d).
    NotDelivered {
        /// To which body.
        body: BodyId,
    },
    /// The letter was handed over after all.
    Delivered {
        /// To which body.
        body: BodyId,
    },
    /// Registered (385-16).
    Registered {
        /// In which body.
        body: BodyId,
        /// Incoming number.
        number: String,
    },
    /// Passed to the head (385-16-b).
    WithHead {
        /// In which body.
        body: BodyId,
    },
    /// Representatives named (385-16-c).
    RepresentativesNamed {
        /// In which body.
        body: BodyId,
        /// Who: id and full name.
        people: Vec<(PersonId, String)>,
    },
    /// A representative opened the draft: it is under review (385-16-e).
    UnderReview {
        /// In which body.
        body: BodyId,
    },
    /// A remark was made (385-16-d).
    Remarked {
        /// On whose side.
        body: BodyId,
        /// The remark.
        remark: RemarkId,
        /// Its number.
        number: u32,
    },
    /// A remark was answered (385-18).
    Answered {
        /// The remark.
        remark: RemarkId,
        /// Its number.
        number: u32,
        /// Who made the remark.
        author: PersonId,
        /// Was it accepted?
        accepted: bool,
    },
    /// A remark was closed by its author.
    RemarkClosed {
        /// Its number.
        number: u32,
    },
    /// A remark was withdrawn by its author.
    RemarkWithdrawn {
        /// Its number.
        number: u32,
    },
    /// Approved by the head's EDS (385-16-f).
    Approved {
        /// Which body.
        body: BodyId,
        /// After the term?
        late: bool,
    },
    /// The mark of refusal was set (385-16-h).
    Refused {
        /// Which body.
        body: BodyId,
        /// After the term?
        late: bool,
    },
    /// The official letter with the reason went out (385-16-i).
    RefusalLetterSent {
        /// From which body.
        body: BodyId,
        /// After the term?
        late: bool,
    },
    /// Every head has approved (385-19).
    ApprovedByAll,
    /// All have decided with a refusal among them, or a term has passed.
    RemarksReceived,
    /// The term of a body was prolonged (385-16-j).
    Prolonged {
        /// Which body.
        body: BodyId,
        /// The new last day.
        due: orda_base::Date,
    },
    /// The term of a body is near (385-16-j).
    TermNear {
        /// Which body.
        body: BodyId,
        /// The last day.
        due: orda_base::Date,
    },
    /// The term of a body has passed without an answer (385-16-j).
    TermPassed {
        /// Which body.
        body: BodyId,
        /// The last day.
        due: orda_base::Date,
    },
    /// The drafter reminded whoever must act in a body (385-11).
    Chased {
        /// Which body.
        body: BodyId,
    },
    /// A protocol of disagreements was begun (385-17).
    ProtocolStarted {
        /// With which body.
        body: BodyId,
    },
    /// A protocol was changed; `voided` when a signature was lost by it (385-17-c).
    ProtocolChanged {
        /// With which body.
        body: BodyId,
        /// Was there a signature?
        voided: bool,
    },
    /// One side signed a protocol (385-17-c).
    ProtocolSigned {
        /// With which approving body.
        body: BodyId,
        /// For which body.
        signed_for: BodyId,
        /// Have both sides signed now?
        both: bool,
    },
    /// A newer version took its place (385-18-b).
    Superseded {
        /// Number of the newer version.
        by: u32,
    },
    /// Sent to the Chancellery (385-19-b).
    SentToChancellery,
    /// The result of a part of the check was recorded (385-20-b, 385-20-c).
    Checked {
        /// Which part.
        part: crate::CheckPart,
        /// Does the draft comply?
        complies: bool,
    },
    /// The Chancellery did not accept the cover letter (385-20-d).
    RejectedByChancellery,
    /// Passed to structural units of the Chancellery (385-20-g).
    PassedToUnits {
        /// Which: id and name.
        units: Vec<(UnitId, LocalizedText)>,
    },
    /// A unit of the Chancellery gave its opinion (385-20-g).
    OpinionGiven {
        /// Name of the unit.
        unit: LocalizedText,
    },
    /// Put on the agenda of a sitting (385-21).
    OnAgenda {
        /// Number of the sitting.
        sitting: String,
        /// Its day.
        date: orda_base::Date,
    },
    /// A vote in absentia was started (385-22).
    VoteStarted {
        /// How many heads are listed.
        heads: usize,
        /// Last day of the vote.
        due: orda_base::Date,
    },
    /// A listed head has voted (385-23). How is not said: others see it when the vote is closed (385-24).
    Voted {
        /// Of which body.
        body: BodyId,
    },
    /// The vote in absentia is over (385-24); `early` when heads had not voted.
    VoteClosed {
        /// Had heads not voted?
        early: bool,
    },
    /// The minutes of the sitting were posted (385-21, 385-25).
    MinutesPosted {
        /// What they say of the draft.
        result: crate::SittingResult,
    },
    /// The final status was set (385-25-b).
    FinalStatusSet {
        /// Which.
        status: crate::FinalStatus,
    },
}

impl Event {
    /// Stable code: key of the sentence.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Posted => "posted",
            Self::Changed { .. } => "changed",
            Self::Signed => "signed",
            Self::Sent { .. } => "sent",
            Self::NotDelivered { .. } => "not_delivered",
            Self::Delivered { .. } => "delivered",
            Self::Registered { .. } => "registered",
            Self::WithHead { .. } => "with_head",
            Self::RepresentativesNamed { .. } => "representatives_named",
            Self::UnderReview { .. } => "under_review",
            Self::Remarked { .. } => "remarked",
            Self::Answered { .. } => "answered",
            Self::RemarkClosed { .. } => "remark_closed",
            Self::RemarkWithdrawn { .. } => "remark_withdrawn",
            Self::Approved { .. } => "approved",
            Self::Refused { .. } => "refused",
            Self::RefusalLetterSent { .. } => "refusal_letter_sent",
            Self::ApprovedByAll => "approved_by_all",
            Self::RemarksReceived => "remarks_received",
            Self::Prolonged { .. } => "prolonged",
            Self::TermNear { .. } => "term_near",
            Self::TermPassed { .. } => "term_passed",
            Self::Chased { .. } => "chased",
            Self::ProtocolStarted { .. } => "protocol_started",
            Self::ProtocolChanged { .. } => "protocol_changed",
            Self::ProtocolSigned { .. } => "protocol_signed",
            Self::Superseded { .. } => "superseded",
            Self::SentToChancellery => "sent_to_chancellery",
            Self::Checked { .. } => "checked",
            Self::RejectedByChancellery => "rejected_by_chancellery",
            Self::PassedToUnits { .. } => "passed_to_units",
            Self::OpinionGiven { .. } => "opinion_given",
            Self::OnAgenda { .. } => "on_agenda",
            Self::VoteStarted { .. } => "vote_started",
            Self::Voted { .. } => "voted",
            Self::VoteClosed { .. } => "vote_closed",
            Self::MinutesPosted { .. } => "minutes_posted",
            Self::FinalStatusSet { .. } => "final_status_set",
        }
    }

    /// Is it something that somebody has said: a remark, an answer, a decision, a signature?
    pub const fn is_said(&self) -> bool {
        matches!(
            self,
            Self::Signed
                | Self::Remarked { .. }
                | Self::Answered { .. }
                | Self::RemarkClosed { .. }
                | Self::RemarkWithdrawn { .. }
                | Self::Approved { .. }
                | Self::Refused { .. }
                | Self::RefusalLetterSent { .. }
                | Self::ProtocolSigned { .. }
        )
    }

    /// The body it concerns, if one.
    pub const fn body(&self) -> Option<BodyId> {
        match self {
            Self::NotDelivered { body }
            | Self::Delivered { body }
            | Self::Registered { body, .. }
            | Self::WithHead { body }
            | Self::RepresentativesNamed { body, .. }
            | Self::UnderReview { body }
            | Self::Remarked { body, .. }
            | Self::Approved { body, .. }
            | Self::Refused { body, .. }
            | Self::RefusalLetterSent { body, .. }
            | Self::Prolonged { body, .. }
            | Self::TermNear { body, .. }
            | Self::TermPassed { body, .. }
            | Self::Chased { body }
            | Self::ProtocolStarted { body }
            | Self::ProtocolChanged { body, .. }
            | Self::ProtocolSigned { body, .. }
            | Self::Voted { body } => Some(*body),
            _ => None,
        }
    }

    /// Arguments of its sentence beside `who`, `version` and `body`, which the page fills in: numbers, names, dates,
    /// and yes/no as `true`/`false`.
    pub fn args(&self) -> Vec<(&'static str, LocalizedText)> {
        let plain = |text: String| LocalizedText { kk: text, ..LocalizedText::default() };
        match self {
            Self::Changed { voided } | Self::ProtocolChanged { voided, .. } => {
                vec![("voided", plain(voided.to_string()))]
            }
            Self::Sent { bodies } => vec![("count", plain(bodies.to_string()))],
            Self::Registered { number, .. } => vec![("number", plain(number.clone()))],
            Self::RepresentativesNamed { people, .. } => {
                let names: Vec<_> = people.iter().map(|(_, name)| name.as_str()).collect();
                vec![("names", plain(names.join(", ")))]
            }
            Self::Remarked { number, .. } | Self::RemarkClosed { number } | Self::RemarkWithdrawn { number } => {
                vec![("number", plain(number.to_string()))]
            }
            Self::Answered { number, accepted, .. } => {
                vec![("number", plain(number.to_string())), ("accepted", plain(accepted.to_string()))]
            }
            Self::Approved { late, .. } | Self::Refused { late, .. } | Self::RefusalLetterSent { late, .. } => {
                vec![("late", plain(late.to_string()))]
            }
            Self::Prolonged { due, .. } | Self::TermNear { due, .. } | Self::TermPassed { due, .. } => {
                vec![("due", plain(due.to_string()))]
            }
            Self::ProtocolSigned { both, .. } => vec![("both", plain(both.to_string()))],
            Self::Superseded { by } => vec![("by", plain(by.to_string()))],
            Self::Checked { part, complies } => {
                vec![("part", plain(part.code().to_owned())), ("complies", plain(complies.to_string()))]
            }
            Self::PassedToUnits { units } => vec![("units", joined(units))],
            Self::OpinionGiven { unit } => vec![("unit", unit.clone())],
            Self::OnAgenda { sitting, date } => {
                vec![("sitting", plain(sitting.clone())), ("due", plain(date.to_string()))]
            }
            Self::VoteStarted { heads, due } => {
                vec![("count", plain(heads.to_string())), ("due", plain(due.to_string()))]
            }
            Self::VoteClosed { early } => vec![("early", plain(early.to_string()))],
            Self::MinutesPosted { result } => vec![("result", plain(result.code().to_owned()))],
            Self::FinalStatusSet { status } => vec![("status", plain(status.code().to_owned()))],
            _ => Vec::new(),
        }
    }
}

/// The names of units in each language.
fn joined(units: &[(UnitId, LocalizedText)]) -> LocalizedText {
    let all = |pick: fn(&LocalizedText) -> &String| {
        units.iter().map(|(_, name)| pick(name).as_str()).filter(|n| !n.is_empty()).collect::<Vec<_>>().join(", ")
    };
    LocalizedText::new(all(|n| &n.kk), all(|n| &n.ru), all(|n| &n.en))
}
