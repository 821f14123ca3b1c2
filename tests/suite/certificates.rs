//! Guaranteed destruction of registration certificates and of the keys that the portal holds of them (385-6-8-b).

use crate::world::{actor, code, draft, head};
use orda::backup::{From, Source, Target, restore, take};
use orda::compose::Portal;
use orda::config::Config;
use orda_base::{Actor, Error};
use orda_drafts::Action;
use orda_retention::{Proposal, ProposalId, State};
use orda_signatures::centre::{Service, ServiceKind};
use orda_test::{On, TestPortal};
use rstest::rstest;
use std::path::Path;

const ADMIN: &str = "digital-admin";
const OFFICER: &str = "digital-security";
const DAY: i64 = 24 * 3600;

async fn portal(on: On) -> TestPortal {
    TestPortal::start_with(on, |config| config.retention = [("certificate".to_owned(), 0)].into()).await
}

async fn decide(test: &TestPortal, login: &str, proposal: ProposalId) -> Result<State, Error> {
    let member = test.cast.person(login);
    let bytes = test.portal.retention.to_sign(&member.actor(), proposal).await?;
    let cms = member.key.sign(&bytes, test.portal.env.now())?;
    test.portal.retention.decide(&member.actor(), proposal, &cms).await
}

/// Both decide, and it is carried out.
async fn destroy(test: &TestPortal, serial: &str) -> Proposal {
    let (retention, admin) = (&test.portal.retention, actor(test, ADMIN));
    let proposal = retention.propose(&admin, &[serial.to_owned()], "Сақтау мерзімі өтті").await.unwrap();
    decide(test, ADMIN, proposal).await.unwrap();
    decide(test, OFFICER, proposal).await.unwrap();
    retention.carry_out(&admin, proposal).await.unwrap()
}

/// Does any file under the folder hold these bytes?
fn holds(folder: &Path, bytes: &[u8]) -> bool {
    std::fs::read_dir(folder).unwrap().flatten().any(|entry| {
        let path = entry.path();
        if path.is_dir() {
            return holds(&path, bytes);
        }
        std::fs::read(&path).unwrap().windows(bytes.len()).any(|window| window == bytes)
    })
}

/// Who answers about revocation, of whom another has taken over and whose certificate is past its term.
async fn ended_service(test: &TestPortal) -> Service {
    let centre = &test.portal.centre;
    centre.refresh_services().await.unwrap();
    let answers = |services: Vec<Service>| services.into_iter().find(|s| s.kind == ServiceKind::Answers).unwrap();
    let first = answers(centre.services().await.unwrap());
    test.clock.advance(92 * DAY);
    centre.refresh_root().await.unwrap();
    centre.refresh_crl().await.unwrap();
    centre.refresh_services().await.unwrap();
    assert_ne!(answers(centre.services().await.unwrap()).id, first.id, "another has taken over");
    first
}

/// A certificate of a person, no longer needed, is destroyed by the decision of two, and an act is kept. A signature made
/// with it before stays provable by the copy that is kept within the signature itself; a new one is refused, and the key is
/// never certified again. Without the right, before its time and while it is held nothing happens, and the attempt is
/// recorded.
///
/// Covers: 385-6-8-b
#[rstest]
#[tokio::test]
async fn a_certificate_is_destroyed(#[values(On::Sqlite, On::Postgres)] on: On) {
    let test = portal(on).await;
    let (portal, own) = (&test.portal, head(&test, "justice"));
    let second = portal.centre.issue_with_key(&Actor::portal(), own.person, own.body).await.unwrap();
    let serial = second.issued.serial.clone();
    let draft = draft(&test, "prepared", &[]).await;
    let task = portal.drafts.signing(&own.actor(), draft.id, 1, Action::Sign, None).await.unwrap();
    let cms = second.sign(&task.manifest, portal.env.now()).unwrap();
    portal.drafts.sign(&own.actor(), draft.id, 1, &cms).await.unwrap();
    let retention = &portal.retention;
    let propose = async |login: &str| {
        retention.propose(&actor(&test, login), std::slice::from_ref(&serial), "Мерзімі өтті").await
    };

    assert_eq!(code(propose(ADMIN).await), "retention-refusal-early", "it is in force");
    test.clock.advance(60);
    let reason = eds::RevocationReason::Superseded;
    portal.centre.revoke(&own.actor(), second.issued.id, reason).await.unwrap();
    assert_eq!(code(propose(ADMIN).await), "retention-refusal-early", "the day of its end is not over");
    test.clock.advance(DAY);
    assert_eq!(code(propose("justice-head").await), "error-forbidden");
    let officer = test.client(OFFICER).await;
    let asked = test.client("justice-head").await;
    let refused = asked.form("/destruction/new", &[("numbers", &serial), ("ground", "Керек")]).await.expect(403);
    let request = refused.header("x-request-id").unwrap();
    let found = officer.get(&format!("/api/v1/accounting?request={request}")).await.expect(200).json();
    assert_eq!(found["items"][0]["outcome"], "refused", "{found}");
    let hold = retention.hold(&actor(&test, OFFICER), &serial, "Сот талқылауы").await.unwrap();
    assert_eq!(code(propose(ADMIN).await), "retention-refusal-held");
    retention.lift(&actor(&test, OFFICER), hold).await.unwrap();

    let done = destroy(&test, &serial).await;
    assert_eq!((done.state, done.items[0].number.as_str()), (State::Destroyed, serial.as_str()));
    assert_eq!(done.items[0].parts[0].sha256, second.issued.sha256);
    assert!(retention.act(&actor(&test, OFFICER), done.id).await.unwrap().starts_with(b"%PDF"));
    let gone = portal.centre.get_certificate(&own.actor(), second.issued.id).await;
    assert!(matches!(gone, Err(Error::NotFound)));
    assert_eq!(code(propose(ADMIN).await.map_err(|_| Error::NotFound)), "error-not-found", "there is none any more");

    // What was signed before stays good; what is signed now is refused.
    let kept = portal.signatures.of_object("draft", &draft.id.to_string()).await.unwrap().remove(0);
    assert_eq!(kept.signer.serial, serial);
    assert!(portal.signatures.check(&kept).await.unwrap().is_good());
    portal.centre.refresh_crl().await.unwrap();
    let another = crate::world::draft(&test, "prepared", &[]).await;
    let task = portal.drafts.signing(&own.actor(), another.id, 1, Action::Sign, None).await.unwrap();
    let late = second.sign(&task.manifest, portal.env.now()).unwrap();
    assert_eq!(code(portal.drafts.sign(&own.actor(), another.id, 1, &late).await), "signatures-refusal-revoked");
    assert_eq!(another.state().await, "prepared");
    let key = eds::make::SigningKey::from_pkcs8(&second.pkcs8).unwrap().spki().unwrap();
    let again = portal.centre.issue(&Actor::portal(), own.person, own.body, &key).await;
    assert_eq!(code(again.map(|issued| issued.serial)), "signatures-refusal-key_used");
}

/// The sealed key of a service whose certificate has ended is gone from every file of the data folder, and stays so in a
/// backup taken before; what the service once signed is not needed for that.
///
/// Covers: 385-6-8-b
#[tokio::test]
async fn a_key_is_gone_from_every_file() {
    let test = portal(On::Sqlite).await;
    let portal = &test.portal;
    let service = ended_service(&test).await;
    let data = portal.config.data.clone();
    assert!(holds(&data, &service.sealed_key) && holds(&data, &service.certificate), "the search finds what is there");
    let aside = tempfile::tempdir().unwrap();
    let (to, keys) = (aside.path().join("backup"), aside.path().join("keys"));
    let source = Source { config: &portal.config, db: &portal.db, env: &portal.env, by: orda_backups::By::Schedule };
    let target = |name: &str| Target { to: aside.path().join(name).into(), keys_to: keys.clone(), keep: None };
    take(&source, &target("backup"), &|_| {}).await.unwrap();

    let done = destroy(&test, &service.serial).await;
    assert_eq!(done.items[0].parts.iter().map(|p| p.name.as_str()).collect::<Vec<_>>(), ["certificate", "sealed-key"]);
    for secret in [&service.sealed_key, &service.certificate] {
        assert!(!holds(&data, secret), "in no file of the data folder");
    }
    assert!(portal.centre.services().await.unwrap().iter().all(|other| other.id != service.id));

    // Yesterday's backup with today's keys: it does not come back.
    test.clock.advance(60);
    take(&source, &target("today"), &|_| {}).await.unwrap();
    assert!(!holds(aside.path(), &service.sealed_key), "neither in backups nor in the mirror of the keys");
    let restored = aside.path().join("restored");
    let from = From { from: &to.clone().into(), keys: &keys, snapshot: None };
    assert_eq!(restore(&from, &restored, false, &portal.env, &|_| {}).await.unwrap().findings, []);
    assert!(!holds(&restored, &service.sealed_key));
    let config = Config { data: restored, public_url: portal.config.public_url.clone(), ..Config::default() };
    let again = Portal::open(config, portal.env.clone()).await.unwrap();
    let services = again.centre.services().await.unwrap();
    assert!(!services.is_empty() && services.iter().all(|other| other.id != service.id));
    assert!(again.centre.refresh_services().await.is_ok(), "the others open their keys");
    again.close().await;
}
