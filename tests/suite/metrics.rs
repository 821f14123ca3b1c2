//! Figures for whoever watches over the machine: what the board and the rules that come along name is given, and no figure
//! tells of anybody.

use crate::routes;
use orda::metrics::{METHODS, OTHER};
use orda_test::{On, TestPortal};
use std::collections::BTreeSet;
use std::path::Path;

fn packaged(path: &str) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../packaging");
    std::fs::read_to_string(root.join(path)).unwrap()
}

/// Names of figures in a text.
fn named(text: &str) -> BTreeSet<&str> {
    let words = text.split(|c: char| !(c.is_ascii_alphanumeric() || c == '_'));
    words.filter(|word| word.starts_with("orda_") || word.starts_with("process_")).collect()
}

/// A series: its name, its labels.
fn series(line: &str) -> (&str, Vec<(&str, &str)>) {
    let Some((name, rest)) = line.split_once('{') else { return (line.split(' ').next().unwrap(), Vec::new()) };
    let labels = rest.rsplit_once("\"} ").map_or("", |(labels, _)| labels);
    (name, labels.split("\",").filter_map(|label| label.split_once("=\"")).collect())
}

fn syslog() -> orda::forward::Settings {
    orda::forward::Settings { address: "127.0.0.1:9".into(), tls: false, ca_file: None, tell_minutes: 0 }
}

/// Every figure that the board and the rules name is there once somebody has worked and a backup was made.
#[tokio::test]
async fn what_the_board_and_the_rules_name_is_given() {
    let folder = tempfile::tempdir().unwrap();
    let copy = folder.path().join("copy");
    std::fs::create_dir(&copy).unwrap();
    let test = TestPortal::start_with(On::Sqlite, |config| {
        config.backup.to = Some(folder.path().join("backup").into());
        config.backup.keys_to = Some(folder.path().join("keys"));
        config.backup.continuous_to = Some(copy);
        config.accounting.syslog = Some(syslog());
    })
    .await;
    test.client("justice-drafter").await.get("/my-work").await.expect(200);
    test.portal.backups.run_due().await.unwrap().expect("one is due");
    test.portal.keeping.seal().await.unwrap();
    let text = test.portal.health.figures().await;
    assert!(text.ends_with("# EOF\n") && text.contains("orda_database_up 1.0\n"), "{text}");
    let given: BTreeSet<&str> = text.lines().filter(|line| !line.starts_with('#')).map(|line| series(line).0).collect();
    for file in ["grafana/orda.json", "prometheus/orda.rules.yml"] {
        let written = packaged(file);
        let missing: Vec<&str> = named(&written).iter().copied().filter(|name| !given.contains(name)).collect();
        assert!(missing.is_empty(), "{file}: {missing:?}\n{text}");
        assert!(named(&written).len() > 10, "{file}");
    }
}

/// Whatever is asked for, labels are of a closed list: patterns of routes and no paths, usual methods, and words of the
/// program. Numbers of people, ids and typed words are in none of them.
#[tokio::test]
async fn labels_tell_of_nobody() {
    for on in On::ALL {
        let test = TestPortal::start_with(on, |config| config.accounting.syslog = Some(syslog())).await;
        let client = test.client("justice-drafter").await;
        for path in
            ["/my-work", "/drafts/01935000-0000-7000-8000-000000000000", "/search?q=931231300123", "/x/931231300123"]
        {
            client.get(path).await;
        }
        let odd = client.request("ODD".parse().unwrap(), "/my-work");
        client.send(odd).await;
        let patterns: BTreeSet<String> = routes::all().into_iter().map(|route| route.path).collect();
        let text = test.portal.health.figures().await;
        let mut routes = BTreeSet::new();
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            for (label, value) in series(line).1 {
                let is_known = match label {
                    "route" => {
                        routes.insert(value);
                        value == OTHER || patterns.contains(value)
                    }
                    "method" => METHODS.contains(&value),
                    "status" => ["1xx", "2xx", "3xx", "4xx", "5xx"].contains(&value),
                    "le" => value == "+Inf" || value.parse::<f64>().is_ok(),
                    "pool" => ["read", "write", "all"].contains(&value),
                    "state" => ["used", "idle"].contains(&value),
                    "kind" => ["conflict", "unavailable", "fault"].contains(&value),
                    "outcome" => ["done", "damaged", "failed"].contains(&value),
                    "version" => value == env!("CARGO_PKG_VERSION"),
                    _ => false,
                };
                assert!(is_known, "{label} = {value}: {line}");
            }
        }
        assert!(routes.contains("/my-work") && routes.contains(OTHER), "{routes:?}");
        assert!(!text.contains("931231300123") && !text.contains("01935000"), "{text}");
    }
}

/// While the database does not answer the figures are given all the same, and say so.
#[tokio::test]
async fn a_database_that_is_away_is_told() {
    let test = TestPortal::start(On::Sqlite).await;
    test.portal.db.reader().close().await;
    let text = test.portal.health.figures().await;
    assert!(text.contains("orda_database_up 0.0\n") && text.contains("process_open_fds"), "{text}");
    assert!(!text.contains("orda_mails_waiting"), "{text}");
}
