//! Certificates and lists of Kazakhstan's test centre, where they are at hand.

use crate::support::profile;
use eds::{Certificate, CertificateStatus, Content, Crl, OcspResponse, RevocationReason, TimeStamp};
use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

/// `../shared/data/kz-pki` from the root of the workspace. Test objects of others are not kept in this repository.
fn folder() -> Option<PathBuf> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/kz-pki");
    if path.is_dir() {
        return Some(path);
    }
    println!("NOT CHECKED against real certificates: {} is not there", path.display());
    None
}

fn certificate(folder: &std::path::Path, file: &str) -> Certificate {
    let bytes = fs::read(folder.join(file)).expect("file");
    let pem = String::from_utf8_lossy(&bytes);
    if pem.contains("-----BEGIN") {
        return Certificate::from_pem(&pem).expect("certificate").remove(0);
    }
    Certificate::from_der(&bytes).unwrap_or_else(|e| panic!("{file}: {e}"))
}

/// Subjects and roles are read from real certificates, those with GOST keys too.
#[test]
fn subjects_and_roles_are_read() {
    let Some(folder) = folder() else { return };
    let ceo = certificate(&folder, "ceo_valid_sign_2004_gost.cer");
    let subject = profile().read(&ceo).expect("reads");
    assert_eq!((subject.iin.len(), subject.bin.len()), (12, 12), "{subject:?}");
    assert!(profile().is_head(&subject) && profile().is_employee(&subject), "{subject:?}");
    assert!(!subject.common_name.is_empty() && !subject.organisation.is_empty());
    assert_eq!(ceo.public_key().expect("GOST").name(), "GOST 34.10 256-CryptoPro-A");

    for file in ["individual_valid_sign_2004_rsa.cer", "individual_valid_sign_2004_rsa_auth.cer"] {
        let subject = profile().read(&certificate(&folder, file)).expect("reads");
        assert_eq!((subject.iin.len(), subject.bin.len()), (12, 0), "{subject:?}");
        assert!(!profile().is_head(&subject));
    }
}

/// A real RSA certificate leads to its centre; the lists of all centres are read and, with RSA, verified.
#[test]
fn paths_and_lists_are_read() {
    let Some(folder) = folder() else { return };
    let centre = certificate(&folder, "nca_rsa_test.crt");
    let person = certificate(&folder, "individual_valid_sign_2004_rsa.cer");
    person.verify_signed_by(&centre).expect("signed by the test centre");
    let anchors = [centre.clone()];
    assert_eq!(eds::chain::build(&person, &[], &anchors).expect("path").len(), 2);
    for file in ["nca_rsa_test.crl", "nca_gost_test.crl", "nca_gost2022_test.crl"] {
        let crl = Crl::from_der(&fs::read(folder.join(file)).expect("file")).unwrap_or_else(|e| panic!("{file}: {e}"));
        assert!(crl.next_update().is_some(), "{file}");
        println!("{file}: {} entries", crl.len());
    }
}

/// Every object: each certificate, list, answer and stamp is read, and its signature holds under the key of its issuer
/// where that is present; a changed byte is refused. RSA, GOST 34.310-2004 and GOST-2015 with 512 bits are among them.
#[test]
fn every_object_is_verified() {
    let Some(folder) = folder() else { return };
    let mut names: Vec<String> = fs::read_dir(&folder)
        .expect("folder")
        .map(|entry| entry.expect("entry").file_name().into_string().expect("name"))
        .collect();
    names.sort();
    let ending =
        |ends: &[&str]| names.iter().filter(|n| ends.iter().any(|end| n.ends_with(end))).collect::<Vec<&String>>();
    let files = ending(&[".cer", ".crt"]);
    let certificates: Vec<Certificate> = files.iter().map(|f| certificate(&folder, f)).collect();
    let mut kinds = BTreeSet::new();
    let mut verified = 0;
    for (file, certificate) in files.iter().zip(&certificates) {
        let kind = certificate.public_key().expect("known key").name();
        match certificates.iter().find(|c| c.subject().raw() == certificate.issuer().raw()) {
            Some(issuer) => {
                certificate.verify_signed_by(issuer).unwrap_or_else(|e| panic!("{file}: {e}"));
                println!("verified {file}: {kind}");
                verified += 1;
            }
            None => println!("read, issuer not present: {file}, {kind}, of {:?}", certificate.issuer().common_name()),
        }
        kinds.insert(kind);
    }
    for file in ending(&[".crl"]) {
        let bytes = fs::read(folder.join(file)).expect("file");
        verified += list(file, &bytes, &certificates);
    }
    for file in ending(&[".bin"]) {
        let bytes = fs::read(folder.join(file)).expect("file");
        let check = if file.starts_with("tsp") { stamp } else { answer };
        verified += check(file, &bytes, &certificates);
    }
    println!("{verified} objects verified, keys: {kinds:?}");
    for kind in ["GOST 34.10 256-CryptoPro-A", "GOST 34.10 512-A"] {
        assert!(kinds.contains(kind), "{kinds:?}");
    }
    assert!(verified >= 10, "{verified}");
}

fn list(file: &str, bytes: &[u8], certificates: &[Certificate]) -> usize {
    let crl = Crl::from_der(bytes).unwrap_or_else(|e| panic!("{file}: {e}"));
    let Some(issuer) = certificates.iter().find(|c| c.subject().raw() == crl.issuer().raw()) else {
        println!("read, issuer not present: {file} of {:?}", crl.issuer().common_name());
        return 0;
    };
    crl.verify_signed_by(issuer).unwrap_or_else(|e| panic!("{file}: {e}"));
    let mut changed = bytes.to_vec();
    *changed.last_mut().expect("bytes") ^= 1;
    assert!(Crl::from_der(&changed).map_or(true, |c| c.verify_signed_by(issuer).is_err()));
    println!("verified {file}: {} entries", crl.len());
    1
}

fn stamp(file: &str, bytes: &[u8], certificates: &[Certificate]) -> usize {
    let token = TimeStamp::read(bytes).unwrap_or_else(|e| panic!("{file}: {e}"));
    let signer = token.verify_signature(&[]).unwrap_or_else(|e| panic!("{file}: {e}"));
    assert!(token.verify_content(&Content::Bytes(b"other")).is_err());
    for place in 0..bytes.len() {
        let mut changed = bytes.to_vec();
        changed[place] ^= 0x20;
        // What is not signed (the status before the token, the certificate, whose own signature is checked with its
        // chain, digests announced) may change; what the stamp says may not.
        let said = TimeStamp::read(&changed).and_then(|t| t.verify_signature(&[]).map(|_| t.info().clone()));
        assert!(said.map_or(true, |info| info == *token.info()), "byte {place}");
    }
    let Some(issuer) = certificates.iter().find(|c| c.subject().raw() == signer.issuer().raw()) else {
        println!(
            "{file}: signature verified, issuer of the authority not present: {:?}",
            signer.issuer().common_name()
        );
        return 1;
    };
    signer.verify_signed_by(issuer).unwrap_or_else(|e| panic!("{file}: {e}"));
    println!("verified {file}: imprint {}, policy {}", token.info().algorithm, token.info().policy);
    1
}

fn answer(file: &str, bytes: &[u8], certificates: &[Certificate]) -> usize {
    let answer = OcspResponse::read(bytes).unwrap_or_else(|e| panic!("{file}: {e}"));
    let said = answer.responses()[0].status;
    // One is RFC 6960's answer for a serial number that was never issued: on hold since 1970.
    let never_issued = CertificateStatus::Revoked { at: 0, reason: RevocationReason::CertificateHold };
    let revoked = matches!(said, CertificateStatus::Revoked { .. }) && said != never_issued;
    assert_eq!(file.contains("revoked"), revoked, "{file}: {said:?}");
    let mut why = Vec::new();
    for issuer in certificates {
        match answer.verify_signed_for(issuer) {
            Ok(responder) => {
                let mut changed = bytes.to_vec();
                changed[bytes.len() / 8] ^= 1;
                assert!(OcspResponse::read(&changed).map_or(true, |a| a.verify_signed_for(issuer).is_err()));
                println!("verified {file}: {said:?} by {:?}", responder.subject().common_name());
                return 1;
            }
            Err(e) => why.push(e.to_string()),
        }
    }
    println!("read, issuer not present: {file}: {why:?}");
    0
}
