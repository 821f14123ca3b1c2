//! The verifier over trust profiles of centres outside: refusals with the arguments of their texts.

use eds::make::{self, Kind, RevokedEntry, SigningKey, Template};
use eds::{Certificate, Name, Profile, RevocationReason, attribute as at};
use orda_base::{Env, Error, FixedClock, Refusal, SystemEntropy, Timestamp};
use orda_signatures::{Algorithms, Expected, SignerRole, Step, TrustProfile, TrustVerifier, Verifier, refusal};

/// 2026-11-22T03:00:00Z.
const NOW: i64 = 1_795_316_400;
const DAY: i64 = 86_400;
const CONTENT: &[u8] = b"manifest";
const IIN: &str = "850101300019";
const BIN: &str = "940740000007";
const HEAD: Expected<'_> = Expected { iin: IIN, bin: BIN, role: SignerRole::Head };

struct Centre {
    root: Certificate,
    key: SigningKey,
}

fn key() -> SigningKey {
    SigningKey::from_pkcs8(&SigningKey::generate_p256().expect("key")).expect("key")
}

fn template<'a>(subject: &'a Name, spki: &'a [u8], kind: Kind) -> Template<'a> {
    Template { serial: &[0x10], subject, spki, not_before: NOW - DAY, not_after: NOW + DAY, kind, crl_url: None }
}

fn centre(name: &str) -> Centre {
    let key = key();
    let subject = Name::of(&[(at::CN, name)]).expect("name");
    let spki = key.spki().expect("spki");
    let root = make::root(&template(&subject, &spki, Kind::Authority { path_length: 0 }), &key).expect("root");
    Centre { root, key }
}

impl Centre {
    fn signed(&self) -> Vec<u8> {
        self.signed_with(&key())
    }

    fn signed_with(&self, key: &SigningKey) -> Vec<u8> {
        let (iin, bin) = (format!("IIN{IIN}"), format!("BIN{BIN}"));
        let names = [
            (at::CN, "АХМЕТОВ ДӘУРЕН"),
            (at::SERIAL_NUMBER, &iin),
            (at::ORGANIZATION_NAME, "ӘДІЛЕТ МИНИСТРЛІГІ"),
            (at::OU, &bin),
        ];
        let subject = Name::of(&names).expect("name");
        let kind = Kind::Signer { roles: vec!["1.2.398.3.3.4.1.2.1".into()] };
        let spki = key.spki().expect("spki");
        let certificate = make::issue(&template(&subject, &spki, kind), &self.root, &self.key).expect("issues");
        make::sign_detached(CONTENT, &certificate, &[], key, NOW).expect("signs")
    }

    fn trust(&self, revoked: &[RevokedEntry]) -> TrustProfile {
        let crl = make::crl(&self.root, &self.key, 1, NOW - 60, NOW + 2 * DAY, revoked).expect("list");
        TrustProfile::read("outside", &[self.root.pem()], &[], &[crl.der().to_vec()], Profile::kazakhstan())
            .expect("reads")
    }
}

fn verifier(profiles: Vec<TrustProfile>, now: i64) -> TrustVerifier {
    let env = Env::new(FixedClock::at(Timestamp::from_seconds(now)), SystemEntropy);
    TrustVerifier::new(env, None, profiles)
}

async fn refused(verifier: &TrustVerifier, cms: &[u8], expected: &Expected<'_>) -> Refusal {
    match verifier.verify(CONTENT, cms, expected).await {
        Err(Error::Refused(refusal)) => *refusal,
        other => panic!("not refused: {other:?}"),
    }
}

/// Any of the trusted centres will do; the refusal is that of the centre which issued the certificate.
///
/// Covers: 385-57-b
#[tokio::test]
async fn only_configured_centres_are_trusted() {
    let (first, second, stranger) = (centre("First"), centre("Second"), centre("Stranger"));
    let both = verifier(vec![first.trust(&[]), second.trust(&[])], NOW);
    for trusted in [&first, &second] {
        assert!(both.verify(CONTENT, &trusted.signed(), &HEAD).await.expect("accepted").report.is_good());
    }
    let refusal = refused(&both, &stranger.signed(), &HEAD).await;
    assert_eq!(refusal.message.key, "signatures-refusal-unknown_issuer");
    assert_eq!(refusal.message.args, [("issuer", "Stranger".to_owned())]);
    assert_eq!(refusal.rule, Some("385-57-b"));

    // The same names, another root.
    let twin = refused(&both, &centre("First").signed(), &HEAD).await;
    assert_eq!(twin.message.key, "signatures-refusal-issuer_signature");
    // Self-signed.
    let key = key();
    let (iin, bin) = (format!("IIN{IIN}"), format!("BIN{BIN}"));
    let subject = Name::of(&[(at::CN, "X"), (at::SERIAL_NUMBER, &iin), (at::OU, &bin)]).expect("name");
    let kind = Kind::Signer { roles: vec!["1.2.398.3.3.4.1.2.1".into()] };
    let own = make::root(&template(&subject, &key.spki().expect("spki"), kind), &key).expect("makes");
    let cms = make::sign_detached(CONTENT, &own, &[], &key, NOW).expect("signs");
    assert_eq!(refused(&both, &cms, &HEAD).await.message.key, "signatures-refusal-self_signed");

    // The second centre revoked it: that is what is told, not that the first does not know it.
    let revoked = [RevokedEntry { serial: vec![0x10], at: NOW - 60, reason: RevocationReason::Superseded }];
    let refusal =
        refused(&verifier(vec![first.trust(&[]), second.trust(&revoked)], NOW), &second.signed(), &HEAD).await;
    assert_eq!(refusal.message.key, "signatures-refusal-revoked");
    assert_eq!(refusal.message.args, [("date", "2026-11-22".to_owned())]);
    assert_eq!(refusal.rule, Some("385-57-c"));

    // Nothing is trusted: nothing is accepted, until a profile is read.
    let nothing = verifier(Vec::new(), NOW);
    assert!(nothing.verify(CONTENT, &first.signed(), &HEAD).await.is_err());
    nothing.replace_profiles(vec![first.trust(&[])]);
    assert!(nothing.verify(CONTENT, &first.signed(), &HEAD).await.is_ok());
}

/// Every refusal carries what its text needs, and every code is in the list for the texts.
#[tokio::test]
async fn refusals_carry_their_arguments() {
    let one = centre("One");
    let cms = one.signed();
    let now = verifier(vec![one.trust(&[])], NOW);
    let other_person = Expected { iin: "900202400017", ..HEAD };
    let other_body = Expected { bin: "940740000018", ..HEAD };
    let cases = [
        (refused(&now, &cms, &other_person).await, "other_person", vec![("name", "АХМЕТОВ ДӘУРЕН")]),
        (refused(&now, &cms, &other_body).await, "other_body", vec![("name", "ӘДІЛЕТ МИНИСТРЛІГІ")]),
        (
            refused(&verifier(vec![one.trust(&[])], NOW + 36 * 3600), &cms, &HEAD).await,
            "expired",
            vec![("date", "2026-11-23")],
        ),
        (
            refused(&verifier(vec![one.trust(&[])], NOW - 2 * DAY), &cms, &HEAD).await,
            "not_yet_valid",
            vec![("date", "2026-11-21")],
        ),
        (refused(&now, b"", &HEAD).await, "malformed", vec![]),
        (refused(&now, &vec![0; 300_000], &HEAD).await, "too_large", vec![]),
    ];
    for (refusal, code, args) in cases {
        let key = refusal.message.key;
        assert_eq!(key, format!("signatures-refusal-{code}"));
        let held: Vec<(&str, &str)> = refusal.message.args.iter().map(|(n, v)| (*n, v.as_str())).collect();
        assert_eq!(held, args, "{key}");
        let listed = refusal::CODES.iter().find(|(c, _)| *c == key).expect("listed");
        assert_eq!(listed.1, args.iter().map(|(n, _)| *n).collect::<Vec<_>>(), "{key}");
        assert!(refusal.rule.is_some());
    }
    // Whoever it is: no person is expected, but one must be named; and what is examined is reported, not refused.
    assert_eq!(now.identify(CONTENT, &cms).await.expect("identified").signer.bin, BIN);
    let examined = now.examine(b"other", &cms, None, Timestamp::from_seconds(NOW)).await.expect("examines");
    assert_eq!(examined.report.failure().map(|f| f.0), Some(Step::Digest));
    assert_eq!(examined.signer.map(|s| s.iin), Some(IIN.to_owned()));
}

/// A profile whose files are wrong is an error at start that names it.
#[test]
fn broken_profiles_are_named() {
    for (anchors, crls) in
        [(vec![], vec![]), (vec!["no pem".to_owned()], vec![]), (vec![centre("A").root.pem()], vec![vec![1]])]
    {
        let error = TrustProfile::read("УЦ ГО", &anchors, &[], &crls, Profile::kazakhstan()).expect_err("refused");
        assert!(error.to_string().contains("УЦ ГО"), "{error}");
    }
}

/// A key of RSA with 2048 bits, as an outside centre may still certify it.
fn rsa() -> SigningKey {
    use aws_lc_rs::encoding::{AsDer, Pkcs8V1Der};
    use aws_lc_rs::rsa::{KeyPair, KeySize};
    let pair = KeyPair::generate(KeySize::Rsa2048).expect("key");
    let pkcs8: Pkcs8V1Der<'_> = pair.as_der().expect("PKCS#8");
    SigningKey::from_pkcs8(pkcs8.as_ref()).expect("key")
}

/// A new signature with a key that is too short, or with an algorithm that is retired, is refused; one that was kept before
/// stays good as of the time it was taken in. An installation may allow shorter keys, and set other days.
#[tokio::test]
async fn weak_algorithms_are_refused_for_what_is_new() {
    let one = centre("One");
    let short = one.signed_with(&rsa());
    let now = verifier(vec![one.trust(&[])], NOW);
    let refusal = refused(&now, &short, &HEAD).await;
    assert_eq!(refusal.message.key, "signatures-refusal-weak_key");
    assert!(now.identify(CONTENT, &short).await.is_err(), "nor does it open the portal");
    let examined = |at: i64| now.examine(CONTENT, &short, Some(&HEAD), Timestamp::from_seconds(at));
    assert!(examined(NOW).await.expect("examines").report.is_good(), "kept");

    let allowing = verifier(vec![one.trust(&[])], NOW).with_algorithms(Algorithms::with(2048, &[]));
    assert!(allowing.verify(CONTENT, &short, &HEAD).await.is_ok());

    let usual = one.signed();
    let ended = Algorithms::with(3072, &[("ECDSA P-256".to_owned(), NOW)]);
    let strict = verifier(vec![one.trust(&[])], NOW).with_algorithms(ended);
    assert_eq!(refused(&strict, &usual, &HEAD).await.message.key, "signatures-refusal-algorithm_retired");
    let before = strict.examine(CONTENT, &usual, Some(&HEAD), Timestamp::from_seconds(NOW - 1)).await;
    assert!(before.expect("examines").report.is_good(), "kept before");
    let after = strict.examine(CONTENT, &usual, Some(&HEAD), Timestamp::from_seconds(NOW)).await.expect("examines");
    assert_eq!(after.report.failure().map(|f| f.1), Some(orda_signatures::Reason::AlgorithmRetired));
}

/// A signature of GOST is taken in as new and found good when it is looked at again, with and without the care of something
/// new; a changed one is refused whenever it is looked at.
#[tokio::test]
async fn gost_is_judged_when_new_and_when_kept() {
    let one = centre("One");
    let pkcs8 = SigningKey::generate_gost(make::ParameterSet::Tc26A512, make::Country::Kazakhstan).expect("key");
    let cms = one.signed_with(&SigningKey::from_pkcs8(&pkcs8).expect("key"));
    let (now, at) = (verifier(vec![one.trust(&[])], NOW), Timestamp::from_seconds(NOW));
    assert!(now.verify(CONTENT, &cms, &HEAD).await.expect("accepted").report.is_good());
    let mut changed = cms.clone();
    *changed.last_mut().expect("bytes") ^= 1;
    for (cms, failure) in [(&cms, None), (&changed, Some(Step::Signature))] {
        let again = now.examine(CONTENT, cms, Some(&HEAD), at).await.expect("examines");
        assert_eq!(again.report.failure().map(|f| f.0), failure);
        let kept = now.examine_kept(CONTENT, cms, Some(&HEAD), at).await.expect("examines");
        assert_eq!(kept.report.failure().map(|f| f.0), failure);
    }
    let refusal = refused(&now, &changed, &HEAD).await;
    assert_eq!(refusal.message.key, "signatures-refusal-signature_mismatch");
}
