//! What the portal publishes of its accounting, before a verifier that is not ours (`tests/peers/accounting`).

use crate::world::draft;
use orda_test::{On, TestPortal};
use rstest::rstest;
use serde_json::{Value, json};
use sqlx::{Column, Row};
use std::path::{Path, PathBuf};
use std::process::Command;

/// The records as the database keeps them.
async fn records(test: &TestPortal) -> Vec<Value> {
    let rows = sqlx::query("select * from audit_entry order by seq").fetch_all(test.portal.db.reader()).await.unwrap();
    let value = |row: &sqlx::any::AnyRow, name: &str| match name {
        "seq" | "at" => json!(row.get::<i64, _>(name)),
        _ => json!(row.get::<String, _>(name)),
    };
    let record = |row: &sqlx::any::AnyRow| {
        let columns = row.columns().iter().map(|column| (column.name().to_owned(), value(row, column.name())));
        // The version of the form stands in no column.
        Value::Object(columns.chain([("v".to_owned(), json!(1))]).collect())
    };
    rows.iter().map(record).collect()
}

/// What the verifier says of this folder: its figures, or what does not hold.
fn judged(python: &Path, folder: &Path) -> Result<Value, String> {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("peers/accounting/check.py");
    let said = Command::new(python).arg(script).arg(folder).output().expect("runs");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
    if said.status.success() {
        return Ok(serde_json::from_str(&text(said.stdout)).expect("figures"));
    }
    Err(text(said.stderr))
}

/// A verifier that was written after the standards alone, in another language and with another library, finds the root of
/// every signed checkpoint from the records themselves, and accepts the proof of each record and between any two
/// checkpoints. One letter in a record, a hash of a proof, a signature or the order of two records, and it says which.
#[rstest]
#[tokio::test]
async fn others_verify_the_proofs(#[values(On::Sqlite, On::Postgres)] on: On) {
    let Some(python) = std::env::var_os("ORDA_TEST_CRYPTOGRAPHY").map(PathBuf::from) else {
        println!("NOT CHECKED: ORDA_TEST_CRYPTOGRAPHY names no Python with cryptography; `cargo xtask test` makes one");
        return;
    };
    let test = TestPortal::start(on).await;
    let sealer = &test.portal.keeping.sealer;
    let draft = draft(&test, "on_approval", &[]).await;
    let clerk = test.client("finance-clerk").await;
    for round in 0..5 {
        for _ in 0..=round {
            clerk.get(&format!("/drafts/{}", draft.id)).await.expect(200);
        }
        clerk.get("/drafts?search=%D2%9B%D0%B0%D0%B7%D0%B0%D2%9B%20%22%5C").await.expect(200);
        test.clock.advance(61);
        assert!(sealer.seal().await.unwrap().is_some());
    }
    let records = records(&test).await;
    let officer = test.client("digital-security").await;
    let stranger = test.stranger();
    let notes = stranger.get("/log/checkpoints").await.expect(200).text();
    let sizes: Vec<u64> = notes.split("\n\n").step_by(2).filter_map(|n| n.lines().nth(1)?.parse().ok()).collect();
    assert!(sizes.len() >= 5 && sizes.is_sorted(), "{sizes:?}");
    let mut inclusion = Vec::new();
    for record in records.iter().take(usize::try_from(*sizes.last().unwrap()).unwrap()) {
        let proof = officer.get(&format!("/api/v1/accounting/{}/proof", record["seq"])).await.expect(200);
        inclusion.push(proof.json());
    }
    let mut consistency = Vec::new();
    for (nth, old) in sizes.iter().enumerate() {
        for new in &sizes[nth..] {
            let path = stranger.get(&format!("/log/consistency?old={old}&new={new}")).await.expect(200).text();
            consistency.push(json!({"old": old, "new": new, "path": path.lines().collect::<Vec<_>>()}));
        }
    }

    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    let lines = |records: &[Value]| records.iter().flat_map(|r| [r.to_string(), "\n".to_owned()]).collect::<String>();
    let key = stranger.get("/log/key").await.expect(200).text();
    let files = [
        ("records.jsonl", lines(&records)),
        ("checkpoints", notes.clone()),
        ("key", key),
        ("inclusion.json", json!(inclusion).to_string()),
        ("consistency.json", json!(consistency).to_string()),
    ];
    for (name, text) in &files {
        write(name, text);
    }
    let figures = judged(&python, folder.path()).expect("everything holds");
    assert_eq!(
        figures,
        json!({"checkpoints": sizes.len(), "inclusion": inclusion.len(), "consistency": consistency.len()})
    );

    let refused = |name: &str, text: &str| {
        write(name, text);
        let said = judged(&python, folder.path()).expect_err("it does not hold");
        for (_, whole) in files.iter().filter(|(n, _)| *n == name) {
            write(name, whole);
        }
        said
    };
    let mut changed = records.clone();
    changed[3]["detail"] = json!("x");
    let said = refused("records.jsonl", &lines(&changed));
    assert!(said.contains("tree: ") && said.contains(&format!("inclusion: record {}\n", records[3]["seq"])), "{said}");
    let mut exchanged = records.clone();
    exchanged.swap(1, 2);
    assert!(refused("records.jsonl", &lines(&exchanged)).contains("tree: "));
    let mut proofs = inclusion.clone();
    proofs[4]["path"][0] = json!(inclusion[5]["root"]);
    assert_eq!(
        refused("inclusion.json", &json!(proofs).to_string()).trim(),
        format!("inclusion: record {}", records[4]["seq"])
    );
    let mut between = consistency.clone();
    between[1]["path"][0] = json!(inclusion[5]["root"]);
    let (old, new) = (&consistency[1]["old"], &consistency[1]["new"]);
    assert_eq!(refused("consistency.json", &json!(between).to_string()).trim(), format!("consistency: {old} to {new}"));
    let forged = notes.replacen(&format!("\n{}\n", sizes[0]), &format!("\n{}\n", sizes[0] + 1), 1);
    assert!(refused("checkpoints", &forged).contains("checkpoint: InvalidSignature"));
    assert!(judged(&python, folder.path()).is_ok(), "everything holds again");
}
