//! Good and bad installations.

use super::*;
use crate::compose::Portal;
use crate::installed::{self, Program};
use orda_base::{FixedClock, SystemEntropy, Timestamp};
use orda_store::Database;
use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use tempfile::TempDir;

const NOW: Timestamp = Timestamp::from_seconds(1_795_408_200);

fn env(seconds: i64) -> Env {
    Env::new(FixedClock::at(NOW.plus_seconds(seconds)), SystemEntropy)
}

/// An installation that served once, with a backup.
async fn installed() -> (TempDir, Config) {
    let folder = tempfile::tempdir().expect("a folder");
    let mut config = Config {
        data: folder.path().join("data"),
        public_url: "https://portal.example.kz".into(),
        without_tls: Some("refuse".into()),
        permitted_networks: vec!["10.0.0.0/8".into()],
        ..Config::default()
    };
    config.backup.to = Some(folder.path().join("backup").into());
    config.backup.keys_to = Some(folder.path().join("mirror"));
    let portal = Portal::open(config.clone(), env(0)).await.expect("opens");
    installed::accept(&Program::of(&portal)).await.expect("kept");
    portal.backups.run_due().await.expect("made").expect("one is due");
    portal.close().await;
    (folder, config)
}

/// Keys of what was found at this level; how full the disk of the machine is stands apart.
async fn found(config: &Config, env: &Env, level: Level) -> Vec<&'static str> {
    let found = look(Ok(config.clone()), env).await;
    let of_level = found.iter().filter(|one| one.level == level && !one.key.starts_with("doctor-room"));
    of_level.map(|one| one.key).collect()
}

/// Whatever is found has words in three languages, and whoever is told of something to mend is told what to do.
#[test]
fn everything_has_words() {
    let messages = Messages::load(&LOCALES).expect("whole");
    let sources = [
        include_str!("files.rs"),
        include_str!("database.rs"),
        include_str!("server.rs"),
        include_str!("outside.rs"),
        include_str!("mod.rs"),
        include_str!("../secrets.rs"),
    ];
    let mut seen = 0;
    for source in sources {
        let source: String = source.split_whitespace().collect();
        for (call, level) in [("ok", Level::Ok), ("warning", Level::Warning), ("error", Level::Error)] {
            for rest in source.split(&format!("Finding::{call}(\"")).skip(1) {
                let key = rest.split('"').next().unwrap_or_default();
                let keys =
                    if level == Level::Ok { vec![key.to_owned()] } else { vec![key.to_owned(), format!("{key}.do")] };
                for key in keys {
                    assert!(messages.has(&key), "{key}");
                    seen += 1;
                }
            }
        }
    }
    assert!(seen > 80, "{seen}");
    let finding = Finding::error("doctor-clock-behind", "2026-11-23");
    for (language, words) in [
        (Language::Kk, "қате: Сағат соңғы жазбадан артта: 2026-11-23\n    Уақытты NTP бойынша түзетіңіз."),
        (Language::Ru, "ошибка: Часы отстают от последней записи: 2026-11-23\n    Исправьте время по NTP."),
        (Language::En, "error: The clock is behind the newest record: 2026-11-23\n    Set the clock right (NTP)."),
    ] {
        assert_eq!(finding.line(&messages, language), words);
    }
}

/// A good installation has nothing to mend; what could be better is advised.
#[tokio::test]
async fn a_good_installation_has_nothing_to_mend() {
    let (_folder, config) = Box::pin(installed()).await;
    assert_eq!(found(&config, &env(60), Level::Error).await, Vec::<&str>::new());
    let good = found(&config, &env(60), Level::Ok).await;
    for key in [
        "doctor-settings-read",
        "doctor-closed",
        "doctor-master-key",
        "doctor-program",
        "doctor-database",
        "doctor-schema",
        "doctor-key-fits",
        "doctor-clock",
        "doctor-backup",
        "doctor-https",
        "doctor-encrypted",
        "doctor-second-factor",
    ] {
        assert!(good.contains(&key), "{key}: {good:?}");
    }
    let advised = found(&config, &env(60), Level::Warning).await;
    for key in
        ["doctor-mirror-beside", "doctor-copy-none", "doctor-mail-none", "doctor-scanner-none", "doctor-internal-none"]
    {
        assert!(advised.contains(&key), "{key}: {advised:?}");
    }
}

/// Each thing that is wrong is found, and nothing is made or mended by looking.
#[tokio::test]
async fn what_is_wrong_is_found() {
    let unread = look(Err(anyhow::anyhow!("no such setting")), &env(0)).await;
    assert_eq!((unread.len(), unread[0].key, worst(&unread)), (1, "doctor-settings", Level::Error));

    let (folder, config) = Box::pin(installed()).await;
    let nowhere = Config { data: folder.path().join("nowhere"), ..config.clone() };
    let errors = found(&nowhere, &env(60), Level::Error).await;
    assert!(errors.contains(&"doctor-data-missing") && errors.contains(&"doctor-database-missing"), "{errors:?}");
    assert!(!nowhere.data.exists(), "nothing is made");

    assert!(found(&config, &env(-3600), Level::Error).await.contains(&"doctor-clock-behind"));
    assert!(found(&config, &env(37 * 3600), Level::Error).await.contains(&"doctor-backup-old"));

    let mut away = config.clone();
    away.backup.keys_to = Some(folder.path().join("gone"));
    away.backup.continuous_to = Some(folder.path().join("gone"));
    away.public_url = "http://portal.example.kz".into();
    away.antivirus = toml::from_str("socket = '/nonexistent/clamd.ctl'").ok();
    away.files = Some("s3://posted".into());
    away.smtp = toml::from_str("host = '127.0.0.1'\nport = 1\ntls = 'none'\nfrom = 'orda@example.kz'").ok();
    let errors = found(&away, &env(60), Level::Error).await;
    for key in [
        "doctor-mirror-missing",
        "doctor-copy-missing",
        "doctor-no-https",
        "doctor-scanner-away",
        "doctor-mail-away",
        "doctor-bucket-away",
    ] {
        assert!(errors.contains(&key), "{key}: {errors:?}");
    }

    // An account for files and backups alike, whose secret lies in the data.
    let mut stores = config.clone();
    let secret = config.data.join("secret");
    fs::write(&secret, "a secret").expect("written");
    let store = format!("endpoint = 'https://127.0.0.1:1'\nkey_id = 'orda'\nsecret_file = '{}'", secret.display());
    stores.s3 = toml::from_str(&store).ok();
    stores.backup.s3.clone_from(&stores.s3);
    stores.backup.to = Some(std::path::PathBuf::from("s3://copies").into());
    let errors = found(&stores, &env(60), Level::Error).await;
    assert!(errors.contains(&"doctor-backup-bucket-away") && errors.contains(&"doctor-secret-inside"), "{errors:?}");
    assert!(found(&stores, &env(60), Level::Warning).await.contains(&"doctor-backup-bucket-shared"));
    fs::remove_file(&secret).expect("removed");

    let key = config.data.join("keys/master.key");
    let own = fs::read(&key).expect("read");
    fs::write(&key, [7; 32]).expect("written");
    let errors = found(&config, &env(60), Level::Error).await;
    assert!(errors.contains(&"doctor-key-other") && errors.contains(&"doctor-program-changed"), "{errors:?}");
    fs::remove_file(&key).expect("removed");
    assert!(found(&config, &env(60), Level::Error).await.contains(&"doctor-master-key-missing"));
    assert!(!key.exists(), "no key is made");
    fs::write(&key, own).expect("written");
    fs::set_permissions(&key, Permissions::from_mode(0o644)).expect("bits");
    assert!(found(&config, &env(60), Level::Error).await.contains(&"doctor-open"));
    fs::set_permissions(&key, Permissions::from_mode(0o600)).expect("bits");
    assert_eq!(found(&config, &env(60), Level::Error).await, Vec::<&str>::new(), "as it was");

    let db = Database::open(&config.database_url()).await.expect("opens");
    let mut tx = db.begin().await.expect("begins");
    sqlx::query("delete from store_migration where component = 'maintenance'").execute(tx.conn()).await.expect("done");
    tx.commit().await.expect("durable");
    db.close().await;
    assert_eq!(found(&config, &env(60), Level::Error).await, ["doctor-schema-old"]);
}
