//! States as tags: a word, and a colour that says the same.

use super::label;
use maud::{Markup, html};
use orda_drafts::{BodyLine, BodyState, ProtocolState, RemarkState, TermStatus, VersionState};
use orda_web::{Ui, parts, parts::Colour};

/// Colour of the state of a version.
pub(crate) const fn colour(state: VersionState) -> Colour {
    match state {
        VersionState::SignedByDrafter | VersionState::VotingInAbsentiaClosed => Colour::Turquoise,
        VersionState::OnApproval | VersionState::VotingInAbsentia => Colour::Blue,
        VersionState::RemarksReceived => Colour::Yellow,
        VersionState::ApprovedByAll | VersionState::Accepted => Colour::Green,
        VersionState::AtChancellery
        | VersionState::UnderChancelleryConsideration
        | VersionState::AtGovernmentMeeting
        | VersionState::MinutesPosted => Colour::Purple,
        VersionState::RejectedByChancellery | VersionState::NotAccepted => Colour::Red,
        _ => Colour::Grey,
    }
}

/// The state of a version.
pub(crate) fn version(ui: &Ui, state: VersionState) -> Markup {
    parts::tag(&label(ui, "drafts-state", state.code()), colour(state))
}

/// The state of one approving body: its own, "no answer" once the term has passed, or "not sent".
pub(crate) fn body(ui: &Ui, line: &BodyLine) -> Markup {
    let Some(approval) = &line.approval else {
        return parts::tag(ui.t("drafts-body-state-not_sent"), Colour::Grey);
    };
    let colour = match approval.state {
        BodyState::NotDelivered | BodyState::Refused => Colour::Red,
        BodyState::LetterSent => Colour::Grey,
        BodyState::Registered => Colour::Turquoise,
        BodyState::WithHead => Colour::Purple,
        BodyState::RepresentativeNamed | BodyState::UnderReview => Colour::Blue,
        BodyState::Approved => Colour::Green,
    };
    let silent = line.term.as_ref().is_some_and(|t| t.status == TermStatus::Overdue);
    html! {
        (parts::tag(&label(ui, "drafts-body-state", approval.state.code()), colour))
        @if silent { " " (parts::tag(ui.t("drafts-body-state-no_answer"), Colour::Yellow)) }
    }
}

/// The state of a remark.
pub(crate) fn remark(ui: &Ui, state: RemarkState) -> Markup {
    let colour = match state {
        RemarkState::Open => Colour::Yellow,
        RemarkState::Answered => Colour::Blue,
        RemarkState::Closed => Colour::Green,
        RemarkState::Withdrawn => Colour::Grey,
    };
    parts::tag(&label(ui, "drafts-remark-state", state.code()), colour)
}

/// The state of a protocol of disagreements.
pub(crate) fn protocol(ui: &Ui, state: ProtocolState) -> Markup {
    let colour = match state {
        ProtocolState::Prepared => Colour::Grey,
        ProtocolState::SignedByOne => Colour::Yellow,
        ProtocolState::SignedByBoth => Colour::Green,
    };
    html! {
        (parts::tag(&label(ui, "drafts-protocol-state", state.code()), colour))
        @if state == ProtocolState::SignedByOne { " " span.govuk-hint { (ui.t("drafts-protocol-state-waiting")) } }
    }
}
