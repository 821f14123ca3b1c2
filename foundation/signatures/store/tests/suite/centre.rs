//! The certifying centre from a request to a revoked certificate, on both databases.

use crate::world::*;
use eds::make::{self, SigningKey};
use orda_base::{Error, PageRequest, Role, Timestamp};
use orda_signatures::centre::{
    CertificateFilter, CertificateState, IssuedCertificate, RequestFilter, RequestState, RevocationReason,
};
use orda_signatures::{Expected, SignerRole, Verifier};
use orda_store::Database;
use orda_store::testing::databases;
use sqlx::Row;

const CONTENT: &[u8] = b"manifest";

async fn worlds() -> Vec<World> {
    let sets = [orda_audit_store::MIGRATIONS, orda_notifications_store::MIGRATIONS, orda_signatures_store::MIGRATIONS];
    databases(&sets).await.into_iter().map(World::new).collect()
}

fn code(error: &Error) -> &'static str {
    error.code()
}

fn sign(issued: &IssuedCertificate, pkcs8: &[u8], at: Timestamp) -> Vec<u8> {
    let certificate = eds::Certificate::from_der(&issued.certificate).expect("certificate");
    let key = SigningKey::from_pkcs8(pkcs8).expect("key");
    make::sign_detached(CONTENT, &certificate, &[], &key, at.seconds()).expect("signs")
}

const HEAD: Expected<'_> = Expected { iin: "850101300019", bin: BIN, role: SignerRole::Head };

async fn count(db: &Database, sql: &'static str) -> i64 {
    sqlx::query(sql).fetch_one(db.reader()).await.expect("counts").get(0)
}

/// Of two requests of one person that come at the same moment only one is taken.
#[tokio::test]
async fn one_request_at_a_time() {
    for w in worlds().await {
        w.centre.create(&orda_base::Actor::portal()).await.expect("creates");
        let (first, second) = (request().1, request().1);
        let ask = |csr| w.centre.request(&w.employee, w.body, csr);
        let (first, second) = tokio::join!(ask(&first), ask(&second));
        assert!(first.is_ok() != second.is_ok(), "{first:?} {second:?}");
        let refused = first.err().or(second.err()).expect("one was refused");
        assert_eq!(code(&refused), "signatures-refusal-request_pending");
    }
}

/// A person asks, another one approves, and signatures with the key are accepted; everything is accounted for and the
/// people concerned are told.
///
/// Covers: 385-57
#[tokio::test]
async fn a_certificate_is_asked_for_approved_and_used() {
    for w in worlds().await {
        let (pkcs8, csr) = request();
        assert_eq!(
            code(&w.centre.request(&w.head, w.body, &csr).await.expect_err("no")),
            "signatures-refusal-no_centre"
        );
        assert_eq!(w.centre.create(&w.administrator).await.expect_err("no").status(), 403);
        w.centre.create(&orda_base::Actor::portal()).await.expect("creates");
        let again = w.centre.create(&orda_base::Actor::portal()).await.expect_err("no");
        assert_eq!(code(&again), "signatures-refusal-centre_exists");

        let asked = w.centre.request(&w.head, w.body, &csr).await.expect("asks");
        assert_eq!((asked.state, asked.key_name.as_str()), (RequestState::Pending, "ECDSA P-256"));
        let (_, other) = request();
        let twice = w.centre.request(&w.head, w.body, &other).await.expect_err("one at a time");
        assert_eq!(code(&twice), "signatures-refusal-request_pending");
        let same_key = w.centre.request(&w.employee, w.body, &csr).await.expect_err("somebody else's key");
        assert_eq!(code(&same_key), "signatures-refusal-key_used");
        assert_eq!(count(&w.db, "select count(*) from notifications_notice").await, 1);

        let filter = RequestFilter { state: Some(RequestState::Pending), ..RequestFilter::default() };
        let waiting = w.centre.requests(&w.administrator, filter, PageRequest::default()).await.expect("lists");
        assert_eq!((waiting.total, waiting.items[0].id), (1, asked.id));

        let issued = w.centre.approve(&w.administrator, asked.id).await.expect("approves");
        // The centre names the person; the request's own words are ignored.
        assert_eq!(issued.subject.common_name, "Ахметов Дәурен");
        assert_eq!((issued.subject.iin.as_str(), issued.subject.bin.as_str()), ("850101300019", BIN));
        assert_eq!(issued.subject.roles, ["1.2.398.3.3.4.1.2.1"]);
        assert_eq!(issued.not_after, NOW.plus_seconds(365 * DAY));
        let decided = w.centre.approve(&w.administrator, asked.id).await.expect_err("once");
        assert_eq!(code(&decided), "signatures-refusal-request_decided");

        let cms = sign(&issued, &pkcs8, NOW);
        let verified = w.verifier.verify(CONTENT, &cms, &HEAD).await.expect("accepted");
        assert_eq!(verified.signer.name, "Ахметов Дәурен Серікұлы");
        assert_eq!(verified.signer.serial, issued.serial);
        assert_eq!(verified.claimed_at, Some(NOW));
        assert!(verified.report.is_good());
        assert_eq!(w.verifier.identify(CONTENT, &cms).await.expect("identified").signer.iin, "850101300019");

        // With another key than that of the certificate.
        let (foreign, _) = request();
        let refused = w.verifier.verify(CONTENT, &sign(&issued, &foreign, NOW), &HEAD).await.expect_err("refused");
        assert_eq!(code(&refused), "signatures-refusal-signature_mismatch");

        let own = w.centre.own_certificates(&w.head, PageRequest::default()).await.expect("lists");
        assert_eq!((own.total, own.items[0].state(NOW)), (1, CertificateState::Valid));
        assert_eq!(w.centre.own_requests(&w.head, PageRequest::default()).await.expect("lists").total, 1);
        assert_eq!(count(&w.db, "select count(*) from notifications_notice").await, 2);
        let accounted = "select count(*) from audit_entry where resource in ('certificate', 'certificate_request')";
        assert_eq!(count(&w.db, accounted).await, 3);
    }
}

/// Nobody approves one's own request, sees or decides those of other bodies; a rejection has a reason.
#[tokio::test]
async fn requests_are_decided_by_others() {
    for w in worlds().await {
        w.centre.create(&orda_base::Actor::portal()).await.expect("creates");
        let own = w.centre.request(&w.administrator, w.body, &request().1).await.expect("asks");
        assert_eq!(w.centre.approve(&w.administrator, own.id).await.expect_err("own").status(), 403);
        assert_eq!(w.centre.approve(&w.employee, own.id).await.expect_err("no right").status(), 404);
        let mut stranger = w.employee.clone();
        stranger.memberships[0].body = Some(orda_base::BodyId::generate(&w.env));
        stranger.memberships[0].role = Role::Administrator;
        assert_eq!(w.centre.get_request(&stranger, own.id).await.expect_err("other body").status(), 404);
        assert_eq!(w.centre.request(&stranger, w.body, &request().1).await.expect_err("not of it").status(), 403);
        let listed = w.centre.requests(&stranger, RequestFilter::default(), PageRequest::default()).await;
        assert_eq!(listed.expect("lists").total, 0);
        let listed = w.centre.certificates(&w.employee, CertificateFilter::default(), PageRequest::default()).await;
        assert_eq!(listed.expect_err("no administrator").status(), 403);

        let asked = w.centre.request(&w.employee, w.body, &request().1).await.expect("asks");
        assert_eq!(w.centre.reject(&w.administrator, asked.id, "  ").await.expect_err("no reason").status(), 422);
        let rejected = w.centre.reject(&w.administrator, asked.id, "Жаңа өтінім беріңіз").await.expect("rejects");
        assert_eq!((rejected.state, rejected.reason.as_str()), (RequestState::Rejected, "Жаңа өтінім беріңіз"));
        assert_eq!(w.centre.get_request(&w.employee, asked.id).await.expect("own"), rejected);
        let late = w.centre.approve(&w.administrator, asked.id).await.expect_err("decided");
        assert_eq!(code(&late), "signatures-refusal-request_decided");
        // A broken request, and one that was not made with its key.
        let broken = w.centre.request(&w.employee, w.body, b"nonsense").await.expect_err("broken");
        assert_eq!(code(&broken), "signatures-refusal-malformed");
    }
}

/// The role in the certificate is that of the directory at the time of issue; an employee's certificate does not sign as
/// head, another person's or body's is refused.
#[tokio::test]
async fn certificates_carry_the_role_held() {
    for w in worlds().await {
        let portal = orda_base::Actor::portal();
        w.centre.create(&portal).await.expect("creates");
        let employee = w.employee.person().expect("person");
        let carrier = w.centre.issue_with_key(&portal, employee, w.body).await.expect("issues");
        assert_eq!(carrier.issued.subject.roles, ["1.2.398.3.3.4.1.2.5"]);
        let cms = carrier.sign(CONTENT, NOW).expect("signs");
        let expect = |iin, bin, role| Expected { iin, bin, role };
        let iin = "900202400017";
        w.verifier.verify(CONTENT, &cms, &expect(iin, BIN, SignerRole::Employee)).await.expect("accepted");
        for (expected, refusal) in [
            (expect(iin, BIN, SignerRole::Head), "signatures-refusal-role_missing"),
            (expect("850101300019", BIN, SignerRole::Employee), "signatures-refusal-other_person"),
            (expect(iin, "940740000018", SignerRole::Employee), "signatures-refusal-other_body"),
        ] {
            assert_eq!(code(&w.verifier.verify(CONTENT, &cms, &expected).await.expect_err("refused")), refusal);
        }
        // Acting head from now on: a new certificate carries it.
        *w.people.head.lock().expect("not poisoned") = employee;
        let carrier = w.centre.issue_with_key(&portal, employee, w.body).await.expect("issues");
        let cms = carrier.sign(CONTENT, NOW).expect("signs");
        w.verifier.verify(CONTENT, &cms, &expect(iin, BIN, SignerRole::Head)).await.expect("accepted");
        // What the person carries away opens with the password.
        let file = carrier.to_pkcs12("password").expect("file");
        assert_eq!(make::from_pkcs12(&file, "password").expect("opens").key_pkcs8, carrier.pkcs8);
        let other = orda_base::PersonId::generate(&w.env);
        let stranger = w.centre.issue_with_key(&portal, other, w.body).await.err().expect("not of the body");
        assert_eq!(code(&stranger), "signatures-refusal-not_of_body");
        assert_eq!(w.centre.issue_with_key(&w.administrator, employee, w.body).await.err().expect("no").status(), 403);
    }
}

/// A revoked certificate is refused right after the revocation, an expired one and one whose state cannot be learned too.
///
/// Covers: 385-57-c
#[tokio::test]
async fn certificates_out_of_force_are_refused() {
    for w in worlds().await {
        let portal = orda_base::Actor::portal();
        w.centre.create(&portal).await.expect("creates");
        let person = w.head.person().expect("person");
        let carrier = w.centre.issue_with_key(&portal, person, w.body).await.expect("issues");
        let cms = carrier.sign(CONTENT, NOW).expect("signs");
        w.verifier.verify(CONTENT, &cms, &HEAD).await.expect("in force");

        let early = w.verifier.examine(CONTENT, &cms, Some(&HEAD), NOW.plus_seconds(-DAY)).await.expect("examines");
        assert_eq!(early.report.failure().map(|f| f.1.code()), Some("not_yet_valid"));

        assert_eq!(
            w.centre
                .revoke(&w.employee, carrier.issued.id, RevocationReason::Superseded)
                .await
                .expect_err("no")
                .status(),
            404
        );
        w.clock.advance(60);
        let number = eds::Crl::from_der(&w.centre.authorities().await.expect("reads")[0].crl).expect("list");
        let revoked =
            w.centre.revoke(&w.head, carrier.issued.id, RevocationReason::KeyCompromise).await.expect("revokes own");
        assert_eq!(revoked.state(w.env.now()), CertificateState::Revoked);
        let refused = w.verifier.verify(CONTENT, &cms, &HEAD).await.expect_err("refused at once");
        assert_eq!(code(&refused), "signatures-refusal-revoked");
        let again = w.centre.revoke(&w.head, carrier.issued.id, RevocationReason::Superseded).await.expect_err("once");
        assert_eq!(code(&again), "signatures-refusal-already_revoked");
        // The published list says so too, to anybody who checks without the portal.
        let list = eds::Crl::from_der(&w.centre.authorities().await.expect("reads")[0].crl).expect("list");
        assert_ne!(list.number(), number.number());
        let certificate = eds::Certificate::from_der(&carrier.issued.certificate).expect("certificate");
        let entry = list.find(certificate.serial()).expect("listed");
        assert_eq!((entry.at, entry.reason), (NOW.plus_seconds(60).seconds(), RevocationReason::KeyCompromise));
        // What was signed before stays good as of then.
        let then = w.verifier.examine(CONTENT, &cms, Some(&HEAD), NOW).await.expect("examines");
        assert!(then.report.is_good(), "{:?}", then.report);

        let carrier = w.centre.issue_with_key(&portal, person, w.body).await.expect("issues");
        let cms = carrier.sign(CONTENT, NOW).expect("signs");
        w.clock.advance(366 * DAY);
        let refused = w.verifier.verify(CONTENT, &cms, &HEAD).await.expect_err("refused");
        assert_eq!(code(&refused), "signatures-refusal-expired");
        // As of a time for which no list speaks.
        let later = w.env.now().plus_seconds(30 * DAY);
        let unknown = w.verifier.examine(CONTENT, &cms, Some(&HEAD), later).await.expect("examines");
        assert!(unknown.report.steps.iter().any(|s| s.reason.is_some_and(|r| r.code() == "crl_stale")));
    }
}

/// The list is renewed before it is due, and not sooner.
#[tokio::test]
async fn the_list_is_renewed_in_time() {
    for w in worlds().await {
        assert!(!w.centre.refresh_crl().await.expect("nothing to renew"));
        w.centre.create(&orda_base::Actor::portal()).await.expect("creates");
        assert!(!w.centre.refresh_crl().await.expect("fresh"));
        w.clock.advance(17 * 3600);
        assert!(!w.centre.refresh_crl().await.expect("fresh"));
        w.clock.advance(3600);
        assert!(w.centre.refresh_crl().await.expect("renewed"));
        assert!(!w.centre.refresh_crl().await.expect("fresh"));
        // Nobody ran the job for a week: whoever verifies gets a fresh list all the same.
        w.clock.advance(7 * DAY);
        let trust = w.centre.trust().await.expect("trust");
        assert!(trust.crls[0].is_fresh(w.env.now().seconds()));
    }
}

/// The next root takes over when the first would be outlived by what it issues; certificates of either are accepted, are
/// revoked by their own root's list and answered for by their own root, and nobody's certificate outlives its root.
#[tokio::test]
async fn roots_take_over() {
    for w in worlds().await {
        let portal = orda_base::Actor::portal();
        let year = 365 * DAY;
        w.centre.create(&portal).await.expect("creates");
        assert!(!w.centre.refresh_root().await.expect("asks"));
        w.clock.advance(5 * year - 10 * DAY);
        w.centre.refresh_crl().await.expect("lists");
        let head = w.head.person().expect("person");
        let old = w.centre.issue_with_key(&portal, head, w.body).await.expect("issues");
        w.clock.advance(20 * DAY);
        assert!(w.centre.refresh_root().await.expect("makes"));
        assert!(!w.centre.refresh_root().await.expect("asks"), "once");
        let new = w.centre.issue_with_key(&portal, head, w.body).await.expect("issues");
        assert_ne!(old.issued.authority, new.issued.authority);
        let roots = w.centre.authorities().await.expect("reads");
        assert_eq!((roots.len(), roots[0].id), (2, new.issued.authority));
        assert_ne!(roots[0].name, roots[1].name);

        let check = async |carrier: &orda_signatures::centre::KeyCarrier| {
            let cms = carrier.sign(CONTENT, w.env.now()).expect("signs");
            w.verifier.verify(CONTENT, &cms, &HEAD).await.map(drop).map_err(|e| code(&e))
        };
        assert_eq!((check(&old).await, check(&new).await), (Ok(()), Ok(())));
        w.centre.revoke(&portal, old.issued.id, RevocationReason::Superseded).await.expect("revokes");
        assert_eq!(check(&old).await, Err("signatures-refusal-revoked"));
        assert_eq!(check(&new).await, Ok(()));
        w.clock.advance(6 * year);
        w.centre.refresh_crl().await.expect("lists");
        let trust = w.centre.trust().await.expect("reads");
        assert!(trust.crls.iter().all(|list| list.is_fresh(w.env.now().seconds())), "lists of old roots go on");
    }
}
