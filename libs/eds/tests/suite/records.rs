//! Evidence records: one stamp over many signatures, renewed for thirty years, and everything that is wrong with them.

use crate::der::{at, replaced, wrap};
use crate::longterm::{Stamper, TEXT, World};
use crate::support::*;
use eds::path::Store;
use eds::record::{EvidenceRecord, Pending, Proven, Tree, validate_with_record};
use eds::validate::{Check, Context, Level, Validation, Verdict};
use eds::{Content, Digest, Profile, Reason, Result, RevocationList, make};
use proptest::prelude::*;

/// One stamp over everything that waits.
pub fn stamped(waiting: Vec<Pending>, by: &Stamper, at: i64) -> Vec<EvidenceRecord> {
    let digest = waiting[0].digest();
    let tree = Tree::over(digest, waiting.iter().map(Pending::leaf)).expect("a tree");
    let token = by.stamp_of(digest, tree.root(), at);
    waiting.into_iter().map(|pending| pending.finish(&tree, &token).expect("fits")).collect()
}

/// The digests of things.
pub fn of(digest: Digest, things: &[&[u8]]) -> Vec<Vec<u8>> {
    things.iter().map(|thing| digest.of(thing)).collect()
}

/// A list of the stamp authority's, as of then.
fn list(of: &Stamper, at: i64) -> Vec<u8> {
    of.authority.list(at, &[])
}

fn store(stampers: &[&Stamper], lists: &[Vec<u8>]) -> Store {
    Store {
        anchors: stampers.iter().map(|s| s.authority.root.clone()).collect(),
        lists: lists.iter().map(|raw| RevocationList::read(raw).expect("list")).collect(),
        ..Store::default()
    }
}

fn judge(record: &EvidenceRecord, things: &[&[u8]], store: &Store, at: i64) -> Result<Proven> {
    let profile = Profile::kazakhstan();
    let context = Context { store, profile: &profile, at, retired: &[], revocation: true, care: eds::Care::New };
    let things: Vec<Content<'_>> = things.iter().map(|thing| Content::Bytes(thing)).collect();
    record.judge(&things, &[], &context)
}

fn validated(cms: &[u8], record: &[u8], store: &Store, at: i64, retired: &[(String, i64)]) -> Validation {
    let profile = Profile::kazakhstan();
    let context = Context { store, profile: &profile, at, retired, revocation: true, care: eds::Care::New };
    validate_with_record(cms, &Content::Bytes(TEXT), record, &context)
}

/// One stamp proves any number of groups of things: each record leads to it, reads back to the byte, and proves no other
/// group, none with another thing in it, and not nothing.
#[test]
fn one_stamp_proves_many() {
    let stamper = Stamper::new("TSA", NOW - YEAR, NOW + 5 * YEAR);
    let store = store(&[&stamper], &[list(&stamper, NOW + 60)]);
    let texts: Vec<Vec<u8>> = (0..40_u32).map(|n| format!("thing {n}").into_bytes()).collect();
    for count in [1, 2, 3, 5, 8, 13] {
        for size in [1, 2, 3] {
            let groups: Vec<Vec<&[u8]>> =
                texts.chunks(size).take(count).map(|group| group.iter().map(Vec::as_slice).collect()).collect();
            let waiting = groups.iter().map(|g| Pending::first(Digest::Sha256, &of(Digest::Sha256, g))).collect();
            let records = stamped(waiting, &stamper, NOW);
            for (place, (record, group)) in records.iter().zip(&groups).enumerate() {
                let der = record.to_der().expect("writes");
                assert_eq!(EvidenceRecord::read(&der).expect("reads"), *record);
                let proven = judge(record, group, &store, NOW + 120).expect("proves");
                assert_eq!(proven, Proven { since: NOW, times: vec![NOW] });
                // One thing alone may stand in the first list of another: it existed, too. Of a group all are asked for.
                let others: &[&[u8]] = if size > 1 { &groups[(place + 1) % groups.len()] } else { &[b"other"] };
                for wrong in [others, &[b"other".as_slice()], &[group[0], b"other"], &[]] {
                    if wrong != group.as_slice() {
                        let error = judge(record, wrong, &store, NOW + 120).expect_err("another thing");
                        assert_eq!(error.reason, Reason::StampMismatch, "{count} {size}");
                    }
                }
            }
        }
    }
}

/// Thirty years: two hundred signatures of 2026 share each renewal; a stamp over the last stamp, a new tree before a digest
/// is retired, a stamp again. In 2056 each is valid and proven since 2026. Without the last renewal it is said what is
/// missing; a tree that was not made anew proves nothing once its digest is retired.
#[test]
fn signatures_of_2026_hold_in_2056() {
    let world = World::p256();
    let retired = [("SHA-256".to_owned(), NOW + 14 * YEAR)];
    let cms = make::add_material(&world.lt(), &[], &[], &[]).expect("material");
    let things = [TEXT, cms.as_slice()];
    let (start, mut stampers) = (NOW + 4 * YEAR, vec![Stamper::new("TSA 2", NOW + 3 * YEAR, NOW + 13 * YEAR)]);
    let mut first: Vec<Pending> =
        (0..199_u32).map(|n| Pending::first(Digest::Sha256, &of(Digest::Sha256, &[TEXT, &n.to_be_bytes()]))).collect();
    first.push(Pending::first(Digest::Sha256, &of(Digest::Sha256, &things)));
    let mut records = stamped(first, &stampers[0], start);
    // What is known of the first stamp of the signature's own, while it can be.
    let own = [world.people.list(start - 60, &[]), list(&world.stamper, start - 60)];
    let mut without_last = Vec::new();
    for (year, digest) in [(11, None), (13, Some(Digest::Sha512)), (22, None)] {
        let at = NOW + year * YEAR;
        let last = stampers.last().expect("one");
        let known = [list(last, at - 60)];
        let gathered: Vec<EvidenceRecord> =
            records.iter().map(|r| r.with_material(&[], &known, &[]).expect("adds")).collect();
        without_last = gathered.clone();
        let fresh = |(n, record): (usize, EvidenceRecord)| match digest {
            None => Pending::renewed(record),
            Some(digest) if n == 199 => Pending::rehashed(record, digest, &of(digest, &things)),
            Some(digest) => {
                let number = u32::try_from(n).expect("small").to_be_bytes();
                Pending::rehashed(record, digest, &of(digest, &[TEXT, &number]))
            }
        };
        let waiting: Vec<Pending> = gathered.into_iter().enumerate().map(fresh).collect();
        let stamper = Stamper::new(&format!("TSA of {year}"), at - YEAR, at + 10 * YEAR);
        records = stamped(waiting, &stamper, at);
        stampers.push(stamper);
    }
    let now = NOW + 30 * YEAR;
    let mut all: Vec<&Stamper> = stampers.iter().collect();
    all.push(&world.stamper);
    let mut trusted = store(&all, &[list(stampers.last().expect("one"), now - 60)]);
    trusted.anchors.push(world.people.root.clone());
    trusted.lists.extend(own.iter().map(|raw| RevocationList::read(raw).expect("list")));
    let record = records.pop().expect("the last").to_der().expect("writes");
    assert_eq!(EvidenceRecord::read(&record).expect("reads").stamps().count(), 4);
    let validation = validated(&cms, &record, &trusted, now, &retired);
    assert_eq!(validation.verdict, Verdict::Valid, "{validation:#?}");
    let report = &validation.signatures[0];
    assert_eq!((report.proven_level, report.proven_time), (Some(Level::Lt), Some(NOW + 5)));
    assert_eq!(validation.at, now);
    assert_eq!(report.check(Check::EvidenceRecord).map(|c| c.detail.split("; ").count()), Some(4));
    for (n, record) in records.iter().enumerate().step_by(40) {
        let number = u32::try_from(n).expect("small").to_be_bytes();
        assert_eq!(judge(record, &[TEXT, &number], &trusted, now).expect("proves").since, start);
    }

    let early = without_last.pop().expect("the last").to_der().expect("writes");
    let failure = |validation: Validation| validation.signatures[0].failure();
    assert_eq!(
        failure(validated(&cms, &early, &trusted, now, &retired)),
        Some((Check::EvidenceRecord, Reason::MaterialMissing))
    );
    let late = [("SHA-512".to_owned(), NOW + 25 * YEAR)];
    assert_eq!(
        failure(validated(&cms, &record, &trusted, now, &late)),
        Some((Check::EvidenceRecord, Reason::AlgorithmRetired))
    );
    let nothing = validated(&cms, b"nonsense", &trusted, now, &retired);
    assert_eq!(failure(nothing), Some((Check::EvidenceRecord, Reason::Malformed)));
}

/// Every byte of a record changed: it is refused, or proves the same (what stamps do not sign: their certificates, which
/// are judged by their own signatures).
#[test]
fn every_changed_byte_is_refused_or_changes_nothing() {
    let stamper = Stamper::new("TSA", NOW - YEAR, NOW + 5 * YEAR);
    let trusted = store(&[&stamper], &[list(&stamper, NOW + 60)]);
    let things: [&[u8]; 2] = [TEXT, b"signature"];
    let other = Pending::first(Digest::Sha256, &of(Digest::Sha256, &[b"other"]));
    let waiting = vec![Pending::first(Digest::Sha256, &of(Digest::Sha256, &things)), other];
    let record = stamped(waiting, &stamper, NOW).remove(0);
    let record = stamped(vec![Pending::renewed(record)], &stamper, NOW + 5).remove(0);
    let anew = Pending::rehashed(record, Digest::Sha512, &of(Digest::Sha512, &things));
    let record = stamped(vec![anew], &stamper, NOW + 9).remove(0);
    let proven = judge(&record, &things, &trusted, NOW + 120).expect("proves");
    assert_eq!(proven.times, [NOW, NOW + 5, NOW + 9]);
    let der = record.to_der().expect("writes");
    let mut refused = 0;
    for place in 0..der.len() {
        let mut changed = der.clone();
        changed[place] ^= 1 << (place % 8);
        match EvidenceRecord::read(&changed).and_then(|r| judge(&r, &things, &trusted, NOW + 120)) {
            Ok(said) => assert_eq!(said, proven, "byte {place}"),
            Err(_) => refused += 1,
        }
    }
    assert!(refused * 10 > der.len() * 5, "{refused} of {}", der.len());
}

/// What is not a record, or one of a kind that is not understood, is refused with a reason.
#[test]
fn what_is_wrong_is_refused() {
    let stamper = Stamper::new("TSA", NOW - YEAR, NOW + 5 * YEAR);
    let trusted = store(&[&stamper], &[list(&stamper, NOW + 60)]);
    let pair = || [&b"a"[..], b"b"].map(|thing| Pending::first(Digest::Sha256, &of(Digest::Sha256, &[thing])));
    let record = stamped(pair().into(), &stamper, NOW).remove(0);
    let der = record.to_der().expect("writes");
    let reason = |der: &[u8]| EvidenceRecord::read(der).expect_err("refused").reason;
    let algorithm = at(&der, &[1]).to_vec();
    let encrypted = [algorithm.as_slice(), &wrap(0xa1, &[])].concat();
    let stamp = at(&der, &[2, 0, 0]).to_vec();
    for (wrong, what) in [
        (Vec::new(), "nothing"),
        (replaced(&der, &[0], Some(&[2, 1, 2])), "another version"),
        (replaced(&der, &[1], Some(&encrypted)), "encrypted documents"),
        (replaced(&der, &[1], Some(&wrap(0x30, &[]))), "a digest that is not named"),
        (replaced(&der, &[2], Some(&wrap(0x30, &[]))), "no chain"),
        (replaced(&der, &[2, 0], Some(&wrap(0x30, &[]))), "no stamp"),
        (replaced(&der, &[2, 0, 0, 1, 0], Some(&wrap(0x30, &[]))), "an empty list"),
        (replaced(&der, &[2, 0, 0, 1, 0, 0], Some(&wrap(4, &[7; 31]))), "a short digest"),
    ] {
        assert_eq!(reason(&wrong), Reason::Malformed, "{what}");
    }
    let many = wrap(0x30, &stamp.repeat(65));
    assert_eq!(reason(&replaced(&der, &[2, 0], Some(&many))), Reason::TooLarge);
    let wide = wrap(0x30, &wrap(4, &[7; 32]).repeat(1025));
    assert_eq!(reason(&replaced(&der, &[2, 0, 0, 1, 0], Some(&wide))), Reason::TooLarge);

    // A stamp of another root, a leaf that is in no tree, a stamp older than the one it covers.
    let [one, two] = pair();
    let tree = Tree::over(Digest::Sha256, [one.leaf()]).expect("a tree");
    let token = stamper.stamp_of(Digest::Sha256, tree.root(), NOW);
    assert_eq!(two.finish(&tree, &token).expect_err("no leaf").reason, Reason::StampMismatch);
    let token = stamper.stamp_of(Digest::Sha256, &[1; 32], NOW);
    assert_eq!(one.finish(&tree, &token).expect_err("another root").reason, Reason::StampMismatch);
    assert!(Tree::over(Digest::Sha256, []).is_none());
    let backwards = stamped(vec![Pending::renewed(record)], &stamper, NOW - 5).remove(0);
    assert_eq!(judge(&backwards, &[b"a"], &trusted, NOW + 120).expect_err("order").reason, Reason::OrderOfStamps);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Any things in any groups, equal ones too: each record proves its own group.
    #[test]
    fn any_groups_are_proven(groups in prop::collection::vec(prop::collection::vec(0_u8..9, 1..4), 1..30), long: bool) {
        let digest = if long { Digest::Streebog512 } else { Digest::Sha384 };
        let stamper = Stamper::new("TSA", NOW - YEAR, NOW + 5 * YEAR);
        let trusted = store(&[&stamper], &[list(&stamper, NOW + 60)]);
        let things: Vec<Vec<[u8; 1]>> = groups.iter().map(|g| g.iter().map(|n| [*n]).collect()).collect();
        let things: Vec<Vec<&[u8]>> = things.iter().map(|g| g.iter().map(<[u8; 1]>::as_slice).collect()).collect();
        let waiting = things.iter().map(|g| Pending::first(digest, &of(digest, g))).collect();
        for (record, group) in stamped(waiting, &stamper, NOW).iter().zip(&things) {
            let read = EvidenceRecord::read(&record.to_der().expect("writes")).expect("reads");
            prop_assert_eq!(judge(&read, group, &trusted, NOW + 120).expect("proves").since, NOW);
        }
    }
}
