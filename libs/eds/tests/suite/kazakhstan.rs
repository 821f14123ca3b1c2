//! Certificates and lists of Kazakhstan's test centre, where they are at hand.

use crate::support::profile;
use eds::{Certificate, Crl, Reason};
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
    assert_eq!(ceo.public_key().expect_err("GOST").reason, Reason::UnknownAlgorithm);

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
    let crl = Crl::from_der(&fs::read(folder.join("nca_rsa_test.crl")).expect("file")).expect("reads");
    crl.verify_signed_by(&centre).expect("signed by the test centre");
    for file in ["nca_gost_test.crt", "nca_gost2015_test.cer"] {
        certificate(&folder, file);
    }
}
