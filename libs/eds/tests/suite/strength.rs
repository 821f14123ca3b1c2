//! Algorithms and keys that do not count any more, or never did.

use crate::longterm::TEXT;
use crate::support::*;
use eds::make::{self, CertificateRequest};
use eds::path::Store;
use eds::validate::{Check, Context, Verdict, validate};
use eds::{Content, Expectation, ExpectedRole, PublicKey, Reason, RevocationList, Step, Trust, verify};
use std::fs;
use std::path::Path;

fn judged(centre: &Centre, cms: &[u8], rules: &[(String, i64)], at: i64) -> Option<(Step, Reason)> {
    let (profile, anchors, crls) = (profile(), [centre.root.clone()], [centre.crl(&[])]);
    let trust = Trust { anchors: &anchors, intermediates: &[], crls: &crls, profile: &profile, rules };
    let expected = Expectation { iin: IIN, bin: BIN, role: ExpectedRole::Head };
    verify(TEXT, cms, &trust, Some(&expected), at).report.failure()
}

/// A certificate of `centre` for a key that OpenSSL has made in `folder`: `key.pem` and `cert.pem`.
fn certified(folder: &Path, centre: &Centre, engine: &[&str], kind: &[&str]) {
    let with = |command: &str, rest: &[&str]| openssl_ok(folder, &[&[command], engine, rest].concat());
    with("genpkey", &[kind, &["-out", "key.pem"]].concat());
    with("pkey", &["-in", "key.pem", "-pubout", "-outform", "DER", "-out", "key.spki"]);
    let certificate = centre.head_with(&fs::read(folder.join("key.spki")).expect("file")).expect("issues");
    fs::write(folder.join("cert.pem"), certificate.pem()).expect("file");
}

/// From its day on an algorithm proves nothing: neither in a signature nor, before it, in a certificate of the path.
#[test]
fn algorithms_end_on_their_day() {
    let centre = Centre::new("УЦ ГО");
    let cms = centre.head().sign(TEXT);
    let rule = |name: &str, since| vec![(name.to_owned(), since)];
    for name in ["ECDSA P-256", "SHA-256"] {
        assert_eq!(judged(&centre, &cms, &rule(name, NOW + 1), NOW), None, "{name}: the day before");
        let ended = Some((Step::Signature, Reason::AlgorithmRetired));
        assert_eq!(judged(&centre, &cms, &rule(name, NOW), NOW), ended, "{name}");
    }
    assert_eq!(judged(&centre, &cms, &rule("SHA-384", NOW), NOW), None, "what is not used does not matter");
}

/// RSA of 2048 bits is too short for a rule that asks for more, also in the key of an authority; 3072 bits are enough.
#[test]
fn short_keys_are_refused_by_rule() {
    let temporary = tempfile::tempdir().expect("folder");
    let folder = temporary.path();
    let centre = Centre::new("УЦ ГО");
    fs::write(folder.join("content"), TEXT).expect("file");
    let never = [("RSA < 3072".to_owned(), i64::MIN)];
    for (bits, expected) in [("2048", Some((Step::Signature, Reason::WeakKey))), ("3072", None)] {
        certified(folder, &centre, &[], &["-algorithm", "RSA", "-pkeyopt", &format!("rsa_keygen_bits:{bits}")]);
        let sign = ["cms", "-sign", "-binary", "-outform", "DER", "-in", "content", "-signer", "cert.pem"];
        openssl_ok(folder, &[&sign[..], &["-inkey", "key.pem", "-md", "sha256", "-out", "s.p7s"]].concat());
        let cms = fs::read(folder.join("s.p7s")).expect("file");
        assert_eq!(judged(&centre, &cms, &[], NOW), None, "{bits}: without a rule");
        assert_eq!(judged(&centre, &cms, &never, NOW), expected, "{bits}");
    }
    let certificate = fs::read_to_string(folder.join("cert.pem")).expect("file");
    let certificate = eds::Certificate::from_pem(&certificate).expect("reads").remove(0);
    let path = [&certificate, &centre.root];
    assert!(eds::strength::path_holds(&never, &path, NOW).is_ok());
    let none_of_rsa = [("RSA < 4096".to_owned(), i64::MIN)];
    let error = eds::strength::path_holds(&none_of_rsa, &path, NOW).expect_err("refused");
    assert_eq!((error.reason, error.detail.as_str()), (Reason::WeakKey, "RSA-3072"));
}

/// A signature with the digest of 1994, made by OpenSSL: good without a rule, and nothing from the day on which the rule ends
/// it, for the portal's own check and for that of every form. Before that day it counts.
#[test]
fn the_digest_of_1994_counts_until_its_day() {
    let temporary = tempfile::tempdir().expect("folder");
    let folder = temporary.path();
    if !openssl(folder, &["engine", "gost"]).status.success() {
        println!("NOT CHECKED: OpenSSL's GOST engine is not there (apt-get install libengine-gost-openssl)");
        return;
    }
    let centre = Centre::new("УЦ ГО");
    let engine = ["-engine", "gost"];
    certified(folder, &centre, &engine, &["-algorithm", "gost2001", "-pkeyopt", "paramset:A"]);
    fs::write(folder.join("content"), TEXT).expect("file");
    let sign = ["cms", "-sign", "-engine", "gost", "-binary", "-outform", "DER", "-in", "content", "-signer"];
    let rest = ["cert.pem", "-inkey", "key.pem", "-md", "md_gost94", "-out", "s.p7s"];
    openssl_ok(folder, &[&sign[..], &rest].concat());
    let cms = fs::read(folder.join("s.p7s")).expect("file");
    let rule = |since| vec![("GOST R 34.11-94".to_owned(), since)];
    assert_eq!(judged(&centre, &cms, &[], NOW), None);
    assert_eq!(judged(&centre, &cms, &rule(NOW + 1), NOW), None);
    assert_eq!(judged(&centre, &cms, &rule(NOW), NOW), Some((Step::Signature, Reason::AlgorithmRetired)));

    let list = centre.crl(&[]);
    let store = Store {
        anchors: vec![centre.root.clone()],
        lists: vec![RevocationList::read(list.der()).expect("list")],
        ..Store::default()
    };
    let profile = profile();
    let of_form = |retired: &[(String, i64)]| {
        let context =
            Context { store: &store, profile: &profile, at: NOW, retired, revocation: true, care: eds::Care::New };
        let validation = validate(&cms, Some(&Content::Bytes(TEXT)), &context);
        (validation.verdict, validation.signatures[0].failure())
    };
    assert_eq!(of_form(&rule(NOW + 1)), (Verdict::Valid, None));
    let ended = (Verdict::Indeterminate, Some((Check::Algorithm, Reason::AlgorithmRetired)));
    assert_eq!(of_form(&rule(NOW)), ended);
}

/// A point that is not on its curve is no key that gets a certificate; one at infinity is not even read. A request with a
/// small exponent is refused, though it is signed with its key.
#[test]
fn keys_that_are_none_get_no_certificate() {
    let good = Centre::new("УЦ ГО").key.spki().expect("key");
    assert!(PublicKey::from_spki(&good).expect("reads").check_sound().is_ok());
    let mut beside = good.clone();
    *beside.last_mut().expect("bytes") ^= 1;
    let reason = PublicKey::from_spki(&beside).expect("reads").check_sound().expect_err("refused").reason;
    assert_eq!(reason, Reason::KnownWeakness);
    let centre = Centre::new("УЦ ГО");
    let refused = centre.head_with(&beside).expect_err("refused");
    assert_eq!(refused.reason, Reason::KnownWeakness);
    // The point at infinity is one byte, zero (SEC 1, 2.3.3).
    let head = good.len() - 66;
    let mut infinity = good[..head].to_vec();
    infinity.extend_from_slice(&[0, 0]);
    infinity[1] = u8::try_from(infinity.len() - 2).expect("short");
    infinity[head - 1] = 2;
    assert!(PublicKey::from_spki(&infinity).is_err());

    let temporary = tempfile::tempdir().expect("folder");
    let folder = temporary.path();
    let kind = ["-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:3072", "-pkeyopt", "rsa_keygen_pubexp:3"];
    openssl_ok(folder, &[&["genpkey", "-out", "key.pem"][..], &kind].concat());
    openssl_ok(folder, &["req", "-new", "-key", "key.pem", "-subj", "/CN=x", "-outform", "DER", "-out", "r.der"]);
    let request = CertificateRequest::from_der(&fs::read(folder.join("r.der")).expect("file"));
    assert_eq!(request.expect_err("refused").reason, Reason::KnownWeakness);
}

/// A point of a curve of GOST 34.10 with another ordinate is none of its points.
#[test]
fn gost_points_are_on_their_curve() {
    let set = gost::ParameterSet::from_oid("1.2.398.3.10.1.1.2.2.1").expect("known");
    let private = make::SigningKey::generate_gost(set, make::Country::Kazakhstan).expect("key");
    let spki = make::SigningKey::from_pkcs8(&private).and_then(|key| key.spki()).expect("key");
    assert!(PublicKey::from_spki(&spki).expect("reads").check_sound().is_ok());
    let mut beside = spki;
    *beside.last_mut().expect("bytes") ^= 1;
    assert_eq!(PublicKey::from_spki(&beside).expect_err("refused").reason, Reason::Malformed);
}
