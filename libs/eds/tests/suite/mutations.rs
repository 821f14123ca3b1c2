//! No change of a good object leaves it good, unless it provably changes nothing that is relied upon; no input panics.

use crate::longterm::{TEXT, World, archived, judge};
use crate::support::*;
use eds::make::{self, SigningKey};
use eds::validate::{Level, Verdict};
use eds::{CertificateStatus, Content, Digest, Envelope, OcspResponse, Reason, RevocationList, TimeStamp};
use proptest::prelude::*;
use std::sync::OnceLock;

struct Good {
    world: World,
    lta: Vec<u8>,
    answer: Vec<u8>,
    list: Vec<u8>,
    stamp: Vec<u8>,
}

const AT: i64 = NOW + 120;

fn good() -> &'static Good {
    static GOOD: OnceLock<Good> = OnceLock::new();
    GOOD.get_or_init(|| {
        let world = World::p256();
        let lta = archived(&world.lt(), &world.stamper, Digest::Sha256, NOW + 90);
        let by = (&world.people.root, &world.people.key);
        let status = CertificateStatus::Good;
        let answer =
            make::ocsp_response(by.0, world.head.serial(), &status, (NOW, AT + 60), None, by).expect("answers");
        let list = world.people.list(NOW, &[]);
        let stamp = world.stamper.stamp(Digest::Sha256, TEXT, NOW);
        Good { world, lta, answer, list, stamp }
    })
}

fn is_valid(cms: &[u8]) -> bool {
    // Anchors alone and the lists as of now: what lies inside has to do the rest.
    let store = good().world.fresh(AT);
    judge(cms, &store, AT, &[]).verdict == Verdict::Valid
}

/// Every byte of a CAdES-LTA changed, one at a time: refused, or provably harmless.
#[test]
fn no_byte_of_an_archived_signature_may_change() {
    let cms = &good().lta;
    assert!(is_valid(cms));
    let mut harmless = Vec::new();
    for place in 0..cms.len() {
        let mut changed = cms.clone();
        changed[place] ^= 0x01;
        if is_valid(&changed) {
            harmless.push(place);
        }
    }
    // Nothing but copies of certificates that nobody relies upon: the report is the same to the letter. Or the name of the
    // archive stamp, which is not signed: without it the signature claims, and is proven to have, the level below.
    let report = judge(cms, &good().world.fresh(AT), AT, &[]);
    for place in &harmless {
        let mut changed = cms.clone();
        changed[*place] ^= 0x01;
        let mut other = judge(&changed, &good().world.fresh(AT), AT, &[]);
        let (of, original) = (&mut other.signatures[0], &report.signatures[0]);
        if of.claimed_level == Level::Lt {
            assert_eq!(of.proven_level, Some(Level::Lt), "byte {place}");
            of.checks.clone_from(&original.checks);
            (of.claimed_level, of.proven_level) = (Level::Lta, Some(Level::Lta));
        }
        assert_eq!(other, report, "byte {place}");
    }
    println!("{} bytes, harmless: {harmless:?}", cms.len());
}

/// Every bit of an answer and of a list, every byte of a stamp: refused, or it says the same.
#[test]
fn no_bit_of_an_answer_list_or_stamp_may_change() {
    let good = good();
    let root = &good.world.people.root;
    let said = OcspResponse::read(&good.answer).expect("reads");
    said.verify_signed_for(root).expect("good");
    for place in 0..good.answer.len() * 8 {
        let mut changed = good.answer.clone();
        changed[place / 8] ^= 1 << (place % 8);
        let Ok(read) = OcspResponse::read(&changed) else { continue };
        if read.verify_signed_for(root).is_ok() {
            // Certificates beside the answer are judged on their own.
            assert_eq!((read.responses(), read.produced_at), (said.responses(), said.produced_at), "bit {place}");
        }
    }
    RevocationList::read(&good.list).expect("reads").verify_signed_by(root).expect("good");
    for place in 0..good.list.len() * 8 {
        let mut changed = good.list.clone();
        changed[place / 8] ^= 1 << (place % 8);
        let still = RevocationList::read(&changed).is_ok_and(|list| list.verify_signed_by(root).is_ok());
        assert!(!still, "bit {place}");
    }
    let stamp = TimeStamp::read(&good.stamp).expect("reads");
    for place in 0..good.stamp.len() {
        let mut changed = good.stamp.clone();
        changed[place] ^= 0x10;
        let Ok(read) = TimeStamp::read(&changed) else { continue };
        if read.verify_signature(&[]).is_ok() {
            assert_eq!(read.info(), stamp.info(), "byte {place}");
        }
    }
}

/// OpenSSL's streamed output (BER, the content in pieces) is read; another content is refused.
#[test]
fn streamed_signatures_of_openssl_are_read() {
    let temporary = tempfile::tempdir().expect("folder");
    let folder = temporary.path();
    std::fs::write(folder.join("content"), TEXT).expect("file");
    let args = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "k.pem", "-out", "c.pem", "-subj", "/CN=x"];
    openssl_ok(folder, &args);
    let sign =
        ["cms", "-sign", "-binary", "-stream", "-nodetach", "-outform", "DER", "-in", "content", "-md", "sha256"];
    openssl_ok(folder, &[&sign[..], &["-signer", "c.pem", "-inkey", "k.pem", "-out", "s.p7s"]].concat());
    let cms = std::fs::read(folder.join("s.p7s")).expect("file");
    assert_eq!(cms[1], 0x80, "OpenSSL streams");
    let envelope = Envelope::read(&cms).expect("reads");
    assert_eq!(envelope.content(), Some(TEXT));
    let (signer, certificate) = (&envelope.signers()[0], &envelope.certificates()[0]);
    signer.verify_content(&Content::Bytes(TEXT)).expect("digest");
    signer.verify_signature(&Content::Bytes(TEXT), certificate).expect("signature");
    assert!(signer.verify_content(&Content::Bytes(b"other")).is_err());
    // What is added to it keeps it whole.
    let more = make::add_material(&cms, &[], &[good().list.clone()], &[]).expect("adds");
    let again = Envelope::read(&more).expect("reads");
    assert_eq!(again.signers()[0].signature(), signer.signature());
    assert_eq!(again.content(), Some(TEXT));
}

/// GOST signatures of ours under OpenSSL's engine.
#[test]
fn openssl_engine_takes_our_gost_signatures() {
    let temporary = tempfile::tempdir().expect("folder");
    let folder = temporary.path();
    if !openssl(folder, &["engine", "gost"]).status.success() {
        println!("NOT CHECKED: OpenSSL's GOST engine is not there (apt-get install libengine-gost-openssl)");
        return;
    }
    for set in [gost::ParameterSet::Tc26A256, gost::ParameterSet::CryptoProA, gost::ParameterSet::Tc26A512] {
        let pkcs8 = SigningKey::generate_gost(set, make::Country::Russia).expect("key");
        let world = World::new(&pkcs8);
        std::fs::write(folder.join("content"), TEXT).expect("file");
        std::fs::write(folder.join("root.pem"), world.people.root.pem()).expect("file");
        std::fs::write(folder.join("s.p7s"), world.b()).expect("file");
        let now = NOW.to_string();
        let args = ["cms", "-verify", "-engine", "gost", "-binary", "-inform", "DER", "-in", "s.p7s", "-content"];
        let rest = ["content", "-CAfile", "root.pem", "-attime", &now, "-out", "out"];
        openssl_ok(folder, &[&args[..], &rest[..]].concat());
    }
}

/// Deep nesting, huge lengths, no signers: refused at once.
#[test]
fn impossible_structures_are_refused() {
    let deep: Vec<u8> = [0x30, 0x80].repeat(1000);
    assert_eq!(Envelope::read(&deep).expect_err("deep").reason, Reason::TooDeep);
    let huge = [0x30, 0x84, 0xff, 0xff, 0xff, 0xff, 0];
    assert_eq!(Envelope::read(&huge).expect_err("huge").reason, Reason::Malformed);
    let cms = good().world.b();
    let twice = [cms.as_slice(), &cms].concat();
    assert_eq!(Envelope::read(&twice).expect_err("two").reason, Reason::TrailingBytes);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    /// Changed, cut and lengthened objects never panic, and none is valid by accident.
    #[test]
    fn nothing_panics(changes in proptest::collection::vec((any::<proptest::sample::Index>(), any::<u8>()), 1..8),
                      cut in any::<proptest::sample::Index>(), tail in proptest::collection::vec(any::<u8>(), 0..8)) {
        let good = good();
        for original in [&good.lta, &good.answer, &good.list, &good.stamp] {
            let mut changed = original.clone();
            for (place, value) in &changes {
                let place = place.index(changed.len());
                changed[place] = *value;
            }
            if tail.len() > 4 {
                changed.truncate(cut.index(changed.len()));
            }
            changed.extend(&tail);
            let _ = Envelope::read(&changed);
            let _ = OcspResponse::read(&changed).map(|a| a.verify_signed_for(&good.world.people.root).is_ok());
            let _ = TimeStamp::read(&changed).map(|s| s.verify_signature(&[]).is_ok());
            let _ = RevocationList::read(&changed).map(|l| l.verify_signed_by(&good.world.people.root).is_ok());
            let _ = make::add_material(&changed, &[], &[], &[]);
            let _ = judge(&changed, &good.world.store(&[]), AT, &[]);
        }
    }
}
