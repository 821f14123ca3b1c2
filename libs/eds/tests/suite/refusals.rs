//! Every way in which a signature is not good is refused with its own reason.

use crate::support::*;
use eds::make::{self, Kind, RevokedEntry, SigningKey};
use eds::{
    Certificate, Crl, Expectation, ExpectedRole, Outcome, Reason, RevocationReason, Status, Step, Trust, verify,
};

const CONTENT: &[u8] = b"{\"format\":\"orda-manifest-1\"}";

fn check(anchors: &[Certificate], crls: &[Crl], cms: &[u8], content: &[u8], at: i64) -> Outcome {
    let profile = profile();
    let trust = Trust { anchors, intermediates: &[], crls, profile: &profile, rules: &[] };
    let expected = Expectation { iin: IIN, bin: BIN, role: ExpectedRole::Head };
    verify(content, cms, &trust, Some(&expected), at)
}

fn failure(outcome: &Outcome) -> Option<(Step, Reason)> {
    outcome.report.failure()
}

/// A good signature passes every step, and the report says who signed.
///
/// Covers: 385-57
#[test]
fn a_good_signature_passes_every_step() {
    let centre = Centre::new("УЦ ГО");
    let head = centre.head();
    let outcome = check(std::slice::from_ref(&centre.root), &[centre.crl(&[])], &head.sign(CONTENT), CONTENT, NOW);
    assert!(outcome.report.is_good(), "{:?}", outcome.report);
    assert!(Step::ALL.into_iter().all(|s| outcome.report.status(s) == Status::Ok));
    let subject = outcome.subject.expect("subject");
    assert_eq!((subject.iin.as_str(), subject.bin.as_str()), (IIN, BIN));
    assert_eq!(subject.full_name(), "АХМЕТОВ ДӘУРЕН СЕРІКҰЛЫ");
    assert_eq!(outcome.signing_time, Some(NOW));

    // Another key than that of the certificate.
    let other = Person { certificate: head.certificate.clone(), pkcs8: centre.head().pkcs8 };
    let outcome = check(std::slice::from_ref(&centre.root), &[centre.crl(&[])], &other.sign(CONTENT), CONTENT, NOW);
    assert_eq!(failure(&outcome), Some((Step::Signature, Reason::SignatureMismatch)));
}

/// Content changed after signing.
#[test]
fn changed_content_is_a_digest_mismatch() {
    let centre = Centre::new("УЦ ГО");
    let cms = centre.head().sign(CONTENT);
    let outcome = check(std::slice::from_ref(&centre.root), &[centre.crl(&[])], &cms, b"other", NOW);
    assert_eq!(failure(&outcome), Some((Step::Digest, Reason::DigestMismatch)));
    assert_eq!(outcome.report.status(Step::Chain), Status::Ok);
}

/// Only certificates whose path leads to the trusted root are accepted.
///
/// Covers: 385-57-b
#[test]
fn foreign_certificates_are_refused() {
    let centre = Centre::new("УЦ ГО");
    let crls = [centre.crl(&[])];
    let anchors = [centre.root.clone()];
    assert!(check(&anchors, &crls, &centre.head().sign(CONTENT), CONTENT, NOW).report.is_good());

    let other = Centre::new("Other centre");
    let outcome = check(&anchors, &crls, &other.head().sign(CONTENT), CONTENT, NOW);
    assert_eq!(failure(&outcome), Some((Step::Chain, Reason::UnknownIssuer)));

    // The same names under another root, once alone and once with that root brought along.
    let twin = Centre::new("УЦ ГО");
    let head = twin.head();
    let outcome = check(&anchors, &crls, &head.sign(CONTENT), CONTENT, NOW);
    assert_eq!(failure(&outcome), Some((Step::Chain, Reason::IssuerSignature)));
    let with_root = make::sign_detached(CONTENT, &head.certificate, std::slice::from_ref(&twin.root), &head.key(), NOW)
        .expect("signs");
    let outcome = check(&anchors, &crls, &with_root, CONTENT, NOW);
    assert_eq!(failure(&outcome), Some((Step::Chain, Reason::IssuerSignature)));

    // Self-signed, with all the right numbers in it.
    let pkcs8 = SigningKey::generate_p256().expect("key").to_vec();
    let key = SigningKey::from_pkcs8(&pkcs8).expect("key");
    let template = make::Template {
        serial: &[9],
        subject: &person_name(IIN, BIN),
        spki: &key.spki().expect("spki"),
        not_before: NOW - DAY,
        not_after: NOW + DAY,
        kind: Kind::Signer { roles: vec![HEAD.to_owned()] },
        crl_url: None,
    };
    let own = Person { certificate: make::root(&template, &key).expect("makes"), pkcs8 };
    let outcome = check(&anchors, &crls, &own.sign(CONTENT), CONTENT, NOW);
    assert_eq!(failure(&outcome), Some((Step::Chain, Reason::SelfSigned)));

    // Issued by a person who is no authority.
    let head = centre.head();
    let sub = Centre { root: head.certificate.clone(), key: head.key(), pkcs8: head.pkcs8.clone() };
    let below = sub.person(&[0x77], HEAD, NOW - DAY, NOW + DAY);
    let cms = make::sign_detached(CONTENT, &below.certificate, &[head.certificate], &below.key(), NOW).expect("signs");
    assert_eq!(failure(&check(&anchors, &crls, &cms, CONTENT, NOW)), Some((Step::Chain, Reason::NotAnAuthority)));
}

/// Only certificates in force are accepted; the reason is told.
///
/// Covers: 385-57-c
#[test]
fn certificates_not_in_force_are_refused() {
    let centre = Centre::new("УЦ ГО");
    let anchors = [centre.root.clone()];
    let good = [centre.crl(&[])];
    let head = centre.head();
    let cms = head.sign(CONTENT);
    assert!(check(&anchors, &good, &cms, CONTENT, NOW).report.is_good());

    let outcome = check(&anchors, &good, &cms, CONTENT, NOW + 2 * YEAR);
    assert_eq!(failure(&outcome), Some((Step::Validity, Reason::Expired)));
    let outcome = check(&anchors, &good, &cms, CONTENT, NOW - 2 * DAY);
    assert_eq!(failure(&outcome), Some((Step::Validity, Reason::NotYetValid)));

    let entry = |at| RevokedEntry { serial: vec![0x10], at, reason: RevocationReason::KeyCompromise };
    let revoked = [centre.crl(&[entry(NOW - 30)])];
    assert_eq!(failure(&check(&anchors, &revoked, &cms, CONTENT, NOW)), Some((Step::Revocation, Reason::Revoked)));
    // Revoked later than the time in question: good as of then.
    assert!(check(&anchors, &revoked, &cms, CONTENT, NOW - 31).report.is_good());
    // Somebody else's revocation changes nothing.
    let other =
        [centre.crl(&[RevokedEntry { serial: vec![0x11], at: NOW - 30, reason: RevocationReason::Superseded }])];
    assert!(check(&anchors, &other, &cms, CONTENT, NOW).report.is_good());

    // The state cannot be learned: no list, a stale list, a list of somebody else.
    let outcome = check(&anchors, &[], &cms, CONTENT, NOW);
    assert_eq!(failure(&outcome), Some((Step::Revocation, Reason::RevocationUnknown)));
    let outcome = check(&anchors, &good, &cms, CONTENT, NOW + DAY);
    assert_eq!(failure(&outcome), Some((Step::Revocation, Reason::CrlStale)));
    let forged = [Centre::new("УЦ ГО").crl(&[])];
    let outcome = check(&anchors, &forged, &cms, CONTENT, NOW);
    assert_eq!(failure(&outcome), Some((Step::Revocation, Reason::CrlSignature)));
    // A stale list that says "revoked" is still believed.
    let outcome = check(&anchors, &revoked, &cms, CONTENT, NOW + 2 * DAY);
    assert_eq!(failure(&outcome), Some((Step::Revocation, Reason::Revoked)));
}

/// The certificate names the expected person, body and role.
///
/// Covers: 385-16-g
#[test]
fn other_people_bodies_and_roles_are_refused() {
    let centre = Centre::new("УЦ ГО");
    let (anchors, crls) = ([centre.root.clone()], [centre.crl(&[])]);
    let make = |iin: &str, bin: &str, role: &str| {
        let pkcs8 = SigningKey::generate_p256().expect("key").to_vec();
        let key = SigningKey::from_pkcs8(&pkcs8).expect("key");
        let kind = Kind::Signer { roles: vec![role.to_owned()] };
        let certificate = centre.issue(&person_name(iin, bin), &key, kind, &[0x20], NOW - DAY, NOW + DAY);
        Person { certificate, pkcs8 }.sign(CONTENT)
    };
    let at = |cms: &[u8]| failure(&check(&anchors, &crls, cms, CONTENT, NOW));
    assert_eq!(at(&make(IIN, BIN, HEAD)), None);
    assert_eq!(at(&make("900202400017", BIN, HEAD)), Some((Step::Identity, Reason::OtherPerson)));
    assert_eq!(at(&make(IIN, "940740000018", HEAD)), Some((Step::Identity, Reason::OtherBody)));
    assert_eq!(at(&make(IIN, BIN, EMPLOYEE)), Some((Step::Role, Reason::RoleMissing)));
    assert_eq!(at(&make("12", BIN, HEAD)), Some((Step::Identity, Reason::IdentityMissing)));
    // A certificate of another centre, all names right.
    let other = Centre::new("Other").head().sign(CONTENT);
    assert_eq!(at(&other), Some((Step::Chain, Reason::UnknownIssuer)));
}

/// An authority below the root works, within the path length the root allows.
#[test]
fn intermediate_authorities_are_followed() {
    let centre = Centre::new("Root");
    let below = |above: &Centre, cn: &str, serial: u8| {
        let pkcs8 = SigningKey::generate_p256().expect("key").to_vec();
        let key = SigningKey::from_pkcs8(&pkcs8).expect("key");
        let kind = Kind::Authority { path_length: 1 };
        let root = above.issue(&name(cn), &key, kind, &[serial], NOW - DAY, NOW + YEAR);
        Centre { root, key, pkcs8 }
    };
    let first = below(&centre, "First", 2);
    let second = below(&first, "Second", 3);
    let anchors = [centre.root.clone()];
    let crls = [centre.crl(&[]), first.crl(&[]), second.crl(&[])];
    let head = first.head();
    let sign = |p: &Person, chain: &[Certificate]| {
        make::sign_detached(CONTENT, &p.certificate, chain, &p.key(), NOW).expect("signs")
    };
    let cms = sign(&head, std::slice::from_ref(&first.root));
    assert!(check(&anchors, &crls, &cms, CONTENT, NOW).report.is_good());
    // The list of the authority in between is needed too.
    let outcome = check(&anchors, &crls[1..], &cms, CONTENT, NOW);
    assert_eq!(failure(&outcome), Some((Step::Revocation, Reason::RevocationUnknown)));
    let revoked =
        [centre.crl(&[RevokedEntry { serial: vec![2], at: NOW - 9, reason: RevocationReason::CaCompromise }])];
    let both = [revoked[0].clone(), crls[1].clone()];
    let outcome = check(&anchors, &both, &cms, CONTENT, NOW);
    assert_eq!(failure(&outcome), Some((Step::Revocation, Reason::IssuerRevoked)));
    // The root allows one authority below it, not two.
    let cms = sign(&second.head(), &[first.root.clone(), second.root.clone()]);
    assert_eq!(failure(&check(&anchors, &crls, &cms, CONTENT, NOW)), Some((Step::Chain, Reason::PathLength)));
}

/// A request shows possession of its key; one that does not is refused, and its subject is never taken over.
#[test]
fn requests_prove_possession() {
    let pkcs8 = SigningKey::generate_p256().expect("key");
    let key = SigningKey::from_pkcs8(&pkcs8).expect("key");
    let request = make::request(&name("anybody"), &key).expect("request");
    let read = make::CertificateRequest::from_der(&request).expect("reads");
    assert_eq!(read.spki(), key.spki().expect("spki"));
    assert_eq!(read.key_name(), "ECDSA P-256");

    let other = SigningKey::from_pkcs8(&SigningKey::generate_p256().expect("key")).expect("key").spki().expect("spki");
    let mine = key.spki().expect("spki");
    let place = request.windows(mine.len()).position(|w| w == mine).expect("key in the request");
    let mut stolen = request.clone();
    stolen[place..place + mine.len()].copy_from_slice(&other);
    let error = make::CertificateRequest::from_der(&stolen).expect_err("refused");
    assert_eq!(error.reason, Reason::NoPossession);
    let mut longer = request;
    longer.push(0);
    assert_eq!(make::CertificateRequest::from_der(&longer).expect_err("no").reason, Reason::TrailingBytes);
}
