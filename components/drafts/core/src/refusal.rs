//! Why something about a draft is refused. Every reason has a stable code, which is also the key of its text, and names
//! the rule of the law behind it.

use orda_base::{Error, Refusal};

/// A rule said no; nothing was changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DraftRefusal {
    /// The version is not in a state in which that can be done; `state` is its code.
    WrongState {
        /// Code of the state the version is in.
        state: &'static str,
    },
    /// The version was sent for approval: what it consists of can only change in a new version (385-13-b, 385-18-b).
    NewVersionNeeded,
    /// The list of approving bodies is empty (385-13-b).
    NoApprovingBodies,
    /// The head of the drafting body has not signed (385-14).
    Unsigned,
    /// The version is signed already (385-14).
    AlreadySigned,
    /// The version was sent for approval already (385-15-d).
    AlreadySent,
    /// The text of the letter lacks the link to the draft (385-15).
    LinkMissing,
    /// Requisites of the letter are empty; `fields` are their codes, parted by commas (385-15-b).
    RequisiteMissing {
        /// Codes of the empty requisites.
        fields: String,
    },
    /// A letter carries files of the draft (385-15-c).
    LetterWithFiles,
    /// The letter cannot be delivered: the body takes none at present (385-15-d).
    NotDelivered,
    /// The letter of the body was delivered already (385-15-d).
    AlreadyDelivered,
    /// The letter is registered already, under `number`; the first number stays (385-16).
    AlreadyRegistered {
        /// Number given at the first registration.
        number: String,
    },
    /// The letter is not registered yet (385-16-b).
    NotRegistered,
    /// The letter was passed to the head already (385-16-b).
    AlreadyWithHead,
    /// The letter has not been passed to the head yet (385-16-c).
    NotWithHead,
    /// Somebody who is to represent the body is not its employee (385-16-c).
    NotAnEmployee {
        /// Name of the person, where known.
        name: String,
    },
    /// No representative was chosen (385-16-c).
    NoRepresentative,
    /// The head may decide once a representative has been named and has opened the draft (385-16-c, 385-16-e).
    NotUnderReview,
    /// The body has decided on this version already (385-16-f, 385-16-h).
    AlreadyDecided,
    /// The body has `count` remarks that are neither closed nor withdrawn (385-16-f).
    OpenRemarks {
        /// How many.
        count: u32,
    },
    /// A refusal states its reason (385-16-i).
    ReasonMissing,
    /// The letter of the refusal was sent already (385-16-i).
    LetterAlreadySent,
    /// The body has not refused this version (385-16-i, 385-17).
    NotRefused,
    /// The remark is closed or withdrawn.
    RemarkClosed,
    /// Only who made the remark closes or withdraws it.
    NotTheAuthor,
    /// There is a protocol with this body on this version already (385-17).
    ProtocolExists,
    /// Both sides have signed the protocol: it changes no more (385-17-c).
    ProtocolSigned,
    /// This side has signed the protocol in its present wording (385-17-c).
    ProtocolSignedByYou,
    /// The protocol was changed after the other side had signed it: that side signs anew first (385-17-c).
    ProtocolFirstSide,
    /// The protocol has no points, or one lacks the view of a side (385-17).
    ProtocolIncomplete,
    /// There is neither a remark nor a refusal: posting a new version breaks off the approval and must be confirmed
    /// (385-18-b).
    ConfirmBreakOff,
    /// Bodies without an approval signed by their head, named (385-19).
    NotApprovedByAll {
        /// Names of the bodies in the reader's language, parted by commas.
        bodies: String,
        /// How many.
        count: usize,
    },
    /// The approval signature of `body` does not verify any more (385-19).
    SignatureInvalid {
        /// Name of the body in the reader's language.
        body: String,
    },
    /// The draft is at the Chancellery already (385-19-b).
    AlreadyAtChancellery,
    /// No state body is entered as the Chancellery of the Prime Minister.
    NoChancellery,
    /// The stored text or files differ from what was signed (385-59-b).
    Breach,
    /// A newer version was posted: this one can be read but not acted upon (385-16-e).
    Superseded {
        /// Number of the newest version.
        current: u32,
    },
    /// It was not confirmed that the document holds no state secrets (385-3).
    SecretsNotConfirmed,
    /// Somebody else has changed the version since the form was begun (385-6-5).
    ChangedMeanwhile {
        /// Who.
        name: String,
    },
    /// The draft was withdrawn already (385-3).
    AlreadyWithdrawn,
    /// The term is not longer than the one in force (385-16-j).
    TermNotProlonged,
    /// The body was reminded on this working day already.
    AlreadyChased,
    /// More forms in progress than one person may have.
    TooManyPostings {
        /// The limit.
        limit: usize,
    },
    /// More remarks on a version than may be.
    TooManyRemarks {
        /// The limit.
        limit: usize,
    },
    /// The message «қабылданған жоқ» states its reason (385-20-f).
    NotAcceptedReasonMissing,
    /// No part of the check has remarks: there is nothing for which to reject the draft (385-20-d).
    NothingFound,
    /// A part of the check has no result; `part` is its code (385-20-c).
    CheckMissing {
        /// Code of the part.
        part: &'static str,
    },
    /// The check has remarks: the draft is not passed on (385-20-g).
    CheckRemarks,
    /// No unit was chosen that does not have the draft already (385-20-g).
    NoUnit,
    /// What was chosen is no active unit of the Chancellery (385-20-g).
    UnknownUnit,
    /// The draft is on the agenda of a sitting already (385-21).
    AlreadyOnAgenda,
    /// The sitting has ended: its agenda changes no more (385-21).
    SittingOver,
    /// The sitting has not ended: there are no minutes yet (385-21).
    SittingNotEnded,
    /// The minutes of the sitting are posted already (385-21).
    MinutesAlreadyPosted,
    /// Drafts of the agenda have no result (385-21-b).
    ResultMissing {
        /// How many.
        count: usize,
    },
    /// The list of heads is empty (385-22-b).
    NoVoters,
    /// Somebody on the list is not recorded as head of a state body (385-22-b).
    NotAHead {
        /// Name of the person, where known.
        name: String,
    },
    /// The head is not on the list of the vote (385-22-b).
    NotListed,
    /// The head has voted; a vote is cast once (385-23).
    AlreadyVoted,
    /// The vote is closed (385-23).
    VoteClosed,
    /// The term of the vote has passed (385-22, 385-23).
    VoteTermPassed {
        /// Its last day.
        due: orda_base::Date,
    },
    /// The vote in absentia is still going on (385-25-b).
    VoteOpen,
    /// The minutes are not posted (385-25).
    MinutesMissing,
    /// The status contradicts the vote or the minutes, and no ground is given (385-25-b).
    GroundMissing,
}

impl DraftRefusal {
    /// Stable code and key of the text.
    pub const fn code(&self) -> &'static str {
        self.parts().0
    }

    /// Every code, so that the texts can be checked for completeness.
    pub const CODES: [&'static str; 64] = [
        "drafts-refusal-wrong-state",
        "drafts-refusal-new-version-needed",
        "drafts-refusal-no-approving-bodies",
        "drafts-refusal-unsigned",
        "drafts-refusal-already-signed",
        "drafts-refusal-already-sent",
        "drafts-refusal-link-missing",
        "drafts-refusal-requisite-missing",
        "drafts-refusal-letter-with-files",
        "drafts-refusal-not-delivered",
        "drafts-refusal-already-delivered",
        "drafts-refusal-already-registered",
        "drafts-refusal-not-registered",
        "drafts-refusal-already-with-head",
        "drafts-refusal-not-with-head",
        "drafts-refusal-not-an-employee",
        "drafts-refusal-no-representative",
        "drafts-refusal-not-under-review",
        "drafts-refusal-already-decided",
        "drafts-refusal-open-remarks",
        "drafts-refusal-reason-missing",
        "drafts-refusal-letter-already-sent",
        "drafts-refusal-not-refused",
        "drafts-refusal-remark-closed",
        "drafts-refusal-not-the-author",
        "drafts-refusal-protocol-exists",
        "drafts-refusal-protocol-signed",
        "drafts-refusal-protocol-signed-by-you",
        "drafts-refusal-protocol-first-side",
        "drafts-refusal-protocol-incomplete",
        "drafts-refusal-confirm-break-off",
        "drafts-refusal-not-approved-by-all",
        "drafts-refusal-signature-invalid",
        "drafts-refusal-already-at-chancellery",
        "drafts-refusal-no-chancellery",
        "drafts-refusal-breach",
        "drafts-refusal-superseded",
        "drafts-refusal-secrets-not-confirmed",
        "drafts-refusal-changed-meanwhile",
        "drafts-refusal-already-withdrawn",
        "drafts-refusal-term-not-prolonged",
        "drafts-refusal-already-chased",
        "drafts-refusal-too-many-postings",
        "drafts-refusal-too-many-remarks",
        "drafts-refusal-not-accepted-reason",
        "drafts-refusal-nothing-found",
        "drafts-refusal-check-missing",
        "drafts-refusal-check-remarks",
        "drafts-refusal-no-unit",
        "drafts-refusal-unknown-unit",
        "drafts-refusal-already-on-agenda",
        "drafts-refusal-sitting-over",
        "drafts-refusal-sitting-not-ended",
        "drafts-refusal-minutes-already-posted",
        "drafts-refusal-result-missing",
        "drafts-refusal-no-voters",
        "drafts-refusal-not-a-head",
        "drafts-refusal-not-listed",
        "drafts-refusal-already-voted",
        "drafts-refusal-vote-closed",
        "drafts-refusal-vote-term-passed",
        "drafts-refusal-vote-open",
        "drafts-refusal-minutes-missing",
        "drafts-refusal-ground-missing",
    ];

    /// Code and rule.
    const fn parts(&self) -> (&'static str, &'static str) {
        match self {
            Self::WrongState { .. } => ("drafts-refusal-wrong-state", "385-13"),
            Self::NewVersionNeeded => ("drafts-refusal-new-version-needed", "385-18-b"),
            Self::NoApprovingBodies => ("drafts-refusal-no-approving-bodies", "385-13-b"),
            Self::Unsigned => ("drafts-refusal-unsigned", "385-14"),
            Self::AlreadySigned => ("drafts-refusal-already-signed", "385-14"),
            Self::AlreadySent => ("drafts-refusal-already-sent", "385-15-d"),
            Self::LinkMissing => ("drafts-refusal-link-missing", "385-15"),
            Self::RequisiteMissing { .. } => ("drafts-refusal-requisite-missing", "385-15-b"),
            Self::LetterWithFiles => ("drafts-refusal-letter-with-files", "385-15-c"),
            Self::NotDelivered => ("drafts-refusal-not-delivered", "385-15-d"),
            Self::AlreadyDelivered => ("drafts-refusal-already-delivered", "385-15-d"),
            Self::AlreadyRegistered { .. } => ("drafts-refusal-already-registered", "385-16"),
            Self::NotRegistered => ("drafts-refusal-not-registered", "385-16-b"),
            Self::AlreadyWithHead => ("drafts-refusal-already-with-head", "385-16-b"),
            Self::NotWithHead => ("drafts-refusal-not-with-head", "385-16-c"),
            Self::NotAnEmployee { .. } => ("drafts-refusal-not-an-employee", "385-16-c"),
            Self::NoRepresentative => ("drafts-refusal-no-representative", "385-16-c"),
            Self::NotUnderReview => ("drafts-refusal-not-under-review", "385-16-c"),
            Self::AlreadyDecided => ("drafts-refusal-already-decided", "385-16-f"),
            Self::OpenRemarks { .. } => ("drafts-refusal-open-remarks", "385-16-f"),
            Self::ReasonMissing => ("drafts-refusal-reason-missing", "385-16-i"),
            Self::LetterAlreadySent => ("drafts-refusal-letter-already-sent", "385-16-i"),
            Self::NotRefused => ("drafts-refusal-not-refused", "385-17"),
            Self::RemarkClosed => ("drafts-refusal-remark-closed", "385-18"),
            Self::NotTheAuthor => ("drafts-refusal-not-the-author", "385-16-d"),
            Self::ProtocolExists => ("drafts-refusal-protocol-exists", "385-17"),
            Self::ProtocolSigned => ("drafts-refusal-protocol-signed", "385-17-c"),
            Self::ProtocolSignedByYou => ("drafts-refusal-protocol-signed-by-you", "385-17-c"),
            Self::ProtocolFirstSide => ("drafts-refusal-protocol-first-side", "385-17-c"),
            Self::ProtocolIncomplete => ("drafts-refusal-protocol-incomplete", "385-17"),
            Self::ConfirmBreakOff => ("drafts-refusal-confirm-break-off", "385-18-b"),
            Self::NotApprovedByAll { .. } => ("drafts-refusal-not-approved-by-all", "385-19"),
            Self::SignatureInvalid { .. } => ("drafts-refusal-signature-invalid", "385-19"),
            Self::AlreadyAtChancellery => ("drafts-refusal-already-at-chancellery", "385-19-b"),
            Self::NoChancellery => ("drafts-refusal-no-chancellery", "385-19-b"),
            Self::Breach => ("drafts-refusal-breach", "385-59-b"),
            Self::Superseded { .. } => ("drafts-refusal-superseded", "385-16-e"),
            Self::SecretsNotConfirmed => ("drafts-refusal-secrets-not-confirmed", "385-3"),
            Self::ChangedMeanwhile { .. } => ("drafts-refusal-changed-meanwhile", "385-6-5"),
            Self::AlreadyWithdrawn => ("drafts-refusal-already-withdrawn", "385-3"),
            Self::TermNotProlonged => ("drafts-refusal-term-not-prolonged", "385-16-j"),
            Self::AlreadyChased => ("drafts-refusal-already-chased", "385-11"),
            Self::TooManyPostings { .. } => ("drafts-refusal-too-many-postings", "385-13"),
            Self::TooManyRemarks { .. } => ("drafts-refusal-too-many-remarks", "385-16-d"),
            Self::NotAcceptedReasonMissing => ("drafts-refusal-not-accepted-reason", "385-20-f"),
            Self::NothingFound => ("drafts-refusal-nothing-found", "385-20-d"),
            Self::CheckMissing { .. } => ("drafts-refusal-check-missing", "385-20-c"),
            Self::CheckRemarks => ("drafts-refusal-check-remarks", "385-20-g"),
            Self::NoUnit => ("drafts-refusal-no-unit", "385-20-g"),
            Self::UnknownUnit => ("drafts-refusal-unknown-unit", "385-20-g"),
            Self::AlreadyOnAgenda => ("drafts-refusal-already-on-agenda", "385-21"),
            Self::SittingOver => ("drafts-refusal-sitting-over", "385-21"),
            Self::SittingNotEnded => ("drafts-refusal-sitting-not-ended", "385-21"),
            Self::MinutesAlreadyPosted => ("drafts-refusal-minutes-already-posted", "385-21"),
            Self::ResultMissing { .. } => ("drafts-refusal-result-missing", "385-21-b"),
            Self::NoVoters => ("drafts-refusal-no-voters", "385-22-b"),
            Self::NotAHead { .. } => ("drafts-refusal-not-a-head", "385-22-b"),
            Self::NotListed => ("drafts-refusal-not-listed", "385-22-b"),
            Self::AlreadyVoted => ("drafts-refusal-already-voted", "385-23"),
            Self::VoteClosed => ("drafts-refusal-vote-closed", "385-23"),
            Self::VoteTermPassed { .. } => ("drafts-refusal-vote-term-passed", "385-23"),
            Self::VoteOpen => ("drafts-refusal-vote-open", "385-25-b"),
            Self::MinutesMissing => ("drafts-refusal-minutes-missing", "385-25"),
            Self::GroundMissing => ("drafts-refusal-ground-missing", "385-25-b"),
        }
    }
}

impl From<DraftRefusal> for Refusal {
    fn from(refusal: DraftRefusal) -> Self {
        let (code, rule) = refusal.parts();
        let plain = Self::new(code).rule(rule);
        match refusal {
            DraftRefusal::WrongState { state } => plain.with("state", state),
            DraftRefusal::RequisiteMissing { fields } => plain.with("fields", fields),
            DraftRefusal::AlreadyRegistered { number } => plain.with("number", number),
            DraftRefusal::NotAnEmployee { name }
            | DraftRefusal::NotAHead { name }
            | DraftRefusal::ChangedMeanwhile { name } => plain.with("name", name),
            DraftRefusal::OpenRemarks { count } => plain.with("count", count),
            DraftRefusal::NotApprovedByAll { bodies, count } => plain.with("bodies", bodies).with("count", count),
            DraftRefusal::SignatureInvalid { body } => plain.with("body", body),
            DraftRefusal::Superseded { current } => plain.with("current", current),
            DraftRefusal::TooManyPostings { limit } | DraftRefusal::TooManyRemarks { limit } => {
                plain.with("limit", limit)
            }
            DraftRefusal::CheckMissing { part } => plain.with("part", part),
            DraftRefusal::ResultMissing { count } => plain.with("count", count),
            DraftRefusal::VoteTermPassed { due } => plain.with("due", due),
            _ => plain,
        }
    }
}

impl From<DraftRefusal> for Error {
    fn from(refusal: DraftRefusal) -> Self {
        Refusal::from(refusal).into()
    }
}
