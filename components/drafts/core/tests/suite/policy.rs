//! Who may do what: the whole table. A cell is `-` where nothing may even be known, else the letters of what is allowed.
//!
//! `r` read · `s` sign · `n` send · `e` resend · `g` register · `p` pass to the head · `w` name representatives ·
//! `m` remark · `t` settle a remark · `a` answer a remark · `A` approve · `R` refuse · `L` letter of refusal ·
//! `P` prolong · `h` remind · `d` write the protocol · `D` sign the protocol · `c` change · `v` new version · `C` to the Chancellery

use crate::sample::{B, OUTSIDE, dossier, people, version};
use orda_base::{BodyId, Permission};
use orda_drafts::policy::{Scene, may, may_post_for};
use orda_drafts::{Action, VersionState};

const LETTERS: [(char, Action); 20] = [
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
];

/// Before sending; while it is with the bodies (on approval, remarks received, approved by all, superseded); at the
/// Chancellery. The approving body concerned is B.
const TABLE: &str = "
drafter A | rneaPhcvC | rneaPhdcvC | rneaPhdcvC
head A    | rs       | rsdD      | rsdD
clerk A   | -        | -         | -
head B    | -        | rwARLdD   | rwARLdD
clerk B   | -        | rgp       | rgp
named B   | -        | rmtd      | rmtd
unnamed B | -        | -         | -
drafter B | -        | -         | -
head C    | -        | r         | r
head D    | -        | -         | -
officer   | -        | -         | r
officer D | -        | -         | -
admin     | -        | -         | -
security  | -        | -         | -
portal    | -        | -         | -
system    | r        | r         | r
nobody    | -        | -         | -
";

const COLUMNS: [(VersionState, usize); 7] = [
    (VersionState::Prepared, 1),
    (VersionState::SignedByDrafter, 1),
    (VersionState::OnApproval, 2),
    (VersionState::RemarksReceived, 2),
    (VersionState::ApprovedByAll, 2),
    (VersionState::Superseded, 2),
    (VersionState::AtChancellery, 3),
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
