//! The public page that verifies, and what the centre publishes; the same answers from OpenSSL.

use crate::world::*;
use orda_base::{Clock, Language, LocalizedText};
use orda_signatures::centre::RevocationReason;
use orda_signatures::{Manifest, ObjectRef, Part, Purpose};
use std::process::Command;

fn manifest() -> Vec<u8> {
    Manifest::new(
        Purpose::DraftSign,
        ObjectRef::new("draft", "1", 2),
        BIN,
        LocalizedText::new("Қаулы жобасы", "Проект", "A draft of a resolution"),
        vec![Part::of_bytes("text.docx", b"abc")],
    )
    .to_bytes()
}

/// Anybody can have a signature verified: good, over other data, after revocation.
#[tokio::test]
async fn a_signature_is_verified_for_anybody() {
    let world = World::new().await;
    let (issued, key) = world.certified().await;
    let content = manifest();
    let cms = sign(&content, &issued, &key);

    let good = world.upload("/verify", &[("content", &content), ("signature", &cms)]).await;
    assert_eq!(good.status, 200);
    assert!(good.text.contains("The signature is valid") && good.text.contains("Ахметов Дәурен"));
    assert!(good.text.contains("A draft of a resolution") && good.text.contains("text.docx"));
    assert!(!good.text.contains("850101300019"), "the person's number is not told to everybody");

    let mut changed = content.clone();
    changed[40] ^= 1;
    let bad = world.upload("/verify", &[("content", &changed), ("signature", &cms)]).await;
    assert!(
        bad.text.contains("The signature is not valid") && bad.text.contains("This is not the data that was signed")
    );

    let owner = actor("head", Language::En);
    world.centre.revoke(&owner, issued.id, RevocationReason::Superseded).await.expect("revokes");
    let late = world.upload("/verify", &[("content", &content), ("signature", &cms)]).await;
    assert!(late.text.contains("The certificate is revoked."));
}

/// What is missing, no signature at all, or too long is told on the same page.
#[tokio::test]
async fn what_cannot_be_verified_is_told() {
    let world = World::new().await;
    let none = world.upload("/verify", &[("content", b"abc")]).await;
    assert_eq!(none.status, 422);
    assert!(none.text.contains("There is no signature."));
    let nonsense = world.upload("/verify", &[("content", b"abc"), ("signature", &[0x30, 1, 0])]).await;
    assert!(nonsense.text.contains("The signature is not valid"));
    let long = vec![0; (5 << 20) + 1];
    let refused = world.upload("/verify", &[("content", &long), ("signature", &[0x30, 1, 0])]).await;
    assert_eq!(refused.status, 413);
    assert!(refused.text.contains("larger than 5 MB"));
    let whole = world.upload("/verify", &[("content", &long[1..]), ("signature", &[0x30, 1, 0])]).await;
    assert_eq!(whole.status, 200);
}

/// The commands on the page are enough to check a signature, and a revocation, without the portal.
#[tokio::test]
async fn openssl_says_the_same_with_what_is_published() {
    let world = World::new().await;
    let (issued, key) = world.certified().await;
    let content = manifest();
    let folder = std::env::temp_dir().join(format!("orda-signatures-web-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder");
    let publish = async || {
        for (page, file) in [("/pki/roots.pem", "roots.pem"), ("/pki/crl.pem", "crl.pem")] {
            let answer = world.get("", page).await;
            assert_eq!(answer.status, 200);
            std::fs::write(folder.join(file), answer.bytes).expect("writes");
        }
    };
    let openssl = |arguments: &str| {
        let output = Command::new("openssl").args(arguments.split_whitespace()).current_dir(&folder).output();
        let output = output.expect("openssl runs");
        (output.status.success(), String::from_utf8_lossy(&output.stderr).into_owned())
    };
    publish().await;
    std::fs::write(folder.join("manifest.json"), &content).expect("writes");
    std::fs::write(folder.join("signature.p7s"), sign(&content, &issued, &key)).expect("writes");

    let page = world.get("", "/pki").await.text;
    let verify = "openssl cms -verify -binary -inform DER -in signature.p7s -content manifest.json";
    let check = "openssl verify -CAfile roots.pem -purpose any -crl_check -CRLfile crl.pem signer.pem";
    assert!(page.contains(verify) && page.contains(check));
    // OpenSSL judges at the time of the test's clock, as a reader's does at the reader's: lists of revocation end in a day.
    let at = format!(" -attime {}", world.clock.now().seconds());
    let rest = " -CAfile roots.pem -purpose any -signer signer.pem -out verified.json";
    let (accepted, said) = openssl(&format!("{}{rest}{at}", verify.trim_start_matches("openssl ")));
    assert!(accepted, "{said}");
    let check = format!("{at}{}", check.trim_start_matches("openssl verify"));
    let check = &format!("verify{check}");
    let (accepted, said) = openssl(check);
    assert!(accepted, "{said}");

    let owner = actor("head", Language::En);
    world.centre.revoke(&owner, issued.id, RevocationReason::Superseded).await.expect("revokes");
    publish().await;
    let (accepted, said) = openssl(check);
    assert!(!accepted && said.contains("revoked"), "a revoked certificate is refused: {said}");
    let der = world.get("", "/pki/crl.crl").await;
    assert_eq!(der.bytes.first(), Some(&0x30));
    assert!(eds::Certificate::from_der(&world.get("", "/pki/root.crt").await.bytes).is_ok());
    std::fs::remove_dir_all(&folder).expect("removes");
}

/// Evidence and containers can be brought to the page and the interface: the level and the time that are proven are told,
/// the document is found among what was signed; a changed container, too many questions and nonsense are refused.
#[tokio::test]
async fn every_form_is_verified_for_anybody() {
    use base64::Engine;
    use base64::engine::general_purpose::STANDARD;
    let world = World::new().await;
    let (record, _) = crate::papers::paper(&world).await;
    world.preservation.run_due().await.expect("runs");
    let evidence = orda_signatures_store::EvidenceSql::new(world.database.db.clone());
    let evidence = orda_signatures::evidence::EvidenceStore::of(&evidence, &[record.id]).await.expect("reads");
    let cms = evidence[0].cms.clone().expect("gathered");

    let files = [("content", &record.manifest[..]), ("signature", &cms), ("document", b"abc")];
    let page = world.upload("/verify", &files).await;
    assert!(page.text.contains("The signature is valid") && page.text.contains("CAdES-LTA"), "{}", page.text);
    assert!(page.text.contains("The document is a signed part"));
    assert!(!page.text.contains("850101300019"), "the person's number is not told to everybody");
    let other = [("content", &record.manifest[..]), ("signature", &cms), ("document", b"abd")];
    assert!(world.upload("/verify", &other).await.text.contains("The document is not among what was signed"));

    let part =
        |name: &str, bytes: &[u8]| orda_signatures::evidence::DataFile { name: name.into(), bytes: bytes.into() };
    let parts = vec![part("card", b"{}"), part("hidden-name.docx", b"abc")];
    let container = world.preservation.container(&[&record], parts).await.expect("made");
    let page = world.upload("/verify", &[("signature", &container)]).await;
    assert!(page.text.contains("The signature is valid") && page.text.contains("CAdES-LTA"), "{}", page.text);
    let less = world.preservation.container(&[&record], vec![part("card", b"{}")]).await.expect("made");
    let page = world.upload("/verify", &[("signature", &less)]).await;
    assert!(page.text.contains("It cannot be established") && page.text.contains("Not all of the signed data"));
    let cut = world.upload("/verify", &[("signature", &container[..container.len() / 2])]).await;
    assert_eq!(cut.status, 409);

    let ask = async |body: serde_json::Value| {
        let answer = world.post("", "/api/v1/signatures/verify", &body.to_string()).await;
        serde_json::from_slice::<serde_json::Value>(&answer.bytes).expect("JSON")
    };
    let signature = STANDARD.encode(&cms);
    let content = STANDARD.encode(&record.manifest);
    let said = ask(serde_json::json!({ "content": content, "signature": signature, "document": "YWJj" })).await;
    assert_eq!((said["valid"].as_bool(), said["proven_level"].as_str()), (Some(true), Some("lta")), "{said}");
    assert_eq!(said["document_part"], "hidden-name.docx");
    assert_eq!(said["validation"]["format"], "orda-validation-1");
    assert!(!said.to_string().contains("850101300019"));
    let said = ask(serde_json::json!({ "signature": STANDARD.encode(&container) })).await;
    assert_eq!((said["verdict"].as_str(), said["steps"].as_array().map(Vec::len)), (Some("valid"), Some(0)));
    let said = ask(serde_json::json!({ "signature": signature })).await;
    assert_eq!(said["status"], 422, "the content is not inside");
}

/// A stamp over a signature, as anybody may ask for one.
async fn stamped(world: &World, cms: &[u8]) -> Vec<u8> {
    let value = eds::Envelope::read(cms).expect("reads").signers()[0].signature().to_vec();
    let sha256 = [0x30, 13, 6, 9, 0x60, 0x86, 0x48, 1, 0x65, 3, 4, 2, 1, 5, 0];
    let digest = eds::Digest::Sha256.of(&value);
    let question = [&[0x30, 57, 2, 1, 1, 0x30, 49][..], &sha256, &[4, 32], &digest, &[1, 1, 0xff]].concat();
    let answer = world.ask("/pki/tsa", "application/timestamp-query", &question).await;
    // The token comes after the status: granted.
    assert_eq!(answer.bytes[4..9], [0x30, 3, 2, 1, 0]);
    eds::make::add_signature_stamp(cms, 0, &answer.bytes[9..]).expect("adds")
}

/// A signed document is shown as valid with its signer, certificate and times; with one byte changed it is not, because the
/// content was changed; with a certificate revoked before the time that its stamp proves it is not, because of that; and
/// with one that expired afterwards it still is.
///
/// Covers: 385-6-4-b
#[tokio::test]
async fn a_signature_is_judged_at_its_time() {
    let world = World::new().await;
    let (issued, key) = world.certified().await;
    let content = manifest();
    let signed = sign(&content, &issued, &key);
    let cms = stamped(&world, &signed).await;
    let check = async |content: &[u8], cms: &[u8]| {
        world.upload("/verify", &[("content", content), ("signature", cms)]).await.text
    };
    let valid = check(&content, &cms).await;
    for told in ["The signature is valid", "Ахметов Дәурен", &issued.serial, "CAdES-T", "22 November 2026"]
    {
        assert!(valid.contains(told), "{told}: {valid}");
    }
    let mut changed = content.clone();
    changed[40] ^= 1;
    let other = check(&changed, &cms).await;
    assert!(other.contains("The signature is not valid") && other.contains("This is not the data that was signed."));

    // Expired since.
    let lta = {
        let (record, _) = crate::papers::paper_of(&world, &issued, &key).await;
        world.preservation.run_due().await.expect("runs");
        let evidence = orda_signatures_store::EvidenceSql::new(world.database.db.clone());
        let evidence = orda_signatures::evidence::EvidenceStore::of(&evidence, &[record.id]).await.expect("reads");
        (record.manifest, evidence[0].cms.clone().expect("gathered"))
    };
    // Revoked before it was stamped: whoever stole the key could have signed.
    let late = sign(&content, &issued, &key);
    let owner = actor("head", Language::En);
    world.centre.revoke(&owner, issued.id, RevocationReason::KeyCompromise).await.expect("revokes");
    world.clock.advance(60);
    let late = check(&content, &stamped(&world, &late).await).await;
    assert!(late.contains("The signature is not valid") && late.contains("The certificate is revoked."), "{late}");
    world.clock.advance(2 * 365 * 86_400);
    let expired = check(&lta.0, &lta.1).await;
    assert!(expired.contains("The signature is valid") && expired.contains("CAdES-LTA"), "{expired}");
}
