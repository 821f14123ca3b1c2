//! Who may do what: the whole table. A cell is `-` where nothing may even be known, else the letters of what is allowed.
//!
//! `r` read · `s` sign · `n` send · `e` resend · `g` register · `p` pass to the head · `w` name representatives ·
//! `m` remark · `t` settle a remark · `a` answer a remark · `A` approve · `R` refuse · `L` letter of refusal ·
//! `P` prolong · `h` remind · `d` write the protocol · `D` sign the protocol · `c` change · `v` new version ·
//! `C` to the Chancellery · `k` check · `x` reject · `u` pass to units · `o` opinion · `y` agenda · `b` begin a vote · `V` vote ·
//! `z` close the vote · `T` see its results · `M` minutes · `F` final status

use crate::sample::{A, B, CHANCELLERY, OUTSIDE, dossier, people, version};
use orda_base::{BodyId, Permission};
use orda_drafts::policy::{Scene, may, may_keep_sittings, may_post_for};
use orda_drafts::{Action, VersionState};

const LETTERS: [(char, Action); 31] = [
    ('r', Action::Read),
    ('s', Action::Sign),
    ('n', Action::Send),
    ('e', Action::Resend),
    ('g', Action::Register),
    ('p', Action::PassToHead),
    ('w', Action::NameRepresentatives),
    ('m', Action::Remark),
    ('t', Action::SettleRemark),
    ('a', Action::AnswerRemark),
    ('A', Action::Approve),
    ('R', Action::Refuse),
    ('L', Action::SendRefusalLetter),
    ('P', Action::Prolong),
    ('h', Action::Chase),
    ('d', Action::EditProtocol),
    ('D', Action::SignProtocol),
    ('c', Action::Change),
    ('v', Action::PostVersion),
    ('C', Action::SendToChancellery),
    ('k', Action::Check),
    ('x', Action::RejectByChancellery),
    ('u', Action::PassToUnits),
    ('o', Action::GiveOpinion),
    ('y', Action::PutOnAgenda),
    ('b', Action::StartVote),
    ('V', Action::CastVote),
    ('z', Action::CloseVote),
    ('T', Action::ViewVote),
    ('M', Action::PostMinutes),
    ('F', Action::SetFinalStatus),
];

/// Before sending; while it is with the bodies (on approval, remarks received, approved by all, superseded); at the
/// Chancellery before it was passed on; with unit 1; while the heads of B and D vote in absentia; after that. The body
/// concerned is B.
const TABLE: &str = "
drafter A | rneaPhcvC | rneaPhdcvC | rneaPhdcvC | rneaPhdcvC | rneaPhdcvC | rneaPhdcvC
head A    | rs        | rsdD       | rsdD       | rsdD       | rsdD       | rsdD
clerk A   | -         | -          | -          | -          | -          | -
head B    | -         | rwARLdD    | rwARLdD    | rwARLdD    | rwARLdDV   | rwARLdDVT
clerk B   | -         | rgp        | rgp        | rgp        | rgp        | rgp
named B   | -         | rmtd       | rmtd       | rmtd       | rmtd       | rmtd
unnamed B | -         | -          | -          | -          | -          | -
drafter B | -         | -          | -          | -          | -          | -
head C    | -         | r          | r          | r          | r          | r
head D    | -         | -          | -          | -          | r          | rT
officer   | -         | -          | rkxuybzMF  | rkxuybzMF  | rkxuybzTMF | rkxuybzTMF
officer D | -         | -          | -          | -          | -          | -
unit 1    | -         | -          | -          | ro         | ro         | ro
unit 2    | -         | -          | -          | -          | -          | -
acting B  | -         | rwARLdD    | rwARLdD    | rwARLdD    | rwARLdDV   | rwARLdDVT
second B  | -         | rwARLdD    | rwARLdD    | rwARLdD    | rwARLdD    | rwARLdDT
admin     | -         | -          | -          | -          | -          | -
security  | -         | -          | -          | -          | -          | -
portal    | -         | -          | -          | -          | -          | -
system    | r         | r          | r          | r          | r          | r
nobody    | -         | -          | -          | -          | -          | -
";

const COLUMNS: [(VersionState, usize); 15] = [
    (VersionState::Prepared, 1),
    (VersionState::SignedByDrafter, 1),
    (VersionState::OnApproval, 2),
    (VersionState::RemarksReceived, 2),
    (VersionState::ApprovedByAll, 2),
    (VersionState::Superseded, 2),
    (VersionState::AtChancellery, 3),
    (VersionState::RejectedByChancellery, 3),
    (VersionState::UnderChancelleryConsideration, 4),
    (VersionState::AtGovernmentMeeting, 4),
    (VersionState::MinutesPosted, 4),
    (VersionState::Accepted, 4),
    (VersionState::NotAccepted, 4),
    (VersionState::VotingInAbsentia, 5),
    (VersionState::VotingInAbsentiaClosed, 6),
];

fn cell(actor: &orda_base::Actor, state: VersionState, body: BodyId) -> String {
    let dossier = dossier(version(state));
    let scene = Scene { draft: &dossier.draft, version: dossier.draft.current(), body: Some(body) };
    let answers: Vec<Permission> = LETTERS.iter().map(|(_, action)| may(actor, *action, scene)).collect();
    if answers.iter().all(|answer| *answer == Permission::Hidden) {
        return "-".to_owned();
    }
    assert!(!answers.contains(&Permission::Hidden), "hidden for one thing is hidden for all");
    LETTERS.iter().zip(answers).filter(|(_, answer)| answer.is_allowed()).map(|((letter, _), _)| *letter).collect()
}

/// The table of roles, states and actions holds in every cell.
#[test]
fn the_table_holds() {
    let rows: Vec<Vec<&str>> = TABLE.trim().lines().map(|line| line.split('|').map(str::trim).collect()).collect();
    let people = people();
    assert_eq!(rows.iter().map(|r| r[0]).collect::<Vec<_>>(), people.iter().map(|(n, _)| *n).collect::<Vec<_>>());
    for (row, (name, actor)) in rows.iter().zip(&people) {
        for (state, column) in COLUMNS {
            assert_eq!(cell(actor, state, B), row[column], "{name} in {state:?}");
        }
    }
}

/// A body that is not on the list has no part in anything: neither its own people nor others act for it.
#[test]
fn nobody_acts_for_a_body_outside_the_list() {
    for (name, actor) in people() {
        let cell = cell(&actor, VersionState::OnApproval, OUTSIDE);
        assert!(!cell.contains(['g', 'p', 'w', 'A', 'R', 'L', 'd', 'D']), "{name}: {cell}");
    }
}

/// Drafts are posted by drafters for their own body.
#[test]
fn drafters_post_for_their_body() {
    let allowed: Vec<_> =
        people().into_iter().filter(|(_, a)| may_post_for(a, B).is_allowed()).map(|(n, _)| n).collect();
    assert_eq!(allowed, ["drafter B"]);
}

/// In a vote in absentia a head votes for the own body and for no other: neither for a body that is not listed nor, with
/// the head of another listed body, for that one.
#[test]
fn heads_vote_for_their_body() {
    for (body, expected) in [(B, vec!["head B", "acting B"]), (OUTSIDE, vec!["head D"]), (A, Vec::new())] {
        let people = people().into_iter().filter(|(_, a)| cell(a, VersionState::VotingInAbsentia, body).contains('V'));
        assert_eq!(people.map(|(n, _)| n).collect::<Vec<_>>(), expected, "{body}");
    }
}

/// Sittings are kept by the control officers of their Chancellery; others do not learn that there are any.
#[test]
fn officers_keep_sittings() {
    for (name, actor) in people() {
        let expected = if name == "officer" { Permission::Allowed } else { Permission::Hidden };
        assert_eq!(may_keep_sittings(&actor, CHANCELLERY), expected, "{name}");
    }
}
