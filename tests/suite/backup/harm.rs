//! Damage of backups and of installations, and misuse.

use super::{ALL, House, files, test_files_differ};
use orda::backup::{Finding, From, Target, UnderWay, check, restore};
use orda::verify::verify;
use orda_base::PersonId;
use rstest::rstest;
use std::fs;
use std::path::Path;

/// What a hand or a disk may do to a backup.
#[derive(Debug, Clone, Copy)]
pub(super) enum Harm {
    Remove,
    Truncate,
    Flip,
    Empty,
    Swap,
}

/// Does it to a file whose name begins so, the longest; tells which.
pub(super) fn harm(folder: &Path, what: &str, how: Harm) -> Vec<String> {
    let all = files(folder);
    let mut names = all.keys().filter(|name| name.starts_with(what));
    // Of several the longest: of a database that is one with pages of content.
    let name = names.clone().max_by_key(|name| all[*name].len()).unwrap().clone();
    let path = folder.join(&name);
    let mut bytes = all[&name].clone();
    match how {
        Harm::Remove => fs::remove_file(&path).unwrap(),
        Harm::Truncate => fs::write(&path, &bytes[..bytes.len() / 2]).unwrap(),
        Harm::Empty => fs::write(&path, b"").unwrap(),
        Harm::Flip => {
            let middle = bytes.len() / 2;
            bytes[middle] ^= 1;
            fs::write(&path, bytes).unwrap();
        }
        Harm::Swap => {
            let other = names.find(|other| **other != name && all[*other] != all[&name]).unwrap();
            fs::write(&path, &all[other]).unwrap();
            fs::write(folder.join(other), bytes).unwrap();
            return vec![name, other.clone()];
        }
    }
    vec![name]
}

/// Damage of whatever kind to whatever file of a backup is found and the file is named, by the check and by the restore:
/// then the portal does not start on what was restored, and the present data are as they were.
///
/// Covers: 217-a20.2c, 365-6-e
#[rstest]
#[tokio::test]
async fn damage_is_found_and_named(
    #[values("blobs/", "pieces/", "snapshots/")] what: &str,
    #[values(Harm::Remove, Harm::Truncate, Harm::Flip, Harm::Empty, Harm::Swap)] how: Harm,
) {
    let house = Box::pin(House::with(2)).await;
    test_files_differ(&house).await;
    house.take().await;
    if what == "snapshots/" {
        house.take().await;
    }
    let before = files(&house.test.portal.config.data.join("blobs"));
    let names = harm(&house.folder("backup"), what, how);
    let last = |name: &String| name.rsplit('/').next().unwrap().to_owned();
    let said = match house.check().await {
        Ok(findings) => {
            if !(what == "snapshots/" && matches!(how, Harm::Remove)) {
                assert!(!findings.is_empty(), "{names:?}");
            }
            findings.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
        }
        Err(error) => format!("{error:#}"),
    };
    // The newest manifest that is gone leaves an older backup, and nothing that names it.
    if !(what == "snapshots/" && matches!(how, Harm::Remove)) {
        for name in &names {
            assert!(said.contains(&last(name)), "{name} is named: {said}");
        }
        if matches!(how, Harm::Swap) {
            assert!(said.contains("swapped"), "{said}");
        }
        let restored = house.restore("new", false).await;
        assert!(restored.is_err() || !restored.unwrap().is_empty());
        if house.folder("new").exists() {
            assert!(house.reopened("new").await.is_err(), "nobody works on half of it");
        }
    }
    assert_eq!(files(&house.test.portal.config.data.join("blobs")), before, "the present data stay");
    if what == "blobs/" {
        house.restore("whole", true).await.unwrap();
        let portal = house.reopened("whole").await.unwrap();
        let report = verify(&portal, &ALL).await.unwrap();
        assert_eq!(report.wrong.len(), names.len(), "what is whole is there: {report:?}");
        portal.close().await;
    }
}

/// A backup between two others that was taken away is missed.
#[tokio::test]
async fn a_backup_that_is_gone_is_missed() {
    let house = Box::pin(House::with(1)).await;
    let mut ids = Vec::new();
    for _ in 0..3 {
        ids.push(house.take().await.manifest.id);
    }
    fs::remove_file(house.folder("backup").join(format!("snapshots/{}.snapshot", ids[1]))).unwrap();
    assert_eq!(house.check().await.unwrap(), [Finding::Missing(format!("snapshots/{}.snapshot", ids[1]))]);
}

/// What must not be is refused: keys beside the backup, a backup in the data folder, one while another is under way, other
/// keys, a folder that is not empty. Each says what is wrong, and the failed attempt is accounted for; that another is under way
/// is no failure.
#[tokio::test]
async fn misuse_is_refused() {
    let house = Box::pin(House::with(1)).await;
    let data = house.test.portal.config.data.clone();
    let (beside, within) = ("keys do not lie beside the backup", "a backup does not lie in the data folder");
    let cases = [
        (house.folder("backup"), house.folder("backup"), beside),
        (house.folder("backup"), house.folder("backup/keys"), beside),
        (house.folder("keys/backup"), house.folder("keys"), beside),
        (data.join("backup"), house.folder("keys"), within),
        (data.clone(), house.folder("keys"), within),
        (data.parent().unwrap().to_owned(), house.folder("keys"), within),
        (house.folder("backup"), data.join("keys"), "the mirror of the keys does not lie in the data folder"),
    ];
    for (to, keys_to, words) in &cases {
        let target = Target { to: to.clone().into(), keys_to: keys_to.clone(), keep: None };
        let said = house.take_to(&target).await.unwrap_err().to_string();
        assert!(said.contains(words), "{} {}: {said}", to.display(), keys_to.display());
        assert!(!to.join("snapshots").exists());
    }
    let failed = async || -> Vec<String> {
        sqlx::query_scalar(
            "select detail from audit_entry where resource = 'backup' and outcome = 'failed' order by at",
        )
        .fetch_all(house.test.portal.db.reader())
        .await
        .unwrap()
    };
    let details = failed().await;
    assert_eq!(details.len(), cases.len());
    for (detail, (.., words)) in details.iter().zip(&cases) {
        assert!(
            detail.starts_with(&format!("by the timetable: {words}")),
            "who had it made, and what was wrong: {detail}"
        );
    }

    house.take().await;
    let lock = fs::File::options().write(true).open(house.folder("backup/lock")).unwrap();
    lock.lock().unwrap();
    let busy = house.take_to(&house.target()).await.unwrap_err();
    assert!(busy.is::<UnderWay>() && busy.to_string().contains("under way"), "{busy}");
    drop(lock);
    // Into another folder as well: the other one's copy of the database stays where it is.
    let lock = fs::File::options().write(true).open(data.join("backup.lock")).unwrap();
    lock.lock().unwrap();
    fs::create_dir(data.join("backup.unfinished")).unwrap();
    fs::write(data.join("backup.unfinished/orda.db"), b"being copied").unwrap();
    let elsewhere = Target { to: house.folder("elsewhere").into(), keys_to: house.folder("keys"), keep: None };
    let busy = house.take_to(&elsewhere).await.unwrap_err();
    assert!(busy.is::<UnderWay>() && busy.to_string().contains("under way"), "{busy}");
    assert!(data.join("backup.unfinished/orda.db").exists() && !house.folder("elsewhere/snapshots").exists());
    drop(lock);
    house.take_to(&elsewhere).await.unwrap();
    assert_eq!(failed().await.len(), cases.len(), "nothing is wrong with it");

    fs::write(house.folder("keys").join("master.key"), [7; 32]).unwrap();
    let said = house.check().await.unwrap_err().to_string();
    assert!(said.contains("other_key"), "{said}");
    assert!(house.restore("new", false).await.is_err());
    assert!(!house.folder("new").join("orda.db").exists());
    assert!(house.take_to(&house.target()).await.is_err(), "the keys of another installation are not written over");

    fs::write(house.folder("keys").join("master.key"), [7; 31]).unwrap();
    assert!(house.check().await.is_err());
    let keys = data.join("keys");
    let (from, to) = (house.folder("backup"), house.folder("full"));
    fs::create_dir_all(&to).unwrap();
    fs::write(to.join("something"), b"of mine").unwrap();
    let source = From { from: &from.clone().into(), keys: &keys, snapshot: None };
    assert!(restore(&source, &to, false, house.env(), &|_| {}).await.is_err());
    assert_eq!(files(&to).len(), 1, "nothing is written over");
    let source = From { snapshot: Some("20200101T000000"), ..source };
    assert!(check(&source, house.env(), &|_| {}).await.is_err(), "there is no such backup");
}

/// What is changed, removed or put into an installation behind the program's back is reported with its id: bytes of files,
/// rows, signatures, the accounting.
///
/// Covers: 217-a20.2a
#[tokio::test]
async fn an_installation_is_verified() {
    let house = Box::pin(House::with(2)).await;
    let portal = &house.test.portal;
    assert_eq!(verify(portal, &ALL).await.unwrap().wrong, []);
    let blobs: Vec<String> =
        sqlx::query_scalar("select id from documents_blob order by id").fetch_all(portal.db.reader()).await.unwrap();
    let root = portal.config.data.join("blobs");
    let path = |id: &String| orda_documents_store::place(&root, id.parse().unwrap());
    let mut bytes = fs::read(path(&blobs[0])).unwrap();
    bytes[10] ^= 1;
    fs::write(path(&blobs[0]), bytes).unwrap();
    fs::rename(path(&blobs[1]), root.join("00").join("0190f3c8-0000-7000-8000-000000000001"))
        .or_else(|_| {
            fs::create_dir_all(root.join("00")).unwrap();
            fs::rename(path(&blobs[1]), root.join("00").join("0190f3c8-0000-7000-8000-000000000001"))
        })
        .unwrap();
    let person = PersonId::generate(&portal.env);
    for sql in [
        "update signatures_signature set purpose = 'refuse' where id = (select min(id) from signatures_signature)"
            .to_owned(),
        format!(
            "insert into drafts_matter (draft_id, position, version, subject, due, since, data) values ('{person}', 0, 1, 1, 1, 1, '')"
        ),
    ] {
        let mut tx = portal.db.begin().await.unwrap();
        sqlx::query(sqlx::AssertSqlSafe(sql)).execute(tx.conn()).await.unwrap();
        tx.commit().await.unwrap();
    }
    let wrong = verify(portal, &ALL).await.unwrap().wrong;
    let codes: Vec<&str> = wrong.iter().map(|w| w.code).collect();
    for code in ["file-damaged", "file-missing", "file-stray", "signature", "reference"] {
        assert!(codes.contains(&code), "{code} in {wrong:?}");
    }
    assert_eq!(wrong.len(), 5, "{wrong:?}");
    assert!(
        wrong.iter().any(|w| w.what.contains(&blobs[0])) && wrong.iter().any(|w| w.what.contains(&person.to_string()))
    );
    // A backup of it says so, and is taken.
    let taken = house.take().await;
    assert_eq!(taken.manifest.damaged, [blobs[1].clone()], "length and presence are seen at once");
    let admin = house.test.client("digital-admin").await;
    let page = admin.get("/admin/backups").await.expect(200).text();
    assert!(page.contains("class=\"govuk-link\" href=\"/admin/integrity\""), "the page says where the files are named");
}
