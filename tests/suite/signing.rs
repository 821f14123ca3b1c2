//! Signatures and a peer: what Orda keeps, `openssl cms -verify` accepts without Orda; what OpenSSL makes with a key of
//! the centre, Orda accepts; one flipped bit is refused by both.

use crate::world::{code, draft, head};
use orda_drafts::Action;
use orda_test::{On, TestPortal};
use std::path::Path;
use std::process::Command;

fn openssl(folder: &Path, args: &[&str]) -> bool {
    let output = Command::new("openssl").args(args).current_dir(folder).output();
    output.expect("openssl is installed: apt-get install openssl").status.success()
}

fn verifies(folder: &Path) -> bool {
    openssl(
        folder,
        &[
            "cms",
            "-verify",
            "-binary",
            "-inform",
            "DER",
            "-in",
            "s.p7s",
            "-content",
            "m.json",
            "-CAfile",
            "root.pem",
            "-purpose",
            "any",
            "-no_check_time",
            "-out",
            "/dev/null",
        ],
    )
}

/// Every signature that is kept verifies with OpenSSL against the centre's root; a changed byte of manifest or signature
/// does not.
///
/// Covers: 385-57, 385-59
#[tokio::test]
async fn openssl_accepts_what_is_kept() {
    let test = TestPortal::start(On::Sqlite).await;
    let draft = draft(&test, "approved_by_all", &[("finance", "approved"), ("economy", "approved")]).await;
    let folder = tempfile::tempdir().unwrap();
    let root = &test.portal.centre.authorities().await.unwrap()[0];
    let pem = eds::Certificate::from_der(&root.certificate).unwrap().pem();
    std::fs::write(folder.path().join("root.pem"), pem).unwrap();
    let kept = test.portal.signatures.of_object("draft", &draft.id.to_string()).await.unwrap();
    assert_eq!(kept.len(), 3, "the drafter's head and two approving heads");
    for record in kept {
        std::fs::write(folder.path().join("m.json"), &record.manifest).unwrap();
        std::fs::write(folder.path().join("s.p7s"), &record.cms).unwrap();
        assert!(verifies(folder.path()), "{:?}", record.purpose);
        let mut manifest = record.manifest.clone();
        manifest[40] ^= 1;
        std::fs::write(folder.path().join("m.json"), &manifest).unwrap();
        assert!(!verifies(folder.path()), "a flipped bit of the manifest");
        std::fs::write(folder.path().join("m.json"), &record.manifest).unwrap();
        let mut cms = record.cms.clone();
        let last = cms.len() - 3;
        cms[last] ^= 1;
        std::fs::write(folder.path().join("s.p7s"), &cms).unwrap();
        assert!(!verifies(folder.path()), "a flipped bit of the signature");
    }
}

/// OpenSSL signs with a key file of the centre, and Orda accepts it; with one bit flipped it does not.
///
/// Covers: 385-57, 385-16-g
#[tokio::test]
async fn orda_accepts_what_openssl_makes() {
    let test = TestPortal::start(On::Sqlite).await;
    let draft = draft(&test, "on_approval", &[("finance", "under_review")]).await;
    let own = head(&test, "finance");
    let drafts = &test.portal.drafts;
    let task = drafts.signing(&own.actor(), draft.id, 1, Action::Approve, Some(own.body)).await.unwrap();
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    std::fs::write(at("k.p12"), own.key.to_pkcs12("key password").unwrap()).unwrap();
    std::fs::write(at("m.json"), &task.manifest).unwrap();
    assert!(openssl(
        folder.path(),
        &["pkcs12", "-in", "k.p12", "-passin", "pass:key password", "-nodes", "-clcerts", "-out", "k.pem"]
    ));
    assert!(openssl(
        folder.path(),
        &[
            "cms", "-sign", "-binary", "-md", "sha256", "-in", "m.json", "-signer", "k.pem", "-outform", "DER", "-out",
            "s.p7s"
        ],
    ));
    let cms = std::fs::read(at("s.p7s")).unwrap();
    let mut flipped = cms.clone();
    let last = flipped.len() - 2;
    flipped[last] ^= 4;
    let refused = drafts.approve(&own.actor(), draft.id, 1, own.body, &flipped).await;
    assert!(code(refused).starts_with("signatures-refusal-"));
    drafts.approve(&own.actor(), draft.id, 1, own.body, &cms).await.unwrap();
    assert_eq!(draft.body_state("finance").await, "approved");
}
