//! Accepted signatures are kept as they came and stay checkable, on both databases.

use crate::world::*;
use orda_base::{Actor, LocalizedText};
use orda_signatures::centre::RevocationReason;
use orda_signatures::{
    Expected, Manifest, ObjectRef, Part, Purpose, SignatureId, SignatureRecord, SignerRole, Step, Verifier,
};
use orda_signatures_store::{insert, of_object, of_objects};
use orda_store::testing::databases;

fn manifest(id: &str) -> Manifest {
    let title = LocalizedText::new("Қаулы жобасы", "Проект постановления", "");
    let parts = vec![Part::of_bytes("text-kk", "мәтін".as_bytes()), Part::of_bytes("жоба.docx", b"abc")];
    Manifest::new(Purpose::DraftSign, ObjectRef::new("draft", id, 1), BIN, title, parts)
}

async fn signed(w: &World, carrier: &orda_signatures::centre::KeyCarrier, id: &str) -> SignatureRecord {
    let bytes = manifest(id).to_bytes();
    let cms = carrier.sign(&bytes, w.env.now()).expect("signs");
    let expected = Expected { iin: "850101300019", bin: BIN, role: SignerRole::Head };
    let verified = w.verifier.verify(&bytes, &cms, &expected).await.expect("accepted");
    SignatureRecord {
        id: SignatureId::generate(&w.env),
        object: ObjectRef::new("draft", id, 1),
        purpose: Purpose::DraftSign,
        manifest: bytes,
        cms,
        person: w.head.person().expect("person"),
        body: w.body,
        acting_for: None,
        signer: verified.signer,
        received_at: w.env.now(),
        report: verified.report,
    }
}

/// The signature covers text and files; kept, it is read back bit for bit and checks again years later, while anything
/// changed in the table, or a file added, removed or replaced, is found out.
///
/// Covers: 385-59
#[tokio::test]
async fn kept_signatures_stay_checkable() {
    let sets = [orda_audit_store::MIGRATIONS, orda_notifications_store::MIGRATIONS, orda_signatures_store::MIGRATIONS];
    for database in databases(&sets).await {
        let w = World::new(database);
        let portal = Actor::portal();
        w.centre.create(&portal).await.expect("creates");
        let carrier = w.centre.issue_with_key(&portal, w.head.person().expect("person"), w.body).await.expect("issues");
        let record = signed(&w, &carrier, "a").await;
        let mut tx = w.db.begin().await.expect("begins");
        insert(&mut tx, &record).await.expect("keeps");
        tx.commit().await.expect("commits");
        w.clock.advance(1);
        let second = signed(&w, &carrier, "b").await;
        let mut tx = w.db.begin().await.expect("begins");
        insert(&mut tx, &second).await.expect("keeps");
        tx.commit().await.expect("commits");

        assert_eq!(of_object(&w.db, "draft", "a").await.expect("reads"), std::slice::from_ref(&record));
        let ids = ["a".to_owned(), "b".to_owned(), "c".to_owned()];
        assert_eq!(of_objects(&w.db, "draft", &ids).await.expect("reads"), [record.clone(), second.clone()]);
        assert!(of_objects(&w.db, "draft", &[]).await.expect("reads").is_empty());
        assert_eq!(w.signatures.get(record.id).await.expect("reads"), record);

        // Two years on: revoked, expired, and still good as of when it was taken in.
        w.clock.advance(60);
        w.centre.revoke(&portal, carrier.issued.id, RevocationReason::AffiliationChanged).await.expect("revokes");
        w.clock.advance(730 * DAY);
        let report = w.signatures.check(&record).await.expect("checks");
        assert!(report.is_good(), "{report:?}");
        let all = w.signatures.check_object("draft", "b").await.expect("checks");
        assert!(all.len() == 1 && all[0].1.is_good());

        // The text, or what the record says of it, changed directly in the database.
        let text = String::from_utf8(record.manifest.clone()).expect("UTF-8");
        let changed = SignatureRecord {
            manifest: text.replace("қаулы", "x").replace("Қаулы", "Бұйрық").into(),
            ..record.clone()
        };
        assert_eq!(w.signatures.check(&changed).await.expect("checks").failure().map(|f| f.0), Some(Step::Digest));
        let moved = SignatureRecord { object: ObjectRef::new("draft", "a", 2), ..record.clone() };
        assert!(!w.signatures.check(&moved).await.expect("checks").is_good());
        let other_purpose = SignatureRecord { purpose: Purpose::DraftApprove, ..record.clone() };
        assert!(!w.signatures.check(&other_purpose).await.expect("checks").is_good());
        // Taken in after the revocation it would have been refused.
        let late = SignatureRecord { received_at: record.received_at.plus_seconds(120), ..record.clone() };
        let failure = w.signatures.check(&late).await.expect("checks").failure();
        assert_eq!(failure.map(|f| f.1.code()), Some("revoked"));

        let held = Manifest::from_bytes(&record.manifest).expect("manifest");
        let mut parts = held.parts.clone();
        assert!(held.covers(&parts));
        parts[1] = Part::of_bytes("жоба.docx", b"abd");
        assert!(!held.covers(&parts), "a replaced file");
        let mut more = held.parts.clone();
        more.push(Part::of_bytes("қосымша.pdf", b"pdf"));
        assert!(!held.covers(&more), "an added file");
        parts.pop();
        assert!(!held.covers(&parts), "a removed file");
        let text_only = Manifest { parts: vec![Part::of_bytes("text-kk", b"x")], ..held };
        assert_eq!(Manifest::from_bytes(&text_only.to_bytes()).expect("reads").parts.len(), 1);
    }
}
