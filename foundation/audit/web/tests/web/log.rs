//! The log shows what the law asks for, to those who may read it.

use crate::support::{EXPORT_LIMIT, IIN, NOW, Portal};
use axum::http::{Method, StatusCode};
use orda_audit::Filter;
use orda_audit_store::Entries;
use orda_base::{Access, Actor, Error, Identity, Operation, Outcome};
use orda_store::Database;

/// A record shows date and time to the second and the zone, taken from the server's clock and not from the client's;
/// of two accesses in one minute the list tells which came first.
///
/// Covers: 365-8-1
#[tokio::test]
async fn records_show_the_servers_time() {
    let portal = Portal::new().await;
    portal.send("drafter", Method::GET, "/drafts/1", &[("date", "Sat, 01 Jan 2000 00:00:00 GMT")]).await;
    portal.clock.advance(1);
    portal.get("drafter", "/drafts/2").await;
    assert_eq!(portal.records().await[0].at, NOW);
    let (_, page) = portal.get("officer", "/accounting/1").await;
    assert!(page.contains("22 November 2026, 14:05:00 (UTC+05:00)"), "{page}");
    let (_, list) = portal.get("officer", "/accounting?resource=draft").await;
    let later = list.find("22 November 2026, 14:05:01 (UTC+05:00)").expect("the second");
    let earlier = list.find("22 November 2026, 14:05:00 (UTC+05:00)").expect("the first");
    assert!(later < earlier, "newest first");
}

/// A record shows the name of the user, the registered name of the system, or that nobody known tried, under which
/// name.
///
/// Covers: 365-8-2
#[tokio::test]
async fn records_show_who() {
    let portal = Portal::new().await;
    portal.get("drafter", "/drafts/1").await;
    portal.get("system", "/api/v1/drafts/1").await;
    portal.call("d.akhmetov", Method::POST, "/login").await;
    for (seq, expected) in [
        (1, &["Ахметов Данияр", "User"][..]),
        (2, &["Салық есебі жүйесі", "Information system"]),
        (3, &["Unknown", "Claimed name: d.akhmetov", "Refused"]),
    ] {
        let (_, page) = portal.get("officer", &format!("/accounting/{seq}")).await;
        for text in expected {
            assert!(page.contains(text), "{seq}: {text}");
        }
    }
}

/// A record names component, page or interface, and what was asked for; a search its words; a secret in a path is left
/// out.
///
/// Covers: 365-8-4
#[tokio::test]
async fn records_show_the_part_of_the_resource() {
    let portal = Portal::new().await;
    portal.get("drafter", "/drafts/0190f3c8").await;
    portal.get("drafter", "/drafts?words=budget&state=signed&page=2").await;
    portal.get("", "/password/reset/h4xq-77?password=geheim").await;
    let (_, page) = portal.get("officer", "/accounting/1").await;
    for text in ["Approval of draft legal acts", "GET /drafts/0190f3c8", "Draft legal act", ">0190f3c8<"] {
        assert!(page.contains(text), "{text}");
    }
    let (_, page) = portal.get("officer", "/accounting/2").await;
    assert!(page.contains("words=budget state=signed") && page.contains("Search"));
    let secret = &portal.records().await[2];
    let everything = format!("{secret:?}");
    assert!(!everything.contains("h4xq") && !everything.contains("geheim"), "{everything}");
    assert_eq!(secret.service, "GET /password/reset/***");
}

/// A record names the operation and how it ended; of a change, what was changed from what to what.
///
/// Covers: 365-8-5-a
#[tokio::test]
async fn records_show_the_operation() {
    let portal = Portal::new().await;
    let calls = [
        (Method::GET, "/drafts/1", "View", Operation::Read),
        (Method::GET, "/drafts?words=a", "Search", Operation::Search),
        (Method::POST, "/drafts/new", "Create", Operation::Create),
        (Method::POST, "/drafts/1", "Change", Operation::Change),
        (Method::DELETE, "/drafts/1", "Delete", Operation::Delete),
        (Method::POST, "/drafts/1/sign", "Sign", Operation::Sign),
        (Method::POST, "/drafts/1/send", "Send", Operation::Send),
        (Method::GET, "/files/1/download", "Download", Operation::Download),
        (Method::POST, "/login", "Sign in", Operation::SignIn),
        (Method::POST, "/logout", "Sign out", Operation::SignOut),
    ];
    assert_eq!(calls.len(), Operation::ALL.len());
    for (method, path, _, operation) in &calls {
        portal.call("drafter", method.clone(), path).await;
        assert_eq!(portal.records().await.last().map(|r| r.operation), Some(*operation), "{path}");
    }
    portal.get("drafter", "/broken").await;
    for (seq, (_, path, label, _)) in (1..).zip(&calls) {
        let (_, page) = portal.get("officer", &format!("/accounting/{seq}")).await;
        assert!(page.contains(label), "{path}: {label}");
        assert!(page.contains(if *path == "/login" { "Refused" } else { "Done" }), "{path}");
    }
    let (_, change) = portal.get("officer", "/accounting/4").await;
    assert!(change.contains("title: “Бюджет” → “Бюджет туралы”"));
    let (_, failed) = portal.get("officer", "/accounting/11").await;
    assert!(failed.contains("Failed") && !failed.contains("secret cause"));
}

/// The records of a person are found by the number, which is posted: the answer leads to an address with the id. In an address
/// the number is refused; nobody else may look a number up. Records are not looked through for the number of nobody who is
/// registered.
#[tokio::test]
async fn numbers_of_people_stand_in_no_address() {
    let portal = Portal::new().await;
    portal.get("drafter", "/drafts/1").await;
    let person = portal.records().await.remove(0).actor_id;
    for path in
        ["/accounting", "/accounting/export.csv", "/accounting/export.cef", "/accounting/charts", "/api/v1/accounting"]
    {
        let (status, answer) = portal.get("officer", &format!("{path}?person={IIN}")).await;
        assert_eq!((status, answer.contains(IIN)), (StatusCode::UNPROCESSABLE_ENTITY, false), "{path}");
    }
    let asked = "/accounting/by-number";
    let (status, page) = portal.get("officer", asked).await;
    assert_eq!((status, page.contains("method=\"post\"")), (StatusCode::OK, true));
    let found = portal.post("officer", asked, &format!("iin={IIN}")).await;
    let place = format!("/accounting?person={person}");
    assert_eq!((found.0, found.2.as_str()), (StatusCode::SEE_OTHER, place.as_str()));
    let (_, list) = portal.get("officer", &place).await;
    assert!(list.contains("href=\"/accounting/1\"") && !list.contains(IIN));
    let mut once = Actor::portal();
    once.identity =
        Identity::Person { id: person.parse().expect("an id"), name: "А".into(), iin: "900101300019".into() };
    let mut tx = portal.test.db.begin().await.expect("begins");
    let access = Access::done("draft", "1", Operation::Read);
    orda_audit_store::record(&mut tx, &once, NOW, &access).await.expect("records");
    tx.commit().await.expect("commits");
    for wrong in ["", "85010130012", "900101300019"] {
        let (status, page, _) = portal.post("officer", asked, &format!("iin={wrong}")).await;
        assert_eq!((status, page.contains("govuk-error-summary")), (StatusCode::UNPROCESSABLE_ENTITY, true), "{wrong}");
    }
    let before = portal.records().await.len();
    assert_eq!(portal.post("drafter", asked, &format!("iin={IIN}")).await.0, StatusCode::FORBIDDEN);
    let refused = portal.records().await.split_off(before);
    assert_eq!((refused.len(), refused[0].outcome, refused[0].detail.contains(IIN)), (1, Outcome::Refused, false));
}

/// A record holds the session, the client program, the service called and the number of the request, with the other
/// records of that request; numbers of people are masked wherever they stand, on pages, in files and in the interface.
///
/// Covers: 365-8-5-b
#[tokio::test]
async fn records_show_service_information_and_no_personal_numbers() {
    let portal = Portal::new().await;
    portal.get("drafter", &format!("/drafts?words={IIN}")).await;
    let record = portal.records().await.remove(0);
    assert_eq!(record.actor_iin, IIN);
    let (_, page) = portal.get("officer", "/accounting/1").await;
    for text in [&record.session, "Mozilla/5.0 (test)", "GET /drafts", &record.request, "••••••••0123"]
    {
        assert!(!text.is_empty() && page.contains(text), "{text}");
    }
    // A second record of the same request.
    let mut actor = Actor::portal();
    actor.origin.request = Some(record.request.parse().expect("a number"));
    let mut tx = portal.test.db.begin().await.expect("begins");
    let access = Access::done("file", "99", Operation::Read);
    orda_audit_store::record(&mut tx, &actor, NOW, &access).await.expect("records");
    tx.commit().await.expect("commits");
    let (_, page) = portal.get("officer", "/accounting/1").await;
    assert!(page.contains("Other records of this request") && page.contains("/accounting/3"));

    let mut shown = vec![page];
    for path in ["/accounting", "/accounting/export.csv", "/api/v1/accounting", "/api/v1/accounting/1"] {
        let (status, body) = portal.get("officer", path).await;
        assert_eq!(status, StatusCode::OK, "{path}: {body}");
        shown.push(body);
    }
    for body in shown {
        assert!(body.contains("••••0123") && !body.contains(IIN), "{body}");
    }
}

/// Records outlive a restart and are found by person, time, address and part of the resource. Nobody can change or
/// remove one through the program. Whoever is neither security officer nor administrator is refused, and that is
/// recorded.
///
/// Covers: 365-7-b
#[tokio::test]
async fn records_are_kept_found_and_guarded() {
    let portal = Portal::new().await;
    portal.get("drafter", "/drafts/1").await;
    portal.clock.advance(24 * 3600);
    portal.get("system", "/api/v1/drafts/42").await;
    let before = portal.records().await;
    let again = Database::open(&portal.test.url).await.expect("opens again");
    let store = Entries::new(again);
    let kept = orda_audit::EntryStore::search(&store, &Filter::default(), None, 10).await.expect("reads");
    assert_eq!(kept.into_iter().rev().map(|e| e.entry).collect::<Vec<_>>(), before);

    let link = |seq| format!("href=\"/accounting/{seq}\"");
    for (query, first, second) in [
        ("person=%D0%B0%D1%85%D0%BC%D0%B5%D1%82%D0%BE%D0%B2", true, false),
        ("until=2026-11-22&resource=draft", true, false),
        ("from=2026-11-23&resource=draft", false, true),
        ("address=203.0.113.9&resource=draft", true, true),
        ("address=203.0.113.8", false, false),
        ("words=42&who=system", false, true),
        ("words=42&from=22.11.2026", false, false),
    ] {
        let (status, list) = portal.get("officer", &format!("/accounting?{query}")).await;
        let expected = if query.contains("22.11") { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
        assert_eq!(status, expected, "{query}");
        if expected == StatusCode::OK {
            assert_eq!((list.contains(&link(1)), list.contains(&link(2))), (first, second), "{query}");
        }
    }

    for method in [Method::PUT, Method::PATCH, Method::POST, Method::DELETE] {
        for path in ["/accounting/1", "/accounting", "/api/v1/accounting/1"] {
            for caller in ["administrator", "officer"] {
                let status = portal.call(caller, method.clone(), path).await.0;
                assert!(status.is_client_error(), "{method} {path}: {status}");
            }
        }
    }
    for attempt in ["delete from audit_entry", "update audit_entry set actor_name = ''"] {
        let mut tx = portal.test.db.begin().await.expect("begins");
        assert!(sqlx::query(attempt).execute(tx.conn()).await.is_err());
    }
    assert_eq!(portal.records().await[..2], before);

    for path in ["/accounting", "/accounting/1", "/accounting/export.xlsx", "/api/v1/accounting"] {
        assert_eq!(portal.get("administrator", path).await.0, StatusCode::OK, "{path}");
        let recorded = portal.records().await.len();
        assert_eq!(portal.get("drafter", path).await.0, StatusCode::FORBIDDEN, "{path}");
        let records = portal.records().await;
        assert_eq!(records.len(), recorded + 1, "once: {path}");
        let last = records.last().expect("a record");
        assert_eq!((last.resource.as_str(), last.outcome), ("accounting", Outcome::Refused));
        assert_eq!(last.detail, Error::Forbidden.code());
    }
    assert_eq!(portal.get("", "/api/v1/accounting").await.0, StatusCode::UNAUTHORIZED);
}

/// Pages follow each other without gap or repetition; an export holds what the filter wants.
#[tokio::test]
async fn lists_are_paged_and_exported() {
    let portal = Portal::new().await;
    for n in 0..60 {
        portal.get("drafter", &format!("/drafts/d{n}")).await;
    }
    let (_, first) = portal.get("officer", "/accounting?resource=draft&size=50").await;
    assert!(first.contains(">d59<") && first.contains(">d10<") && !first.contains(">d9<"));
    let next = first.split("rel=\"next\" href=\"").nth(1).and_then(|r| r.split('"').next()).expect("a next page");
    let (_, second) = portal.get("officer", &next.replace("&amp;", "&")).await;
    assert!(second.contains(">d9<") && second.contains(">d0<") && !second.contains(">d10<"));
    let (_, csv) = portal.get("officer", "/accounting/export.csv?resource=draft&words=d1").await;
    assert_eq!(csv.lines().count(), 1 + 11, "{csv}");
    let (_, csv) = portal.get("officer", "/accounting/export.csv?resource=draft").await;
    assert_eq!(csv.lines().count(), 1 + EXPORT_LIMIT + 1);
    assert!(csv.lines().last().is_some_and(|l| l.contains("Only the newest 40 records were exported")), "{csv}");
    let (status, sheet) = portal.get("officer", "/accounting/export.xlsx?resource=draft").await;
    assert!(status.is_success() && sheet.starts_with("PK"));
    let exported = portal.records().await.into_iter().filter(|r| r.operation == Operation::Download);
    let searched: Vec<_> = exported.map(|r| r.part).collect();
    assert_eq!(searched, ["resource=draft words=d1", "resource=draft", "resource=draft"]);
}
