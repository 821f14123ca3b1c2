//! What the card offers to whom, by the state of version and body: the same letters as in `policy`, without reading.

use crate::sample::{B, C, approval, dossier, people, version};
use orda_drafts::{BodyState, Settings, VersionState, offers::offers};

fn offered(name: &str, state: VersionState, body: Option<BodyState>) -> String {
    let mut version = version(state);
    if let Some(body) = body {
        version.approvals = vec![approval(B, body), approval(C, BodyState::UnderReview)];
    }
    let actor = people().into_iter().find(|(n, _)| *n == name).expect("somebody of that name").1;
    let dossier = dossier(version);
    let found = offers(&actor, &dossier, &Settings::default());
    let of_b = found.into_iter().filter(|o| o.body.is_none_or(|b| b == B));
    of_b.map(|o| o.action.code()).collect::<Vec<_>>().join(" ")
}

/// Before and after the bodies' work.
#[test]
fn by_the_state_of_the_version() {
    for (name, state, expected) in [
        ("head A", VersionState::Prepared, "sign"),
        ("drafter A", VersionState::Prepared, "change"),
        ("head A", VersionState::SignedByDrafter, ""),
        ("drafter A", VersionState::SignedByDrafter, "send change"),
        ("drafter A", VersionState::ApprovedByAll, "send_to_chancellery post_version"),
        ("drafter A", VersionState::AtChancellery, ""),
        ("officer", VersionState::AtChancellery, "check"),
        ("drafter A", VersionState::RejectedByChancellery, "post_version"),
        ("officer", VersionState::RejectedByChancellery, ""),
        ("officer", VersionState::UnderChancelleryConsideration, "pass_to_units put_on_agenda start_vote"),
        ("unit 1", VersionState::UnderChancelleryConsideration, "give_opinion"),
        ("unit 2", VersionState::UnderChancelleryConsideration, ""),
        ("drafter A", VersionState::UnderChancelleryConsideration, ""),
        ("officer", VersionState::AtGovernmentMeeting, "start_vote"),
        ("unit 1", VersionState::AtGovernmentMeeting, ""),
        ("officer", VersionState::VotingInAbsentia, "put_on_agenda view_vote close_vote"),
        ("head B", VersionState::VotingInAbsentia, "cast_vote"),
        ("acting B", VersionState::VotingInAbsentia, "cast_vote"),
        ("second B", VersionState::VotingInAbsentia, ""),
        ("head C", VersionState::VotingInAbsentia, ""),
        ("officer", VersionState::VotingInAbsentiaClosed, "put_on_agenda view_vote"),
        ("head B", VersionState::VotingInAbsentiaClosed, "view_vote"),
        ("drafter A", VersionState::VotingInAbsentiaClosed, ""),
        ("officer", VersionState::MinutesPosted, "set_final_status"),
        ("head B", VersionState::MinutesPosted, ""),
        ("officer", VersionState::Accepted, ""),
        ("officer", VersionState::NotAccepted, ""),
        ("drafter A", VersionState::Accepted, ""),
        ("drafter A", VersionState::NotAccepted, ""),
        ("drafter A", VersionState::Superseded, ""),
        ("head B", VersionState::Superseded, ""),
        ("named B", VersionState::Superseded, ""),
        ("head B", VersionState::ApprovedByAll, ""),
    ] {
        assert_eq!(offered(name, state, None), expected, "{name} in {state:?}");
    }
}

/// While the bodies work, by the state of body B.
#[test]
fn by_the_state_of_the_body() {
    use BodyState::{
        Approved, LetterSent, NotDelivered, Refused, Registered, RepresentativeNamed, UnderReview, WithHead,
    };
    for (name, state, expected) in [
        ("drafter A", NotDelivered, "resend post_version prolong"),
        ("head B", NotDelivered, ""),
        ("clerk B", LetterSent, "register"),
        ("head B", LetterSent, ""),
        ("clerk B", Registered, "pass_to_head"),
        ("clerk B", WithHead, ""),
        ("head B", WithHead, "name_representatives"),
        ("head B", RepresentativeNamed, "name_representatives"),
        ("named B", RepresentativeNamed, "remark"),
        ("head B", UnderReview, "name_representatives approve refuse"),
        ("named B", UnderReview, "remark"),
        ("unnamed B", UnderReview, ""),
        ("head C", UnderReview, ""),
        ("head B", Approved, ""),
        ("named B", Approved, ""),
        ("drafter A", Approved, "post_version"),
        ("head B", Refused, "send_refusal_letter edit_protocol"),
        ("named B", Refused, "edit_protocol"),
        ("drafter A", Refused, "edit_protocol post_version chase"),
        ("head A", Refused, "edit_protocol"),
    ] {
        assert_eq!(offered(name, VersionState::OnApproval, Some(state)), expected, "{name}, B {state:?}");
    }
}
