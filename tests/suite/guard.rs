//! Protection of what is kept and of what keeps it (217-a41): nothing is changed, blocked or disturbed without the right, and what was
//! is found.

use crate::world::{World, actor, body, code, draft, form, notices, put};
use orda::installed::{Program, look_at_start};
use orda::limits::{Setting, Settings};
use orda::verify::{Args, verify};
use orda_base::{Actor, LocalizedText};
use orda_documents::samples;
use orda_drafts::{ActKind, Integrity, PostingStep};
use orda_test::{Client, On, TestPortal};
use reqwest::Method;
use rstest::rstest;
use serde_json::{Value, json};
use sqlx::{AssertSqlSafe, Executor};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

const ALL: Args = Args { what: None, signatures: 0, without_files: false, json: false };

/// Records of the accounting that a filter finds, as the security officer sees them.
async fn records(test: &TestPortal, filter: &str) -> Vec<Value> {
    let officer = test.client("digital-security").await;
    let found = officer.get(&format!("/api/v1/accounting?size=100&{filter}")).await.expect(200).json();
    found["items"].as_array().unwrap().clone()
}

/// The one record of the request behind an answer.
async fn record_of(test: &TestPortal, answer: &orda_test::Answer) -> Value {
    let request = answer.header("x-request-id").expect("the number of the request");
    let mut found = records(test, &format!("request={request}")).await;
    assert_eq!(found.len(), 1, "{found:?}");
    found.remove(0)
}

async fn behind(test: &TestPortal, sql: &str) {
    let mut tx = test.portal.db.begin().await.unwrap();
    let done = tx.conn().execute(AssertSqlSafe(sql.to_owned())).await.unwrap();
    assert!(done.rows_affected() > 0, "{sql}");
    tx.commit().await.unwrap();
}

/// A record that is changed by whoever may leaves the former value, with who changed it and when. Whoever may not change or delete it is
/// refused, on the page and by a direct call, and that is recorded. What is changed in the database or on the disk past the
/// program is named by the check.
///
/// Covers: 217-a41.1.1
#[rstest]
#[tokio::test]
async fn nothing_is_changed_without_the_right(#[values(On::Sqlite, On::Postgres)] on: On) {
    let test = TestPortal::start(on).await;
    let draft = draft(&test, "on_approval", &[("finance", "approved"), ("economy", "refused")]).await;
    let (drafts, drafter) = (&test.portal.drafts, actor(&test, "justice-drafter"));
    let before = drafts.text(&drafter, draft.id, 1).await.unwrap().texts;
    let old = draft.card().await;
    test.clock.advance(60);
    let posting = drafts.start_version(&drafter, draft.id).await.unwrap();
    let texts = PostingStep::Texts { kk: "1. Мүлдем жаңа.".into(), ru: "1. Совсем новый.".into() };
    for step in [texts, PostingStep::NoSecrets(true)] {
        drafts.save_posting(&drafter, posting, step).await.unwrap();
    }
    drafts.submit_posting(&drafter, posting, false).await.unwrap();
    let new = draft.card().await;
    assert_eq!((new.version, Some(new.posted_by.person), new.posted_at), (2, drafter.person(), test.portal.env.now()));
    assert_ne!(drafts.text(&drafter, draft.id, 2).await.unwrap().texts, before);
    assert_eq!(drafts.text(&drafter, draft.id, 1).await.unwrap().texts, before, "the former value is kept");
    let kept = draft.card_at(Some(1)).await;
    assert_eq!((kept.posted_by.person, kept.posted_at), (old.posted_by.person, old.posted_at), "with who and when");

    // Without the right: pages and direct calls, to change and to delete.
    let file = drafts.files(&drafter, draft.id, 2).await.unwrap().remove(0);
    for login in ["finance-head", "health-drafter", "digital-admin"] {
        let client = test.client(login).await;
        for verb in ["change", "new-version"] {
            let answer = client.form(&format!("/drafts/{}/{verb}", draft.id), &[]).await;
            assert!([403, 404].contains(&answer.status), "{login} {verb}: {}", answer.status);
            assert_eq!(record_of(&test, &answer).await["outcome"], "refused", "{login} {verb}");
        }
        for (method, path) in [
            (Method::POST, format!("/api/v1/drafts/{}/changes", draft.id)),
            (Method::POST, format!("/api/v1/drafts/{}/versions", draft.id)),
            (Method::DELETE, format!("/api/v1/file-sets/{}/files/{}", file.set, file.id)),
        ] {
            let answer = client.send(client.request(method.clone(), &path).json(&json!({}))).await;
            assert!([403, 404].contains(&answer.status), "{login} {method} {path}: {}", answer.status);
            let record = record_of(&test, &answer).await;
            assert_eq!(record["outcome"], "refused", "{record}");
            assert_eq!(record["actor_name"], test.cast.person(login).name.as_str());
        }
    }
    assert_eq!(draft.card().await.version, 2);
    assert_eq!(drafts.files(&drafter, draft.id, 2).await.unwrap().len(), old_files(&test, &draft).await);

    // Past the program.
    assert_eq!(verify(&test.portal, &ALL).await.unwrap().wrong, []);
    let signature: String = sqlx::query_scalar("select min(id) from signatures_signature")
        .fetch_one(test.portal.db.reader())
        .await
        .unwrap();
    behind(&test, &format!("update signatures_signature set purpose = 'refuse' where id = '{signature}'")).await;
    behind(&test, &format!("delete from drafts_text where draft_id = '{}' and version = 2", draft.id)).await;
    let wrong = verify(&test.portal, &ALL).await.unwrap().wrong;
    assert!(wrong.iter().any(|w| w.code == "signature" && w.what.contains(&signature)), "{wrong:?}");
    assert!(wrong.iter().any(|w| w.code == "reference" && w.what.contains(&draft.id.to_string())), "{wrong:?}");
    behind(
        &test,
        &format!("update drafts_text set kk = '[\"Бұзылған\"]' where draft_id = '{}' and version = 1", draft.id),
    )
    .await;
    assert_ne!(
        draft.card_at(Some(1)).await.integrity,
        Integrity::Intact,
        "a text that was changed is named on the card"
    );
}

async fn old_files(test: &TestPortal, draft: &World<'_>) -> usize {
    let drafter = actor(test, "justice-drafter");
    test.portal.drafts.files(&drafter, draft.id, 1).await.unwrap().len()
}

/// Settings in the portal are changed by administrators alone, each change and each refused attempt is recorded. Scripts, fragments of
/// queries and paths that come in are kept as the plain text that they are, or refused: they do nothing.
///
/// Covers: 217-a41.1.4
#[rstest]
#[tokio::test]
async fn nothing_influences_the_program(#[values(On::Sqlite, On::Postgres)] on: On) {
    const DAY: &str = "/api/v1/calendar/2026-12-15";
    let test = TestPortal::start(on).await;
    let day = json!({ "works": false, "name": { "kk": "Сынақ күні", "ru": "Пробный день", "en": "" } });
    for login in ["justice-drafter", "finance-head", "digital-security"] {
        let answer = test.client(login).await.put(DAY, &day).await;
        assert!([403, 404].contains(&answer.status), "{login}: {}", answer.status);
        assert_eq!(record_of(&test, &answer).await["outcome"], "refused");
    }
    let answer = test.client("digital-admin").await.put(DAY, &day).await;
    assert!([200, 201, 204].contains(&answer.status), "{} {}", answer.status, answer.text());
    let name = test.cast.person("digital-admin").name.clone();
    let changed = record_of(&test, &answer).await;
    assert_eq!((&changed["actor_name"], &changed["outcome"]), (&json!(name), &json!("done")), "{changed}");
    assert!(changed["at"].as_str().unwrap().starts_with("2026-11-23") && changed.to_string().contains("2026-12-15"));

    let evil = "<script>alert(1)</script>'; drop table drafts_draft; -- ${7*7} ../../etc/passwd";
    let (drafter, posting) = form(&test, &["finance"]).await;
    let drafts = &test.portal.drafts;
    let title = LocalizedText::new(evil, evil, "");
    drafts
        .save_posting(&drafter, posting, PostingStep::Act { title, kind: Some(ActKind::MinisterOrder) })
        .await
        .unwrap();
    let texts = PostingStep::Texts { kk: format!("1. {evil}"), ru: format!("1. {evil}") };
    drafts.save_posting(&drafter, posting, texts).await.unwrap();
    let set = drafts.posting(&drafter, posting).await.unwrap().posting.files;
    for name in ["../../evil.pdf", "a/b.pdf", "x\\..\\y.pdf", "нөл\0.pdf"] {
        let refused = put(&test, &drafter, set, name, samples::pdf()).await;
        assert!(code(refused).starts_with("documents-refusal-"), "{name}");
    }
    let id = drafts.submit_posting(&drafter, posting, false).await.unwrap();
    let client = test.client("justice-drafter").await;
    let card = drafts.card(&drafter, id, None).await.unwrap();
    assert_eq!(card.title.kk, evil, "kept as it is");
    for path in [format!("/drafts/{id}/v/1"), "/drafts".to_owned(), "/my-work".to_owned()] {
        let page = client.get(&path).await.expect(200).text();
        assert!(!page.contains("<script>alert(1)"), "{path}");
        assert!(!page.contains("49 ../"), "{path}: nothing is computed");
    }
    for words in [evil, "' or 1=1 --", "%' union select", "\"; delete from audit_entry"] {
        let request = client.request(Method::GET, "/drafts").query(&[("words", words)]);
        assert_eq!(client.send(request).await.status, 200, "{words}");
    }
    for path in ["/assets/../../../etc/passwd", "/assets/..%2f..%2fetc%2fpasswd", "/drafts/..%2f..%2fetc"] {
        let answer = client.get(path).await;
        assert!((400..500).contains(&answer.status) && !answer.text().contains("root:"), "{path}: {}", answer.status);
    }
    assert_eq!(drafts.list(&drafter, &Default::default()).await.unwrap().total, 1, "the table is there");
}

/// One caller who asks too much is told to wait while others are served. Wrong passwords hold an account back; its owner gets in
/// with an EDS at once, or with the password when the time is over; all of it is recorded.
///
/// Covers: 217-a41.2.1
#[rstest]
#[tokio::test]
async fn nobody_is_shut_out(#[values(On::Sqlite, On::Postgres)] on: On) {
    const PASSWORD: &str = "Терезе алдындағы гүл 47";
    let test = TestPortal::start_with(on, |config| {
        config.limits = Settings { person: Setting::new(20, 60), ..Settings::OFF };
    })
    .await;
    let (greedy, other) = (test.client("justice-drafter").await, test.client("finance-drafter").await);
    let mut answers = Vec::new();
    for _ in 0..40 {
        answers.push(greedy.get("/api/v1/my-work").await.status);
    }
    assert_eq!((answers.iter().filter(|s| **s == 200).count(), answers[39]), (20, 429));
    for _ in 0..10 {
        other.get("/api/v1/my-work").await.expect(200);
    }
    test.clock.advance(60);
    greedy.get("/api/v1/my-work").await.expect(200);

    let person = test.cast.person("justice-head").person;
    test.portal.identity.set_password(&Actor::portal(), person, PASSWORD, false).await.unwrap();
    let login = |password: &'static str| [("login", "justice-head"), ("password", password), ("next", "")];
    for _ in 0..6 {
        assert_ne!(test.stranger().form("/login", &login("бірдеңе басқа 11")).await.status, 303);
    }
    assert_ne!(test.stranger().form("/login", &login(PASSWORD)).await.status, 303, "held back, with the right one too");
    // The way that is always open to the owner.
    test.client("justice-head").await.get("/api/v1/my-work").await.expect(200);
    test.clock.advance(3600);
    test.stranger().form("/login", &login(PASSWORD)).await.expect(303);
    let tried = records(&test, "operation=sign_in&outcome=refused").await;
    assert_eq!(tried.iter().filter(|r| r["actor_name"] == "justice-head").count(), 7, "{tried:?}");
}

/// A part that fails does not take the others with it: the failure is recorded and the administrators are told. Input that is no
/// input, or far too much of it, is refused, and the portal answers on.
///
/// Covers: 217-a41.2.5
#[rstest]
#[tokio::test]
async fn nothing_disturbs_the_work(#[values(On::Sqlite, On::Postgres)] on: On) {
    let aside = tempfile::tempdir().unwrap();
    let blocked: PathBuf = aside.path().join("backup");
    std::fs::write(&blocked, b"a file where a folder should be").unwrap();
    let test = TestPortal::start_with(on, |config| {
        config.backup.to = Some(blocked.clone().into());
        config.backup.keys_to = Some(aside.path().join("keys"));
        config.documents.max_bytes = 1 << 20;
    })
    .await;
    let run = test.portal.backups.run_due().await.unwrap().expect("it is due");
    assert_eq!(run.outcome.code(), "failed");
    test.portal.backups.check().await.unwrap();
    let told: Vec<String> = notices(&test, "digital-admin").await.into_iter().map(|n| n.kind).collect();
    assert!(told.contains(&"audit-notice-backup".to_owned()), "{told:?}");
    let failed = records(&test, "resource=backup&outcome=failed").await;
    assert!(!failed.is_empty(), "the failure is recorded");
    let client = test.client("justice-drafter").await;
    client.get("/my-work").await.expect(200);

    let send = async |request: reqwest::RequestBuilder| client.send(request).await.status;
    let post = |path: &str| client.request(Method::POST, path).header("content-type", "application/json");
    let justice = body(&test, "justice").to_string();
    for bad in ["{", "null", "[1, 2", "{\"body\": {\"a\": []}}", &"[".repeat(100_000), "\u{0}\u{1}"] {
        let status = send(post("/api/v1/drafts/unfinished").body(bad.to_owned())).await;
        assert!((400..500).contains(&status), "{status}");
    }
    // Whoever sends far too much may be cut off in its midst.
    let refused = async |request: reqwest::RequestBuilder| {
        let answer = request.send().await;
        assert!(answer.as_ref().map_or(true, |answer| answer.status().is_client_error()), "{answer:?}");
    };
    let large = format!("{{\"body\": \"{justice}\", \"x\": \"{}\"}}", "a".repeat(20 << 20));
    refused(post("/api/v1/drafts/unfinished").body(large)).await;
    let made = client.post("/api/v1/drafts/unfinished", &json!({ "body": justice })).await.expect(201).json();
    let form = client.get(&format!("/api/v1/drafts/unfinished/{}", made["id"].as_str().unwrap())).await.json();
    let set = format!("/api/v1/file-sets/{}/files", form["file_set"].as_str().unwrap());
    let upload = client.request(Method::POST, &set).query(&[("name", "үлкен.pdf")]);
    let upload = upload.header("content-type", "application/octet-stream").body(samples::pdf_of(3 << 20));
    refused(upload).await;
    assert_eq!(client.get(&set).await.expect(200).json(), json!([]), "nothing came in");
    client.get("/my-work").await.expect(200);
    test.client("finance-head").await.get("/my-work").await.expect(200);
}

/// Files under a folder with their bits.
fn modes(folder: &Path) -> Vec<(PathBuf, u32)> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap().flatten() {
        if entry.path().is_dir() {
            found.extend(modes(&entry.path()));
        } else {
            found.push((entry.path(), entry.metadata().unwrap().permissions().mode()));
        }
    }
    found
}

/// Administration answers whoever has a right of its own to it, and nobody else. A file that could be run is kept sealed, without the
/// right to be run, and is given back only to be saved.
///
/// Covers: 217-a42.2.4
#[rstest]
#[tokio::test]
async fn what_is_kept_cannot_be_run(#[values(On::Sqlite, On::Postgres)] on: On) {
    let test = TestPortal::start(on).await;
    let pages =
        ["/admin/people", "/admin/bodies", "/admin/systems", "/admin/backups", "/admin/calendar", "/admin/safety"];
    for login in ["justice-drafter", "finance-head", "chancellery-control"] {
        let client: Client = test.client(login).await;
        for page in pages {
            let status = client.get(page).await.status;
            assert!([403, 404].contains(&status), "{login} {page}: {status}");
        }
    }
    for page in pages {
        test.client("digital-admin").await.get(page).await.expect(200);
    }
    let (drafter, posting) = form(&test, &["finance"]).await;
    let set = test.portal.drafts.posting(&drafter, posting).await.unwrap().posting.files;
    let script = b"#!/bin/sh\necho run\n";
    let elf = std::fs::read("/proc/self/exe").unwrap()[..4096].to_vec();
    for (name, bytes) in [("run.sh", script.to_vec()), ("run.exe", elf.clone()), ("run.pdf", elf)] {
        let refused = put(&test, &drafter, set, name, bytes).await;
        assert!(code(refused).starts_with("documents-refusal-"), "{name}");
    }
    // Within a container it may come in.
    put(&test, &drafter, set, "Бағдарлама.zip", samples::zip_of(&[("run.sh", script)])).await.unwrap();
    let blobs = modes(&test.portal.config.data.join("blobs"));
    assert!(!blobs.is_empty());
    for (path, mode) in blobs {
        assert_eq!(mode & 0o111, 0, "{}", path.display());
        let bytes = std::fs::read(&path).unwrap();
        assert!(!bytes.starts_with(b"#!") && !bytes.starts_with(b"\x7fELF") && !bytes.starts_with(b"PK"));
        assert!(!bytes.windows(script.len()).any(|w| w == script), "sealed");
    }
    let id = test.portal.drafts.submit_posting(&drafter, posting, false).await.unwrap();
    let client = test.client("justice-drafter").await;
    let files = test.portal.drafts.files(&drafter, id, 1).await.unwrap();
    let zip = files.iter().find(|f| f.name == "Бағдарлама.zip").unwrap();
    let answer = client.get(&format!("/drafts/{id}/v/1/files/{}", zip.id)).await.expect(200);
    assert!(answer.header("content-disposition").unwrap().starts_with("attachment"));
    assert_eq!(answer.header("x-content-type-options"), Some("nosniff"));
    assert!(answer.header("content-security-policy").unwrap().contains("sandbox"));
}

/// Who may read but not copy sees every page, and takes nothing out of the portal: no file, no printed form, no list, neither by a page
/// nor by the interface. Who may takes them. Each act, done or refused, is recorded with user, time and object.
///
/// Covers: 217-a41.2.3
#[rstest]
#[tokio::test]
async fn reading_is_not_copying(#[values(On::Sqlite, On::Postgres)] on: On) {
    let test = TestPortal::start_with(on, |config| {
        config.copying.roles = vec!["drafter".into(), "head_of_body".into(), "security_officer".into()];
    })
    .await;
    let draft = draft(&test, "on_approval", &[("finance", "under_review")]).await;
    let file = test.portal.drafts.files(&actor(&test, "justice-drafter"), draft.id, 1).await.unwrap().remove(0);
    let copies = [
        format!("/drafts/{}/v/1/files/{}", draft.id, file.id),
        format!("/drafts/{}/v/1/forms/card.pdf", draft.id),
        "/drafts/export.csv".to_owned(),
        "/drafts/export.xlsx".to_owned(),
        format!("/api/v1/drafts/{}/versions/1/files/{}", draft.id, file.id),
        format!("/api/v1/drafts/{}/versions/1/akoma-ntoso", draft.id),
    ];
    let now = test.portal.env.now().zoned().strftime("%Y-%m-%dT%H:%M:%S%.6f%:z").to_string();
    for (login, status, outcome) in [("finance-clerk", 403, "refused"), ("finance-head", 200, "done")] {
        let client = test.client(login).await;
        for page in [format!("/drafts/{}/v/1", draft.id), "/drafts".to_owned()] {
            client.get(&page).await.expect(200);
        }
        for path in &copies {
            let answer = client.get(path).await;
            assert_eq!(answer.status, status, "{login} {path}");
            if status == 403 {
                assert!(answer.header("content-disposition").is_none() && !answer.text().contains("%PDF"), "{path}");
            }
            let record = record_of(&test, &answer).await;
            assert_eq!((&record["outcome"], &record["at"]), (&json!(outcome), &json!(now)), "{path}: {record}");
            assert_eq!(record["actor_name"], test.cast.person(login).name.as_str());
            assert_eq!(record["service"], format!("GET {path}"));
        }
        let taken = record_of(&test, &client.get(&copies[0]).await).await;
        assert_eq!((&taken["operation"], &taken["part"]), (&json!("download"), &json!(file.id.to_string())));
        let listed = client.get(&format!("/api/v1/drafts/{}/versions/1/files", draft.id)).await.expect(200).json();
        assert!(!listed.as_array().unwrap().is_empty(), "that there are files may be read");
    }
    // One's own record stays one's own.
    test.client("finance-clerk").await.get("/profile").await.expect(200);
}

/// A breach that was found: the security officer blocks the account and its open sessions end at once; nobody else may, and oneself
/// nobody. The record of the breach tells who, the objects that were touched, when, what was done about it and by whom, on a page that
/// can be printed.
///
/// Covers: 217-a42.2.3
#[rstest]
#[tokio::test]
async fn a_breach_is_contained(#[values(On::Sqlite, On::Postgres)] on: On) {
    let test = TestPortal::start_with(on, |config| config.accounting.rules.refusals = 3).await;
    let draft = draft(&test, "on_approval", &[("finance", "under_review")]).await;
    let suspect = test.cast.person("health-drafter").person;
    let (first, second) = (test.client("health-drafter").await, test.client("health-drafter").await);
    let alerts = &test.portal.keeping;
    alerts.watch().await.unwrap();
    for _ in 0..5 {
        first.get(&format!("/drafts/{}/v/1", draft.id)).await.expect(404);
    }
    test.clock.advance(60);
    alerts.watch().await.unwrap();
    let officer = test.client("digital-security").await;
    let found = officer.get("/api/v1/accounting/alerts").await.expect(200).json();
    let alert = found.as_array().unwrap().iter().find(|a| a["actor_id"] == suspect.to_string()).expect("an alert");
    let page = format!("/accounting/alerts/{}", alert["id"].as_str().unwrap());
    let block = format!("/admin/people/{suspect}/deactivate");
    assert!(officer.get(&page).await.expect(200).text().contains(&block), "the way to block is there");

    for login in ["justice-drafter", "finance-head", "health-drafter", "chancellery-control"] {
        let client = test.client(login).await;
        let answer = client.form(&block, &[]).await;
        assert!([403, 404].contains(&answer.status), "{login}: {}", answer.status);
        assert_eq!(record_of(&test, &answer).await["outcome"], "refused");
        assert!([403, 404].contains(&client.get(&page).await.status), "{login}");
    }
    let own = test.cast.person("digital-security").person;
    assert!([403, 404, 409].contains(&officer.form(&format!("/admin/people/{own}/deactivate"), &[]).await.status));
    first.get("/api/v1/my-work").await.expect(200);

    officer.get(&block).await.expect(200);
    let done = officer.form(&block, &[]).await.expect(303);
    assert!(done.header("location").unwrap().starts_with("/accounting/alerts"));
    for client in [&first, &second] {
        client.get("/api/v1/my-work").await.expect(401);
    }
    let challenge = test.portal.identity.challenge().await.unwrap();
    let cms = test.cast.person("health-drafter").key.sign(&challenge.content, test.portal.env.now()).unwrap();
    let nobody = Actor::anonymous(orda_base::Language::Kk, orda_base::Origin::default());
    assert!(test.portal.identity.login_with_eds(&nobody, challenge.id, &cms, None).await.is_err(), "no way in");
    officer.form(&format!("/admin/people/{suspect}/activate"), &[]).await.expect(404);

    test.clock.advance(60);
    officer.form(&page, &[("note", "Есептік жазба бұғатталды, басшысына хабарланды")]).await.expect(303);
    let report = officer.get(&page).await.expect(200).text();
    for told in [
        test.cast.person("health-drafter").name.as_str(),
        test.cast.person("digital-security").name.as_str(),
        &draft.id.to_string(),
        "Есептік жазба бұғатталды, басшысына хабарланды",
        "2026-11-23T",
    ] {
        assert!(report.contains(told), "{told}");
    }
}

/// Digests of the program that are taken away, or written anew by somebody else, do not make a start the first one: administrators and
/// security officers are told, once.
#[rstest]
#[tokio::test]
async fn digests_of_the_program_are_missed(#[values(On::Sqlite, On::Postgres)] on: On) {
    let test = TestPortal::start(on).await;
    let program = Program::of(&test.portal);
    let told = async |login: &str| {
        let all = notices(&test, login).await;
        all.into_iter().filter(|notice| notice.kind == "audit-notice-program").count()
    };
    for _ in 0..2 {
        look_at_start(&program).await.unwrap();
    }
    assert_eq!(told("digital-admin").await, 0, "installed, and as it was installed");
    let folder = test.portal.config.data.join("installed");
    std::fs::remove_dir_all(&folder).unwrap();
    for _ in 0..2 {
        look_at_start(&program).await.unwrap();
        for login in ["digital-admin", "digital-security"] {
            assert_eq!(told(login).await, 1, "{login}");
        }
    }
    let list = std::fs::read_dir(&folder).unwrap().next().unwrap().unwrap().path();
    std::fs::write(&list, "somebody else's").unwrap();
    test.clock.advance(60);
    look_at_start(&program).await.unwrap();
    assert_eq!(told("digital-admin").await, 2);
}
