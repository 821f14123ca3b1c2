//! Everything one can do with a draft.

use serde::{Deserialize, Serialize};

/// An action on a draft; `policy::may` says who, the state machine says when. Message keys: `drafts-action-<code>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Action {
    /// Read a version with everything that belongs to it.
    Read,
    /// Sign as head of the drafting body (385-14).
    Sign,
    /// Send the cover letters (385-15-d).
    Send,
    /// Hand a letter over again that could not be delivered (385-15-d).
    Resend,
    /// Register the letter (385-16).
    Register,
    /// Pass the letter to the head (385-16-b).
    PassToHead,
    /// Name representatives (385-16-c).
    NameRepresentatives,
    /// Make a remark (385-16-d).
    Remark,
    /// Close or withdraw an own remark.
    SettleRemark,
    /// Answer a remark (385-18).
    AnswerRemark,
    /// Approve as head of an approving body (385-16-f).
    Approve,
    /// Refuse as head of an approving body (385-16-h).
    Refuse,
    /// Send the official letter with the reason (385-16-i).
    SendRefusalLetter,
    /// Give a body more time (385-16-j).
    Prolong,
    /// Remind whoever must act in a body that it is waited for (385-11).
    Chase,
    /// Draw up or change a protocol of disagreements (385-17).
    EditProtocol,
    /// Sign a protocol as head of one of its sides (385-17-c).
    SignProtocol,
    /// Change a version that was not sent (385-13, 385-14).
    Change,
    /// Post a new version (385-18-b).
    PostVersion,
    /// Send to the Chancellery (385-19-b).
    SendToChancellery,
    /// Record the result of a part of the check (385-20-b, 385-20-c).
    Check,
    /// Set the mark of rejection of the Chancellery (385-20-d).
    RejectByChancellery,
    /// Pass the draft to structural units of the Chancellery (385-20-g).
    PassToUnits,
    /// Give the opinion of a unit of the Chancellery (385-20-g).
    GiveOpinion,
    /// Put the draft on the agenda of a sitting of the Government (385-21).
    PutOnAgenda,
    /// Start a vote in absentia (385-22).
    StartVote,
    /// Vote in absentia as a listed head (385-23).
    CastVote,
    /// Close the vote in absentia (385-24).
    CloseVote,
    /// See the results of the vote in absentia (385-24).
    ViewVote,
    /// Post the minutes of the sitting (385-21, 385-25).
    PostMinutes,
    /// Set the final status (385-25-b).
    SetFinalStatus,
}

impl Action {
    /// Every action; what is to be done next comes before what may be done besides.
    pub const ALL: [Self; 31] = [
        Self::Read,
        Self::Sign,
        Self::SendToChancellery,
        Self::RejectByChancellery,
        Self::PassToUnits,
        Self::Check,
        Self::CastVote,
        Self::GiveOpinion,
        Self::SetFinalStatus,
        Self::PostMinutes,
        Self::PutOnAgenda,
        Self::StartVote,
        Self::ViewVote,
        Self::CloseVote,
        Self::Send,
        Self::Resend,
        Self::Register,
        Self::PassToHead,
        Self::NameRepresentatives,
        Self::Approve,
        Self::Refuse,
        Self::SendRefusalLetter,
        Self::SignProtocol,
        Self::AnswerRemark,
        Self::Remark,
        Self::SettleRemark,
        Self::EditProtocol,
        Self::PostVersion,
        Self::Change,
        Self::Prolong,
        Self::Chase,
    ];

    /// Stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Sign => "sign",
            Self::Send => "send",
            Self::Resend => "resend",
            Self::Register => "register",
            Self::PassToHead => "pass_to_head",
            Self::NameRepresentatives => "name_representatives",
            Self::Remark => "remark",
            Self::SettleRemark => "settle_remark",
            Self::AnswerRemark => "answer_remark",
            Self::Approve => "approve",
            Self::Refuse => "refuse",
            Self::SendRefusalLetter => "send_refusal_letter",
            Self::Prolong => "prolong",
            Self::Chase => "chase",
            Self::EditProtocol => "edit_protocol",
            Self::SignProtocol => "sign_protocol",
            Self::Change => "change",
            Self::PostVersion => "post_version",
            Self::SendToChancellery => "send_to_chancellery",
            Self::Check => "check",
            Self::RejectByChancellery => "reject_by_chancellery",
            Self::PassToUnits => "pass_to_units",
            Self::GiveOpinion => "give_opinion",
            Self::PutOnAgenda => "put_on_agenda",
            Self::StartVote => "start_vote",
            Self::CastVote => "cast_vote",
            Self::CloseVote => "close_vote",
            Self::ViewVote => "view_vote",
            Self::PostMinutes => "post_minutes",
            Self::SetFinalStatus => "set_final_status",
        }
    }
}
