//! A posted draft that is found to hold state secrets is withdrawn: from then on nobody reads it (385-3).

use crate::world::{World, actor, code, form, notices, wrong};
use orda_base::Error;
use orda_drafts::{DraftId, PostingStep, WithdrawalInput};
use orda_retention::State;
use orda_test::{Client, On, TestPortal};
use rstest::rstest;
use sqlx::AssertSqlSafe;

const ADMIN: &str = "digital-admin";
const OFFICER: &str = "digital-security";
/// A word that stands in no other document.
const WORD: &str = "құпиясөз";

/// A draft whose title, texts and remarks hold the word, with a body that has refused and one that has approved.
async fn secret(test: &TestPortal) -> World<'_> {
    let mut script = test.script("on_approval", &[("finance", "refused"), ("economy", "approved")]);
    script.title.kk = format!("{} {WORD}", script.title.kk);
    script.title.ru = format!("{} {WORD}", script.title.ru);
    script.text.kk = format!("1. Мәтін {WORD}.\n2. Екінші {WORD}.");
    script.text.ru = format!("1. Текст {WORD}.\n2. Второй {WORD}.");
    World { test, id: test.stage().play(&script).await.unwrap() }
}

fn input(number: &str, reason: &str) -> WithdrawalInput {
    WithdrawalInput { number: number.to_owned(), reason: reason.to_owned() }
}

async fn count(test: &TestPortal, sql: &str) -> i64 {
    sqlx::query_scalar(AssertSqlSafe(sql.to_owned())).fetch_one(test.portal.db.reader()).await.unwrap()
}

/// Everything that can be read of the draft, by pages and by the interface.
async fn everything(draft: &World<'_>) -> Vec<String> {
    let (id, test) = (draft.id, draft.test);
    let drafter = actor(test, "justice-drafter");
    let mut all: Vec<String> =
        ["", "/remarks", "/files", "/signatures", "/container", "/letters", "/history", "/access"]
            .iter()
            .map(|part| format!("/drafts/{id}/v/1{part}"))
            .collect();
    all.push(format!("/drafts/{id}/v/1/text.xml"));
    all.push(format!("/drafts/{id}/v/1/forms/approval-sheet.pdf?lang=kk"));
    all.push(format!("/drafts/{id}"));
    for part in ["", "/text", "/files", "/signatures", "/letters", "/history", "/readers", "/remarks"] {
        all.push(format!("/api/v1/drafts/{id}/versions/1{part}"));
    }
    for file in test.portal.drafts.files(&drafter, id, 1).await.unwrap() {
        all.push(format!("/drafts/{id}/v/1/files/{}", file.id));
        all.push(format!("/files/{}/{}", file.set, file.id));
        all.push(format!("/api/v1/file-sets/{}/files/{}", file.set, file.id));
        all.push(format!("/files/{}", file.set));
    }
    all
}

/// Pages where drafts are found or told of; asked for the beginning of the word, for pages repeat what was typed.
const FOUND: [&str; 9] = [
    "/drafts",
    "/drafts?q=құпиясө",
    "/search?q=құпиясө",
    "/my-work",
    "/notifications",
    "/drafts/export.csv",
    "/api/v1/drafts",
    "/api/v1/search?q=құпиясө",
    "/api/v1/my-work",
];

async fn tells(client: &Client, path: &str) -> bool {
    client.get(path).await.expect(200).text().contains(WORD)
}

/// Without the confirmation that the document holds no state secrets it is not posted; with it, it is, and who confirmed and
/// when is kept. Then an administrator withdraws the draft, with a reason and after a question: afterwards none of those who
/// could read it reads anything of it, by no page, no list, no search, no notice, no letter, no printed form, no file and no
/// operation of the interface, and what they had seen a moment before is not given out from memory. They are told its number,
/// not its title. It can be destroyed though no period of keeping is over.
///
/// Covers: 385-3
#[rstest]
#[tokio::test]
async fn nobody_reads_what_was_withdrawn(#[values(On::Sqlite, On::Postgres)] on: On) {
    let test = TestPortal::start(on).await;
    let (drafter, posting) = form(&test, &["finance"]).await;
    let drafts = &test.portal.drafts;
    drafts.save_posting(&drafter, posting, PostingStep::NoSecrets(false)).await.unwrap();
    let refused = drafts.submit_posting(&drafter, posting, false).await;
    assert_eq!(wrong(refused), ["no_secrets drafts-field-no-secrets"]);
    assert_eq!(count(&test, "select count(*) from drafts_draft").await, 0);
    drafts.save_posting(&drafter, posting, PostingStep::NoSecrets(true)).await.unwrap();
    let posted = drafts.submit_posting(&drafter, posting, false).await.unwrap();
    let kept: String =
        sqlx::query_scalar(AssertSqlSafe(format!("select secrets from drafts_version where draft_id = '{posted}'")))
            .fetch_one(test.portal.db.reader())
            .await
            .unwrap();
    let kept: orda_drafts::Confirmation = serde_json::from_str(&kept).unwrap();
    assert_eq!((Some(kept.person), kept.at), (drafter.person(), test.portal.env.now()));

    let draft = secret(&test).await;
    let number = draft.card().await.number;
    let unfinished = drafts.start_version(&drafter, draft.id).await.unwrap();
    let copied = drafts.posting(&drafter, unfinished).await.unwrap().posting.files;
    test.portal.exchange.settle().await.unwrap();
    let paths = everything(&draft).await;
    let readers = ["justice-drafter", "finance-head", "finance-approver", "economy-head"];
    let mut clients = Vec::new();
    for login in readers {
        let client = test.client(login).await;
        for path in paths.iter().filter(|path| path.starts_with("/drafts/")) {
            assert_eq!(client.get(path).await.status, 200, "{login} {path}");
        }
        for path in &FOUND[..3] {
            assert!(tells(&client, path).await, "{login} {path}");
        }
        clients.push((login, client));
    }
    let letters = test.client("finance-clerk").await;
    assert!(tells(&letters, "/letters").await);
    let paper = "select code from signatures_paper where object_id";
    let paper: String = sqlx::query_scalar(AssertSqlSafe(format!("{paper} = '{}' limit 1", draft.id)))
        .fetch_one(test.portal.db.reader())
        .await
        .unwrap();
    test.stranger().get(&format!("/verify/{paper}")).await.expect(200);

    by_the_pages(&test, &number).await;

    for (login, client) in &clients {
        for path in &paths {
            assert_eq!(client.get(path).await.status, 404, "{login} {path}");
        }
        for path in FOUND {
            assert!(!tells(client, path).await, "{login} {path}");
        }
    }
    let (_, own) = &clients[0];
    own.get(&format!("/drafts/unfinished/{unfinished}/texts")).await.expect(404);
    own.get(&format!("/files/{copied}")).await.expect(404);
    test.stranger().get(&format!("/verify/{paper}")).await.expect(404);
    test.portal.exchange.settle().await.unwrap();
    assert!(!tells(&letters, "/letters").await);
    assert!(!tells(own, "/letters?register=outgoing").await);
    for (login, _) in &clients {
        let told: Vec<_> =
            notices(&test, login).await.into_iter().filter(|n| n.kind == "drafts-notice-withdrawn").collect();
        assert_eq!(told.len(), 1, "{login}");
        assert!(told[0].args.iter().any(|(_, text)| text.kk == number));
    }
    for (table, column) in
        [("notifications_notice", "args"), ("notifications_email", "notice"), ("drafts_found", "word")]
    {
        let sql = format!("select count(*) from {table} where cast({column} as text) like '%{WORD}%'");
        assert_eq!(count(&test, &sql).await, 0, "{table}");
    }
    assert_eq!(drafts.check_terms(test.portal.env.now()).await.unwrap(), 0);
    orda_drafts_store::rebuild_search(&test.portal.db).await.unwrap();
    assert!(!tells(own, FOUND[2]).await, "nor when the index is made anew");
    own.get(&format!("/drafts/{posted}")).await.expect(200);
    destroyed(&test, draft.id, &number).await;
}

/// The administrator's way: refused without a number or a reason, asked, done; others are kept out.
async fn by_the_pages(test: &TestPortal, number: &str) {
    const NEW: &str = "/admin/withdrawals/new";
    const CONFIRM: &str = "/admin/withdrawals/confirm";
    let (admin, officer) = (test.client(ADMIN).await, test.client(OFFICER).await);
    let fields = [("number", number), ("reason", "Мәлімет құпия деп танылды")];
    for login in ["justice-drafter", "justice-head", "finance-head", OFFICER] {
        let other = test.client(login).await;
        other.get(NEW).await.expect(403);
        other.form(NEW, &fields).await.expect(403);
        other.form(CONFIRM, &fields).await.expect(403);
        let body = serde_json::json!({ "number": number, "reason": "x" });
        other.post("/api/v1/withdrawals", &body).await.expect(403);
    }
    let empty = admin.form(NEW, &[("number", "НҚА-2000-000001"), ("reason", "")]).await.expect(422).text();
    assert!(empty.contains("НҚА-2000-000001") && empty.contains("govuk-error-summary"), "{empty}");
    let asked = admin.form(NEW, &fields).await.expect(200).text();
    assert!(asked.contains(number) && asked.contains("Мәлімет құпия деп танылды") && !asked.contains(WORD), "{asked}");
    test.client("finance-head").await.get("/drafts").await.expect(200);
    admin.form(CONFIRM, &fields).await.expect(303);
    let again = admin.post("/api/v1/withdrawals", &serde_json::json!({ "number": number, "reason": "x" })).await;
    assert_eq!((again.status, again.code().as_str()), (409, "drafts-refusal-already-withdrawn"));
    for client in [&admin, &officer] {
        for language in ["kk", "ru", "en"] {
            let page = client.request(reqwest::Method::GET, "/admin/withdrawals").header("accept-language", language);
            let page = client.send(page).await.expect(200).text();
            assert!(page.contains(number) && !page.contains(WORD), "{language}");
        }
        let listed = client.get("/api/v1/withdrawals").await.expect(200).json();
        assert_eq!(listed[0]["reason"], "Мәлімет құпия деп танылды");
    }
    let entries = officer.get("/api/v1/accounting?size=100&operation=change&resource=draft").await.expect(200).json();
    let entries = entries["items"].as_array().unwrap();
    let entry = entries.iter().find(|e| e["detail"] == format!("{number} withdrawn")).expect("accounted for");
    assert_eq!(entry["actor_name"], test.cast.person(ADMIN).name.as_str());
}

/// Handed to guaranteed destruction: by the link of the list, decided by two, carried out.
async fn destroyed(test: &TestPortal, draft: DraftId, number: &str) {
    let admin = actor(test, ADMIN);
    let retention = &test.portal.retention;
    let page = test.client(ADMIN).await.get(&format!("/destruction/new?numbers={number}")).await.expect(200).text();
    assert!(page.contains(number));
    let others = test.stage().play(&test.script("prepared", &[])).await.unwrap();
    let other = test.portal.drafts.card(&actor(test, "justice-drafter"), others, None).await.unwrap().number;
    assert_eq!(code(retention.propose(&admin, &[other], "себеп").await), "retention-refusal-for-ever");
    let proposal = retention.propose(&admin, &[number.to_owned()], "385-бұйрықтың 3-тармағы").await.unwrap();
    for login in [ADMIN, OFFICER] {
        let member = test.cast.person(login);
        let bytes = retention.to_sign(&member.actor(), proposal).await.unwrap();
        let cms = member.key.sign(&bytes, test.portal.env.now()).unwrap();
        retention.decide(&member.actor(), proposal, &cms).await.unwrap();
    }
    assert_eq!(retention.carry_out(&admin, proposal).await.unwrap().state, State::Destroyed);
    assert_eq!(count(test, &format!("select count(*) from drafts_draft where id = '{draft}'")).await, 0);
}

/// A draft on the agenda of a sitting leaves it: the minutes are posted for the others.
#[rstest]
#[tokio::test]
async fn a_withdrawn_draft_leaves_the_agenda(#[values(On::Sqlite, On::Postgres)] on: On) {
    let test = TestPortal::start(on).await;
    let bodies = [("finance", "approved"), ("economy", "approved")];
    let draft = crate::world::draft(&test, "at_government_meeting", &bodies).await;
    let card = draft.card().await;
    let sitting = card.consideration.agenda.as_ref().unwrap().sitting;
    let officer = actor(&test, "chancellery-control");
    let drafts = &test.portal.drafts;
    assert_eq!(drafts.sitting(&officer, sitting).await.unwrap().agenda.len(), 1);
    drafts.withdraw(&actor(&test, ADMIN), &input(&card.number, "құпия")).await.unwrap();
    let shown = drafts.sitting(&officer, sitting).await.unwrap();
    assert!(shown.agenda.is_empty() && shown.sitting.agenda.is_empty());
    let gone = drafts.card(&officer, draft.id, None).await;
    assert!(matches!(gone, Err(Error::NotFound)));
}
