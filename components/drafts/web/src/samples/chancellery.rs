//! The Chancellery's part: checks, units, a vote, sittings, minutes.

use super::{body, body_id, draft_id, files, now, term, title, today, uuid, who};
use orda_base::{LocalizedText, PersonId, UnitId};
use orda_drafts::*;
use orda_signatures::SignatureId;

/// Everything there can be, with the votes of others seen.
pub(crate) fn consideration() -> ConsiderationView {
    let check = |part, complies| Check {
        part,
        complies,
        remarks: if complies {
            String::new()
        } else {
            "Деректемелер толық емес.\nТүзету қажет.".into()
        },
        points: CHECK_POINTS
            .into_iter()
            .filter(|(of, _)| *of == part)
            .map(|(part, code)| CheckedPoint {
                point: CheckPoint { part, code: code.into(), text: None },
                met: complies,
            })
            .chain([CheckedPoint {
                point: CheckPoint {
                    part,
                    code: "own".into(),
                    text: Some(LocalizedText::new("Өз талабы", "Свой пункт", "Own point")),
                },
                met: complies,
            }])
            .collect(),
        by: who(1),
        at: now(),
    };
    let unit = PassedUnit { unit: UnitId::from_uuid(uuid(500)), name: unit_name(), by: who(1), at: now() };
    let opinion =
        Opinion { unit: unit.unit, by: who(1), at: now(), text: "Ескерту жоқ.\nҚолдаймыз.".into() };
    ConsiderationView {
        checks: vec![check(CheckPart::Regulations, true), check(CheckPart::Records, false)],
        rejection: Some(Rejection {
            by: who(1),
            at: now(),
            reason: "Қол қойылмаған.\nТолықтыру қажет.".into(),
            letter: LetterId::from_uuid(uuid(70)),
        }),
        units: vec![UnitLine { unit: unit.clone(), opinions: vec![opinion] }, UnitLine { unit, opinions: Vec::new() }],
        agenda: Some(OnAgenda { sitting: sitting_id(), number: "44".into(), date: today(), by: who(1), at: now() }),
        vote: Some(vote(true)),
        minutes: Some(InMinutes {
            sitting: sitting_id(),
            result: SittingResult::Accepted,
            note: "Қабылдансын.".into(),
            by: who(1),
            at: now(),
        }),
        outcome: Some(Outcome { status: FinalStatus::NotAccepted, by: who(1), at: now(), ground: "Негіз".into() }),
    }
}

fn unit_name() -> LocalizedText {
    LocalizedText::new("Заң бөлімі", "Юридический отдел", "Legal unit")
}

pub(crate) fn sitting_id() -> SittingId {
    SittingId::from_uuid(uuid(600))
}

/// A vote of four heads: for, against, one whose signature does not hold, one who has not voted; `closed` ones are seen by
/// all who voted, open ones only by the control officer.
pub(crate) fn vote(closed: bool) -> VoteView {
    let line = |n: usize, value: Option<VoteValue>, holds: bool| VoterLine {
        person: PersonId::from_uuid(uuid(n as u128)),
        name: "Ахметов Дәулет Серікұлы".into(),
        body: body(n),
        ballot: value.map(|value| Ballot {
            value,
            by: Who { acting_for: (n == 2).then(|| PersonId::from_uuid(uuid(9))), ..who(n) },
            at: now(),
            signature: SignatureId::from_uuid(uuid(60)),
        }),
        signature_holds: value.map(|_| holds),
    };
    VoteView {
        id: VoteId::from_uuid(uuid(700)),
        started_by: who(1),
        started_at: now(),
        term: term(today(), TermStatus::Near),
        closed: closed.then(|| Closing { by: Some(who(1)), at: now() }),
        voters: vec![
            line(1, Some(VoteValue::Support), true),
            line(2, Some(VoteValue::Against), true),
            line(3, Some(VoteValue::Support), false),
            line(4, None, true),
        ],
        tally: Some(Tally { support: 2, against: 1, silent: 1 }),
    }
}

/// The vote as a listed head sees it while it is open: the own value only.
pub(crate) fn hidden_vote() -> VoteView {
    let mut vote = vote(false);
    vote.tally = None;
    for line in vote.voters.iter_mut().skip(1) {
        (line.ballot, line.signature_holds) = (None, None);
    }
    vote
}

pub(crate) fn heads() -> Vec<HeadChoice> {
    let one = |n: usize| HeadChoice {
        person: PersonRef {
            id: PersonId::from_uuid(uuid(n as u128)),
            name: "Ахметов Дәулет".into(),
            position: title(),
        },
        body: body(n),
        approving: n.is_multiple_of(2),
    };
    (1..=4).map(one).collect()
}

pub(crate) fn units() -> Vec<UnitChoice> {
    let one = |n: u128| UnitChoice { id: UnitId::from_uuid(uuid(n)), name: unit_name(), has_it: n == 500 };
    vec![one(500), one(501)]
}

pub(crate) fn sitting(state: SittingState) -> SittingView {
    let deed = || Deed { by: who(1), at: now() };
    let over = state != SittingState::Planned;
    let posted = state == SittingState::MinutesPosted;
    let result =
        DraftResult { draft: draft_id(), result: SittingResult::Accepted, note: "Қабылдансын.".into() };
    SittingView {
        sitting: Sitting {
            id: sitting_id(),
            chancellery: body_id(1),
            number: "44".into(),
            date: today(),
            place: "Астана, Үкімет үйі".into(),
            state,
            agenda: vec![draft_id()],
            files: None,
            made_by: who(1),
            made_at: now(),
            ended: over.then(deed),
            posted: posted.then(deed),
            results: if posted { vec![result.clone()] } else { Vec::new() },
        },
        agenda: vec![AgendaLine {
            draft: draft_id(),
            number: "НҚА-2026-000123".into(),
            version: 2,
            title: title(),
            body: body(2),
            state: VersionState::AtGovernmentMeeting,
            tally: Some(Tally { support: 2, against: 1, silent: 1 }),
            result: posted.then_some(result),
        }],
        files: if over { files() } else { Vec::new() },
    }
}

pub(crate) fn minutes() -> MinutesView {
    MinutesView {
        sitting: sitting_id(),
        number: "44".into(),
        date: today(),
        place: "Астана".into(),
        by: who(1),
        at: now(),
        result: SittingResult::NotAccepted,
        note: "Пысықтау қажет.".into(),
        files: files(),
    }
}
