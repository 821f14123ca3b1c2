//! Whoever gets round the database's own protection is found, and what was done is named.

mod log;

use log::Log;
use orda_audit::{Finding, TreeStore};
use orda_base::{Entropy, SeededEntropy};
use orda_store::testing::On;
use random_choice::below;
use sqlx::Row;

/// Random numbers for choices.
mod random_choice {
    use super::Entropy;

    /// A number below `limit`.
    pub fn below(random: &impl Entropy, limit: usize) -> usize {
        let mut bytes = [0; 8];
        random.fill(&mut bytes);
        usize::try_from(u64::from_le_bytes(bytes) % limit as u64).expect("small")
    }
}

/// The columns whose text can be altered.
const COLUMNS: [&str; 14] = [
    "who",
    "actor_id",
    "actor_name",
    "actor_iin",
    "address",
    "session",
    "agent",
    "request",
    "service",
    "resource",
    "part",
    "operation",
    "outcome",
    "detail",
];

/// Edits of each database; both together are a thousand.
const EDITS: usize = 500;

/// Any record that is changed, removed, put in, exchanged with another or cut off the end, at random places a thousand
/// times, is named by the verification: exactly these numbers and no others.
#[tokio::test]
async fn every_edit_is_named() {
    for on in On::ALL {
        let log = Log::filled(on, 200).await;
        log.unprotect().await;
        log.run("create table spare as select * from audit_entry").await;
        let rows = sqlx::query("select seq from audit_entry order by seq").fetch_all(log.db.reader()).await;
        let numbers: Vec<i64> = rows.expect("reads").iter().map(|r| r.get(0)).collect();
        let last = *numbers.last().expect("records");
        let gaps: Vec<i64> = (-3..last).filter(|n| !numbers.contains(n)).collect();
        let random = SeededEntropy::new(20_261_122);
        for edit in 0..EDITS {
            let at = below(&random, numbers.len());
            let seq = numbers[at];
            let expected = match edit % 6 {
                0 => {
                    let column = COLUMNS[below(&random, COLUMNS.len())];
                    log.run(&format!("update audit_entry set {column} = {column} || 'x' where seq = {seq}")).await;
                    vec![Finding::Changed(seq)]
                }
                1 => {
                    log.run(&format!("update audit_entry set at = at + 1 where seq = {seq}")).await;
                    vec![Finding::Changed(seq)]
                }
                2 => {
                    log.run(&format!("delete from audit_entry where seq = {seq}")).await;
                    vec![Finding::Removed(seq)]
                }
                3 => {
                    let gap = gaps[below(&random, gaps.len())];
                    log.run(&format!(
                        "insert into audit_entry select {gap}, at, who, actor_id, actor_name, actor_iin, address, session, \
                         agent, request, service, resource, part, operation, outcome, detail from spare where seq = {seq}"
                    ))
                    .await;
                    vec![Finding::Inserted(gap)]
                }
                4 => {
                    let other = numbers[(at + 1 + below(&random, numbers.len() - 1)) % numbers.len()];
                    // Seen from either, the record of the other.
                    for (one, two) in [(seq, other), (other, seq)] {
                        log.run(&format!(
                            "update audit_entry set part = (select part from spare where seq = {two}), \
                             actor_name = (select actor_name from spare where seq = {two}) where seq = {one}"
                        ))
                        .await;
                    }
                    let (first, second) = (seq.min(other), seq.max(other));
                    vec![Finding::Changed(first), Finding::Changed(second)]
                }
                _ => {
                    let from = numbers[numbers.len() - 1 - below(&random, 20)];
                    log.run(&format!("delete from audit_entry where seq >= {from}")).await;
                    numbers.iter().filter(|n| **n >= from).map(|n| Finding::Removed(*n)).collect()
                }
            };
            assert_eq!(log.findings().await, expected, "edit {edit} on {on:?}");
            log.run("delete from audit_entry where seq not in (select seq from spare)").await;
            log.run(
                "delete from audit_entry where exists (select 1 from spare where spare.seq = audit_entry.seq and \
                 (spare.at <> audit_entry.at or spare.who || spare.actor_id || spare.actor_name || spare.actor_iin || \
                 spare.address || spare.session || spare.agent || spare.request || spare.service || spare.resource || \
                 spare.part || spare.operation || spare.outcome || spare.detail <> audit_entry.who || audit_entry.actor_id \
                 || audit_entry.actor_name || audit_entry.actor_iin || audit_entry.address || audit_entry.session || \
                 audit_entry.agent || audit_entry.request || audit_entry.service || audit_entry.resource || \
                 audit_entry.part || audit_entry.operation || audit_entry.outcome || audit_entry.detail))",
            )
            .await;
            log.run("insert into audit_entry select * from spare where seq not in (select seq from audit_entry)").await;
        }
        assert_eq!(log.findings().await, []);
    }
}

/// Rows of hashes without a checkpoint within are gone over whole; what was altered in one is named all the same, at its
/// edges and in the middle, and so is a record far below all others.
#[tokio::test]
async fn edits_within_whole_rows_are_named() {
    for on in On::ALL {
        let log = Log::new(on).await;
        for n in 1..=600 {
            log.read(n).await;
        }
        log.sealer.seal().await.expect("seals");
        log.unprotect().await;
        assert_eq!(log.findings().await, []);
        log.run("create table spare as select * from audit_entry").await;
        for seq in [1, 2, 200, 256, 257, 512, 513, 600] {
            log.run(&format!("update audit_entry set detail = 'x' where seq = {seq}")).await;
            assert_eq!(log.findings().await, [Finding::Changed(seq)], "{on:?}");
            log.run(&format!("delete from audit_entry where seq = {seq}")).await;
            assert_eq!(log.findings().await, [Finding::Removed(seq)], "{on:?}");
            log.run(&format!("insert into audit_entry select * from spare where seq = {seq}")).await;
        }
        let columns = "at, who, actor_id, actor_name, actor_iin, address, session, agent, request, service, resource, part, \
                       operation, outcome, detail";
        log.run(&format!("insert into audit_entry select -9000000, {columns} from spare where seq = 1")).await;
        assert_eq!(log.findings().await, [Finding::Inserted(-9_000_000)], "{on:?}");
        log.run("delete from audit_entry where seq < 0").await;
        assert_eq!(log.findings().await, []);
    }
}

/// A text put in place of a number or bytes in place of a text, as `SQLite` allows, are changes like any other.
#[tokio::test]
async fn unreadable_records_are_named() {
    let log = Log::filled(On::Sqlite, 100).await;
    log.unprotect().await;
    log.run("update audit_entry set detail = x'00ff' where seq = 7").await;
    log.run("update audit_entry set at = 'yesterday' where seq = 9").await;
    assert_eq!(log.findings().await, [Finding::Changed(7), Finding::Changed(9)]);
}

/// Hashes and checkpoints that are altered are told apart from records that are.
#[tokio::test]
async fn altered_hashes_and_checkpoints_are_named() {
    for on in On::ALL {
        let log = Log::filled(on, 600).await;
        log.unprotect().await;
        let bytes: Vec<u8> = sqlx::query_scalar("select hashes from audit_tile where level = 0 and number = 0")
            .fetch_one(log.db.reader())
            .await
            .expect("reads");
        let put = async |level: i64, bytes: Vec<u8>| {
            sqlx::query("update audit_tile set hashes = $1 where level = $2 and number = 0")
                .bind(bytes)
                .bind(level)
                .execute(log.db.writer())
                .await
                .expect("writes");
        };
        let mut altered = bytes.clone();
        altered[32 * 17] ^= 1;
        put(0, altered).await;
        // The row above follows from the true hashes.
        assert_eq!(log.findings().await, [Finding::Tree(0), Finding::Tree(17)]);
        put(0, bytes.clone()).await;
        assert_eq!(log.findings().await, []);

        // Record and hash altered together: the checkpoint after it, signed, bears witness against it.
        let seq = log.number("select min(seq) + 120 from audit_entry").await;
        let (place, _) = log.tree().place(seq).await.expect("reads").expect("is there");
        let part = log.number("select min(seq) from audit_entry").await;
        assert_eq!(part, 1);
        log.run(&format!("update audit_entry set part = 'forged' where seq = {seq}")).await;
        let entry = {
            use orda_audit::EntryStore;
            orda_audit_store::Entries::new(log.db.clone()).entry(seq).await.expect("reads").expect("is there")
        };
        let at = usize::try_from(place).expect("small") * 32;
        let mut forged = bytes.clone();
        forged[at..at + 32].copy_from_slice(&orda_audit::Leaf::from(&entry).hash().0);
        put(0, forged).await;
        let first = seq_at(&log, 100).await;
        let last = seq_at(&log, 199).await;
        let findings = log.findings().await;
        assert!(findings.contains(&Finding::Rewritten { first, last }), "{findings:?}");
        put(0, bytes).await;
        log.run(&format!("update audit_entry set part = '119' where seq = {seq}")).await;

        log.run("update audit_checkpoint set note = replace(note, 'time 2026', 'time 2027') where size = 300").await;
        assert_eq!(log.findings().await, [Finding::Forged(300)]);
    }
}

async fn seq_at(log: &Log, place: u64) -> i64 {
    let rows = sqlx::query("select seq from audit_entry order by seq").fetch_all(log.db.reader()).await.expect("reads");
    rows[usize::try_from(place).expect("small")].get(0)
}

/// An end that was cut off everywhere, hashes and checkpoints included, is found by the checkpoints that were kept
/// elsewhere; so is a log that was written anew with the same key, and a note that is not the log's.
#[tokio::test]
async fn copies_elsewhere_bear_witness() {
    for on in On::ALL {
        let log = Log::filled(on, 200).await;
        let signed = log.tree().checkpoints(0, 10).await.expect("reads");
        let kept: String = signed.iter().flat_map(|c| [c.note.as_str(), "\n"]).collect();
        assert_eq!(log.verify_with(&kept).await.findings, []);
        let broken = kept.replacen("\n200\n", "\n201\n", 1);
        assert_eq!(log.verify_with(&broken).await.findings, [Finding::Disagrees(201)]);
        let fewer = Log::filled(on, 100).await;
        // Another log with the same key, shorter: whoever rewrites everything cannot rewrite the copies.
        let findings = fewer.verify_with(&kept).await.findings;
        assert!(findings.contains(&Finding::Truncated { size: 200, found: 100 }), "{findings:?}");
    }
}
