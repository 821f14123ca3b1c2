//! OpenSSL and this library accept and refuse the same.

use crate::support::*;
use eds::make::{self, SigningKey};
use eds::{Certificate, Expectation, ExpectedRole, Reason, Trust, verify};
use std::fs;
use std::path::Path;

const CONTENT: &[u8] = "мазмұны\n".as_bytes();

/// Key of this kind made by OpenSSL, certified by the centre.
fn person_with(folder: &Path, centre: &Centre, kind: &[&str]) -> Person {
    let mut args = vec!["genpkey", "-out", "key.pem"];
    args.extend(kind);
    openssl_ok(folder, &args);
    openssl_ok(folder, &["pkcs8", "-topk8", "-nocrypt", "-in", "key.pem", "-outform", "DER", "-out", "key.der"]);
    openssl_ok(folder, &["req", "-new", "-key", "key.pem", "-subj", "/CN=x", "-outform", "DER", "-out", "req.der"]);
    let request =
        make::CertificateRequest::from_der(&fs::read(folder.join("req.der")).expect("file")).expect("request");
    let certificate = centre.head_with(request.spki()).expect("issues");
    fs::write(folder.join("cert.pem"), certificate.pem()).expect("file");
    Person { certificate, pkcs8: fs::read(folder.join("key.der")).expect("file") }
}

fn accepted(centre: &Centre, cms: &[u8]) -> bool {
    let (profile, anchors, crls) = (profile(), [centre.root.clone()], [centre.crl(&[])]);
    let trust = Trust { anchors: &anchors, intermediates: &[], crls: &crls, profile: &profile, rules: &[] };
    let expected = Expectation { iin: IIN, bin: BIN, role: ExpectedRole::Head };
    let outcome = verify(CONTENT, cms, &trust, Some(&expected), NOW);
    if !outcome.report.is_good() {
        println!("{:?}", outcome.report.failure());
    }
    outcome.report.is_good()
}

fn openssl_accepts(folder: &Path, cms: &[u8]) -> bool {
    fs::write(folder.join("check.p7s"), cms).expect("file");
    let now = NOW.to_string();
    let args = ["cms", "-verify", "-binary", "-inform", "DER", "-in", "check.p7s", "-content", "content", "-CAfile"];
    let output = openssl(folder, &[&args[..], &["root.pem", "-attime", &now, "-out", "out"]].concat());
    output.status.success()
}

/// Both ways, for every kind of key: what OpenSSL signs is accepted here, what is signed here OpenSSL accepts, and one
/// flipped bit is refused by both.
#[test]
fn openssl_and_we_agree() {
    let temporary = tempfile::tempdir().expect("folder");
    let folder = temporary.path();
    fs::write(folder.join("content"), CONTENT).expect("file");
    let centre = Centre::new("УЦ ГО");
    fs::write(folder.join("root.pem"), centre.root.pem()).expect("file");
    let kinds: [&[&str]; 3] = [
        &["-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048"],
        &["-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:3072"],
        &["-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256"],
    ];
    for kind in kinds {
        let person = person_with(folder, &centre, kind);
        let sign = ["cms", "-sign", "-binary", "-outform", "DER", "-in", "content", "-signer", "cert.pem"];
        for extra in [&["-md", "sha256"][..], &["-md", "sha256", "-cades"][..]] {
            openssl_ok(folder, &[&sign[..], &["-inkey", "key.pem", "-out", "theirs.p7s"], extra].concat());
            let theirs = fs::read(folder.join("theirs.p7s")).expect("file");
            assert!(accepted(&centre, &theirs), "{kind:?} {extra:?}: made by OpenSSL");
            both_refuse_flipped(folder, &centre, &theirs);
        }
        let ours = person.sign(CONTENT);
        assert!(accepted(&centre, &ours), "{kind:?}: made by us");
        assert!(openssl_accepts(folder, &ours), "{kind:?}: made by us, asked OpenSSL");
        both_refuse_flipped(folder, &centre, &ours);
    }
}

/// The last byte is part of the signature value: flipped, both refuse.
fn both_refuse_flipped(folder: &Path, centre: &Centre, cms: &[u8]) {
    // OpenSSL's own may carry attributes after the signature; the value is changed where it ends for ours and theirs.
    let mut flipped = cms.to_vec();
    let place = flipped.len() - 3;
    flipped[place] ^= 1;
    assert!(!accepted(centre, &flipped));
    assert!(!openssl_accepts(folder, &flipped));
}

/// Streamed output of OpenSSL is not DER: refused with a reason, no panic.
#[test]
fn streamed_output_is_refused() {
    let temporary = tempfile::tempdir().expect("folder");
    let folder = temporary.path();
    fs::write(folder.join("content"), CONTENT).expect("file");
    let centre = Centre::new("УЦ ГО");
    person_with(folder, &centre, &["-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256"]);
    let sign = ["cms", "-sign", "-binary", "-stream", "-outform", "DER", "-in", "content", "-signer", "cert.pem"];
    openssl_ok(folder, &[&sign[..], &["-inkey", "key.pem", "-out", "s.p7s"]].concat());
    let error = eds::SignedData::from_der(&fs::read(folder.join("s.p7s")).expect("file")).expect_err("refused");
    assert_eq!(error.reason, Reason::Malformed);
}

/// OpenSSL reads our certificates, lists, requests and key files.
#[test]
fn openssl_reads_what_we_make() {
    let temporary = tempfile::tempdir().expect("folder");
    let folder = temporary.path();
    let centre = Centre::new("УЦ ГО");
    let head = centre.head();
    let entry = make::RevokedEntry { serial: vec![0x11], at: NOW - 5, reason: eds::RevocationReason::KeyCompromise };
    fs::write(folder.join("root.pem"), centre.root.pem()).expect("file");
    fs::write(folder.join("head.pem"), head.certificate.pem()).expect("file");
    fs::write(folder.join("list.der"), centre.crl(&[entry]).der()).expect("file");
    fs::write(folder.join("req.der"), make::request(&name("x"), &head.key()).expect("request")).expect("file");
    let now = NOW.to_string();
    openssl_ok(folder, &["crl", "-inform", "DER", "-in", "list.der", "-CAfile", "root.pem", "-out", "list.pem"]);
    let verify =
        ["verify", "-x509_strict", "-attime", &now, "-crl_check", "-CRLfile", "list.pem", "-CAfile", "root.pem"];
    openssl_ok(folder, &[&verify[..], &["head.pem"]].concat());
    let text = openssl_ok(folder, &["crl", "-in", "list.pem", "-noout", "-text"]);
    let text = String::from_utf8_lossy(&text.stdout).into_owned();
    assert!(text.contains("Key Compromise") && text.contains("Serial Number: 11"), "{text}");
    openssl_ok(folder, &["req", "-inform", "DER", "-in", "req.der", "-verify", "-noout"]);

    let file = make::to_pkcs12(
        &head.pkcs8,
        &head.certificate,
        std::slice::from_ref(&centre.root),
        "құпия сөз 1",
        "Ахметов Д. С.",
    )
    .expect("makes");
    fs::write(folder.join("key.p12"), &file).expect("file");
    let read = ["pkcs12", "-in", "key.p12", "-passin", "pass:құпия сөз 1", "-nodes", "-out", "all.pem"];
    openssl_ok(folder, &read);
    // Names in the attributes of the bags are printed in an encoding of their own.
    let all = fs::read(folder.join("all.pem")).expect("file");
    let all = String::from_utf8_lossy(&all);
    assert_eq!(Certificate::from_pem(&all).expect("certificates").len(), 2);
    let key = SigningKey::from_pem(&all).expect("key");
    assert_eq!(key.spki().expect("spki"), head.certificate.spki());
    let info = openssl_ok(folder, &["pkcs12", "-in", "key.p12", "-passin", "pass:құпия сөз 1", "-info", "-noout"]);
    let info = String::from_utf8_lossy(&info.stderr).into_owned();
    assert!(info.contains("PBES2") && info.contains("AES-256-CBC") && info.contains("sha256"), "{info}");

    let opened = make::from_pkcs12(&file, "құпия сөз 1").expect("opens");
    assert_eq!(opened.certificate, head.certificate);
    assert_eq!(opened.key_pkcs8.as_slice(), head.pkcs8);
    let wrong = make::from_pkcs12(&file, "other").map(|_| ()).expect_err("refused");
    assert_eq!(wrong.reason, Reason::WrongPassword);
}
