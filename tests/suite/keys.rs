//! Another master key, and posted files under new keys and another cipher.

use crate::destruction::ALL;
use crate::world::{actor, files, head};
use orda::backup::{From, Source, Target, restore, take};
use orda::compose::Portal;
use orda::config::Config;
use orda::installed::{self, Program};
use orda::keys::{self, Step};
use orda::master_key::{coming_at, derive, in_use, own_at};
use orda::verify::verify;
use orda_backups::By;
use orda_base::{Actor, Language, Origin};
use orda_documents::{Cipher, FileId, Verification};
use orda_drafts::DraftId;
use orda_signatures::MasterKey;
use orda_signatures::centre::KeyCarrier;
use orda_test::{On, TestPortal};
use rstest::rstest;
use sqlx::Row;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

/// What is sealed under the key of the centre, by what it is bound to.
async fn sealed(portal: &Portal) -> Vec<(String, Vec<u8>)> {
    let sql = "select id, sealed_key from signatures_authority union all select id, sealed_key from signatures_service";
    let rows = sqlx::query(sql).fetch_all(portal.db.reader()).await.unwrap();
    rows.iter().map(|row| (row.get(0), row.get(1))).collect()
}

/// Words of the accounting about the master key: how they ended, and what they say.
async fn told(portal: &Portal) -> Vec<(String, String)> {
    let sql = "select outcome, detail from audit_entry where resource = 'master_key' order by seq";
    let rows = sqlx::query(sql).fetch_all(portal.db.reader()).await.unwrap();
    rows.iter().map(|row| (row.get(0), row.get(1))).collect()
}

/// Somebody who has just logged in with a key.
async fn logged_in(test: &TestPortal, login: &str, key: &KeyCarrier) -> Actor {
    let identity = &test.portal.identity;
    let challenge = identity.challenge().await.unwrap();
    let cms = key.sign(&challenge.content, test.portal.env.now()).unwrap();
    let nobody = Actor::anonymous(Language::Kk, Origin::default());
    let opened = identity.login_with_eds(&nobody, challenge.id, &cms, None).await.unwrap();
    let someone = actor(test, login);
    Actor { origin: Origin { session: Some(opened.session), ..Origin::default() }, ..someone }
}

async fn first_file(test: &TestPortal, draft: DraftId) -> FileId {
    test.portal.drafts.files(&actor(test, "justice-drafter"), draft, 1).await.unwrap().remove(0).id
}

/// A draft whose approval has begun.
async fn played(test: &TestPortal) -> DraftId {
    let script = test.script("on_approval", &[("finance", "under_review"), ("economy", "approved")]);
    test.stage().play(&script).await.unwrap()
}

/// Lets go of everything that is connected.
async fn stop(test: &TestPortal) {
    test.portal.shut().await;
    test.database.db.close().await;
}

/// After the master key was replaced everything opens as before: posted files, secrets of second factors, keys of the centre, with
/// which new certificates are issued; signatures, the accounting with its older checkpoints and the program as it was installed
/// verify. The former key opens nothing any more, and nothing sealed under it is left in the files of the database. Who did it from
/// which key to which is accounted for. While the portal runs it is refused, which is accounted for and changes nothing.
#[rstest]
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_master_key_is_replaced(#[values(On::Sqlite, On::Postgres)] on: On) {
    let mut test = TestPortal::start(on).await;
    let config = test.portal.config.clone();
    let draft = played(&test).await;
    let file = first_file(&test, draft).await;
    let own = &test.cast.person("digital-admin").key;
    let admin = logged_in(&test, "digital-admin", own).await;
    let begun = test.portal.identity.begin_program(&admin, "Телефон").await.unwrap();
    installed::accept(&Program::of(&test.portal)).await.unwrap();
    let before = sealed(&test.portal).await;
    assert!(before.len() >= 3, "a root and its services");
    let old = in_use(&config).unwrap();

    let refused = keys::replace(&config, &test.portal.env, None).await.unwrap_err();
    assert!(format!("{refused:#}").contains("stop the portal"), "{refused:#}");
    assert!(!coming_at(&config).exists() && in_use(&config).unwrap() == old);
    let said = told(&test.portal).await;
    assert!(said.len() == 1 && said[0].0 == "refused" && said[0].1.contains("stop the portal"), "{said:?}");

    stop(&test).await;
    keys::replace(&config, &test.portal.env, None).await.unwrap();
    let new = in_use(&config).unwrap();
    assert!(new != old && !coming_at(&config).exists());
    assert_eq!(fs::metadata(own_at(&config)).unwrap().permissions().mode() & 0o777, 0o600);
    let vault = orda::destruction::vault(&config, &test.portal.env, &old).await.unwrap();
    assert!(vault.check().await.is_err(), "the former key opens no key of the vault");
    vault.close().await;
    if on == On::Sqlite {
        let there = files(&config.data);
        for (id, value) in &before {
            let holds = |bytes: &Vec<u8>| bytes.windows(value.len()).any(|piece| piece == value.as_slice());
            assert!(!there.values().any(holds), "the former sealed key of {id} is gone");
        }
    }

    test.restart().await;
    let portal = &test.portal;
    let after = sealed(portal).await;
    let opens = |key: &[u8; 32], (id, value): &(String, Vec<u8>)| {
        MasterKey::new(derive(key, "certifying centre")).unseal(value, id.as_bytes()).is_ok()
    };
    assert!(after.iter().all(|one| opens(&new, one) && !opens(&old, one)));
    assert_eq!(portal.documents.verify(file).await.unwrap(), Verification::Intact);
    assert_eq!(portal.identity.program_begun(&admin, begun.id).await.unwrap().secret, begun.secret);
    let report = verify(portal, &ALL).await.unwrap();
    assert_eq!(report.wrong, [], "{report:?}");
    assert!(report.signatures.0 > 0 && report.records > 0);
    assert_eq!(installed::changes(portal).unwrap(), []);
    let member = head(&test, "justice");
    let fresh = portal.centre.issue_with_key(&Actor::portal(), member.person, member.body).await.unwrap();
    logged_in(&test, &member.login, &fresh).await;
    let later = played(&test).await;
    assert_eq!(portal.documents.verify(first_file(&test, later).await).await.unwrap(), Verification::Intact);
    let said = told(portal).await;
    assert!(said.len() == 2 && said[1].0 == "done" && said[1].1.contains("checkpoints: from "), "{said:?}");
    portal.keeping.seal().await.unwrap();
    assert_eq!(verify(portal, &ALL).await.unwrap().wrong, [], "what came later, too");
}

/// A replacement that is cut after any of its steps leaves an installation that does not start and says how it is ended; run again,
/// it goes to its end with the key that it began with. Steps that are carried out twice do no harm.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_replacement_that_was_cut_is_ended() {
    let mut test = TestPortal::start(On::Sqlite).await;
    let (config, env) = (test.portal.config.clone(), test.portal.env.clone());
    let draft = played(&test).await;
    let file = first_file(&test, draft).await;
    for cut in 0..Step::ALL.len() {
        stop(&test).await;
        let former = in_use(&config).unwrap();
        Box::pin(keys::begin(&config, &env, None)).await.unwrap();
        let coming = fs::read(coming_at(&config)).unwrap();
        for step in &Step::ALL[..cut] {
            keys::carry_out(&config, &env, *step).await.unwrap();
            keys::carry_out(&config, &env, *step).await.unwrap();
        }
        let started = Portal::open(config.clone(), env.clone()).await.err().unwrap();
        assert!(format!("{started:#}").contains("orda keys replace-master"), "{cut}: {started:#}");
        assert_eq!(in_use(&config).unwrap(), former, "{cut}: until the last step");
        keys::replace(&config, &env, None).await.unwrap();
        assert_eq!(in_use(&config).unwrap().as_slice(), coming, "{cut}");
        test.restart().await;
        assert_eq!(test.portal.documents.verify(file).await.unwrap(), Verification::Intact, "{cut}");
        assert_eq!(verify(&test.portal, &ALL).await.unwrap().wrong, [], "{cut}");
        let done = told(&test.portal).await.iter().filter(|(outcome, _)| outcome == "done").count();
        assert_eq!(done, cut + 1, "told once");
    }
}

/// What speaks against a replacement is told before anything is changed: a key that others may read or of another length, the key
/// in use, no new key where something else keeps it, folders of copies that belong to the key in use. A key that is brought is taken;
/// where something else keeps the key, that is left alone.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_key_is_brought() {
    let mut test = TestPortal::start(On::Sqlite).await;
    let (config, env) = (test.portal.config.clone(), test.portal.env.clone());
    stop(&test).await;
    let aside = tempfile::tempdir().unwrap();
    let write = |name: &str, bytes: &[u8]| {
        let path = aside.path().join(name);
        fs::write(&path, bytes).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
        path
    };
    let old = in_use(&config).unwrap();
    let (short, same, brought) = (write("short", &[1; 31]), write("same", &old), write("brought", &[5; 32]));
    let refused = async |config: &Config, file: Option<&Path>, word: &str| {
        let error = keys::replace(config, &env, file).await.unwrap_err();
        assert!(format!("{error:#}").contains(word), "{error:#}");
        assert!(!coming_at(config).exists());
    };
    refused(&config, Some(short.as_path()), "32 bytes").await;
    refused(&config, Some(same.as_path()), "the key in use").await;
    let mut copied = config.clone();
    copied.backup.keys_to = Some(aside.path().to_owned());
    refused(&copied, Some(brought.as_path()), "name new folders").await;
    let kept = write("kept", &old);
    let elsewhere = Config { master_key: Some(kept.clone()), ..config.clone() };
    refused(&elsewhere, None, "--new-key-file").await;

    // Once it has begun, no other key is taken.
    Box::pin(keys::begin(&config, &env, Some(&brought))).await.unwrap();
    let other = write("other", &[6; 32]);
    let error = keys::replace(&config, &env, Some(&other)).await.unwrap_err();
    assert!(format!("{error:#}").contains("another key"), "{error:#}");
    keys::replace(&config, &env, Some(&brought)).await.unwrap();
    assert_eq!(in_use(&config).unwrap(), [5; 32]);

    fs::write(&kept, [5; 32]).unwrap();
    let said = keys::replace(&elsewhere, &env, Some(&other)).await.unwrap();
    assert!(said.contains(&kept.display().to_string()) && !coming_at(&elsewhere).exists(), "{said}");
    assert_eq!((in_use(&elsewhere).unwrap(), in_use(&config).unwrap()), ([5; 32], [5; 32]));
    assert!(Portal::open(elsewhere.clone(), env.clone()).await.is_err(), "what is there is sealed under the other");
    fs::write(&kept, [6; 32]).unwrap();
    test.portal.config = elsewhere;
    test.restart().await;
    assert_eq!(verify(&test.portal, &ALL).await.unwrap().wrong, []);
}

/// A backup from before is restored with the mirror of the keys of its day, after the key was replaced and after other backups were
/// taken with the new one elsewhere; with the keys of another day neither is.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_backup_from_before_is_restored_with_its_keys() {
    let mut test = TestPortal::start(On::Sqlite).await;
    let (config, env) = (test.portal.config.clone(), test.portal.env.clone());
    let draft = played(&test).await;
    let file = first_file(&test, draft).await;
    let aside = tempfile::tempdir().unwrap();
    let at = |name: &str| aside.path().join(name);
    let taken = async |test: &TestPortal, name: &str| {
        let (db, by) = (&test.portal.db, By::Schedule);
        let source = Source { config: &test.portal.config, db, env: &test.portal.env, by };
        let target = Target { to: at(name).into(), keys_to: at(&format!("{name}-keys")), keep: None };
        let taken = take(&source, &target, &|_| {}).await;
        test.clock.advance(60);
        taken
    };
    taken(&test, "before").await.unwrap();
    stop(&test).await;
    keys::replace(&config, &env, None).await.unwrap();
    test.restart().await;
    let before = files(&at("before"));
    let refused = taken(&test, "before").await.err().unwrap();
    assert!(format!("{refused:#}").contains("another master key"), "{refused:#}");
    assert!(files(&at("before")) == before, "nothing is written beside what the former key reads");
    taken(&test, "after").await.unwrap();

    for (name, keys) in [("before", "after"), ("after", "before")] {
        let (from, keys) = (at(name), at(&format!("{keys}-keys")));
        let source = From { from: &from.clone().into(), keys: &keys, snapshot: None };
        assert!(restore(&source, &at(&format!("no-{name}")), false, &env, &|_| {}).await.is_err());
    }
    for name in ["before", "after"] {
        let (from, keys, data) = (at(name), at(&format!("{name}-keys")), at(&format!("new-{name}")));
        let source = From { from: &from.clone().into(), keys: &keys, snapshot: None };
        assert_eq!(restore(&source, &data, false, &env, &|_| {}).await.unwrap().findings, []);
        let restored = Config { data, public_url: config.public_url.clone(), ..Config::default() };
        let portal = Portal::open(restored, env.clone()).await.unwrap();
        assert_eq!(portal.documents.verify(file).await.unwrap(), Verification::Intact, "{name}");
        assert_eq!(verify(&portal, &ALL).await.unwrap().wrong, [], "{name}");
        portal.close().await;
    }
}

/// Every posted file is written anew under the cipher that is set, and reads as before; after an interruption only what was listed
/// and is still there is. While the portal runs it is refused.
#[rstest]
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn posted_files_are_written_anew(#[values(On::Sqlite, On::Postgres)] on: On) {
    let mut test = TestPortal::start(on).await;
    let draft = played(&test).await;
    let file = first_file(&test, draft).await;
    let mut config = test.portal.config.clone();
    config.cipher = Cipher::ChaCha;
    let env = test.portal.env.clone();
    let before = test.portal.documents.blobs().await.unwrap();
    assert!(!before.is_empty());
    let refused = Box::pin(keys::reencrypt(&config, &env, &|_| {})).await.unwrap_err();
    assert!(format!("{refused:#}").contains("stop the portal"), "{refused:#}");

    stop(&test).await;
    let done = Box::pin(keys::reencrypt(&config, &env, &|_| {})).await.unwrap();
    assert_eq!((done.done, done.damaged), (before.len(), Vec::new()));
    test.portal.config = config.clone();
    test.restart().await;
    let after = test.portal.documents.blobs().await.unwrap();
    assert!(after.len() == before.len() && after.iter().all(|blob| !before.contains(blob)));
    assert_eq!(test.portal.documents.verify(file).await.unwrap(), Verification::Intact);
    assert_eq!(verify(&test.portal, &ALL).await.unwrap().wrong, []);
    let sql = "select count(*) from audit_entry where resource = 'file' \
               and detail like '%encrypted anew, chacha20-poly1305%'";
    let told: i64 = sqlx::query_scalar(sql).fetch_one(test.portal.db.reader()).await.unwrap();
    assert_eq!(usize::try_from(told).unwrap(), before.len());

    test.portal.shut().await;
    let list = config.data.join("reencrypt.list");
    assert!(!list.exists());
    fs::write(&list, format!("{}\n{}", before[0], after[0])).unwrap();
    assert_eq!(Box::pin(keys::reencrypt(&config, &env, &|_| {})).await.unwrap().done, 1, "the first was done before");
    assert!(!list.exists());
}

/// The cipher goes by the settings; one that there is not is an error.
#[test]
fn the_cipher_is_a_setting() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("orda.toml");
    let read = |text: &str| {
        fs::write(&path, text).unwrap();
        Config::load(Some(&path)).map(|config| (config.cipher, config.of_documents().cipher))
    };
    assert_eq!(read("").unwrap(), (Cipher::Aes, Cipher::Aes));
    for cipher in Cipher::ALL {
        assert_eq!(read(&format!("cipher = \"{}\"", cipher.name())).unwrap(), (cipher, cipher));
    }
    assert!(read("cipher = \"des\"").is_err());
}
