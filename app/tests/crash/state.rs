//! What there is after a start: over HTTP, in the database, and on the disk.

use super::load::{Caller, Decision, Sent, content};
use super::scope::Scope;
use super::server::House;
use futures::{StreamExt, stream};
use orda_store::Database;
use reqwest::Method;
use serde_json::Value;
use sqlx::{AssertSqlSafe, Row};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::Command;

/// Requests under way at once while everything is read.
const AT_ONCE: usize = 16;

/// The sets of files.
pub fn sets_of(files: &[Sent]) -> Vec<String> {
    files.iter().map(|f| f.set.clone()).collect::<BTreeSet<_>>().into_iter().collect()
}

/// What stands at this address.
pub async fn json(caller: &Caller, path: &str) -> Value {
    let answer = caller.request(Method::GET, path).send().await.unwrap();
    assert_eq!(answer.status(), 200, "{path}");
    answer.json().await.unwrap()
}

/// Every acknowledged file is there, and every file that is listed is there bit for bit, acknowledged or not.
pub async fn whole(house: &House, sets: &[String], acknowledged: &[Sent]) {
    let caller = &Caller::new(house, "justice-drafter");
    let of_sets = stream::iter(sets)
        .map(|set| async move {
            let path = format!("/api/v1/file-sets/{set}/files");
            let files = json(caller, &path).await;
            let named =
                |file: &Value| (file["id"].as_str().unwrap().to_owned(), file["name"].as_str().unwrap().to_owned());
            let files: Vec<_> = files.as_array().unwrap().iter().map(named).collect();
            (path, files)
        })
        .buffer_unordered(AT_ONCE)
        .collect::<Vec<_>>()
        .await;
    let listed: BTreeSet<_> = of_sets.iter().flat_map(|(_, files)| files.iter().cloned()).collect();
    let all: Vec<_> = of_sets.iter().flat_map(|(path, files)| files.iter().map(move |file| (path, file))).collect();
    stream::iter(all)
        .for_each_concurrent(AT_ONCE, |(path, (id, name))| async move {
            let taken = caller.request(Method::GET, &format!("{path}/{id}")).send().await.unwrap();
            assert_eq!(taken.status(), 200, "{name}");
            assert!(taken.bytes().await.unwrap() == content(name), "{name} bit for bit");
        })
        .await;
    for file in acknowledged {
        assert!(listed.contains(&(file.id.clone(), file.name.clone())), "{file:?} was acknowledged");
    }
}

/// Every acknowledged approval is there.
pub async fn approved(house: &House, approvals: &[Decision]) {
    let caller = Caller::new(house, "justice-drafter");
    for (draft, code) in approvals {
        let card = json(&caller, &format!("/api/v1/drafts/{draft}")).await;
        let body = house.cast.body(code).to_string();
        let line = card["bodies"].as_array().unwrap().iter().find(|line| line["body"]["id"] == body.as_str()).unwrap();
        assert_eq!(line["state"], "approved", "{draft} {code} was acknowledged");
    }
}

/// Every session that was acknowledged is open.
pub async fn logged_in(house: &House, sessions: &[String]) {
    for session in sessions {
        let caller = Caller::with_cookie(house, session.clone());
        assert_eq!(json(&caller, "/api/v1/session").await["kind"], "person", "{session} was acknowledged");
    }
}

/// Draft and body.
type Pair = (String, String);

/// Rows of the database.
pub async fn rows<T>(db: &Database, sql: &str, read: impl Fn(&sqlx::any::AnyRow) -> T) -> Vec<T> {
    // No input comes in but ids of the test's own.
    sqlx::query(AssertSqlSafe(sql.to_owned())).fetch_all(db.reader()).await.unwrap().iter().map(read).collect()
}

fn counted(pairs: &BTreeSet<Pair>) -> BTreeMap<String, i64> {
    let mut counts = BTreeMap::new();
    for (draft, _) in pairs {
        *counts.entry(draft.clone()).or_default() += 1;
    }
    counts
}

/// An approval is there with its signature, its history entry, its accounting entry, its notice and its e-mail, or
/// nothing of it is.
pub async fn nothing_by_half(house: &House, scope: &Scope) {
    let db = Database::open(&house.database).await.unwrap();
    let approvals =
        format!("select draft_id, body, state, data from drafts_approval where {}", scope.of_drafts("draft_id"));
    let approvals = rows(&db, &approvals, |row| {
        let data: Value = serde_json::from_str(row.get::<&str, _>(3)).unwrap();
        let signature = data["decision"]["signature"].as_str().map(str::to_owned);
        (row.get::<String, _>(0), row.get::<String, _>(1), row.get::<String, _>(2), signature)
    })
    .await;
    let mut decided = BTreeSet::new();
    let mut named = BTreeSet::new();
    for (draft, body, state, signature) in approvals {
        assert_eq!(state == "approved", signature.is_some(), "{draft} {body}: {state} and {signature:?}");
        if let Some(signature) = signature {
            decided.insert((draft, body));
            named.insert(signature);
        }
    }
    let kept = format!(
        "select id, object_id, body_id from signatures_signature where purpose = 'draft_approve' and {}",
        scope.of_drafts("object_id")
    );
    let kept =
        rows(&db, &kept, |row| (row.get::<String, _>(0), (row.get::<String, _>(1), row.get::<String, _>(2)))).await;
    assert_eq!(kept.iter().map(|k| k.0.clone()).collect::<BTreeSet<_>>(), named, "signatures and decisions");
    assert_eq!(kept.into_iter().map(|k| k.1).collect::<BTreeSet<_>>(), decided, "signatures of their bodies");

    let told = told(&db, scope, "approved").await;
    assert_eq!(told.len(), decided.len(), "one entry of the history each");
    assert_eq!(told.into_iter().collect::<BTreeSet<_>>(), decided, "the history");

    let pair = |row: &sqlx::any::AnyRow| (row.get::<String, _>(0), row.get::<i64, _>(1));
    let accounted = format!(
        "select part, count(*) from audit_entry where resource = 'draft' and operation = 'sign' \
         and detail = 'version 1 approved' and {} group by part",
        scope.of_drafts("part")
    );
    assert_eq!(
        rows(&db, &accounted, pair).await.into_iter().collect::<BTreeMap<_, _>>(),
        counted(&decided),
        "accounting"
    );
    // A link begins with `/drafts/` and the id.
    let notices = format!(
        "select n.link, count(e.id) from notifications_notice n left join notifications_email e \
         on e.notice = n.id where n.kind = 'drafts-notice-approved' and {} group by n.link",
        scope.of_drafts("substr(n.link, 9, 36)")
    );
    let notices = rows(&db, &notices, pair).await;
    let notices: BTreeMap<_, _> =
        notices.into_iter().map(|(link, count)| (link.split('/').nth(2).unwrap().to_owned(), count)).collect();
    assert_eq!(notices, counted(&decided), "notices with their e-mails, to the one drafter");
    db.close().await;
}

/// Draft and body of every event of this kind in the history.
pub async fn told(db: &Database, scope: &Scope, event: &str) -> Vec<Pair> {
    let entries = format!("select draft_id, data from drafts_entry where {}", scope.of_drafts("draft_id"));
    let entries = rows(db, &entries, |row| {
        (row.get::<String, _>(0), serde_json::from_str::<Value>(row.get::<&str, _>(1)).unwrap())
    })
    .await;
    let told = entries.into_iter().filter(|(_, entry)| entry["event"]["event"] == event);
    told.map(|(draft, entry)| (draft, entry["event"]["body"].as_str().unwrap().to_owned())).collect()
}

/// The disk holds the bytes of every file that is entered, and nothing else; what unfinished uploads left is gone.
pub async fn nothing_left_over(house: &House, scope: &Scope) {
    let db = Database::open(&house.database).await.unwrap();
    let entered = format!("select id from documents_blob where {}", scope.new_ones("id"));
    let entered = rows(&db, &entered, |row| row.get::<String, _>(0)).await;
    let entered: BTreeSet<String> = entered.into_iter().collect();
    db.close().await;
    let mut kept = BTreeSet::new();
    walk(&house.data().join("blobs"), &mut |path| {
        let name = path.file_name().unwrap().to_string_lossy();
        if !is_incoming(path) && scope.holds_new(&name) {
            kept.insert(name.into_owned());
        }
    });
    assert_eq!(kept, entered, "bytes on the disk and files in the database");
    assert_eq!(unfinished(house), 0, "marks of unfinished uploads");
}

/// How many unfinished uploads are marked on the disk.
pub fn unfinished(house: &House) -> usize {
    let mut marks = 0;
    // Beside the marks of a process lies its lock.
    walk(&house.data().join("blobs"), &mut |path| {
        marks += usize::from(is_incoming(path) && path.extension().is_none());
    });
    marks
}

fn is_incoming(path: &Path) -> bool {
    path.components().any(|c| c.as_os_str() == "incoming")
}

fn walk(folder: &Path, see: &mut impl FnMut(&Path)) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        if entry.file_type().unwrap().is_dir() { walk(&entry.path(), see) } else { see(&entry.path()) }
    }
}

/// What is written, all files and the accounting, is found consistent by the program's own checks.
pub fn consistent(house: &House) {
    for check in [&["verify"][..], &["audit", "verify"]] {
        let mut orda = Command::new(env!("CARGO_BIN_EXE_orda"));
        // The settings alone name the database.
        let done = orda.args(check).arg("--config").arg(house.config()).env_remove("ORDA_DATABASE").output().unwrap();
        let said = [done.stdout, done.stderr].concat();
        assert!(done.status.success(), "{check:?}: {}", String::from_utf8_lossy(&said));
    }
}
