//! No change of a good object leaves it good, unless it provably changes nothing that is relied upon; no input panics.
//!
//! Each byte takes two other values. `EDS_MUTATIONS=all` takes all 255, which is some minutes of work for an optimized
//! build: `EDS_MUTATIONS=all cargo test --release -p eds --test suite mutations`.

use crate::der::place_of;
use crate::longterm::{TEXT, World, archived, judge};
use crate::support::*;
use eds::asic::{Container, File, Manifest};
use eds::make;
use eds::validate::{Context, Level, Validation, Verdict};
use eds::{Certificate, CertificateStatus, Digest, Envelope, OcspResponse, Profile, RevocationList, TimeStamp};
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::sync::OnceLock;

struct Good {
    world: World,
    lta: Vec<u8>,
    answer: Vec<u8>,
    list: Vec<u8>,
    stamp: Vec<u8>,
    container: Vec<u8>,
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
        let file = |name: &str, bytes: &[u8]| File { name: name.to_owned(), bytes: bytes.to_vec() };
        let files = [file("жоба.docx", b"draft"), file("a.pdf", b"attachment")];
        let manifest = Manifest::over(&files, Digest::Sha256, "META-INF/signature.p7s").to_xml();
        let cms = make::sign_detached(&manifest, &world.head, &[], &world.key, NOW).expect("signs");
        let container = Container::write(&files, &[(manifest, cms)]).expect("writes");
        Good { world, lta, answer, list, stamp, container }
    })
}

/// Other values for a byte.
fn values(place: usize, byte: u8) -> Vec<u8> {
    if std::env::var("EDS_MUTATIONS").is_ok_and(|which| which == "all") {
        return (1..=u8::MAX).map(|change| byte ^ change).collect();
    }
    vec![byte ^ (1 << (place % 8)), byte.wrapping_add(if place.is_multiple_of(2) { 1 } else { 0x55 })]
}

/// Changes every byte and asks `still_good`, which looks at what is said when the object is still taken; gives the places
/// of harmless changes, each named by `region`, with how many there are.
fn harmless(
    what: &str,
    bytes: &[u8],
    region: impl Fn(usize) -> String + Sync,
    still_good: impl Fn(&[u8], usize) -> bool + Sync,
) -> Vec<String> {
    let workers = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let found = std::sync::Mutex::new(BTreeMap::<String, usize>::new());
    let next = std::sync::atomic::AtomicUsize::new(0);
    std::thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(|| {
                let mut changed = bytes.to_vec();
                loop {
                    let place = next.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
                    let Some(byte) = bytes.get(place) else { break };
                    for value in values(place, *byte) {
                        changed[place] = value;
                        if still_good(&changed, place) {
                            *found.lock().expect("lock").entry(region(place)).or_default() += 1;
                        }
                    }
                    changed[place] = *byte;
                }
            });
        }
    });
    let found = found.into_inner().expect("lock");
    println!("{what}: {} bytes; harmless changes by place: {found:#?}", bytes.len());
    found.into_keys().collect()
}

/// Where a byte lies, or that it lies in a copy of a certificate that the verifier has from elsewhere.
fn region(bytes: &[u8], place: usize, copies: &[&Certificate]) -> String {
    let is_copy = |copy: &&&Certificate| {
        let (der, length) = (copy.der(), copy.der().len());
        (place.saturating_sub(length - 1)..=place).any(|from| bytes[from..].starts_with(der))
    };
    let copy = copies.iter().find(is_copy).map(|copy| format!("copy of {}", copy.subject().common_name()));
    copy.unwrap_or_else(|| place_of(bytes, place))
}

/// Keys, and with them bytes and their order, are new in every run: what is harmless is among what is listed.
#[track_caller]
fn are_listed(found: &[String], listed: &[&str]) {
    for place in found {
        assert!(listed.contains(&place.as_str()), "{place} may change");
    }
}

fn validation(cms: &[u8]) -> Validation {
    // Anchors and the lists as of now: what lies inside has to do the rest.
    static STORE: OnceLock<eds::path::Store> = OnceLock::new();
    judge(cms, STORE.get_or_init(|| good().world.fresh(AT)), AT, &[])
}

/// Every byte of a CAdES-LTA changed, one at a time: refused, or provably harmless. Harmless are the numbers of versions of
/// the signature and of the archive stamp, which other programs write in several ways; the copy of an anchor beside the archive stamp, which is trusted as the
/// verifier has it; and the name of the archive stamp, which is not signed: without it the signature claims, and is proven
/// to have, the level below.
#[test]
fn no_byte_of_an_archived_signature_may_change() {
    let cms = &good().lta;
    let report = validation(cms);
    assert_eq!(report.verdict, Verdict::Valid);
    let still_good = |changed: &[u8], place: usize| {
        let mut other = validation(changed);
        if other.verdict != Verdict::Valid {
            return false;
        }
        // The report is the same to the letter.
        let (of, original) = (&mut other.signatures[0], &report.signatures[0]);
        if of.claimed_level == Level::Lt {
            assert_eq!(of.proven_level, Some(Level::Lt), "byte {place}");
            of.checks.clone_from(&original.checks);
            (of.claimed_level, of.proven_level) = (Level::Lta, Some(Level::Lta));
        }
        assert_eq!(other, report, "byte {place}");
        true
    };
    let root = &good().world.stamper.authority.root;
    let found = harmless("CAdES-LTA", cms, |place| region(cms, place, &[root]), still_good);
    let listed = [
        "1:a0 0:30 0:02 value",
        "1:a0 0:30 5:31 0:30 6:a1 1:30 0:06 value",
        "1:a0 0:30 5:31 0:30 6:a1 1:30 1:31 0:30 1:a0 0:30 0:02 value",
        "copy of TSA 1",
    ];
    are_listed(&found, &listed);
}

/// What of a ZIP says nothing of its files: times, versions of programs, attributes of file systems, sizes of the directory
/// itself; filling bits after the end of packed bytes, and the number of the version of the signature in them.
const HARMLESS_IN_ZIP: [&str; 13] = [
    "contents",
    "directory: attributes",
    "directory: disk",
    "directory: flags",
    "directory: length of the comment",
    "directory: length of the extra field",
    "directory: made by",
    "directory: time",
    "directory: version",
    "end of the directory",
    "entry: flags",
    "entry: time",
    "entry: version",
];

/// Every byte of a container: refused, or the files and what is said of them are the same.
#[test]
fn no_byte_of_a_container_may_change() {
    let bytes = &good().container;
    let (store, profile) = (good().world.fresh(AT), Profile::kazakhstan());
    let context =
        Context { store: &store, profile: &profile, at: AT, retired: &[], revocation: true, care: eds::Care::New };
    let original = Container::read(bytes).expect("reads");
    let report = original.validate(&context);
    assert_eq!(report.verdict, Verdict::Valid);
    let data = |c: &Container| -> Vec<File> {
        c.files().iter().filter(|f| !f.name.starts_with("META-INF/")).cloned().collect()
    };
    let still_good = |changed: &[u8], place: usize| {
        let Ok(container) = Container::read(changed) else { return false };
        let other = container.validate(&context);
        if other.verdict != Verdict::Valid {
            return false;
        }
        assert_eq!((data(&container), &other), (data(&original), &report), "byte {place}");
        true
    };
    let found = harmless("ASiC-E", bytes, |place| zip_field(bytes, place), still_good);
    are_listed(&found, &HARMLESS_IN_ZIP);
}

/// Every byte of an answer: refused, or it says the same, signed by the same. Harmless is the copy of the issuer, which the
/// verifier has.
#[test]
fn no_byte_of_an_answer_may_change() {
    let root = &good().world.people.root;
    let said = OcspResponse::read(&good().answer).expect("reads");
    said.verify_signed_for(root).expect("good");
    let still_good = |changed: &[u8], place: usize| {
        let Ok(read) = OcspResponse::read(changed) else { return false };
        if read.verify_signed_for(root).is_err() {
            return false;
        }
        assert_eq!((read.responses(), read.produced_at), (said.responses(), said.produced_at), "byte {place}");
        true
    };
    let inner = crate::der::at(&good().answer, &[1, 0, 1]);
    let start = good().answer.len() - crate::der::inside(inner).len();
    let place_in = |place: usize| {
        let basic = &good().answer[start..];
        if place < start { place_of(&good().answer, place) } else { region(basic, place - start, &[root]) }
    };
    let found = harmless("OCSP answer", &good().answer, place_in, still_good);
    are_listed(&found, &["copy of УЦ ГО"]);
}

/// Every byte of a list: refused, without exception.
#[test]
fn no_byte_of_a_list_may_change() {
    let (list, root) = (&good().list, &good().world.people.root);
    RevocationList::read(list).expect("reads").verify_signed_by(root).expect("good");
    let still_good = |changed: &[u8], _| {
        let both = eds::Crl::from_der(changed).is_ok_and(|list| list.verify_signed_by(root).is_ok());
        both || RevocationList::read(changed).is_ok_and(|list| list.verify_signed_by(root).is_ok())
    };
    let found = harmless("list", list, |place| place_of(list, place), still_good);
    are_listed(&found, &[]);
}

/// Every byte of a stamp: refused, or it says the same, signed by the same. Harmless are the number of the version and the
/// copy of the anchor.
#[test]
fn no_byte_of_a_stamp_may_change() {
    let bytes = &good().stamp;
    let stamp = TimeStamp::read(bytes).expect("reads");
    let authority = stamp.verify_signature(&[]).expect("good").clone();
    let issuer = good().world.stamper.authority.root.clone();
    let still_good = |changed: &[u8], place: usize| {
        let Ok(read) = TimeStamp::read(changed) else { return false };
        let Ok(by) = read.verify_signature(&[]) else { return false };
        if by.verify_signed_by(&issuer).is_err() {
            return false;
        }
        assert_eq!((read.info(), by), (stamp.info(), &authority), "byte {place}");
        true
    };
    let found = harmless("stamp", bytes, |place| region(bytes, place, &[&issuer]), still_good);
    are_listed(&found, &["1:a0 0:30 0:02 value", "copy of TSA 1"]);
}

/// The field of a ZIP in which a byte lies.
fn zip_field(bytes: &[u8], place: usize) -> String {
    const LOCAL: [(usize, &str); 11] = [
        (0, "mark"),
        (4, "version"),
        (6, "flags"),
        (8, "method"),
        (10, "time"),
        (14, "checksum"),
        (18, "size packed"),
        (22, "size"),
        (26, "length of the name"),
        (28, "length of the extra field"),
        (30, "name"),
    ];
    const CENTRAL: [(usize, &str); 17] = [
        (0, "mark"),
        (4, "made by"),
        (6, "version"),
        (8, "flags"),
        (10, "method"),
        (12, "time"),
        (16, "checksum"),
        (20, "size packed"),
        (24, "size"),
        (28, "length of the name"),
        (30, "length of the extra field"),
        (32, "length of the comment"),
        (34, "disk"),
        (36, "attributes"),
        (42, "offset"),
        (46, "name"),
        (usize::MAX, ""),
    ];
    let number = |from: usize, size: usize| {
        bytes[from..from + size].iter().rev().fold(0_usize, |sum, byte| sum << 8 | usize::from(*byte))
    };
    let field = |fields: &[(usize, &str)], offset: usize| {
        fields.iter().rev().find(|(from, _)| *from <= offset).map_or("", |(_, name)| name).to_owned()
    };
    let end = bytes.len() - 22;
    if place >= end {
        return "end of the directory".to_owned();
    }
    let mut entry = number(end + 16, 4);
    if place >= entry {
        loop {
            let length = 46 + number(entry + 28, 2) + number(entry + 30, 2) + number(entry + 32, 2);
            if place < entry + length {
                return format!("directory: {}", field(&CENTRAL, place - entry));
            }
            entry += length;
        }
    }
    let mut local = 0;
    loop {
        let head = 30 + number(local + 26, 2) + number(local + 28, 2);
        let length = head + number(local + 18, 4);
        if place < local + head {
            return format!("entry: {}", field(&LOCAL, place - local));
        }
        if place < local + length {
            return "contents".to_owned();
        }
        local += length;
    }
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
