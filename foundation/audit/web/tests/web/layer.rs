//! Every access is accounted for by itself; what cannot be is not answered.

use crate::support::Portal;
use axum::http::{Method, StatusCode};
use orda_audit::Who;
use orda_base::{Operation, Outcome};

/// Whatever a signed-in user does writes one record by itself: opening, searching, making, changing, downloading,
/// deleting. So does a system's call of an interface and an access that is refused. An access that cannot be recorded is
/// not answered, and the failure is told.
///
/// Covers: 365-7-a
#[tokio::test]
async fn every_access_is_recorded() {
    let portal = Portal::new().await;
    let accesses = [
        (Method::GET, "/drafts/7", Operation::Read, "7"),
        (Method::GET, "/drafts?words=%D2%9B%D0%B0%D1%80%D0%B6%D1%8B", Operation::Search, "words=қаржы"),
        (Method::POST, "/drafts/new", Operation::Create, "new"),
        (Method::POST, "/drafts/7", Operation::Change, "7"),
        (Method::GET, "/files/9/download", Operation::Download, "9/download"),
        (Method::DELETE, "/drafts/7", Operation::Delete, "7"),
    ];
    for (n, (method, path, operation, part)) in accesses.into_iter().enumerate() {
        portal.call("drafter", method, path).await;
        let records = portal.records().await;
        assert_eq!(records.len(), n + 1, "{path}");
        let last = &records[n];
        assert_eq!((last.operation, last.part.as_str(), last.outcome), (operation, part, Outcome::Done));
        assert_eq!((last.who, last.actor_name.as_str()), (Who::Person, "Ахметов Данияр"));
    }

    portal.get("system", "/api/v1/drafts/7").await;
    let last = portal.records().await.pop().expect("a record");
    assert_eq!((last.who, last.resource.as_str(), last.part.as_str()), (Who::System, "draft", "7"));

    assert_eq!(portal.get("drafter", "/drafts/7/closed").await.0, StatusCode::FORBIDDEN);
    let last = portal.records().await.pop().expect("a record");
    assert_eq!((last.outcome, last.detail.as_str()), (Outcome::Refused, "error-forbidden"));

    portal.ledger.stop().await;
    for (path, told) in [("/drafts/7", "could not be accounted for"), ("/api/v1/drafts/7", "error-unavailable")] {
        let (status, body) = portal.get("drafter", path).await;
        assert_eq!(status, StatusCode::SERVICE_UNAVAILABLE);
        assert!(body.contains(told) && !body.contains("the content"), "{body}");
    }
}

/// Faults of the program, unknown pages, methods that are not offered and forged requests are recorded with how they
/// ended; health checks and styles are not.
#[tokio::test]
async fn failures_are_recorded_and_health_checks_are_not() {
    let portal = Portal::new().await;
    portal.get("drafter", "/healthz").await;
    portal.get("", "/assets/app.css").await;
    assert!(portal.records().await.is_empty());
    portal.get("drafter", "/broken").await;
    portal.get("drafter", "/no/such/page").await;
    portal.call("drafter", Method::PUT, "/drafts").await;
    portal.send("drafter", Method::POST, "/drafts/7", &[("sec-fetch-site", "cross-site")]).await;
    let ended: Vec<_> = portal.records().await.into_iter().map(|r| (r.outcome, r.detail)).collect();
    let expected = [
        (Outcome::Failed, "error-internal"),
        (Outcome::Refused, "error-not-found"),
        (Outcome::Refused, "error-method"),
        (Outcome::Refused, "error-forged"),
    ];
    assert_eq!(ended, expected.map(|(outcome, code)| (outcome, code.to_owned())));
}

/// The record of an access carries the address of the real connection, whatever a sender that is no trusted relay
/// writes into the forwarding header.
///
/// Covers: 365-8-3
#[tokio::test]
async fn forged_addresses_are_not_believed() {
    let portal = Portal::new().await;
    portal.send("drafter", Method::GET, "/drafts/7", &[("x-forwarded-for", "198.51.100.7")]).await;
    let record = portal.records().await.pop().expect("a record");
    assert_eq!(record.address, "203.0.113.9");
    let (_, page) = portal.get("officer", "/accounting/1").await;
    assert!(page.contains("203.0.113.9") && !page.contains("198.51.100.7"));
}
