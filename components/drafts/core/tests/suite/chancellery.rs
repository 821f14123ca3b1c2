//! The way through the Chancellery against a small model and against the transitions of the catalogue.

use crate::sample::{B, CHANCELLERY, NOW, OTHER_UNIT, OUTSIDE, UNIT, ballot, day, version, vote, who};
use orda_base::uuid::Uuid;
use orda_base::{LocalizedText, Timestamp};
use orda_drafts::{
    Check, CheckPart, Consideration, DraftRefusal, DraftVersion, FinalStatus, InMinutes, LetterId, OnAgenda, Opinion,
    Outcome, PassedUnit, Rejection, SittingId, SittingResult, VersionState, VoteValue,
};
use proptest::prelude::*;

/// The transitions of the catalogue (`drafts`), by the codes of the states.
const CATALOGUE: [(&str, &str); 24] = [
    ("prepared", "signed_by_drafter"),
    ("signed_by_drafter", "prepared"),
    ("signed_by_drafter", "on_approval"),
    ("on_approval", "approved_by_all"),
    ("on_approval", "remarks_received"),
    ("remarks_received", "approved_by_all"),
    ("remarks_received", "on_approval"),
    ("on_approval", "superseded"),
    ("remarks_received", "superseded"),
    ("approved_by_all", "superseded"),
    ("rejected_by_chancellery", "superseded"),
    ("approved_by_all", "at_chancellery"),
    ("at_chancellery", "rejected_by_chancellery"),
    ("at_chancellery", "under_chancellery_consideration"),
    ("under_chancellery_consideration", "at_government_meeting"),
    ("under_chancellery_consideration", "voting_in_absentia"),
    ("at_government_meeting", "voting_in_absentia"),
    ("voting_in_absentia", "voting_in_absentia_closed"),
    ("at_government_meeting", "minutes_posted"),
    ("voting_in_absentia_closed", "minutes_posted"),
    ("minutes_posted", "accepted"),
    ("minutes_posted", "not_accepted"),
    // Not of the catalogue: a version that all have approved is taken back before it goes to the Chancellery, and both
    // follow from terms and decisions at once.
    ("remarks_received", "remarks_received"),
    ("prepared", "prepared"),
];

/// Is the change of state one of the catalogue? Staying where one is always is.
pub fn is_in_catalogue(from: VersionState, to: VersionState) -> bool {
    from == to || CATALOGUE.contains(&(from.code(), to.code()))
}

#[derive(Debug, Clone, Copy)]
enum Op {
    Check(CheckPart, bool),
    Reject(bool),
    Pass,
    Opinion,
    Agenda,
    StartVote,
    Cast(usize, VoteValue),
    CloseVote,
    Days(i64),
    Minutes(SittingResult),
    Final(FinalStatus, bool),
    Supersede,
}

/// The whole of what matters, as simply as it can be said.
#[derive(Debug, Clone)]
struct Model {
    state: &'static str,
    checks: [Option<bool>; 2],
    units: usize,
    agenda: bool,
    votes: Option<[Option<bool>; 2]>,
    result: Option<bool>,
    days: i64,
}

impl Model {
    fn to(&mut self, from: &[&str], to: &'static str) -> bool {
        let may = from.contains(&self.state);
        if may {
            self.state = to;
        }
        may
    }

    fn contradicts(&self, accepted: bool) -> bool {
        let votes = self.votes.unwrap_or_default();
        let of = |value| votes.iter().filter(|v| **v == Some(value)).count();
        of(!accepted) > of(accepted) || self.result.is_some_and(|r| r != accepted)
    }

    fn apply(&mut self, op: Op) -> bool {
        match op {
            Op::Check(part, complies) => {
                let may = self.state == "at_chancellery";
                if may {
                    self.checks[usize::from(part == CheckPart::Records)] = Some(complies);
                }
                may
            }
            Op::Reject(reason) => {
                let found = self.checks.contains(&Some(false));
                reason && found && self.to(&["at_chancellery"], "rejected_by_chancellery")
            }
            Op::Pass => {
                let passed = self.state == "under_chancellery_consideration" || self.checks == [Some(true); 2];
                let from = ["at_chancellery", "under_chancellery_consideration"];
                let may = passed && self.units < 2 && self.to(&from, "under_chancellery_consideration");
                self.units += usize::from(may);
                may
            }
            Op::Opinion => self.state == "under_chancellery_consideration",
            Op::Agenda => {
                let voted = ["voting_in_absentia", "voting_in_absentia_closed"].contains(&self.state);
                let may =
                    !self.agenda && (voted || self.to(&["under_chancellery_consideration"], "at_government_meeting"));
                self.agenda |= may;
                may
            }
            Op::StartVote => {
                let from = ["under_chancellery_consideration", "at_government_meeting"];
                let may = self.to(&from, "voting_in_absentia");
                if may {
                    self.votes = Some([None; 2]);
                }
                may
            }
            Op::Cast(head, value) => {
                let late = self.days > 7;
                let Some(votes) = self.votes.as_mut().filter(|_| self.state == "voting_in_absentia") else {
                    return false;
                };
                if late || votes[head].is_some() {
                    return false;
                }
                votes[head] = Some(value == VoteValue::Support);
                if votes.iter().all(Option::is_some) {
                    self.state = "voting_in_absentia_closed";
                }
                true
            }
            Op::CloseVote => self.to(&["voting_in_absentia"], "voting_in_absentia_closed"),
            Op::Days(days) => {
                self.days += days;
                true
            }
            Op::Minutes(result) => {
                let may = self.to(&["at_government_meeting", "voting_in_absentia_closed"], "minutes_posted");
                if may {
                    self.result = Some(result == SittingResult::Accepted);
                }
                may
            }
            Op::Final(status, ground) => {
                let accepted = status == FinalStatus::Accepted;
                (ground || !self.contradicts(accepted))
                    && self.to(&["minutes_posted"], if accepted { "accepted" } else { "not_accepted" })
            }
            Op::Supersede => self.to(&["rejected_by_chancellery"], "superseded"),
        }
    }
}

fn apply(version: DraftVersion, op: Op, now: Timestamp) -> Result<DraftVersion, DraftRefusal> {
    let by = who(5, CHANCELLERY);
    let sitting = SittingId::from_uuid(Uuid::from_u128(800));
    match op {
        Op::Check(part, complies) => {
            version.record_check(Check { part, complies, remarks: String::new(), points: Vec::new(), by, at: now })
        }
        Op::Reject(reason) => {
            let reason = if reason { "Себебі" } else { "  " }.to_owned();
            version.reject(Rejection { by, at: now, reason, letter: LetterId::from_uuid(Uuid::from_u128(1)) })
        }
        Op::Pass => {
            let unit = if version.consideration.is_with(UNIT) { OTHER_UNIT } else { UNIT };
            version.pass_to_units(vec![PassedUnit { unit, name: LocalizedText::default(), by, at: now }], now)
        }
        Op::Opinion => version.add_opinion(Opinion { unit: UNIT, by, at: now, text: "Пікір".into() }),
        Op::Agenda => {
            version.put_on_agenda(OnAgenda { sitting, number: "44".into(), date: day("2026-11-24"), by, at: now })
        }
        Op::StartVote => version.start_vote(vote(false)),
        Op::Cast(head, value) => version.cast([B, OUTSIDE][head], ballot(value, now)),
        Op::CloseVote => version.close_vote(by, now),
        Op::Days(_) => Ok(version),
        Op::Minutes(result) => version.post_minutes(InMinutes { sitting, result, note: String::new(), by, at: now }),
        Op::Final(status, ground) => {
            let ground = if ground { "Негіз".to_owned() } else { String::new() };
            version.set_final(Outcome { status, by, at: now, ground })
        }
        Op::Supersede => version.supersede(false, false, now),
    }
}

fn ops() -> impl Strategy<Value = Vec<Op>> {
    let part = prop_oneof![Just(CheckPart::Regulations), Just(CheckPart::Records)];
    let value = prop_oneof![Just(VoteValue::Support), Just(VoteValue::Against)];
    let result = prop_oneof![Just(SittingResult::Accepted), Just(SittingResult::NotAccepted)];
    let status = prop_oneof![Just(FinalStatus::Accepted), Just(FinalStatus::NotAccepted)];
    // Steps forward come more often than others, so that sequences get somewhere.
    let op = prop_oneof![
        6 => (part, prop::bool::weighted(0.8)).prop_map(|(p, c)| Op::Check(p, c)),
        1 => any::<bool>().prop_map(Op::Reject),
        4 => Just(Op::Pass),
        1 => Just(Op::Opinion),
        2 => Just(Op::Agenda),
        2 => Just(Op::StartVote),
        4 => (0..2_usize, value).prop_map(|(h, v)| Op::Cast(h, v)),
        1 => Just(Op::CloseVote),
        1 => (0..5_i64).prop_map(Op::Days),
        2 => result.prop_map(Op::Minutes),
        2 => (status, any::<bool>()).prop_map(|(s, g)| Op::Final(s, g)),
        1 => Just(Op::Supersede),
    ];
    prop::collection::vec(op, 0..60)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1024, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever is tried in whatever order: allowed exactly when the model allows it, every change of state is one of the
    /// catalogue, a refusal changes nothing, and after the final status nothing does.
    #[test]
    fn agrees_with_the_model(ops in ops()) {
        let mut version = version(VersionState::AtChancellery);
        let mut model = Model {
            state: "at_chancellery", checks: [None; 2], units: 0, agenda: false, votes: None, result: None, days: 0,
        };
        for op in ops {
            let before = version.clone();
            let now = NOW.plus_seconds(model.days * 86_400);
            let allowed = model.apply(op);
            match apply(version, op, now) {
                Ok(next) => {
                    prop_assert!(allowed, "{op:?} was allowed in {:?}", before.state);
                    version = next;
                }
                Err(refusal) => {
                    prop_assert!(!allowed, "{op:?} was refused in {:?}: {refusal:?}", before.state);
                    version = before.clone();
                }
            }
            prop_assert_eq!(version.state.code(), model.state, "after {:?}", op);
            prop_assert!(is_in_catalogue(before.state, version.state), "{:?} to {:?}", before.state, version.state);
            if before.state.is_final() {
                prop_assert_eq!(&before, &version, "the final status is final");
            }
            check(&version)?;
        }
    }
}

/// What holds in every state.
fn check(version: &DraftVersion) -> Result<(), TestCaseError> {
    use VersionState::{
        Accepted, AtChancellery, AtGovernmentMeeting, MinutesPosted, NotAccepted, RejectedByChancellery, Superseded,
        VotingInAbsentia,
    };
    let (state, done) = (version.state, &version.consideration);
    let passed_on = !matches!(state, AtChancellery | RejectedByChancellery | Superseded);
    prop_assert_eq!(!done.units.is_empty(), passed_on);
    prop_assert!(!passed_on || done.complies(), "only what complies is passed on");
    prop_assert_eq!(done.rejection.is_some(), matches!(state, RejectedByChancellery | Superseded));
    prop_assert!(state != AtGovernmentMeeting || done.agenda.is_some());
    prop_assert_eq!(done.vote.as_ref().is_some_and(orda_drafts::Vote::is_open), state == VotingInAbsentia);
    let minutes = matches!(state, MinutesPosted | Accepted | NotAccepted);
    prop_assert_eq!(done.minutes.is_some(), minutes, "no final status without minutes");
    prop_assert_eq!(done.outcome.is_some(), state.is_final());
    if let Some(outcome) = &done.outcome {
        prop_assert!(!outcome.ground.is_empty() || !done.contradicts(outcome.status));
    }
    Ok(())
}

/// Every transition of the catalogue from the Chancellery on can be taken.
#[test]
fn every_transition_can_be_taken() {
    let mut taken = Vec::new();
    let mut walk = |ops: &[Op]| {
        let mut version = version(VersionState::AtChancellery);
        for op in ops {
            let from = version.state;
            version = apply(version, *op, NOW).unwrap_or_else(|refusal| panic!("{op:?}: {refusal:?}"));
            taken.push((from.code(), version.state.code()));
        }
    };
    let checked = [Op::Check(CheckPart::Regulations, true), Op::Check(CheckPart::Records, true), Op::Pass];
    let with = |rest: &[Op]| checked.iter().chain(rest).copied().collect::<Vec<_>>();
    let minutes = Op::Minutes(SittingResult::Accepted);
    walk(&[Op::Check(CheckPart::Records, false), Op::Reject(true), Op::Supersede]);
    walk(&with(&[Op::Agenda, minutes, Op::Final(FinalStatus::Accepted, false)]));
    walk(&with(&[Op::Agenda, Op::StartVote, Op::CloseVote, minutes, Op::Final(FinalStatus::NotAccepted, true)]));
    walk(&with(&[Op::StartVote, Op::Cast(0, VoteValue::Support), Op::Cast(1, VoteValue::Against)]));
    let at = CATALOGUE.iter().position(|(from, _)| *from == "at_chancellery").expect("it is there");
    for transition in CATALOGUE[at..].iter().filter(|(from, to)| from != to) {
        assert!(taken.contains(transition), "{transition:?}");
    }
    assert!(taken.contains(&("rejected_by_chancellery", "superseded")));
}

/// A tie and an empty vote contradict nothing; more votes or the minutes to the contrary do.
#[test]
fn what_contradicts_a_status() {
    use VoteValue::{Against, Support};
    let said = |values: &[VoteValue], result: Option<SittingResult>| {
        let mut found = vote(true);
        for (voter, value) in found.voters.iter_mut().zip(values) {
            voter.ballot = Some(ballot(*value, NOW));
        }
        let minutes = result.map(|result| InMinutes {
            sitting: SittingId::from_uuid(Uuid::from_u128(800)),
            result,
            note: String::new(),
            by: who(5, CHANCELLERY),
            at: NOW,
        });
        let done = Consideration { vote: Some(found), minutes, ..Consideration::default() };
        FinalStatus::ALL.map(|status| done.contradicts(status))
    };
    assert_eq!(said(&[], None), [false, false]);
    assert_eq!(said(&[Support, Against], None), [false, false]);
    assert_eq!(said(&[Support], None), [false, true]);
    assert_eq!(said(&[Against, Against], None), [true, false]);
    assert_eq!(said(&[Support, Support], Some(SittingResult::NotAccepted)), [true, true]);
    assert_eq!(said(&[], Some(SittingResult::Accepted)), [false, true]);
}
