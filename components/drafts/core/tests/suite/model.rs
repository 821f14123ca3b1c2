//! Random sequences of actions against a small model: what the state machine allows is what the model allows, it ends in
//! the same state, and what must never happen never does.

use crate::chancellery::is_in_catalogue;
use crate::sample::{A, B, C, CHANCELLERY, NOW, approval, content, is_at_chancellery, version, who};
use orda_base::uuid::Uuid;
use orda_base::{BodyId, Timestamp};
use orda_drafts::{
    BodyState, DraftRefusal, DraftVersion, LetterId, Registration, Signed, TermCount, Verdict, VersionState,
};
use orda_signatures::SignatureId;
use proptest::prelude::*;

#[derive(Debug, Clone, Copy)]
enum Op {
    Change,
    Sign,
    Send,
    Register(usize),
    Pass(usize),
    Name(usize),
    Open(usize),
    Approve(usize),
    Refuse(usize),
    Letter(usize),
    Prolong(usize, u16),
    Days(i64),
    Supersede(bool),
    ToChancellery,
}

const BODIES: [BodyId; 2] = [B, C];
const DAY: i64 = 86_400;

/// The whole of what matters, as simply as it can be said.
#[derive(Debug, Clone)]
struct Model {
    state: &'static str,
    signed: bool,
    /// Place in the procedure of a body: 0 letter sent … 4 under review; then its decision.
    bodies: [(u8, Option<bool>, Timestamp, bool); 2],
    now: Timestamp,
}

impl Model {
    fn with_bodies(&self) -> bool {
        ["on_approval", "remarks_received"].contains(&self.state)
    }

    /// The state that follows from what the bodies have said.
    fn settle(&mut self) {
        if self.with_bodies() {
            let late = |due: Timestamp| self.now.date() > due.date();
            self.state = if self.bodies.iter().all(|b| b.1 == Some(true)) {
                "approved_by_all"
            } else if self.bodies.iter().all(|b| b.1.is_some())
                || self.bodies.iter().any(|b| b.1.is_none() && late(b.2))
            {
                "remarks_received"
            } else {
                "on_approval"
            };
        }
    }

    fn step(&mut self, body: usize, from: u8) -> bool {
        let may = self.with_bodies() && self.bodies[body].1.is_none() && self.bodies[body].0 == from;
        if may {
            self.bodies[body].0 += 1;
        }
        may
    }

    fn apply(&mut self, op: Op) -> bool {
        let editable = ["prepared", "signed_by_drafter"].contains(&self.state);
        let done = match op {
            Op::Change => {
                if editable {
                    (self.state, self.signed) = ("prepared", false);
                }
                editable
            }
            Op::Sign => {
                let may = self.state == "prepared";
                if may {
                    (self.state, self.signed) = ("signed_by_drafter", true);
                }
                may
            }
            Op::Send => {
                let may = self.state == "signed_by_drafter";
                if may {
                    self.state = "on_approval";
                    self.bodies = [(0, None, due(self.now, 5), false); 2];
                }
                may
            }
            Op::Register(b) => self.step(b, 0),
            Op::Pass(b) => self.step(b, 1),
            // More can be named later: then nothing moves.
            Op::Name(b) => {
                let later = self.with_bodies() && self.bodies[b].1.is_none() && [3, 4].contains(&self.bodies[b].0);
                later || self.step(b, 2)
            }
            Op::Open(b) => self.step(b, 3),
            Op::Approve(b) | Op::Refuse(b) => {
                let may = self.with_bodies() && self.bodies[b].1.is_none() && self.bodies[b].0 == 4;
                if may {
                    self.bodies[b].1 = Some(matches!(op, Op::Approve(_)));
                }
                may
            }
            Op::Letter(b) => {
                let may = self.with_bodies() && self.bodies[b].1 == Some(false) && !self.bodies[b].3;
                if may {
                    self.bodies[b].3 = true;
                }
                may
            }
            Op::Prolong(b, days) => {
                let new = due(self.now, days);
                let may = self.with_bodies() && self.bodies[b].1.is_none() && new.date() > self.bodies[b].2.date();
                if may {
                    self.bodies[b].2 = new;
                }
                may
            }
            Op::Days(days) => {
                self.now = self.now.plus_seconds(days * DAY);
                true
            }
            Op::Supersede(confirmed) => {
                let said = self.bodies.iter().any(|b| b.1 == Some(false));
                let may = match self.state {
                    "on_approval" => said || confirmed,
                    "remarks_received" => true,
                    "approved_by_all" => confirmed,
                    _ => false,
                };
                if may {
                    self.state = "superseded";
                }
                may
            }
            Op::ToChancellery => {
                let may = self.state == "approved_by_all";
                if may {
                    self.state = "at_chancellery";
                }
                may
            }
        };
        // Time alone shows when somebody next looks: see `check_terms`.
        self.settle();
        done
    }
}

/// The last day of a term, as a point of time of the model's own.
fn due(now: Timestamp, days: u16) -> Timestamp {
    let last = workdays::Calendar::kazakhstan().count(now.date(), days).due;
    let mut at = now;
    while at.date() < last {
        at = at.plus_seconds(DAY);
    }
    at
}

fn apply(version: DraftVersion, op: Op, now: Timestamp) -> Result<DraftVersion, DraftRefusal> {
    let signature = SignatureId::from_uuid(Uuid::from_u128(1));
    let of = |b: usize| BODIES[b];
    match op {
        Op::Change => version.change(content(), now).map(|(v, _)| v),
        Op::Sign => version.sign(Signed { by: who(1, A), at: now, signature }),
        Op::Send => {
            let sent = BODIES.map(|b| {
                let mut sent = approval(b, BodyState::LetterSent);
                (sent.due, sent.counted) = term(now, 5);
                sent
            });
            version.send(sent.to_vec(), now)
        }
        Op::Register(b) => version.with_body(of(b), now, |a| {
            a.register(Registration { number: "1".into(), date: now.date(), by: who(2, of(b)), at: now })
        }),
        Op::Pass(b) => version.with_body(of(b), now, |a| a.pass_to_head(now)),
        Op::Name(b) => version
            .with_body(of(b), now, |a| a.name_representatives(vec![(who(3, of(b)).person, String::new())], "", now)),
        Op::Open(b) => {
            version.with_body(of(b), now, |a| a.open(who(3, of(b)).person, now).ok_or(DraftRefusal::NoRepresentative))
        }
        Op::Approve(b) => {
            version.with_body(of(b), now, |a| a.decide(Verdict::Approve(signature), who(4, of(b)), 0, false, now))
        }
        Op::Refuse(b) => version.with_body(of(b), now, |a| a.decide(Verdict::Refuse, who(4, of(b)), 0, false, now)),
        Op::Letter(b) => {
            version.with_body(of(b), now, |a| a.refusal_letter_sent(LetterId::from_uuid(Uuid::from_u128(1)), now))
        }
        Op::Prolong(b, days) => version.with_body(of(b), now, |a| {
            let (due, counted) = term(now, days);
            a.prolong(due, counted)
        }),
        Op::Days(_) => Ok(version.remind(now.date(), now).0),
        Op::Supersede(confirmed) => {
            let said = version.refused() > 0;
            version.supersede(said, confirmed, now)
        }
        Op::ToChancellery => version.to_chancellery(CHANCELLERY, now),
    }
}

fn term(now: Timestamp, days: u16) -> (orda_base::Date, TermCount) {
    let from = now.date();
    (workdays::Calendar::kazakhstan().count(from, days).due, TermCount { from, days })
}

fn ops() -> impl Strategy<Value = Vec<Op>> {
    let body = 0..2_usize;
    // Steps forward come more often than others, so that sequences get somewhere.
    let op = prop_oneof![
        1 => Just(Op::Change),
        3 => Just(Op::Sign),
        3 => Just(Op::Send),
        6 => body.clone().prop_map(Op::Register),
        6 => body.clone().prop_map(Op::Pass),
        6 => body.clone().prop_map(Op::Name),
        6 => body.clone().prop_map(Op::Open),
        6 => body.clone().prop_map(Op::Approve),
        2 => body.clone().prop_map(Op::Refuse),
        2 => body.clone().prop_map(Op::Letter),
        1 => (body, 1..30_u16).prop_map(|(b, d)| Op::Prolong(b, d)),
        2 => (0..6_i64).prop_map(Op::Days),
        1 => any::<bool>().prop_map(Op::Supersede),
        2 => Just(Op::ToChancellery),
    ];
    prop::collection::vec(op, 0..80)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever is tried in whatever order: allowed exactly when the model allows it, a refusal changes nothing, the
    /// state is the model's, and the invariants hold after every step.
    #[test]
    fn agrees_with_the_model(ops in ops()) {
        let mut version = version(VersionState::Prepared);
        let mut model = Model { state: "prepared", signed: false, bodies: [(0, None, NOW, false); 2], now: NOW };
        for op in ops {
            let before = version.clone();
            let allowed = model.apply(op);
            match apply(version, op, model.now) {
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
            prop_assert_eq!(version.signed.is_some(), model.signed);
            prop_assert!(is_in_catalogue(before.state, version.state), "{:?} to {:?}", before.state, version.state);
            check(&version)?;
        }
    }
}

/// What holds in every state.
fn check(version: &DraftVersion) -> Result<(), TestCaseError> {
    let state = version.state;
    prop_assert_eq!(version.approvals.is_empty(), version.sent_at.is_none());
    prop_assert!(version.signed.is_some() || state == VersionState::Prepared, "nothing is sent unsigned");
    prop_assert_eq!(version.chancellery_at.is_some(), is_at_chancellery(state));
    if state == VersionState::ApprovedByAll || is_at_chancellery(state) {
        prop_assert_eq!(version.approved(), version.content.approving_bodies.len(), "every head has approved");
    }
    for approval in &version.approvals {
        prop_assert_eq!(approval.decision.is_some(), approval.state.is_decided());
        let signed = approval.decision.as_ref().is_some_and(|d| d.signature.is_some());
        prop_assert_eq!(signed, approval.state == BodyState::Approved, "an approval is a signature");
        prop_assert!(approval.registration.is_some() || approval.state <= BodyState::LetterSent);
        prop_assert!(approval.refusal_letter.is_none() || approval.state == BodyState::Refused);
    }
    Ok(())
}
