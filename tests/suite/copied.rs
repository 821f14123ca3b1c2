//! An installation goes on in other databases, with all that it has and all that proves it.

use crate::chancellery::considered;
use crate::destruction::ALL;
use crate::world::draft;
use orda::compose::Portal;
use orda::config::Config;
use orda::demo::play::Stage;
use orda::moving::{Args, finish, load};
use orda::verify::verify;
use orda_audit::{InclusionProof, TreeStore, prove};
use orda_audit_store::Tree;
use orda_drafts::VoteValue;
use orda_store::testing::{TestDatabase, run};
use orda_store::{Database, Kind};
use orda_test::{On, TestPortal};
use rstest::rstest;
use std::collections::BTreeSet;
use std::sync::Mutex;

/// A portal with drafts, signed decisions, a vote, letters that went through the exchange, a register, and records of accesses in the
/// tree and after it.
async fn house(on: On) -> TestPortal {
    let test = TestPortal::start(on).await;
    draft(&test, "on_approval", &[("finance", "approved"), ("economy", "under_review")]).await;
    let voted = considered(&test).await.id;
    test.stage().start_vote(voted, 1, &["finance", "energy", "health"]).await.unwrap();
    test.stage().cast_vote(voted, 1, "finance", VoteValue::Support).await.unwrap();
    test.portal.exchange.settle().await.unwrap();
    orda::demo::registry::play(&test.stage()).await.unwrap();
    test.client("finance-head").await.get("/my-work").await.expect(200);
    test.portal.keeping.seal().await.unwrap();
    test.client("finance-head").await.get("/my-work").await.expect(200);
    test
}

async fn stop(test: &TestPortal) {
    test.portal.shut().await;
    test.database.db.close().await;
}

/// Names of the tables that there are, those of the migrations themselves left out.
async fn tables(db: &Database) -> BTreeSet<String> {
    let sql = match db.kind() {
        Kind::Sqlite => "select name from sqlite_master where type = 'table' and name not like 'sqlite%'",
        Kind::Postgres => "select cast(tablename as text) from pg_tables where schemaname = current_schema()",
    };
    let all: Vec<String> = sqlx::query_scalar(sql).fetch_all(db.reader()).await.unwrap();
    all.into_iter().filter(|name| !name.starts_with("store_")).collect()
}

fn said<T>(refused: anyhow::Result<T>) -> String {
    format!("{:#}", refused.err().expect("refused"))
}

fn args(to: &TestDatabase, vault_to: Option<&TestDatabase>) -> Args {
    Args { to: to.url.clone(), vault_to: vault_to.map(|to| to.url.clone()), quiet: true }
}

/// Every table of the schema is copied, with the vault. Until the copy was compared, its accounting verified, and nobody else is
/// connected to what was copied, no portal starts on it; then everything verifies there, proofs made before hold against the same checkpoints, files open, work goes on with new
/// numbers, and the accounting says that it was copied.
#[rstest]
#[case(On::Sqlite, On::Postgres)]
#[case(On::Postgres, On::Sqlite)]
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_installation_goes_on_in_other_databases(#[case] from: On, #[case] to: On) {
    let test = Box::pin(house(from)).await;
    let env = test.portal.env.clone();
    let config = test.portal.config.clone();
    let mut schema = tables(&test.portal.db).await;
    schema.insert("vault_key".to_owned());
    let tree = Tree::new(test.portal.db.clone());
    let mut proofs: Vec<InclusionProof> = Vec::new();
    for seq in 1..60 {
        proofs.extend(prove(&tree, seq).await.unwrap());
    }
    assert!(proofs.len() > 20, "{}", proofs.len());
    stop(&test).await;

    let (to, vault) = (to.nothing().await, to.nothing().await);
    let args = args(&to, Some(&vault));
    let lines = Mutex::new(Vec::new());
    let mut loaded =
        Box::pin(load(&config, &args, &|line: &str| lines.lock().unwrap().push(line.to_owned()))).await.unwrap();
    assert_eq!(loaded.tables().map(|one| one.table.clone()).collect::<BTreeSet<_>>(), schema, "every table");
    let rows: u64 = loaded.tables().map(|one| one.sum.rows).sum();
    let last = lines.into_inner().unwrap().pop().unwrap();
    assert!(last.starts_with("database: ") && last.contains(" rows (") && rows > 300, "{last}");

    let moved = Config { database: Some(to.url.clone()), vault: Some(vault.url.clone()), ..config.clone() };
    assert!(said(Portal::open(moved.clone(), env.clone()).await).contains("orda copy"), "not whole yet");
    if from == On::Postgres {
        let other = Database::open(&test.database.url).await.unwrap();
        assert!(said(Box::pin(finish(&config, &args, &mut loaded, &env)).await).contains("somebody has connected"));
        other.close().await;
    }
    let done = Box::pin(finish(&config, &args, &mut loaded, &env)).await.unwrap();
    assert_eq!((done.wrong.as_slice(), done.rows, done.tables), (&[][..], rows, schema.len()));
    drop(loaded);

    let portal = Portal::open(moved, env).await.unwrap();
    let report = verify(&portal, &ALL).await.unwrap();
    assert_eq!(report.wrong, [], "{report:?}");
    assert!(report.files > 0 && report.signatures.0 >= 3 && report.records == done.records, "{report:?}");
    let tree = Tree::new(portal.db.clone());
    for proof in &proofs {
        let before = &proof.checkpoint;
        let kept = tree.checkpoints(before.size - 1, 1).await.unwrap().remove(0);
        assert_eq!((&kept, kept.size), (before, before.size));
        merkle::verify_inclusion(&proof.leaf, proof.index, kept.size, &proof.path, &kept.root).unwrap();
        let again = prove(&tree, proof.seq).await.unwrap().unwrap();
        assert_eq!((again.index, again.leaf), (proof.index, proof.leaf));
    }
    let (size, root) = done.latest.unwrap();
    let kept = tree.checkpoints(size - 1, 1).await.unwrap().remove(0);
    assert_eq!((kept.size, kept.root.to_base64()), (size, root));

    let stage = Stage { portal: &portal, cast: &test.cast, clock: &test.clock };
    stage.play(&test.script("on_approval", &[("finance", "approved")])).await.unwrap();
    portal.keeping.seal().await.unwrap();
    assert_eq!(verify(&portal, &ALL).await.unwrap().wrong, []);
    let told =
        "select actor_name || who || ' ' || detail from audit_entry where resource = 'installation' and part = 'copy'";
    let told: Vec<String> = sqlx::query_scalar(told).fetch_all(portal.db.reader()).await.unwrap();
    assert!(
        told.len() == 1 && told[0].contains(" copied by ") && told[0].contains(&format!("{rows} rows")),
        "{told:?}"
    );
    portal.close().await;
}

/// A row that is changed in the copy, of a document or of the accounting, is found before the copy counts, and named; the copy stays one
/// on which nothing starts. It is begun anew, which is said, and is whole then. The vault stays where it is when it is not named.
#[rstest]
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_changed_in_a_copy_is_found(#[values(On::Sqlite, On::Postgres)] to: On) {
    let test = Box::pin(house(On::Sqlite)).await;
    let (config, env) = (test.portal.config.clone(), test.portal.env.clone());
    stop(&test).await;
    let kind = to;
    let to = to.nothing().await;
    let args = args(&to, None);
    let moved = Config { database: Some(to.url.clone()), ..config.clone() };
    let of_accounting = match kind {
        On::Sqlite => "drop trigger audit_entry_no_update; update audit_entry set actor_name = 'Басқа' where seq = 3",
        On::Postgres => {
            "alter table audit_entry disable trigger user; update audit_entry set actor_name = 'Басқа' where seq = 3"
        }
    };
    let of_drafts = "update drafts_version set title_ru = 'Другое' where number = 1";
    for (sql, wrong) in
        [(of_drafts, vec!["drafts_version: rows"]), (of_accounting, vec!["audit_entry: rows", "accounting: "])]
    {
        let mut loaded = Box::pin(load(&config, &args, &|_| {})).await.unwrap();
        run(&to.url, sql).await;
        let done = Box::pin(finish(&config, &args, &mut loaded, &env)).await.unwrap();
        assert_eq!(done.wrong.len(), wrong.len(), "{:?}", done.wrong);
        assert!(done.wrong.iter().zip(&wrong).all(|(found, wrong)| found.starts_with(wrong)), "{:?}", done.wrong);
        assert!(said(Portal::open(moved.clone(), env.clone()).await).contains("orda copy"));
    }
    let lines = Mutex::new(Vec::new());
    let mut loaded =
        Box::pin(load(&config, &args, &|line: &str| lines.lock().unwrap().push(line.to_owned()))).await.unwrap();
    assert!(lines.into_inner().unwrap()[0].contains("begun anew"));
    assert_eq!(Box::pin(finish(&config, &args, &mut loaded, &env)).await.unwrap().wrong, [""; 0]);
    drop(loaded);
    let portal = Portal::open(moved, env).await.unwrap();
    assert_eq!(verify(&portal, &ALL).await.unwrap().wrong, []);
    portal.close().await;
}

/// Nothing is copied while a portal runs, into a database that holds anything, or over a network in the clear; the two databases do not
/// become one.
#[tokio::test]
async fn what_is_refused() {
    let test = Box::pin(house(On::Sqlite)).await;
    let config = test.portal.config.clone();
    let (to, full) = (On::Postgres.nothing().await, On::Postgres.nothing().await);
    run(&full.url, "create table notes (id text)").await;
    let refused = async |args: Args| said(Box::pin(load(&config, &args, &|_| {})).await);
    assert!(refused(args(&to, None)).await.contains("the database is in use"), "the portal runs");
    stop(&test).await;
    assert!(refused(args(&full, None)).await.contains("it has the table notes"));
    assert!(refused(args(&to, Some(&full))).await.contains("it has the table notes"));
    assert!(refused(args(&to, Some(&to))).await.contains("an address of its own"));
    assert!(refused(args(&test.database, None)).await.contains("an address of its own"));
    for (url, said) in [
        ("postgres://orda:secret@db.example.kz/orda?sslmode=verify-full", "PGPASSFILE"),
        ("postgres://orda@db.example.kz/orda", "sslmode=verify-full"),
    ] {
        let refused = refused(Args { to: url.to_owned(), vault_to: None, quiet: true }).await;
        assert!(refused.contains(said) && !refused.contains("secret"), "{refused}");
    }
    run(&to.url, "create table still_empty (id text)").await;
    let portal = Portal::open(config.clone(), test.portal.env.clone()).await.expect("the source is as it was");
    portal.close().await;
}
