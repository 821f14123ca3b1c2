//! Cards.

use super::{body, body_id, draft_id, now, term, title, today, uuid, who};
use orda_base::{BodyId, Date};
use orda_drafts::*;
use orda_signatures::SignatureId;

/// One line in this state; even numbers are overdue.
pub(crate) fn line(n: usize, state: BodyState) -> BodyLine {
    let counted = TermCount { from: Date::constant(2026, 11, 9), days: 10 };
    let mut approval = BodyApproval::sent(
        body_id(n as u128),
        LetterId::from_uuid(uuid(70)),
        true,
        Date::constant(2026, 11, 27),
        counted,
        now(),
    );
    approval.state = state;
    if state != BodyState::LetterSent {
        approval.registration =
            Some(Registration { number: "12-03/1542".into(), date: today(), by: who(n), at: now() });
    }
    if state.is_decided() {
        approval.decision = Some(Decision { by: who(n), at: now(), signature: None, late: true, personal: false });
    }
    let status = if n.is_multiple_of(2) && !state.is_decided() { TermStatus::Overdue } else { TermStatus::Running };
    BodyLine {
        body: body(n),
        letter_outstanding: approval.letter_outstanding(),
        approval: Some(approval),
        term: Some(term(Date::constant(2026, 11, 20), status)),
        with: vec!["Сейітова Айгүл Маратқызы".into()],
        open_remarks: u32::from(state == BodyState::UnderReview) * 2,
        protocol: (state == BodyState::Refused).then_some(ProtocolState::SignedByOne),
        may_chase: state == BodyState::WithHead,
    }
}

/// A card on approval: a refusal with a protocol, an approval, and two bodies at work; seen at an older version.
pub(crate) fn card() -> Card {
    let all_offers = Action::ALL.into_iter().map(|action| Offer { action, body: offered_for(action) }).collect();
    let progress = Progress { approved: 1, refused: 1, total: 4 };
    let version = |number, state| VersionLine { number, state, posted_by: who(1), posted_at: now(), progress };
    Card {
        draft: draft_id(),
        number: "НҚА-2026-000123".into(),
        version: 2,
        current: 3,
        readable: 3,
        state: VersionState::OnApproval,
        title: title(),
        kind: ActKind::Law,
        body: body(1),
        posted_by: who(1),
        posted_at: now(),
        signed: Some(Signed { by: who(1), at: now(), signature: SignatureId::from_uuid(uuid(60)) }),
        sent_at: Some(now()),
        chancellery_at: Some(now()),
        term_days: 10,
        progress,
        bodies: vec![
            line(2, BodyState::Refused),
            line(3, BodyState::UnderReview),
            line(4, BodyState::LetterSent),
            line(1, BodyState::Approved),
        ],
        primary: Some(Offer { action: Action::Approve, body: Some(body_id(2)) }),
        offers: all_offers,
        versions: vec![
            version(3, VersionState::Prepared),
            version(2, VersionState::Superseded),
            version(1, VersionState::Superseded),
        ],
        open_remarks: 2,
        remarks: 3,
        protocols: vec![protocol_line()],
        integrity: Integrity::Breached(vec!["text-kk".into()]),
        missing: [
            MissingWhy::NoDecision,
            MissingWhy::Refused,
            MissingWhy::RefusedWithProtocol,
            MissingWhy::SignatureInvalid,
        ]
        .into_iter()
        .map(|why| Missing { body: body(2), why })
        .collect(),
        consideration: super::consideration(),
    }
}

fn offered_for(action: Action) -> Option<BodyId> {
    match action {
        Action::Sign
        | Action::Send
        | Action::SendToChancellery
        | Action::Change
        | Action::PostVersion
        | Action::Read
        | Action::Check
        | Action::RejectByChancellery
        | Action::PassToUnits
        | Action::GiveOpinion
        | Action::PutOnAgenda
        | Action::StartVote
        | Action::ViewVote
        | Action::CloseVote
        | Action::PostMinutes
        | Action::SetFinalStatus => None,
        _ => Some(body_id(2)),
    }
}

/// A card that was only posted.
pub(crate) fn prepared_card() -> Card {
    let mut card = card();
    for line in &mut card.bodies {
        (line.approval, line.term) = (None, None);
    }
    Card {
        version: 3,
        state: VersionState::SignedByDrafter,
        signed: None,
        sent_at: None,
        chancellery_at: None,
        primary: None,
        offers: Vec::new(),
        protocols: Vec::new(),
        integrity: Integrity::Intact,
        ..card
    }
}

pub(crate) fn protocol_line() -> ProtocolLine {
    let signature = ProtocolSignature { by: who(1), at: now(), signature: SignatureId::from_uuid(uuid(61)) };
    let point = Point {
        point: "3-тармақ".into(),
        drafter_view: "Қажет".into(),
        approver_view: "Артық".into(),
        outcome: String::new(),
    };
    let protocol = Protocol {
        id: ProtocolId::from_uuid(uuid(80)),
        version: 2,
        drafting_body: body_id(1),
        approving_body: body_id(2),
        wording: 4,
        points: vec![point],
        changed_by: who(1),
        changed_at: now(),
        signed_by_drafter: Some(signature),
        signed_by_approver: None,
        signs_first: None,
    };
    let state = protocol.state();
    ProtocolLine {
        protocol,
        body: body(2),
        state,
        awaiting: Some(Side::Approving),
        may_edit: true,
        may_sign: Some(Side::Approving),
    }
}
