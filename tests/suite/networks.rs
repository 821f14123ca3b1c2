//! Who is let in at all: protected networks and encrypted connections (385-61-b), limits of requests.

use orda::limits::{Setting, Settings};
use orda::safety::Installation;
use orda_base::Actor;
use orda_identity::{Safe, SafetySurvey};
use orda_test::{Answer, Client, On, TestPortal};
use reqwest::Method;
use rstest::rstest;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

const PASSWORD: &str = "Терезе алдындағы гүл 47";
const INSIDE: &[(&str, &str)] = &[("x-forwarded-for", "10.1.2.3"), ("x-forwarded-proto", "https")];

async fn ask(client: &Client, path: &str, headers: &[(&str, &str)]) -> Answer {
    let request = client.request(Method::GET, path);
    client.send(headers.iter().fold(request, |request, (name, value)| request.header(*name, *value))).await
}

/// A portal set for a protected network refuses whoever comes from outside, with the right password and session too, and
/// records it; a connection without encryption is led to an encrypted one or refused, and nothing of a draft leaves.
///
/// Covers: 385-61-b
#[rstest]
#[tokio::test]
async fn only_the_protected_network_is_served(#[values(On::Sqlite, On::Postgres)] on: On) {
    let test = TestPortal::start_with(on, |config| {
        config.public_url = "https://portal.example.kz".into();
        config.trusted_proxies = vec!["127.0.0.1".into()];
        config.permitted_networks = vec!["10.0.0.0/8".into()];
    })
    .await;
    let title = test.script("prepared", &[]).title.kk;
    let draft = crate::world::draft(&test, "prepared", &[]).await;
    let person = test.cast.person("justice-drafter").person;
    test.portal.identity.set_password(&Actor::portal(), person, PASSWORD, false).await.unwrap();
    let stranger = test.stranger();
    let login = |headers: &'static [(&'static str, &'static str)]| {
        let request = stranger.request(Method::POST, "/login");
        let request = request.form(&[("login", "justice-drafter"), ("password", PASSWORD), ("next", "")]);
        stranger.send(headers.iter().fold(request, |request, (name, value)| request.header(*name, *value)))
    };
    let outside = login(&[("x-forwarded-for", "203.0.113.9"), ("x-forwarded-proto", "https")]).await.expect(403);
    assert!(outside.header("set-cookie").is_none());
    login(&[("x-forwarded-for", "10.1.2.3"), ("x-forwarded-proto", "http")]).await.expect(403);
    let opened = login(INSIDE).await.expect(303);
    let cookie = opened.header("set-cookie").unwrap().split(';').next().unwrap().to_owned();

    let path = format!("/drafts/{}/v/1", draft.id);
    let with = |headers: &[(&'static str, &'static str)]| {
        let mut all = headers.to_vec();
        all.push(("cookie", Box::leak(cookie.clone().into_boxed_str())));
        all
    };
    assert!(ask(&stranger, &path, &with(INSIDE)).await.expect(200).text().contains(&title));
    for (headers, status) in [
        ([("x-forwarded-for", "203.0.113.9"), ("x-forwarded-proto", "https")], 403),
        ([("x-forwarded-for", "10.1.2.3"), ("x-forwarded-proto", "http")], 308),
    ] {
        for wanted in [path.as_str(), "/api/v1/drafts", "/verify", "/login"] {
            let answer = ask(&stranger, wanted, &with(&headers)).await.expect(status);
            assert!(!answer.text().contains(&title), "{wanted}");
            if status == 308 {
                assert_eq!(answer.header("location").unwrap(), format!("https://portal.example.kz{wanted}"));
            }
        }
    }
    let sql =
        "select address, outcome, count(*) as n from audit_entry where resource = 'request' group by address, outcome";
    let recorded: Vec<(String, String, i64)> = {
        use sqlx::Row;
        let rows = sqlx::query(sql).fetch_all(test.portal.db.reader()).await.unwrap();
        rows.iter().map(|row| (row.get(0), row.get(1), row.get(2))).collect()
    };
    // The clock stands still: what comes from one address within a minute is one record.
    let mut recorded = recorded;
    recorded.sort();
    let expected = [("10.1.2.3", "refused", 1), ("203.0.113.9", "refused", 1)];
    assert_eq!(recorded, expected.map(|(a, o, n)| (a.to_owned(), o.to_owned(), n)));
}

/// One person who asks too often waits, and nobody else; the flood leaves one record a minute, which counts it.
#[rstest]
#[tokio::test]
async fn a_person_who_asks_too_often_waits(#[values(On::Sqlite, On::Postgres)] on: On) {
    let test = TestPortal::start_with(on, |config| {
        config.limits = Settings { person: Setting::new(5, 60), ..Settings::OFF };
    })
    .await;
    let (hasty, calm) = (test.client("justice-drafter").await, test.client("finance-head").await);
    for _ in 0..5 {
        hasty.get("/api/v1/session").await.expect(200);
    }
    for _ in 0..20 {
        let refused = hasty.get("/api/v1/session").await.expect(429);
        assert_eq!((refused.code().as_str(), refused.header("retry-after")), ("error-too-many", Some("1")));
    }
    calm.get("/api/v1/session").await.expect(200);
    test.clock.advance(61);
    for _ in 0..5 {
        hasty.get("/api/v1/session").await.expect(200);
    }
    hasty.get("/api/v1/session").await.expect(429);
    let sql = "select detail from audit_entry where resource = 'request' order by seq";
    let details: Vec<String> = sqlx::query_scalar(sql).fetch_all(test.portal.db.reader()).await.unwrap();
    assert_eq!(details, ["error-too-many", "error-too-many, 19 before"]);
}

/// What everybody may ask for is limited for each address, whichever way it is asked: checks of forms, results and
/// signatures together, and questions to the certifying centre, whose lists are still given.
#[rstest]
#[tokio::test]
async fn public_checks_are_limited(#[values(On::Sqlite, On::Postgres)] on: On) {
    let test = TestPortal::start_with(on, |config| {
        config.limits = Settings { checking: Setting::new(2, 1), centre: Setting::new(1, 1), ..Settings::OFF };
    })
    .await;
    let stranger = test.stranger();
    for path in ["/verify/7QK2", "/api/v1/results/7QK2"] {
        stranger.get(path).await.expect(404);
    }
    for path in ["/verify/7QK2", "/api/v1/verify/7QK2", "/results/7QK2", "/api/v1/results/7QK2"] {
        stranger.get(path).await.expect(429);
    }
    stranger.send(stranger.request(Method::POST, "/api/v1/signatures/verify")).await.expect(429);
    let ask = |path| stranger.send(stranger.request(Method::POST, path).body("x"));
    ask("/pki/ocsp").await.expect(200);
    ask("/pki/ocsp").await.expect(429);
    ask("/pki/tsa").await.expect(429);
    stranger.get("/pki/ocsp/MFEw").await.expect(429);
    stranger.get("/pki/services.pem").await.expect(200);
}

/// What is kept is closed to all but the account that serves the portal from its first start on, the check says so and
/// tells when something is opened, on the page and to the command line's survey: data, keys, their mirror, backups and
/// where they are tried out; who has no rights is refused and recorded, and does not see the page.
///
/// Covers: 385-61
#[rstest]
#[tokio::test]
async fn stored_documents_are_closed_to_others(#[values(On::Sqlite, On::Postgres)] on: On) {
    let test = TestPortal::start_with(on, |config| {
        let new = config.data.join("new");
        config.data = new.join("folder");
        config.backup.to = Some(new.join("backups").into());
        config.backup.keys_to = Some(new.join("mirror"));
        config.backup.drill_in = Some(new.join("drills"));
        if on == On::Sqlite {
            config.database = None;
        }
    })
    .await;
    let data = &test.portal.config.data;
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(data), 0o700, "a new installation");
    assert_eq!((mode(&data.join("keys")), mode(&data.join("keys/master.key"))), (0o700, 0o600));
    let beside = |name: &str| data.with_file_name(name);
    let open = || {
        let checks = Installation(test.portal.config.clone()).look();
        checks.into_iter().filter(|c| c.safe == Safe::Open).map(|c| (c.what, c.subject)).collect::<Vec<_>>()
    };
    for folder in ["backups", "mirror", "drills"] {
        orda::safety::make_folder(&beside(folder)).unwrap();
    }
    assert_eq!(open(), [], "all is closed");
    let administrator = test.client("digital-admin").await;
    let page = administrator.get("/admin/safety").await.expect(200).text();
    assert!(page.contains(&data.display().to_string()) && !page.contains("govuk-tag--red"), "{page}");
    assert!(page.contains("Жабық") && page.contains("Реттелген") && page.contains("қол жеткізуі тиіс"), "{page}");
    let key = beside("mirror").join("master.key");
    fs::write(&key, "a key").unwrap();
    fs::set_permissions(&key, fs::Permissions::from_mode(0o640)).unwrap();
    for folder in ["backups", "drills"] {
        fs::set_permissions(beside(folder), fs::Permissions::from_mode(0o750)).unwrap();
    }
    let shown = |path: &Path| path.display().to_string();
    let mut expected = [
        ("identity-safety-keys", shown(&key)),
        ("identity-safety-backups", shown(&beside("backups"))),
        ("identity-safety-drills", shown(&beside("drills"))),
    ];
    let mut found = open();
    found.sort();
    expected.sort();
    assert_eq!(found, expected);
    let page = administrator.get("/admin/safety").await.expect(200).text();
    assert_eq!((page.matches("govuk-tag--red").count(), page.matches("chmod 700").count()), (3, 3), "{page}");
    fs::set_permissions(data, fs::Permissions::from_mode(0o755)).unwrap();
    fs::set_permissions(data.join("keys/master.key"), fs::Permissions::from_mode(0o640)).unwrap();
    let found: Vec<_> = open().into_iter().map(|(what, _)| what).collect();
    assert!(found.contains(&"identity-safety-data") && found.contains(&"identity-safety-keys"), "{found:?}");
    assert!(administrator.get("/admin/safety").await.expect(200).text().contains("govuk-tag--red"));

    let officer = test.client("digital-security").await;
    officer.get("/admin/safety").await.expect(200);
    let page = officer.get("/admin").await.expect(200).text();
    assert!(page.contains("href=\"/admin/safety\"") && !page.contains("href=\"/admin/people\""), "{page}");

    let draft = crate::world::draft(&test, "prepared", &[]).await;
    let stranger = test.client("health-approver").await;
    let path = format!("/drafts/{}/v/1", draft.id);
    stranger.get(&path).await.expect(404);
    stranger.get("/admin/safety").await.expect(403);
    let sql = "select outcome from audit_entry where actor_id = $1 and operation = 'read' order by seq";
    let person = test.cast.person("health-approver").person.to_string();
    let recorded: Vec<String> = sqlx::query_scalar(sql).bind(person).fetch_all(test.portal.db.reader()).await.unwrap();
    assert_eq!(recorded, ["refused", "refused"]);
}
