//! Every page and every operation of the interface, called by everybody: without a login, in a role that may not, from a
//! body that has no part in it. What is expected follows from the policy of drafts and from what a path is about;
//! exceptions stand here by name, with their reason.

use crate::api::{any, call, description, operations};
use crate::routes::{self, Route};
use crate::world::{World, actor, actor_now, body, draft};
use orda_base::{Actor, BodyId, Permission};
use orda_drafts::policy::{Scene, may};
use orda_drafts::ports::DraftsStore;
use orda_drafts::{Action, Draft};
use orda_drafts_store::DraftsSql;
use orda_test::{Client, On, TestPortal};
use reqwest::Method;
use std::collections::BTreeSet;

/// Pages for everybody: logging in and out, help, what a certifying centre publishes, checking a signature or a printed
/// form, checking the result of a service, the wire between document systems (every message is signed) and how they answer, what machines ask for, and
/// the signed checkpoints of the accounting, which hold digests only.
const OPEN: [&str; 36] = [
    "/login",
    "/login/eds",
    "/login/second",
    "/login/second/passkey",
    "/logout",
    "/help",
    "/accessibility",
    "/language/{code}",
    "/assets/{file}",
    "/robots.txt",
    "/healthz",
    "/readyz",
    "/api/openapi.json",
    "/pki",
    "/pki/root.crt",
    "/pki/roots.pem",
    "/pki/crl.crl",
    "/pki/crl.pem",
    "/pki/services.pem",
    "/pki/ocsp",
    "/pki/ocsp/{*question}",
    "/pki/tsa",
    "/verify",
    "/verify/code",
    "/verify/{code}",
    "/results",
    "/results/{number}",
    "/log/checkpoint",
    "/log/checkpoints",
    "/log/consistency",
    "/log/key",
    "/edms/v1/key",
    "/edms/v1/messages",
    "/edms/schema/v1/message.json",
    "/edms/schema/v1/message.xsd",
    "/reminders/schema/v1/instructions.json",
];

/// Calendar programs have no login: they have a password of their own (a wrong one answers 401).
const BY_SECRET: [&str; 1] = ["/calendar/terms.ics"];

/// Answered on the internal address alone; on that of the portal there is no such page.
const INTERNAL: [&str; 1] = ["/metrics"];

/// What everybody who is logged in has for oneself. With an id in the path: another's answers 404.
const OWN: [&str; 20] = [
    "/",
    "/my-work",
    "/search",
    "/drafts",
    "/drafts/export.csv",
    "/drafts/export.xlsx",
    "/drafts/filters",
    "/drafts/unfinished",
    "/notifications",
    "/notifications/read-all",
    "/profile",
    "/certificates",
    "/certificates/new",
    "/letters",
    "/services",
    "/service-results",
    "/service-results/by-recipient",
    // Everybody who has logged in reads the register.
    "/registry",
    "/registry/updates",
    "/registry/updates/export.csv",
];

fn is_own(path: &str) -> bool {
    OWN.contains(&path)
        || path.starts_with("/profile/")
        || path.starts_with("/drafts/filters/")
        || path.starts_with("/letters/export")
}

/// What a path below a draft is about; `None` for one that nobody has thought of yet.
fn action_of(method: &str, path: &str) -> Option<Action> {
    let rest = path.split_once("/drafts/{draft}")?.1;
    let rest = rest.replace("/v/{version}", "").replace("/versions/{version}", "");
    Some(match (method, rest.as_str()) {
        // Posting to the versions of a draft begins a new one.
        ("POST", "/versions") | (_, "/new-version") => Action::PostVersion,
        (_, "/change" | "/changes") => Action::Change,
        (_, "/sign") => Action::Sign,
        (_, "/send") => Action::Send,
        (_, "/chancellery") => Action::SendToChancellery,
        (_, "/chase" | "/bodies/{body}/chase") => Action::Chase,
        (_, "/bodies/{body}/register") => Action::Register,
        (_, "/bodies/{body}/pass") => Action::PassToHead,
        (_, "/bodies/{body}/representatives") => Action::NameRepresentatives,
        (_, "/bodies/{body}/approve") => Action::Approve,
        (_, "/bodies/{body}/refuse") => Action::Refuse,
        (_, "/bodies/{body}/refusal-letter") => Action::SendRefusalLetter,
        (_, "/bodies/{body}/prolong") => Action::Prolong,
        (_, "/bodies/{body}/resend") => Action::Resend,
        (_, "/bodies/{body}/protocol" | "/protocols/{protocol}/edit") | ("PUT", "/protocols/{protocol}") => {
            Action::EditProtocol
        }
        (_, "/protocols/{protocol}/sign") => Action::SignProtocol,
        (_, "/bodies/{body}/vote") => Action::CastVote,
        (_, "/remarks/new") | ("POST", "/remarks") => Action::Remark,
        (_, "/remarks/{remark}/answer") => Action::AnswerRemark,
        (_, "/remarks/{remark}/close" | "/remarks/{remark}/withdraw") => Action::SettleRemark,
        (_, "/check" | "/check/{part}") => Action::Check,
        (_, "/not-accepted") => Action::RejectByChancellery,
        (_, "/units") => Action::PassToUnits,
        (_, "/opinion" | "/opinions") => Action::GiveOpinion,
        (_, "/agenda") => Action::PutOnAgenda,
        (_, "/vote/start") | ("POST", "/vote") => Action::StartVote,
        (_, "/vote/close") => Action::CloseVote,
        ("GET", "/vote") => Action::ViewVote,
        (_, "/minutes/post") | ("POST", "/minutes") => Action::PostMinutes,
        (_, "/status") => Action::SetFinalStatus,
        ("GET", _) => Action::Read,
        _ => return None,
    })
}

/// Things inside a draft that are not there answer 404 to everybody, before anything else is asked; sittings are known
/// to control officers only.
fn names_something_inside(path: &str) -> bool {
    let inside = ["{remark}", "{protocol}", "{signature}", "{file}", "{part}", "/agenda", "/minutes/post"];
    inside.iter().any(|part| path.contains(part))
}

/// A draft with all that the paths below it need.
struct Target<'a> {
    world: World<'a>,
    draft: Draft,
    approving: BodyId,
}

impl<'a> Target<'a> {
    async fn make(test: &'a TestPortal, state: &str, bodies: &[(&str, &str)]) -> Self {
        let world = draft(test, state, bodies).await;
        let store = DraftsSql::new(test.portal.db.clone(), test.portal.env.clone());
        let draft = store.dossier(world.id).await.unwrap().unwrap().draft;
        Self { world, draft, approving: body(test, "finance") }
    }

    fn fill(&self, part: &str) -> String {
        match part {
            "draft" => self.draft.id.to_string(),
            "body" => self.approving.to_string(),
            other => any(other),
        }
    }

    /// What the policy says; a body is concerned where the path names one.
    fn permission(&self, actor: &Actor, action: Action, path: &str) -> Permission {
        let body = path.contains("{body}").then_some(self.approving);
        may(actor, action, Scene { draft: &self.draft, version: self.draft.current(), body })
    }
}

fn filled(path: &str, fill: impl Fn(&str) -> String) -> String {
    let parts = path.split('/').map(|part| match part.strip_prefix('{').and_then(|p| p.strip_suffix('}')) {
        Some(name) => fill(name),
        None => part.to_owned(),
    });
    parts.collect::<Vec<_>>().join("/")
}

/// Forms that bring files: read as such before anything is asked.
fn brings_files(path: &str) -> bool {
    path.ends_with("/texts") || path.strip_prefix("/files/").is_some_and(|set| !set.contains('/'))
}

/// What forms hold that is needed before the question who may do it comes up.
const FIELDS: [(&str, &str); 10] = [
    ("cms", "AAAA"),
    ("go", "send"),
    ("ground", "x"),
    ("number", "1"),
    ("reason", "x"),
    ("status", "accepted"),
    ("term", "5"),
    ("text", "x"),
    ("value", "support"),
    ("days", "5"),
];

/// Asks for a page, or posts its form.
async fn visit(client: &Client, method: &str, path: &str) -> u16 {
    let path = match path.rsplit('/').next() {
        Some("compare") => format!("{path}?from=1&to=1"),
        Some("vote") => format!("{path}?value=support"),
        _ => path.to_owned(),
    };
    let request = client.request(method.parse::<Method>().unwrap(), &path);
    let request = if method == "GET" {
        request
    } else if brings_files(&path) {
        request.multipart(reqwest::multipart::Form::new().text("text", "x"))
    } else {
        request.form(&FIELDS)
    };
    client.send(request).await.status
}

fn pages() -> impl Iterator<Item = (String, &'static str)> {
    routes::all().into_iter().flat_map(|Route { path, methods }| {
        methods.into_iter().map(move |method| (path.clone(), if method == "GET" { "GET" } else { "POST" }))
    })
}

/// Without a login every page leads to the login, and nothing can be posted; what is open is listed by name.
#[tokio::test]
async fn pages_are_closed_without_a_login() {
    let test = TestPortal::start(On::Sqlite).await;
    let stranger = test.stranger();
    let mut wrong = Vec::new();
    for (path, method) in pages() {
        let status = visit(&stranger, method, &filled(&path, any)).await;
        let open = OPEN.contains(&path.as_str());
        let right = match (open, BY_SECRET.contains(&path.as_str()), method) {
            (true, ..) => ![401, 403].contains(&status),
            (_, true, _) => status == 401,
            _ if INTERNAL.contains(&path.as_str()) => status == 404,
            (_, _, "GET") => status == 303,
            _ => status == 401,
        };
        if !right {
            wrong.push(format!("{method} {path}: {status}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Roles by the part that their bodies have in the drafts, and whether the person represents a body.
fn standing(test: &TestPortal, who: &Actor, targets: &[Target<'_>]) -> String {
    let known = ["justice", "finance", "economy", "chancellery"];
    let place = |of: Option<BodyId>| known.iter().find(|code| of == Some(body(test, code))).copied();
    let mut roles: Vec<String> = who
        .memberships
        .iter()
        .map(|m| format!("{} {} {}", m.role.code(), place(m.body).unwrap_or("outside"), m.body.is_none()))
        .collect();
    roles.sort();
    let person = who.person().unwrap();
    let represents = targets.iter().any(|t| t.draft.current().approvals.iter().any(|a| a.represents(person)));
    format!("{roles:?} {represents} {}", who.units.len())
}

/// Everybody of the small government calls every page and every operation on a draft with the approving bodies, and on one
/// at the Chancellery: whom the policy hides it from gets 404, whom it forbids it gets 403, and afterwards nothing has
/// changed.
#[tokio::test]
async fn drafts_answer_as_the_policy_says() {
    let test = TestPortal::start(On::Sqlite).await;
    let on_approval = [("finance", "under_review"), ("economy", "registered")];
    let targets = [
        Target::make(&test, "on_approval", &on_approval).await,
        Target::make(&test, "at_chancellery", &[("finance", "approved"), ("economy", "approved")]).await,
    ];
    let all = description(&test).await;
    let operations = operations(&all);
    let (mut wrong, mut forbidden, mut hidden) = (Vec::new(), 0, 0);
    let mut seen = BTreeSet::new();
    for login in &test.cast.order {
        let who = actor_now(&test, login).await;
        // Of those who stand alike one is enough.
        if !seen.insert(standing(&test, &who, &targets)) {
            continue;
        }
        let client = test.client(login).await;
        for target in &targets {
            let mut asked: Vec<(String, Permission, u16)> = Vec::new();
            for operation in operations.iter().filter(|o| o.path.contains("/drafts/{draft}")) {
                let name = operation.name();
                let action = action_of(operation.method.as_str(), &operation.path);
                let action = action.unwrap_or_else(|| panic!("{name}: say in `action_of` what it is about"));
                let expected = target.permission(&who, action, &name);
                if !expected.is_allowed() {
                    let status = call(&client, &all, operation, |part| target.fill(part)).await.status;
                    asked.push((name, expected, status));
                }
            }
            for (path, method) in pages().filter(|(path, _)| path.contains("/drafts/{draft}")) {
                let name = format!("{method} {path}");
                let action = action_of(method, &path);
                let action = action.unwrap_or_else(|| panic!("{name}: say in `action_of` what it is about"));
                let expected = target.permission(&who, action, &name);
                if !expected.is_allowed() {
                    let status = visit(&client, method, &filled(&path, |part| target.fill(part))).await;
                    asked.push((name, expected, status));
                }
            }
            for (name, expected, status) in asked {
                let right = match expected {
                    Permission::Hidden => status == 404,
                    _ => status == 403 || (status == 404 && names_something_inside(&name)),
                };
                if expected == Permission::Hidden {
                    hidden += 1;
                } else {
                    forbidden += 1;
                }
                if !right {
                    wrong.push(format!("{login} {name} ({}): {expected:?}, {status}", target.draft.state().code()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {}\n{}", wrong.len(), hidden + forbidden, wrong.join("\n"));
    assert!(hidden > 1_000 && forbidden > 300, "{hidden} hidden, {forbidden} forbidden");
    for target in &targets {
        let now = target.world.state().await;
        assert_eq!(now, target.draft.state().code(), "nothing was changed");
    }
}

/// Pages that are about no draft: somebody without any office finds the own things, and 403 or 404 everywhere else.
#[tokio::test]
async fn other_pages_are_closed_without_the_role() {
    let test = TestPortal::start(On::Sqlite).await;
    let target = Target::make(&test, "on_approval", &[]).await;
    let drafter = actor(&test, "justice-drafter");
    let posting = test.portal.drafts.start_version(&drafter, target.draft.id).await.unwrap();
    let set = test.portal.drafts.posting(&drafter, posting).await.unwrap().posting.files;
    let (justice, person) =
        (body(&test, "justice").to_string(), test.cast.person("justice-drafter").person.to_string());
    let client = test.client("health-approver").await;
    let mut wrong = Vec::new();
    for (path, method) in pages().filter(|(path, _)| !path.contains("/drafts/{draft}")) {
        // Leaving would end the session of this test.
        if OPEN.contains(&path.as_str()) || BY_SECRET.contains(&path.as_str()) {
            continue;
        }
        let concrete = filled(&path, |part| match part {
            "id" if path.starts_with("/drafts/unfinished") => posting.to_string(),
            "id" if path.starts_with("/admin/people") => person.clone(),
            "id" if path.starts_with("/admin/bodies") => justice.clone(),
            "set" => set.to_string(),
            "body" => justice.clone(),
            other => any(other),
        });
        let status = visit(&client, method, &concrete).await;
        let right = if is_own(&path) { ![401, 500].contains(&status) } else { [403, 404].contains(&status) };
        if !right {
            wrong.push(format!("{method} {path}: {status}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
