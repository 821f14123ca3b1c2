//! A draft of body A with approving bodies B and C, in any state, and the people around it.

use orda_base::uuid::Uuid;
use orda_base::{
    Actor, BodyId, Date, Identity, Language, LocalizedText, Membership, Origin, PersonId, Role, Timestamp, UnitId,
};
use orda_documents::FileSetId;
use orda_drafts::{
    ActKind, Ballot, BodyApproval, BodyState, Closing, Confirmation, Consideration, Content, Decision, Dossier, Draft,
    DraftId, DraftVersion, LetterId, PassedUnit, Registration, Reminded, Representative, Signed, TermCount,
    TextDigests, VersionState, Vote, VoteId, VoteValue, Voter, Who,
};
use orda_signatures::SignatureId;

pub const A: BodyId = BodyId::from_uuid(Uuid::from_u128(1));
pub const B: BodyId = BodyId::from_uuid(Uuid::from_u128(2));
pub const C: BodyId = BodyId::from_uuid(Uuid::from_u128(3));
pub const OUTSIDE: BodyId = BodyId::from_uuid(Uuid::from_u128(4));
pub const CHANCELLERY: BodyId = BodyId::from_uuid(Uuid::from_u128(5));
pub const REPRESENTATIVE: PersonId = PersonId::from_uuid(Uuid::from_u128(77));

/// A unit of the Chancellery that has the draft, and one that has not.
pub const UNIT: UnitId = UnitId::from_uuid(Uuid::from_u128(600));
pub const OTHER_UNIT: UnitId = UnitId::from_uuid(Uuid::from_u128(601));
/// The head of body B and of body D.
pub const HEAD: PersonId = PersonId::from_uuid(Uuid::from_u128(50));

/// Monday 16 November 2026, morning in Astana.
pub const NOW: Timestamp = Timestamp::from_seconds(1_794_800_000);

pub fn day(text: &str) -> Date {
    text.parse().expect("a date")
}

pub fn who(person: u128, body: BodyId) -> Who {
    Who {
        person: PersonId::from_uuid(Uuid::from_u128(person)), name: "Ахметов Дәулет".into(), body, acting_for: None
    }
}

/// Somebody with a role in a body; none for the role of a mere employee.
pub fn actor(person: PersonId, role: Option<Role>, body: Option<BodyId>) -> Actor {
    Actor {
        identity: Identity::Person {
            id: person, name: "Ахметов Дәулет".into(), iin: "800000000000".into()
        },
        language: Language::Kk,
        memberships: role.into_iter().map(|role| Membership { body, role, acting_for: None }).collect(),
        units: Vec::new(),
        origin: Origin::default(),
    }
}

/// People by a short name, in the order of the tables.
pub fn people() -> Vec<(&'static str, Actor)> {
    let other = PersonId::from_uuid(Uuid::from_u128(50));
    let of = |role, body| actor(other, Some(role), Some(body));
    let unit = |unit| Actor { units: vec![unit], ..of(Role::ChancelleryUnitOfficer, CHANCELLERY) };
    let for_head = Membership { body: Some(B), role: Role::HeadOfBody, acting_for: Some(HEAD) };
    let acting = Actor { memberships: vec![for_head], ..actor(PersonId::from_uuid(Uuid::from_u128(51)), None, None) };
    let system = Actor { identity: Identity::Portal, ..of(Role::Drafter, A) };
    vec![
        ("drafter A", of(Role::Drafter, A)),
        ("head A", of(Role::HeadOfBody, A)),
        ("clerk A", of(Role::RecordsClerk, A)),
        ("head B", of(Role::HeadOfBody, B)),
        ("clerk B", of(Role::RecordsClerk, B)),
        ("named B", actor(REPRESENTATIVE, Some(Role::Approver), Some(B))),
        ("unnamed B", of(Role::Approver, B)),
        ("drafter B", of(Role::Drafter, B)),
        ("head C", of(Role::HeadOfBody, C)),
        ("head D", of(Role::HeadOfBody, OUTSIDE)),
        ("officer", of(Role::ControlOfficer, CHANCELLERY)),
        ("officer D", of(Role::ControlOfficer, OUTSIDE)),
        ("unit 1", unit(UNIT)),
        ("unit 2", unit(OTHER_UNIT)),
        ("acting B", acting),
        ("second B", actor(PersonId::from_uuid(Uuid::from_u128(52)), Some(Role::HeadOfBody), Some(B))),
        ("admin", actor(other, Some(Role::Administrator), None)),
        ("security", actor(other, Some(Role::SecurityOfficer), None)),
        ("portal", Actor::portal()),
        ("system", system),
        ("nobody", Actor::anonymous(Language::Kk, Origin::default())),
    ]
}

/// A version in this state.
pub fn version(state: VersionState) -> DraftVersion {
    let sent = !state.is_editable();
    let signed = (state != VersionState::Prepared).then(|| Signed {
        by: who(1, A),
        at: NOW,
        signature: SignatureId::from_uuid(Uuid::from_u128(9)),
    });
    let came = is_at_chancellery(state);
    let body_state = match state {
        VersionState::ApprovedByAll => BodyState::Approved,
        _ if came => BodyState::Approved,
        VersionState::RemarksReceived => BodyState::Refused,
        _ => BodyState::UnderReview,
    };
    DraftVersion {
        number: 1,
        state,
        content: content(),
        posted_by: who(2, A),
        posted_at: NOW,
        changed_at: NOW,
        secrets_confirmed: Confirmation { person: who(2, A).person, at: NOW },
        signed,
        sent_at: sent.then_some(NOW),
        chancellery_at: came.then_some(NOW),
        chancellery: came.then_some(CHANCELLERY),
        consideration: consideration(state),
        approvals: if sent { vec![approval(B, body_state), approval(C, body_state)] } else { Vec::new() },
    }
}

/// Did a version in this state come to the Chancellery?
pub fn is_at_chancellery(state: VersionState) -> bool {
    VersionState::ALL.iter().position(|s| *s == state)
        >= VersionState::ALL.iter().position(|s| *s == VersionState::AtChancellery)
        && state != VersionState::Superseded
}

/// What the Chancellery has done in this state: one unit has it from the consideration on; the heads of B and D vote.
fn consideration(state: VersionState) -> Consideration {
    use VersionState::{AtChancellery, RejectedByChancellery, VotingInAbsentia, VotingInAbsentiaClosed};
    let mut done = Consideration::default();
    if is_at_chancellery(state) && !matches!(state, AtChancellery | RejectedByChancellery) {
        done.units.push(PassedUnit { unit: UNIT, name: LocalizedText::default(), by: who(5, CHANCELLERY), at: NOW });
    }
    if matches!(state, VotingInAbsentia | VotingInAbsentiaClosed) {
        done.vote = Some(vote(state == VotingInAbsentiaClosed));
    }
    done
}

/// A vote of the heads of B and D until 23 November.
pub fn vote(closed: bool) -> Vote {
    let voter = |body| Voter { person: HEAD, name: String::new(), body, ballot: None };
    Vote {
        id: VoteId::from_uuid(Uuid::from_u128(700)),
        started_by: who(5, CHANCELLERY),
        started_at: NOW,
        due: day("2026-11-23"),
        counted: TermCount { from: day("2026-11-16"), days: 5 },
        voters: vec![voter(B), voter(OUTSIDE)],
        closed: closed.then_some(Closing { by: None, at: NOW }),
    }
}

/// A vote that was cast.
pub fn ballot(value: VoteValue, at: Timestamp) -> Ballot {
    Ballot { value, by: who(50, B), at, signature: SignatureId::from_uuid(Uuid::from_u128(9)) }
}

pub fn content() -> Content {
    Content {
        title: LocalizedText::new("Бюджет туралы", "О бюджете", ""),
        kind: ActKind::GovernmentResolution,
        files: FileSetId::from_uuid(Uuid::from_u128(8)),
        approving_bodies: vec![B, C],
        term: 5,
        digests: TextDigests::default(),
    }
}

/// A body in this state; B has named its representative from "representative named" on.
pub fn approval(body: BodyId, state: BodyState) -> BodyApproval {
    let named = state >= BodyState::RepresentativeNamed && body == B;
    BodyApproval {
        body,
        state,
        since: NOW,
        letter: LetterId::from_uuid(Uuid::from_u128(6)),
        due: day("2026-11-23"),
        counted: TermCount { from: day("2026-11-16"), days: 5 },
        registration: (state >= BodyState::Registered).then(|| Registration {
            number: "1".into(),
            date: day("2026-11-16"),
            by: who(3, body),
            at: NOW,
        }),
        resolution: String::new(),
        representatives: if named {
            let opened_at = (state >= BodyState::UnderReview).then_some(NOW);
            vec![Representative { person: REPRESENTATIVE, name: String::new(), named_at: NOW, opened_at }]
        } else {
            Vec::new()
        },
        decision: state.is_decided().then(|| Decision {
            by: who(4, body),
            at: NOW,
            signature: None,
            late: false,
            personal: false,
        }),
        refusal_letter: None,
        reminded: Reminded::default(),
        chased_at: None,
    }
}

pub fn dossier(version: DraftVersion) -> Dossier {
    let draft = Draft {
        withdrawn: None,
        id: DraftId::from_uuid(Uuid::from_u128(7)),
        number: Draft::number_of(2026, 1),
        serial: Draft::serial_of(2026, 1),
        body: A,
        created_by: who(2, A),
        created_at: NOW,
        revision: 1,
        versions: vec![version],
    };
    Dossier { draft, remarks: Vec::new(), protocols: Vec::new() }
}
