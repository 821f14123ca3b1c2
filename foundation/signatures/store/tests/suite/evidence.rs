//! Evidence: gathered after a signature is kept, renewed before it ages, and enough thirty years later.

use crate::world::*;
use eds::validate::{Check, Level, Verdict};
use orda_base::{Actor, Env, LocalizedText};
use orda_signatures::centre::{CentreSettings, KeyCarrier, RevocationReason};
use orda_signatures::evidence::{DataFile, EvidenceStore, Preservation, Settings, listed};
use orda_signatures::{
    CertifyingCentre, Expected, Manifest, MasterKey, ObjectRef, Part, Purpose, Reason, SignatureId, SignatureRecord,
    SignerRole, TrustVerifier, Verifier,
};
use orda_signatures_store::{CentreSql, EvidenceSql, insert};
use orda_store::testing::databases;
use std::sync::Arc;

const YEAR: i64 = 365 * DAY;

/// A portal with evidence over a world's database.
struct Archive {
    w: World,
    centre: Arc<CertifyingCentre>,
    trust: Arc<TrustVerifier>,
    preservation: Preservation,
    store: EvidenceSql,
    carrier: KeyCarrier,
}

impl Archive {
    async fn all(settings: impl Fn(CentreSettings) -> CentreSettings) -> Vec<Self> {
        Self::renewing(true, settings).await
    }

    /// Those that renew together, or each signature by itself.
    async fn renewing(records: bool, settings: impl Fn(CentreSettings) -> CentreSettings) -> Vec<Self> {
        let sets =
            [orda_audit_store::MIGRATIONS, orda_notifications_store::MIGRATIONS, orda_signatures_store::MIGRATIONS];
        let mut all = Vec::new();
        for database in databases(&sets).await {
            all.push(Self::new(World::new(database), settings(CentreSettings::named("МО КО")), records).await);
        }
        all
    }

    async fn new(w: World, settings: CentreSettings, records: bool) -> Self {
        let env: Env = w.env.clone();
        let evidence = Settings { retired: settings.retired.clone(), records, ..Settings::default() };
        let store = Arc::new(CentreSql::new(w.db.clone(), env.clone()));
        let centre = CertifyingCentre::new(store, w.people.clone(), env.clone(), MasterKey::new([7; 32]), settings);
        let centre = Arc::new(centre);
        centre.create(&Actor::portal()).await.expect("a root");
        let head = w.head.person().expect("a person");
        let carrier = centre.issue_with_key(&Actor::portal(), head, w.body).await.expect("issues");
        let trust = Arc::new(TrustVerifier::new(env.clone(), Some(centre.clone()), Vec::new()));
        let kept = Arc::new(EvidenceSql::new(w.db.clone()));
        let preservation = Preservation::new(kept, centre.clone(), trust.clone(), env, evidence);
        let store = EvidenceSql::new(w.db.clone());
        Self { w, centre, trust, preservation, store, carrier }
    }

    /// A signature as the portal takes it in.
    async fn sign(&self, id: &str) -> SignatureRecord {
        let title = LocalizedText::new("Қаулы жобасы", "Проект постановления", "");
        let object = ObjectRef::new("draft", id, 1);
        let parts = vec![Part::of_bytes("text-kk", "мәтін".as_bytes()), Part::of_bytes("жоба.docx", b"abc")];
        let bytes = Manifest::new(Purpose::DraftSign, object.clone(), BIN, title, parts).to_bytes();
        let cms = self.carrier.sign(&bytes, self.w.env.now()).expect("signs");
        let expected = Expected { iin: "850101300019", bin: BIN, role: SignerRole::Head };
        let verified = self.trust.verify(&bytes, &cms, &expected).await.expect("accepted");
        let record = SignatureRecord {
            id: SignatureId::generate(&self.w.env),
            object,
            purpose: Purpose::DraftSign,
            manifest: bytes,
            cms,
            person: self.w.head.person().expect("person"),
            body: self.w.body,
            acting_for: None,
            signer: verified.signer,
            received_at: self.w.env.now(),
            report: verified.report,
        };
        let mut tx = self.w.db.begin().await.expect("begins");
        insert(&mut tx, &record).await.expect("keeps");
        tx.commit().await.expect("commits");
        record
    }

    async fn evidence(&self, record: &SignatureRecord) -> orda_signatures::evidence::Evidence {
        self.store.of(&[record.id]).await.expect("reads").pop().expect("in line")
    }

    async fn prove(&self, record: &SignatureRecord) -> eds::validate::Validation {
        self.preservation.prove(&[record]).await.expect("judges").remove(0).validation
    }

    /// What the jobs of the portal do.
    async fn jobs(&self) {
        self.centre.refresh_root().await.expect("roots");
        self.centre.refresh_crl().await.expect("lists");
        self.centre.refresh_services().await.expect("services");
        let ran = self.preservation.run_due().await.expect("runs");
        assert!(ran.troubles.is_empty(), "{:?}", ran.troubles);
    }

    async fn accounted(&self) -> i64 {
        use sqlx::Row;
        let sql = "select count(*) from audit_entry where resource = 'signature' and detail like 'evidence%'";
        sqlx::query(sql).fetch_one(self.w.db.reader()).await.expect("counts").get(0)
    }
}

/// Nothing is stamped while a signature is taken in; the job gathers stamp, answers and archive stamp right after, once,
/// accounts for it, and leaves the signature as it came. The report says what is proven before and after.
#[tokio::test]
async fn evidence_is_gathered_at_once() {
    for a in Archive::all(|s| s).await {
        let record = a.sign("a").await;
        let waiting = a.evidence(&record).await;
        assert_eq!((waiting.cms, waiting.attempts, waiting.due_at), (None, 0, Some(NOW)));
        assert_eq!(a.prove(&record).await.signatures[0].proven_level, Some(Level::B));

        a.jobs().await;
        let kept = a.evidence(&record).await;
        assert_eq!((kept.level, kept.proven_at, kept.trouble.as_str()), (Some(Level::Lta), Some(NOW), ""));
        // Renewed half a year before the end of the certificate of who stamped.
        assert_eq!(kept.due_at, Some(NOW.plus_seconds(5 * YEAR - 180 * DAY)));
        let report = &a.prove(&record).await.signatures[0];
        assert_eq!((report.verdict, report.proven_level), (Verdict::Valid, Some(Level::Lta)));
        assert_eq!(report.proven_time, Some(NOW.seconds()));
        assert_eq!(a.accounted().await, 1);
        let again = orda_signatures_store::get(&a.w.db, record.id).await.expect("reads").expect("kept");
        assert_eq!(again, record, "the signature stays as it came");
        assert_eq!(a.preservation.run_due().await.expect("runs").worked, 0);

        // Another node that did the same meanwhile changes nothing.
        let stale = orda_signatures::evidence::Evidence { revision: 0, ..kept.clone() };
        assert!(!a.store.save(&stale, NOW, None).await.expect("asks"));
        assert_eq!(a.evidence(&record).await, kept);
    }
}

/// A certificate revoked after the stamp leaves the signature proven, also when it expired long ago; one revoked before
/// the stamp can be gathered can never be proven: it is tried again later and later, the report says why, and in the end
/// it is given up.
#[tokio::test]
async fn revocation_counts_from_the_stamp_on() {
    for a in Archive::all(|s| s).await {
        let proven = a.sign("a").await;
        a.jobs().await;
        a.w.clock.advance(60);
        let late = a.sign("b").await;
        a.w.clock.advance(1);
        let portal = Actor::portal();
        a.centre.revoke(&portal, a.carrier.issued.id, RevocationReason::KeyCompromise).await.expect("revokes");
        let mut waits = Vec::new();
        loop {
            let before = a.w.env.now();
            let ran = a.preservation.run_due().await.expect("runs");
            assert_eq!((ran.worked, ran.troubles.len()), (1, 1));
            let evidence = a.evidence(&late).await;
            assert_eq!((evidence.trouble.as_str(), evidence.cms), ("revoked", None));
            let Some(due) = evidence.due_at else { break };
            waits.push(due.seconds_since(before));
            a.w.clock.advance(due.seconds_since(before));
            a.centre.refresh_crl().await.expect("lists");
        }
        assert_eq!(waits, [5, 30, 120, 600, 3600, 21_600]);
        let failure = |validation: eds::validate::Validation| validation.signatures[0].failure();
        assert_eq!(failure(a.prove(&late).await), Some((Check::Path, Reason::Revoked)));
        a.w.clock.advance(2 * YEAR);
        a.jobs().await;
        assert_eq!(a.prove(&proven).await.verdict, Verdict::Valid);
    }
}

/// Two algorithms that are retired within thirty years.
fn ageing(settings: CentreSettings) -> CentreSettings {
    let retired =
        vec![("SHA-256".to_owned(), NOW.seconds() + 14 * YEAR), ("ECDSA P-256".to_owned(), NOW.seconds() + 20 * YEAR)];
    CentreSettings { answer_days: 900, retired, ..settings }
}

impl Archive {
    /// What the jobs of the portal do in thirty years; every three of them these signatures are valid.
    async fn thirty_years(&self, records: &[&SignatureRecord]) {
        for third in 1..=90 {
            self.w.clock.advance(YEAR / 3);
            self.jobs().await;
            if third % 9 == 0 {
                for record in records {
                    assert_eq!(self.prove(record).await.verdict, Verdict::Valid, "{third}");
                }
            }
        }
        for record in records {
            let validation = self.prove(record).await;
            let report = &validation.signatures[0];
            assert_eq!((report.verdict, report.proven_level), (Verdict::Valid, Some(Level::Lta)));
            assert_eq!(report.proven_time, Some(NOW.seconds()), "since 2026");
            assert_eq!(validation.at, NOW.seconds() + 30 * YEAR);
            assert!(self.evidence(record).await.renewals >= 3);
        }
        let roots = self.centre.authorities().await.expect("reads");
        assert_eq!(roots.len(), 6, "each served five of its ten years");
    }
}

/// Who stamped: at least four authorities, the last one, with a key and a digest that were not retired, first.
fn well_stamped(stamps: &[eds::TimeStamp]) {
    let mut authorities: Vec<String> =
        stamps.iter().map(|stamp| stamp.verify_signature(&[]).expect("signed").serial_hex()).collect();
    authorities.dedup();
    assert!(authorities.len() >= 4, "{authorities:?}");
    let newest = stamps[0].verify_signature(&[]).expect("signed").public_key().expect("key").name();
    assert!(newest.starts_with("GOST"), "{newest}");
    assert_ne!(stamps[0].info().digest().expect("digest").name(), "SHA-256");
}

/// Thirty years: a document signed in 2026 is renewed by jobs that only look at the clock. Roots and stamp authorities are
/// replaced, a digest and an algorithm are retired on the way; in 2056 the signature is valid and proven since 2026. Without the
/// renewals the report of 2056 says what is missing: a later stamp.
#[tokio::test]
async fn a_signature_of_2026_holds_in_2056() {
    for a in Archive::renewing(false, ageing).await {
        let record = a.sign("a").await;
        a.jobs().await;
        let first = a.evidence(&record).await;
        a.thirty_years(&[&record]).await;
        let last = a.evidence(&record).await;
        assert_eq!(last.record, None, "each by itself");
        let envelope = eds::Envelope::read(last.cms.as_deref().expect("kept")).expect("reads");
        well_stamped(&eds::validate::stamps(&envelope.signers()[0]).expect("stamps"));

        // The evidence of 2026 alone.
        let cms = first.cms.expect("kept");
        let without = a.preservation.validate(&record.manifest, &cms, a.w.env.now()).await.expect("judges");
        let report = &without.signatures[0];
        assert_eq!((report.verdict, report.proven_level), (Verdict::Indeterminate, None));
        // The digest of its stamp is retired, and nothing later covers it.
        assert_eq!(report.failure(), Some((Check::ArchiveStamp, Reason::AlgorithmRetired)));
        let ended = a.preservation.validate(&record.manifest, &cms, NOW.plus_seconds(6 * YEAR)).await.expect("judges");
        let failed = ended.signatures[0].check(Check::ArchiveStamp).expect("checked").clone();
        assert_eq!(failed.reason, Some(Reason::MaterialMissing));
        assert!(failed.detail.starts_with("a later stamp"), "{}", failed.detail);
    }
}

/// The same together: three signatures share one stamp at each renewal, over the last stamp or, before the digest is
/// retired, over a new tree; in 2056 each is valid, is proven since 2026 and holds in a container with the newest root alone.
/// The record of one proves nothing of another.
#[tokio::test]
async fn signatures_of_2026_hold_together_in_2056() {
    for a in Archive::renewing(true, ageing).await {
        let records = [a.sign("a").await, a.sign("b").await, a.sign("c").await];
        a.jobs().await;
        a.thirty_years(&[&records[0], &records[1], &records[2]]).await;
        let mut newest = Vec::new();
        for record in &records {
            let kept = a.evidence(record).await.record.expect("renewed together");
            let kept = eds::record::EvidenceRecord::read(&kept).expect("reads");
            let mut stamps: Vec<eds::TimeStamp> = kept.stamps().cloned().collect();
            stamps.reverse();
            well_stamped(&stamps);
            assert!(kept.digests().len() >= 2, "a tree for each digest");
            newest.push(stamps[0].info().serial.clone());
        }
        newest.dedup();
        assert_eq!(newest.len(), 1, "one stamp over all");

        // Changed evidence, and that of another signature.
        let evidence = a.evidence(&records[0]).await;
        let other = a.evidence(&records[1]).await;
        let access = None;
        let stolen = orda_signatures::evidence::Evidence { record: other.record.clone(), ..evidence.clone() };
        assert!(a.store.save(&stolen, a.w.env.now(), access).await.expect("saves"));
        let failure = a.prove(&records[0]).await.signatures[0].failure();
        assert_eq!(failure, Some((Check::EvidenceRecord, Reason::StampMismatch)));
        let evidence = orda_signatures::evidence::Evidence { revision: evidence.revision + 1, ..evidence };
        assert!(a.store.save(&evidence, a.w.env.now(), access).await.expect("saves"));

        // Taken away: with the roots alone.
        let part = |name: &str, bytes: &[u8]| DataFile { name: name.to_owned(), bytes: bytes.to_vec() };
        let parts = vec![part("text-kk", "мәтін".as_bytes()), part("жоба.docx", b"abc")];
        let whole = a.preservation.container(&[&records[0], &records[1]], parts).await.expect("made");
        let roots = a.centre.authorities().await.expect("reads");
        let anchors = roots.iter().map(|root| eds::Certificate::from_der(&root.certificate).expect("a root")).collect();
        let store = eds::path::Store { anchors, ..eds::path::Store::default() };
        let profile = eds::Profile::kazakhstan();
        let at = a.w.env.now().seconds();
        let retired = ageing(CentreSettings::named("x")).retired;
        let context = eds::validate::Context {
            store: &store,
            profile: &profile,
            at,
            retired: &retired,
            revocation: true,
            care: eds::Care::New,
        };
        let container = eds::asic::Container::read(&whole).expect("reads");
        let validation = container.validate_with(&context, &listed);
        assert_eq!(validation.verdict, Verdict::Valid, "{validation:#?}");
        assert_eq!(validation.signatures.len(), 2);
        assert!(validation.signatures.iter().all(|s| s.proven_time == Some(NOW.seconds())));
        assert_eq!(a.preservation.validate_container(&whole).await.expect("judges").verdict, Verdict::Valid);
        let records: Vec<&str> =
            container.files().iter().map(|f| f.name.as_str()).filter(|name| name.contains(".ers")).collect();
        assert_eq!(records, ["META-INF/1.ers", "META-INF/2.ers"]);
    }
}

/// A signed thing taken away with everything: the container holds with the root alone; a part changed, added, left out,
/// or a signature of another content does not.
#[tokio::test]
async fn a_container_holds_by_itself() {
    for a in Archive::all(|s| s).await {
        let record = a.sign("a").await;
        a.jobs().await;
        a.w.clock.advance(400 * DAY);
        a.jobs().await;
        let parts = || {
            let part = |name: &str, bytes: &[u8]| DataFile { name: name.to_owned(), bytes: bytes.to_vec() };
            vec![part("text-kk", "мәтін".as_bytes()), part("жоба.docx", b"abc")]
        };
        let root = eds::Certificate::from_der(&a.centre.authorities().await.expect("reads")[0].certificate);
        let store = eds::path::Store { anchors: vec![root.expect("a root")], ..eds::path::Store::default() };
        let profile = eds::Profile::kazakhstan();
        let at = a.w.env.now().seconds();
        let context = eds::validate::Context {
            store: &store,
            profile: &profile,
            at,
            retired: &[],
            revocation: true,
            care: eds::Care::New,
        };
        let judge = |bytes: &[u8]| eds::asic::Container::read(bytes).expect("reads").validate_with(&context, &listed);

        let whole = a.preservation.container(&[&record], parts()).await.expect("made");
        let validation = judge(&whole);
        assert_eq!(validation.verdict, Verdict::Valid, "{validation:#?}");
        assert_eq!(validation.signatures[0].proven_level, Some(Level::Lta));
        assert_eq!(a.preservation.validate_container(&whole).await.expect("judges").verdict, Verdict::Valid);

        let failure = |bytes: &[u8]| judge(bytes).signatures.iter().find_map(eds::validate::SignatureReport::failure);
        let make = async |parts| a.preservation.container(&[&record], parts).await.expect("made");
        let less = make(parts()[..1].to_vec()).await;
        assert_eq!(failure(&less), Some((Check::Content, Reason::ContentMissing)));
        let mut more = parts();
        more.push(DataFile { name: "extra".to_owned(), bytes: vec![1] });
        assert_eq!(failure(&make(more).await), Some((Check::Content, Reason::FileNotCovered)));
        let mut changed = parts();
        changed[1].bytes[0] ^= 1;
        assert!(judge(&make(changed).await).verdict != Verdict::Valid);

        // Changed after it was stamped.
        let read = eds::asic::Container::read(&whole).expect("reads");
        let outside = read.files().iter().filter(|f| f.name != "mimetype" && !f.name.starts_with("META-INF/"));
        let mut files: Vec<eds::asic::File> = outside.cloned().collect();
        let manifest = read.file("META-INF/ASiCManifest.xml").expect("there").to_vec();
        let stamp = read.file("META-INF/timestamp.tst").expect("there").to_vec();
        files[0].bytes.push(b'!');
        let touched = eds::asic::Container::write(&files, &[(manifest, stamp)]).expect("writes");
        assert_eq!(failure(&touched), Some((Check::Content, Reason::DigestMismatch)));
    }
}
