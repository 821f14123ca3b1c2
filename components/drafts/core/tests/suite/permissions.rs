//! `docs/permissions.md`: who may do what in which state, made from the policy and the state machines. The file in the tree
//! is the same as what the code says now; `UPDATE_DOCS=1 cargo test -p orda-drafts permissions` writes it anew.

use crate::sample::{A, B, C, CHANCELLERY, HEAD, OUTSIDE, REPRESENTATIVE, UNIT, actor, approval, dossier, version};
use orda_base::uuid::Uuid;
use orda_base::{Actor, BodyId, Language, Membership, Origin, Permission, PersonId, Role};
use orda_drafts::offers::offers;
use orda_drafts::policy::{Scene, may, may_see_withdrawals, may_withdraw};
use orda_drafts::{Action, BodyState, Dossier, Settings, VersionState, Withdrawal};
use std::fmt::Write as _;

const PLACES: [(BodyId, &str); 5] = [
    (A, "of the drafting body"),
    (B, "of the approving body"),
    (C, "of another approving body"),
    (CHANCELLERY, "of the Chancellery"),
    (OUTSIDE, "of a body outside the list"),
];

/// Everybody who can stand somewhere: each role in each place and in the whole portal, and those whom more than a role
/// tells apart.
fn standings() -> Vec<(String, Actor)> {
    let somebody = PersonId::from_uuid(Uuid::from_u128(52));
    let mut all = Vec::new();
    for role in Role::ALL {
        for (body, place) in PLACES {
            let name = format!("{} {place}", role.code().replace('_', " "));
            // The head who is listed as voter is the person who was head when the list was made.
            let person = if role == Role::HeadOfBody { HEAD } else { somebody };
            all.push((name, actor(person, Some(role), Some(body))));
        }
        all.push((format!("{} of the whole portal", role.code().replace('_', " ")), actor(somebody, Some(role), None)));
    }
    let for_head = Membership { body: Some(B), role: Role::HeadOfBody, acting_for: Some(HEAD) };
    let unit = Actor { units: vec![UNIT], ..actor(somebody, Some(Role::ChancelleryUnitOfficer), Some(CHANCELLERY)) };
    all.extend([
        ("named representative".to_owned(), actor(REPRESENTATIVE, Some(Role::Approver), Some(B))),
        (
            "acting head of the approving body".to_owned(),
            Actor { memberships: vec![for_head], ..actor(PersonId::from_uuid(Uuid::from_u128(51)), None, None) },
        ),
        ("officer of the unit that has the draft".to_owned(), unit),
        ("employee without a role".to_owned(), actor(somebody, None, None)),
        ("nobody logged in".to_owned(), Actor::anonymous(Language::Kk, Origin::default())),
    ]);
    all
}

/// What one does: now, not in this state, never, or one does not even know that there is a draft.
fn cell(who: &Actor, action: Action, dossier: &Dossier, settings: &Settings) -> &'static str {
    let version = dossier.draft.current();
    let scene = Scene { draft: &dossier.draft, version, body: Some(B) };
    match may(who, action, scene) {
        Permission::Hidden => "404",
        Permission::Forbidden => "",
        Permission::Allowed if action == Action::Read => "now",
        Permission::Allowed => {
            let offered = offers(who, dossier, settings);
            let now = offered.iter().any(|o| o.action == action && o.body.is_none_or(|body| body == B));
            if now { "now" } else { "409" }
        }
    }
}

/// The table of one state: those who may read are columns, actions that anybody of them may do are rows.
fn table(out: &mut String, dossier: &Dossier, settings: &Settings) {
    // People who may do exactly the same share a column.
    let mut columns: Vec<(Vec<String>, Vec<&'static str>)> = Vec::new();
    for (name, who) in standings() {
        let cells: Vec<_> = Action::ALL.iter().map(|action| cell(&who, *action, dossier, settings)).collect();
        if cells[0] == "404" {
            assert!(cells.iter().all(|cell| *cell == "404"), "hidden for one thing is hidden for all: {name}");
            continue;
        }
        match columns.iter_mut().find(|(_, same)| *same == cells) {
            Some((names, _)) => names.push(name),
            None => columns.push((vec![name], cells)),
        }
    }
    let line = |out: &mut String, cells: &mut dyn Iterator<Item = String>| {
        let _ = writeln!(out, "| {} |", cells.collect::<Vec<_>>().join(" | "));
    };
    line(out, &mut std::iter::once("action".to_owned()).chain(columns.iter().map(|(names, _)| names.join("; "))));
    line(out, &mut std::iter::repeat_n("---".to_owned(), columns.len() + 1));
    for (index, action) in Action::ALL.iter().enumerate() {
        if columns.iter().any(|(_, cells)| !cells[index].is_empty()) {
            let cells = columns.iter().map(|(_, cells)| cells[index].to_owned());
            line(out, &mut std::iter::once(action.code().to_owned()).chain(cells));
        }
    }
    out.push('\n');
}

fn document() -> String {
    let settings = Settings::default();
    let mut out = String::from(
        "# Who may do what with a draft\n\n\
         Made from `components/drafts/core` (`policy.rs`, `offers.rs` and the state machines) by the test \
         `permissions`; `UPDATE_DOCS=1 cargo test -p orda-drafts permissions` writes it anew.\n\n\
         One table a state. `now`: may do it, and the state allows it. `409`: may do it, but not in this state or not \
         before something else was done. Empty: may read the version, but never do that (403). Whoever has no column \
         gets 404 for everything: to them there is no such draft. \"The approving body\" is the one that the action is \
         about; \"the head\" of it is the one listed as voter where heads vote in absentia. Where several can do \
         exactly the same, they share a column.\n\n## States of a version\n\n",
    );
    for state in VersionState::ALL {
        let _ = writeln!(out, "### `{}`\n", state.code());
        table(&mut out, &dossier(version(state)), &settings);
    }
    out.push_str("## States of an approving body, while the version is `on_approval`\n\n");
    for state in BodyState::ALL {
        let _ = writeln!(out, "### `{}`\n", state.code());
        let mut version = version(VersionState::OnApproval);
        version.approvals = vec![approval(B, state), approval(C, BodyState::UnderReview)];
        table(&mut out, &dossier(version), &settings);
    }
    out.push_str(&withdrawals());
    out
}

/// Who may withdraw, and what is left to whom afterwards: nothing to anybody (385-3).
fn withdrawals() -> String {
    let names = |may: fn(&Actor) -> Permission| {
        let who: Vec<_> =
            standings().into_iter().filter(|(_, who)| may(who).is_allowed()).map(|(name, _)| name).collect();
        who.join("; ")
    };
    for state in VersionState::ALL {
        let mut withdrawn = dossier(version(state));
        let at = withdrawn.draft.created_at;
        let reason = "secret".to_owned();
        withdrawn.draft.withdrawn = Some(Withdrawal { person: HEAD, name: String::new(), at, reason });
        for (name, who) in standings() {
            for action in Action::ALL {
                let answer = cell(&who, action, &withdrawn, &Settings::default());
                assert_eq!(answer, "404", "{name}, {}", action.code());
            }
        }
    }
    format!(
        "## Withdrawn drafts\n\nMay withdraw a draft in any state: {}. May see which were withdrawn, with number and reason: {}. \
         Once it is withdrawn everybody gets 404 for everything.\n",
        names(may_withdraw),
        names(may_see_withdrawals)
    )
}

/// The committed table is what the code does.
#[test]
fn permissions_are_as_documented() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../docs/permissions.md");
    let now = document();
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(path, &now).expect("is written");
    }
    let committed = std::fs::read_to_string(path).expect("docs/permissions.md");
    let differs = committed.lines().zip(now.lines()).enumerate().find(|(_, (old, new))| old != new);
    assert!(committed == now, "docs/permissions.md does not say what the code does; first difference: {differs:?}");
}

/// In the tables each row has a cell for each column, every action stands somewhere, and what is final allows nothing but
/// reading.
#[test]
fn the_document_is_whole() {
    let now = document();
    for action in Action::ALL {
        assert!(now.contains(&format!("\n| {} |", action.code())), "{}", action.code());
    }
    for state in VersionState::ALL {
        let (_, rest) = now.split_once(&format!("### `{}`\n\n", state.code())).expect("a table");
        let rows: Vec<&str> = rest.lines().take_while(|line| !line.is_empty()).collect();
        let width = rows[0].matches(" |").count();
        assert!(rows.iter().all(|row| row.matches(" |").count() == width), "{}", state.code());
        if state.is_final() || state == VersionState::Superseded {
            let deeds = rows.iter().filter(|row| row.contains("now") && !row.starts_with("| read |"));
            let deeds: Vec<_> = deeds.filter(|row| !row.starts_with("| view_vote |")).collect();
            assert!(deeds.is_empty(), "{}: {deeds:?}", state.code());
        }
    }
}
