//! Months are moved to files that can be searched and verified by themselves.

mod log;

use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;
use log::{Log, NOW};
use orda_audit::{Accounting, ArchiveStore, EntryStore, Filter, Finding, Leaf};
use orda_audit_store::{Entries, verify_archive};
use orda_base::{Actor, Error, Operation, Timestamp};
use orda_store::testing::On;
use std::io::{Read, Write};
use std::path::Path;
use std::sync::Arc;

const DAY: i64 = 24 * 3600;

/// 600 records from 15 September to 22 November 2026, a checkpoint every tenth.
async fn three_months(on: On) -> Log {
    let log = Log::at(on, NOW.plus_seconds(-68 * DAY)).await;
    for n in 1..=600 {
        log.read(n).await;
        log.clock.advance(68 * DAY / 600);
        if n % 10 == 0 {
            log.sealer.seal().await.expect("seals");
        }
    }
    log
}

/// When a month begins in Astana.
fn month(text: &str) -> Timestamp {
    let date: jiff::civil::Date = format!("{text}-01").parse().expect("a date");
    let zone = Timestamp::from_seconds(0).zoned().time_zone().clone();
    Timestamp::from_micros(date.to_zoned(zone).expect("a time").timestamp().as_microsecond())
}

fn lines(path: &Path) -> Vec<String> {
    let mut text = String::new();
    GzDecoder::new(std::fs::File::open(path).expect("opens")).read_to_string(&mut text).expect("unpacks");
    text.lines().map(str::to_owned).collect()
}

fn write_lines(path: &Path, lines: &[String]) {
    let mut file = GzEncoder::new(std::fs::File::create(path).expect("makes"), Compression::fast());
    file.write_all(format!("{}\n", lines.join("\n")).as_bytes()).expect("writes");
    file.finish().expect("writes");
}

/// When the period has passed, the records of each whole month are moved to a file of its own, and the moving is recorded
/// with span and number. The archived records are found by whoever searches that span, and read as they were. The whole
/// log still verifies, and so does each file by itself. An altered file is refused when it is opened, and named.
///
/// Covers: 365-7-c
#[tokio::test]
async fn months_are_moved_and_found() {
    for on in On::ALL {
        let log = three_months(on).await;
        let entries = Entries::new(log.db.clone());
        let october = Filter { from: Some(month("2026-10")), until: Some(month("2026-11")), ..Filter::default() };
        let all = |filter: Filter| {
            let entries = entries.clone();
            async move { entries.search(&filter, None, 1000).await.expect("searches") }
        };
        let (before, in_october) = (all(Filter::default()).await, all(october.clone()).await);
        let until = month("2026-11");
        let moved = log.archives.move_before(until, &log.key).await.expect("moves");
        assert_eq!(moved.iter().map(|a| a.month.as_str()).collect::<Vec<_>>(), ["2026-09", "2026-10"]);
        assert_eq!(moved[1].records(), in_october.len() as u64);
        assert_eq!((moved[1].from, moved[1].last_seq), (in_october.last().expect("some").entry.at, in_october[0].seq));

        // They are no longer in the table; the moving is recorded with the span and the number.
        assert!(all(october.clone()).await.is_empty());
        let records = all(Filter { resource: "accounting_archive".into(), ..Filter::default() }).await;
        assert_eq!(records.len(), 2);
        let record = &records[0].entry;
        assert_eq!((record.part.as_str(), record.operation), ("2026-10", Operation::Create));
        assert!(record.detail.contains(&format!("records: {}", moved[1].records())), "{}", record.detail);
        assert!(record.detail.contains(&moved[1].from.rfc3339()) && record.detail.contains(&moved[1].until.rfc3339()));
        assert!(log.archives.move_before(until, &log.key).await.expect("nothing to do").is_empty());

        // Whoever searches the past span finds them, page by page, as they were.
        let accountant = Arc::new(log.ledger.clone());
        let accounting = Accounting::new(Arc::new(entries.clone()), accountant);
        let accounting = accounting.with_archives(Arc::new(log.archives.clone()));
        let (officer, mut after, mut found) = (Actor::portal(), None, Vec::new());
        loop {
            let page = accounting.search(&officer, &october, after, 100).await.expect("searches");
            found.extend(page.entries);
            after = page.next;
            if after.is_none() {
                break;
            }
        }
        let masked: Vec<_> = in_october.iter().cloned().map(orda_audit::Entry::masked).collect();
        assert_eq!(found, masked);
        let across = Filter { from: Some(month("2026-09")), until: None, ..Filter::default() };
        let across = accounting.search(&officer, &across, None, 1000).await.expect("searches").entries;
        assert!(before.iter().all(|old| across.iter().any(|new| new.seq == old.seq)));

        // Log and files verify.
        log.sealer.seal().await.expect("seals");
        let report = log.verify().await;
        assert_eq!(report.findings, []);
        assert_eq!(report.archived, moved[0].records() + moved[1].records());
        let path = log.archives.path(&moved[1]);
        let alone = verify_archive(&path, Some(&log.key)).expect("reads");
        assert_eq!((alone.findings, alone.sealed), (Vec::new(), moved[1].records()));

        // Altered, it is refused by the search and named by both verifications.
        let whole = lines(&path);
        let seq = in_october[in_october.len() - 5].seq;
        let mut altered = whole.clone();
        altered[5] = altered[5].replace("\"outcome\":\"done\"", "\"outcome\":\"refused\"");
        write_lines(&path, &altered);
        let refused = accounting.search(&officer, &october, None, 10).await;
        assert!(matches!(refused, Err(Error::Refused(r)) if r.message.key == "audit-archive-altered"));
        assert_eq!(log.findings().await, [Finding::Changed(seq), Finding::ArchiveAltered("2026-10".into())]);
        assert_eq!(verify_archive(&path, Some(&log.key)).expect("reads").findings, [Finding::Changed(seq)]);
        std::fs::remove_file(&path).expect("removes");
        let refused = accounting.search(&officer, &october, None, 10).await;
        assert!(matches!(refused, Err(Error::Refused(r)) if r.message.key == "audit-archive-missing"));
        assert_eq!(log.findings().await, [Finding::ArchiveMissing("2026-10".into())]);
    }
}

/// Whatever is done to a file by hand is found with the file alone: a line changed, removed, doubled, exchanged with
/// another, put in, a hash, the end or the proof altered, the file cut off or not unpackable.
#[tokio::test]
async fn altered_files_are_found() {
    let log = three_months(On::Sqlite).await;
    let moved = log.archives.move_before(month("2026-11"), &log.key).await.expect("moves");
    let path = log.archives.path(&moved[1]);
    let whole = lines(&path);
    let first = moved[1].begin;
    let findings = |lines: &[String]| {
        write_lines(&path, lines);
        verify_archive(&path, Some(&log.key)).expect("reads").findings
    };
    assert_eq!(findings(&whole), []);
    let edit = |at: usize, change: &dyn Fn(&mut Vec<String>, usize)| {
        let mut lines = whole.clone();
        change(&mut lines, at);
        findings(&lines)
    };
    for at in [1, 2, 77, whole.len() - 2] {
        let place = first + at as u64 - 1;
        assert!(edit(at, &|l, at| l[at] = l[at].replace("10.1.2.3", "10.1.2.4"))[0].code() == "changed");
        assert!(edit(at, &|l, at| drop(l.remove(at))).contains(&Finding::Tree(place)));
        assert_eq!(edit(at, &|l, at| l.insert(at, l[at].clone()))[0].code(), "inserted");
        assert!(!edit(at, &|l, at| l.swap(at, if at == 1 { 2 } else { at - 1 })).is_empty());
        // The line and its hash altered together: the root no longer follows.
        let forged = edit(at, &|l, at| {
            let text = l[at].split_once("\"entry\":").expect("a record").1.trim_end_matches('}').to_owned() + "}";
            let mut leaf: Leaf = Leaf::from_bytes(text.as_bytes()).expect("a record");
            leaf.part = "forged".into();
            let entry = String::from_utf8(leaf.to_bytes()).expect("text");
            l[at] = format!("{{\"i\":{place},\"leaf\":\"{}\",\"entry\":{entry}}}", leaf.hash().to_base64());
        });
        assert_eq!(forged, [Finding::Rewritten { first: moved[1].first_seq, last: moved[1].last_seq }]);
    }
    let last = whole.len() - 1;
    assert_eq!(edit(last, &|l, at| drop(l.remove(at))), [Finding::ArchiveAltered("2026-10".into())]);
    assert_eq!(edit(last, &|l, at| l[at] = l[at].replace("time 2026", "time 2027"))[0].code(), "forged");
    assert_eq!(edit(0, &|l, at| l[at] = l[at].replace("portal.example", "other.example"))[0].code(), "archive-altered");
    write_lines(&path, &whole);
    let bytes = std::fs::read(&path).expect("reads");
    std::fs::write(&path, &bytes[..bytes.len() / 2]).expect("writes");
    assert!(!verify_archive(&path, Some(&log.key)).expect("reads").is_intact());
    std::fs::write(&path, b"not packed").expect("writes");
    assert!(!verify_archive(&path, Some(&log.key)).expect("reads").is_intact());
}

/// A record that was altered before its month is archived stops the archiving: nothing altered is ever sealed into a
/// file, and nothing is taken out of the table.
#[tokio::test]
async fn altered_months_are_not_archived() {
    let log = three_months(On::Sqlite).await;
    log.unprotect().await;
    log.run("update audit_entry set part = 'x' where seq = 20").await;
    let refused = log.archives.move_before(month("2026-11"), &log.key).await;
    assert!(matches!(refused, Err(Error::Refused(r)) if r.message.key == "audit-archive-broken"));
    assert_eq!(log.number("select count(*) from audit_entry").await, 600);
    assert!(log.archives.archives().await.expect("reads").is_empty());
}

/// While another process moves months, nothing is moved and its files are left alone; afterwards it goes on.
#[tokio::test]
async fn one_process_at_a_time_moves_months() {
    for on in On::ALL {
        let log = three_months(on).await;
        let folder = log.test.folder.path().join("archives");
        std::fs::create_dir_all(&folder).expect("a folder");
        let other = std::fs::File::create(folder.join("lock.part")).expect("its lock");
        other.lock().expect("nobody else moves");
        assert!(log.archives.move_before(month("2026-11"), &log.key).await.expect("waits").is_empty());
        assert_eq!(std::fs::read_dir(&folder).expect("reads").count(), 1, "nothing but the lock");
        drop(other);
        assert!(!log.archives.move_before(month("2026-11"), &log.key).await.expect("moves").is_empty());
    }
}
