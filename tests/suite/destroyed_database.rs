//! Guaranteed destruction of a whole database: only by an order that an administrator signed, and confirmed; afterwards nothing
//! can be read, and the act with the accounting is kept outside (385-6-8-c).

use crate::destruction::{ADMIN, OFFICER, document, portal, word};
use crate::marks::{Found, Marks};
use crate::world::{actor, files};
use orda::backup::{From, Source, Target, restore, take};
use orda::compose::Portal;
use orda::config::Config;
use orda::destruction::database::{self, Request, Step};
use orda_audit_store::verify_archive;
use orda_base::Error;
use orda_signatures::centre::RevocationReason;
use orda_store::Database;
use orda_test::{NOW, On, TestPortal};
use rstest::rstest;
use sqlx::Row;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

/// An order signed by `login`, with everything right but what a test changes.
pub async fn request(test: &TestPortal, login: &str, act_to: &Path) -> Request {
    let order = database::prepare(&test.portal, "Портал пайдаланудан шығарылады").await.unwrap().to_bytes();
    let cms = test.cast.person(login).key.sign(&order, test.portal.env.now()).unwrap();
    Request {
        order,
        login: login.to_owned(),
        cms,
        act_to: act_to.to_owned(),
        mirrors: Vec::new(),
        confirm: test.portal.config.public_url.clone(),
    }
}

/// The code of the refusal.
async fn refused(test: &TestPortal, request: &Request) -> String {
    let error = database::destroy(&test.portal, request).await.expect_err("refused");
    error.downcast::<Error>().expect("a refusal").code().to_owned()
}

/// Refused attempts in the accounting: who, and the code.
async fn attempts(db: &Database) -> Vec<(String, String)> {
    let sql = "select actor_name, detail from audit_entry where resource = 'database' and operation = 'delete' \
               and outcome = 'refused' order by seq";
    let rows = sqlx::query(sql).fetch_all(db.reader()).await.unwrap();
    rows.iter().map(|row| (row.get(0), row.get(1))).collect()
}

/// All files of the server's database, what it has in memory written before.
async fn on_server(marks: &Marks, url: &str) -> Found {
    let db = Database::open(url).await.unwrap();
    sqlx::query("checkpoint").execute(db.reader()).await.unwrap();
    let found = marks.on_server(&db, false).await;
    db.close().await;
    found
}

fn openssl(folder: &Path, line: &str) -> bool {
    let done = Command::new("openssl").args(line.split(' ')).current_dir(folder).output().unwrap();
    println!("{line}: {}", String::from_utf8_lossy(&done.stderr));
    done.status.success()
}

/// Without the confirmation, with a wrong one, with an order that was changed or is for how the database was before, without an
/// administrator's own valid signature, with a folder for the act that would be destroyed too, or while somebody is connected,
/// nothing is destroyed, and the attempt is recorded. With all of it nothing can be read afterwards: no word of any document stands in
/// any file, no key is left, no backup can be restored, the program does not start and says where the act is. The act, the order
/// and the whole accounting are outside and are proved without the portal.
///
/// Covers: 385-6-8-c
#[rstest]
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_database_is_destroyed_by_order(#[values(On::Sqlite, On::Postgres)] on: On) {
    let mut test = portal(on).await;
    let aside = tempfile::tempdir().unwrap();
    let (backup, mirror, act) = (aside.path().join("backup"), aside.path().join("mirror"), aside.path().join("act"));
    let mut words = Vec::new();
    for _ in 0..3 {
        let word = word(&test.portal.env);
        document(&test, &word).await;
        words.push(word);
    }
    let marks = Marks::new(&words);
    let source = Source {
        config: &test.portal.config,
        db: &test.portal.db,
        env: &test.portal.env,
        by: orda_backups::By::Schedule,
    };
    let target = Target { to: backup.clone().into(), keys_to: mirror.clone(), keep: None };
    take(&source, &target, &|_| {}).await.unwrap();
    let (url, data) = (test.database.url.clone(), test.portal.config.data.clone());
    let mut found = marks.in_folder(&data);
    if on == On::Postgres {
        found = found.and(on_server(&marks, &url).await);
    }
    assert!(found.times() >= words.len(), "the search finds what is there");

    // What is not enough.
    let good = Request { mirrors: vec![mirror.clone()], ..request(&test, ADMIN, &act).await };
    for confirm in ["", "жою", "http://other.example"] {
        let request = Request { confirm: confirm.to_owned(), ..good.clone() };
        assert_eq!(refused(&test, &request).await, "retention-refusal-confirmation", "{confirm}");
    }
    let of_officer = request(&test, OFFICER, &act).await;
    assert_eq!(refused(&test, &of_officer).await, "error-forbidden");
    let of_drafter = request(&test, "justice-drafter", &act).await;
    assert_eq!(refused(&test, &of_drafter).await, "error-forbidden");
    let borrowed = Request { login: ADMIN.to_owned(), ..of_officer };
    assert_eq!(refused(&test, &borrowed).await, "retention-refusal-other-signer");
    let unknown = Request { login: "nobody".to_owned(), ..good.clone() };
    assert_eq!(refused(&test, &unknown).await, "error-not-found");
    let unsigned = Request { cms: b"nothing".to_vec(), ..good.clone() };
    assert!(refused(&test, &unsigned).await.starts_with("signatures-refusal-"));
    let text = String::from_utf8(good.order.clone()).unwrap();
    let changed =
        Request { order: text.replace("шығарылады", "шығарылды").into_bytes(), ..good.clone() };
    assert!(refused(&test, &changed).await.starts_with("signatures-refusal-"));
    let changed = Request { order: text.replace("  ", " ").into_bytes(), ..good.clone() };
    assert_eq!(refused(&test, &changed).await, "retention-refusal-order-unreadable");
    let (admin, body) = (actor(&test, ADMIN), test.cast.body("digital"));
    let centre = &test.portal.centre;
    let other = centre.issue_with_key(&orda_base::Actor::portal(), admin.person().unwrap(), body).await.unwrap();
    let cms = other.sign(&good.order, test.portal.env.now()).unwrap();
    centre.revoke(&orda_base::Actor::portal(), other.issued.id, RevocationReason::Superseded).await.unwrap();
    test.clock.advance(1);
    let revoked = Request { cms, ..good.clone() };
    assert!(refused(&test, &revoked).await.starts_with("signatures-refusal-"));
    for folder in [data.join("act"), data.clone(), backup.clone()] {
        let request = Request { act_to: folder, ..good.clone() };
        assert_eq!(refused(&test, &request).await, "retention-refusal-act-folder");
    }
    fs::remove_dir(data.join("act")).unwrap();
    words.push(word(&test.portal.env));
    document(&test, &words[3]).await;
    assert_eq!(refused(&test, &good).await, "retention-refusal-order-documents");
    let marks = Marks::new(&words);

    // The test's own connection keeps the database from being destroyed.
    let good = Request { mirrors: vec![mirror.clone()], ..request(&test, ADMIN, &act).await };
    assert_eq!(refused(&test, &good).await, "retention-refusal-in-use");
    assert_eq!(files(&act).len(), 0);
    let refusals = attempts(&test.database.db).await;
    assert_eq!(refusals.len(), 16, "{refusals:?}");
    let of_drafter = actor(&test, "justice-drafter").name().to_owned();
    let forbidden = |name: &str| refusals.iter().any(|(who, code)| who == name && code.starts_with("error-forbidden"));
    assert!(forbidden(&of_drafter) && forbidden(actor(&test, OFFICER).name()), "who it was is recorded");
    test.restart().await;
    let count = "select count(*) from drafts_draft";
    let count: i64 = sqlx::query_scalar(count).fetch_one(test.portal.db.reader()).await.unwrap();
    assert_eq!(count, 4, "nothing is destroyed");

    // What is.
    test.database.db.close().await;
    let done = database::destroy(&test.portal, &good).await.unwrap();
    assert_eq!(marks.in_folder(&data).hits, [].into(), "nothing in any file");
    assert_eq!(marks.in_folder(aside.path()).hits, [].into(), "neither in backups nor beside the act");
    if on == On::Postgres {
        assert_eq!(on_server(&marks, &url).await.hits, [].into(), "nor in files of the server");
    }
    assert_eq!(files(&data).into_keys().collect::<Vec<_>>(), ["destroyed.json"]);
    assert_eq!(files(&mirror).len(), 0, "no mirror of a key");
    let from = From { from: &backup.clone().into(), keys: &mirror, snapshot: None };
    let again = restore(&from, &aside.path().join("again"), true, &test.portal.env, &|_| {}).await;
    assert!(again.is_err(), "no backup can be read");
    let act = act.canonicalize().unwrap();
    let place = act.display().to_string();
    let started = Portal::open(test.portal.config.clone(), test.portal.env.clone()).await.err().unwrap();
    assert!(format!("{started:#}").contains(&place) && done.word().contains(&place), "{started:#}");
    if on == On::Postgres {
        let new = tempfile::tempdir().unwrap();
        let elsewhere = Config { data: new.path().to_owned(), ..test.portal.config.clone() };
        let started = Portal::open(elsewhere, test.portal.env.clone()).await.err().unwrap();
        assert!(format!("{started:#}").contains(&place), "{started:#}");
    }
    proved(&act, &done, &good, 16);
}

/// What is kept outside is proved by itself; so many refused attempts are in it.
fn proved(act: &Path, done: &database::Done, request: &Request, refusals: usize) {
    let kept = files(act);
    let text = |name: &str| String::from_utf8(kept[name].clone()).unwrap();
    assert!(kept["act.pdf"].starts_with(b"%PDF"));
    assert_eq!((&kept["order.json"], &kept["order.p7s"]), (&request.order, &request.cms));
    let at = NOW.seconds() + 3600;
    let stamped = format!("ts -verify -data act.pdf -in act.pdf.tsr -CAfile centre.pem -attime {at}");
    assert!(openssl(act, &stamped));
    assert!(!openssl(act, &stamped.replace("-data act.pdf", "-data order.json")), "another file is not stamped");
    let signed = "cms -verify -binary -inform DER -in order.p7s -content order.json -CAfile centre.pem -purpose any";
    assert!(openssl(act, &format!("{signed} -attime {at} -out /dev/null")));
    let key: merkle::VerifierKey = text("destruction.key").trim().parse().unwrap();
    let note = text("completed.txt");
    let said = key.open(&note).unwrap();
    assert!(said.contains(&done.act_sha256) && said.contains(&done.order), "{said}");
    assert_eq!(orda_signatures::sha256_hex(&kept["act.pdf"]), done.act_sha256);
    // The accounting: whole, under the last checkpoint, with the attempts and the beginning.
    let key: merkle::VerifierKey = text("accounting.key").trim().parse().unwrap();
    let report = verify_archive(&act.join("accounting-rest.jsonl.gz"), Some(&key)).unwrap();
    assert!(report.is_intact(), "{:?}", report.findings);
    let checkpoint = merkle::Checkpoint::open(&text("checkpoint.txt"), &key).unwrap();
    assert_eq!(report.sealed, checkpoint.size);
    let unpacked = Command::new("gzip").args(["-dc", "accounting-rest.jsonl.gz"]).current_dir(act).output().unwrap();
    let records = String::from_utf8(unpacked.stdout).unwrap();
    let of_database: Vec<&str> = records.lines().filter(|line| line.contains("\"resource\":\"database\"")).collect();
    assert_eq!(of_database.iter().filter(|line| line.contains("\"refused\"")).count(), refusals);
    let digest = orda_signatures::sha256_hex(&request.order);
    assert!(of_database.last().unwrap().contains(&format!("begun; order {digest}")));
}

/// A destruction that is cut off after any step ends when it is taken up again; until then the program does not start and says how.
#[rstest]
#[case(On::Sqlite, 0)]
#[case(On::Sqlite, 1)]
#[case(On::Sqlite, 3)]
#[case(On::Sqlite, 5)]
#[case(On::Postgres, 2)]
#[case(On::Postgres, 4)]
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_cut_off_destruction_is_ended(#[case] on: On, #[case] steps: usize) {
    let test = portal(on).await;
    let word = word(&test.portal.env);
    document(&test, &word).await;
    let aside = tempfile::tempdir().unwrap();
    let act = aside.path().join("act");
    let request = request(&test, ADMIN, &act).await;
    test.database.db.close().await;
    let (config, env) = (&test.portal.config, &test.portal.env);
    assert!(database::go_on(config, env).await.is_err(), "nothing was begun");
    database::begin(&test.portal, &request).await.unwrap();
    for step in &Step::ALL[..steps] {
        database::carry_out(config, env, *step).await.unwrap();
    }
    let started = Portal::open(config.clone(), env.clone()).await.err().unwrap();
    assert!(format!("{started:#}").contains("orda destroy-database resume"), "{started:#}");
    let elsewhere =
        Config { database: Some(format!("sqlite://{}", aside.path().join("other.db").display())), ..config.clone() };
    assert!(database::go_on(&elsewhere, env).await.is_err(), "the settings mean another database");
    let done = database::go_on(config, env).await.unwrap();
    assert_eq!(database::go_on(config, env).await.unwrap(), done, "once more changes nothing");
    assert_eq!(files(&config.data).into_keys().collect::<Vec<_>>(), ["destroyed.json"]);
    let marks = Marks::new(&[word]);
    assert_eq!(marks.in_folder(&config.data).hits, [].into());
    if on == On::Postgres {
        assert_eq!(on_server(&marks, &test.database.url).await.hits, [].into());
    }
    proved(&act, &done, &request, 0);
}

/// What is named as a mirror of the keys is one, and there: else nothing is destroyed, and no folder that is none is emptied; so it is
/// when it is taken up again. The act lies neither in a mirror, nor in the continuous copy, nor where a link in the data leads. Files
/// to which links lead go too, and what a drill left that was cut off; a master key that something else keeps stays, and that is said.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_is_passed_over() {
    let aside = tempfile::tempdir().unwrap();
    let at = |name: &str| aside.path().join(name);
    let key = at("closed/master");
    fs::create_dir_all(at("closed")).unwrap();
    fs::write(&key, [7; 32]).unwrap();
    for (path, mode) in [(at("closed"), 0o700), (key.clone(), 0o600)] {
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    }
    let test = TestPortal::start_with(On::Sqlite, |config| {
        config.master_key = Some(key.clone());
        config.backup.continuous_to = Some(at("copy"));
        config.backup.keys_to = Some(at("mirror"));
        config.backup.drill_in = Some(at("drills"));
    })
    .await;
    let word = word(&test.portal.env);
    document(&test, &word).await;
    let data = test.portal.config.data.clone();
    for (folder, file) in [("mirror", "master.key"), ("second", "master.key"), ("home", "letter"), ("copy", "piece")] {
        fs::create_dir_all(at(folder)).unwrap();
        fs::write(at(folder).join(file), [7; 32]).unwrap();
    }
    fs::create_dir_all(at("drills/orda-drill-1/data")).unwrap();
    fs::write(at("drills/orda-drill-1/data/orda.db"), &word).unwrap();
    fs::create_dir_all(at("disk")).unwrap();
    std::os::unix::fs::symlink(at("disk"), data.join("archives")).unwrap();
    let vault = data.join("keys/vault.db");

    let good = Request { mirrors: vec![at("second")], ..request(&test, ADMIN, &at("act")).await };
    for mirror in ["home", "nowhere"] {
        let request = Request { mirrors: vec![at("second"), at(mirror)], ..good.clone() };
        assert_eq!(refused(&test, &request).await, "retention-refusal-no-mirror", "{mirror}");
    }
    for folder in ["second/act", "mirror/act", "copy/act", "disk/act"] {
        let request = Request { act_to: at(folder), ..good.clone() };
        assert_eq!(refused(&test, &request).await, "retention-refusal-act-folder", "{folder}");
    }
    assert!(vault.exists() && at("second/master.key").exists(), "nothing is destroyed");

    test.database.db.close().await;
    database::begin(&test.portal, &good).await.unwrap();
    let (config, env) = (&test.portal.config, &test.portal.env);
    // Another disk in the place of a file.
    fs::rename(&vault, at("vault")).unwrap();
    std::os::unix::fs::symlink(at("vault"), &vault).unwrap();
    fs::rename(at("second"), at("unmounted")).unwrap();
    assert!(database::go_on(config, env).await.is_err(), "a mirror is not there");
    // What lies beneath a disk that is not mounted, and another disk in its place.
    fs::create_dir(at("second")).unwrap();
    assert!(database::go_on(config, env).await.is_err(), "nothing is mounted");
    fs::write(at("second/master.key"), [8; 32]).unwrap();
    assert!(database::go_on(config, env).await.is_err(), "it is another portal's");
    assert_eq!(fs::read(at("second/master.key")).unwrap(), [8; 32]);
    assert!(at("vault").exists(), "nothing that follows is destroyed");
    fs::remove_dir_all(at("second")).unwrap();
    fs::rename(at("unmounted"), at("second")).unwrap();
    // Cut off while it was destroyed: its master key is gone, something else is not yet.
    database::carry_out(config, env, Step::Mirrors).await.unwrap();
    assert!(!at("second/master.key").exists());
    fs::write(at("second/vault.db"), &word).unwrap();
    let done = database::go_on(config, env).await.unwrap();
    for folder in ["mirror", "second", "drills/orda-drill-1"] {
        assert_eq!(files(&at(folder)).len(), 0, "{folder}");
    }
    assert!(!at("vault").exists() && at("home/letter").exists());
    assert_eq!(Marks::new(&[word]).in_folder(aside.path()).hits, [].into());
    assert_eq!(fs::read(&key).unwrap(), [7; 32]);
    let place = key.display().to_string();
    let note = fs::read_to_string(done.act.join("completed.txt")).unwrap();
    assert!(done.word().contains(&place) && note.contains(&place), "{note}");
}

/// That it begins is noted before it is looked whether anybody is connected: who comes in between is turned away. Cut off there it
/// is ended later, and not while somebody is connected.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nobody_begins_in_between() {
    let test = portal(On::Sqlite).await;
    let aside = tempfile::tempdir().unwrap();
    let request = request(&test, ADMIN, &aside.path().join("act")).await;
    let (config, env) = (&test.portal.config, &test.portal.env);
    let note = config.data.join("being-destroyed.json");
    let noted = async {
        while !note.exists() {
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
    };
    // The test's own connection keeps it looking.
    tokio::select! {
        ended = database::begin(&test.portal, &request) => panic!("{ended:?}"),
        () = noted => {}
    }
    let started = Portal::open(config.clone(), env.clone()).await.err().unwrap();
    assert!(format!("{started:#}").contains("orda destroy-database resume"), "{started:#}");
    let connected = database::go_on(config, env).await.unwrap_err();
    assert_eq!(connected.downcast::<Error>().unwrap().code(), "retention-refusal-in-use");
    assert!(config.data.join("keys/master.key").exists(), "nothing is destroyed");
    test.database.db.close().await;
    database::go_on(config, env).await.unwrap();
    assert_eq!(files(&config.data).into_keys().collect::<Vec<_>>(), ["destroyed.json"]);
}

/// What a connection to the server needs and lies in the folder of data stays until nothing is asked of the server any more, however
/// often it is cut off; then it goes as well.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_connections_need_goes_last() {
    let test = TestPortal::start_with(On::Postgres, |config| {
        let centre = config.data.join("tls/centre.pem");
        fs::create_dir_all(centre.parent().unwrap()).unwrap();
        fs::write(&centre, "a centre").unwrap();
        let url = config.database.take().unwrap();
        let and = if url.contains('?') { '&' } else { '?' };
        config.database = Some(format!("{url}{and}sslmode=disable&sslrootcert={}", centre.display()));
    })
    .await;
    let aside = tempfile::tempdir().unwrap();
    let request = request(&test, ADMIN, &aside.path().join("act")).await;
    test.database.db.close().await;
    let (config, env) = (&test.portal.config, &test.portal.env);
    database::begin(&test.portal, &request).await.unwrap();
    for step in &Step::ALL[..5] {
        database::carry_out(config, env, *step).await.unwrap();
    }
    let left: Vec<String> = files(&config.data).into_keys().collect();
    assert_eq!(left, ["being-destroyed.json", "tls/centre.pem"], "it is still to be looked whether a table remains");
    database::go_on(config, env).await.unwrap();
    assert_eq!(files(&config.data).into_keys().collect::<Vec<_>>(), ["destroyed.json"]);
}
