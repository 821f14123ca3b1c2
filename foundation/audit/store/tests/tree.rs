//! Records go into the tree in the order of their numbers, none is passed over; checkpoints are signed, proofs prove.

mod log;

use log::{Log, NOW, SEED, person};
use merkle::{Checkpoint, Hash, verify_consistency, verify_inclusion};
use orda_audit::{Accountant, Entry, Leaf, TreeStore, prove};
use orda_audit_store::{CheckpointFile, Entries, Sealer, record};
use orda_base::{Access, Operation};
use orda_store::testing::On;
use sqlx::Row;

/// Every record is in the tree after it was sealed, none twice, gaps in the numbers notwithstanding; each checkpoint is
/// signed and says the root of the records before it; where nothing is new nothing is signed.
#[tokio::test]
async fn records_are_sealed() {
    for on in On::ALL {
        let log = Log::filled(on, 300).await;
        let report = log.verify().await;
        assert_eq!(report.findings, []);
        assert_eq!((report.sealed, report.pending, report.checkpoints), (300, 0, 3));
        assert_eq!(log.sealer.seal().await.expect("seals"), None);
        let checkpoints = log.tree().checkpoints(0, 10).await.expect("reads");
        assert_eq!(checkpoints.iter().map(|c| c.size).collect::<Vec<_>>(), [100, 200, 300]);
        for checkpoint in &checkpoints {
            let said = Checkpoint::open(&checkpoint.note, &log.key).expect("is signed");
            assert_eq!(
                (said.size, said.root, said.origin.as_str()),
                (checkpoint.size, checkpoint.root, "portal.example/log")
            );
        }
        assert_eq!(checkpoints[0].at, NOW.plus_seconds(30));
        log.read(301).await;
        assert_eq!(log.verify().await.pending, 1);
        assert_eq!(log.sealer.seal().await.expect("seals").expect("a checkpoint").size, 301);
    }
}

/// The hash in the tree is that of the documented bytes of the record; its proof leads to the signed root, and the proof
/// between any two checkpoints shows that the later one holds the earlier one.
#[tokio::test]
async fn proofs_prove() {
    for on in On::ALL {
        let log = Log::filled(on, 700).await;
        let tree = log.tree();
        let entries = Entries::new(log.db.clone());
        let numbers = sqlx::query("select seq from audit_entry order by seq").fetch_all(log.db.reader()).await;
        for (place, row) in numbers.expect("reads").iter().enumerate() {
            let seq: i64 = row.get(0);
            let proof = prove(&tree, seq).await.expect("reads").expect("is sealed");
            assert_eq!((proof.seq, proof.index, proof.checkpoint.size), (seq, place as u64, 700));
            verify_inclusion(&proof.leaf, proof.index, 700, &proof.path, &proof.checkpoint.root).expect("proves");
            if place % 97 == 0 {
                use orda_audit::EntryStore;
                let entry: Entry = entries.entry(seq).await.expect("reads").expect("is there");
                assert_eq!(Leaf::from(&entry).hash(), proof.leaf);
            }
        }
        assert_eq!(prove(&tree, 1_000_000).await.expect("reads"), None);
        let accountant: std::sync::Arc<dyn Accountant> = std::sync::Arc::new(log.ledger.clone());
        let proofs = orda_audit::Proofs::new(std::sync::Arc::new(tree.clone()), accountant, log.key.clone());
        let all = proofs.checkpoints(0).await.expect("reads");
        for (old, new) in all.iter().flat_map(|a| all.iter().map(move |b| (a, b))).filter(|(a, b)| a.size <= b.size) {
            let path: Vec<Hash> = proofs.consistency(old.size, new.size).await.expect("proves");
            verify_consistency(old.size, new.size, &old.root, &new.root, &path).expect("proves");
        }
        assert!(proofs.consistency(5, 701).await.is_err());
    }
}

/// On a server a smaller number may appear after a larger one: the tree waits for it as long as it may come, and no
/// longer.
#[tokio::test]
async fn the_tree_waits_for_open_transactions() {
    let log = Log::new(On::Postgres).await;
    log.read(1).await;
    let access = Access::done("draft", "slow", Operation::Change);
    let mut slow = log.db.begin().await.expect("begins");
    record(&mut slow, &person(&log.env, "Slow"), NOW, &access).await.expect("records");
    let mut given_up = log.db.begin().await.expect("begins");
    record(&mut given_up, &person(&log.env, "Given up"), NOW, &access).await.expect("records");
    log.read(4).await;
    // The second and third number are taken but not visible.
    assert_eq!(log.sealer.seal().await.expect("seals").expect("a checkpoint").size, 1);
    drop(given_up);
    assert_eq!(log.sealer.seal().await.expect("seals"), None);
    slow.commit().await.expect("commits");
    // The third number was rolled back; the others go in in their order.
    let mut sealed = None;
    while sealed.is_none() {
        sealed = log.sealer.seal().await.expect("seals");
    }
    assert_eq!(sealed.expect("a checkpoint").size, 3);
    let report = log.verify().await;
    assert_eq!((report.findings, report.sealed, report.pending), (Vec::new(), 3, 0));
    let mut seqs = Vec::new();
    for seq in 1..=4 {
        if let Some((place, _)) = log.tree().place(seq).await.expect("reads") {
            seqs.push((seq, place));
        }
    }
    assert_eq!(seqs, [(1, 0), (2, 1), (4, 2)]);
}

/// Nodes that seal the same log at the same time make one tree.
#[tokio::test]
async fn several_nodes_seal_one_tree() {
    for on in On::ALL {
        let log = Log::new(on).await;
        let other = Sealer::new(log.db.clone(), log.env.clone(), "other.example/log", SEED).expect("a name");
        for n in 0..120 {
            log.read(n).await;
            if n % 10 == 0 {
                // Whoever is slower finds nothing left to do: one of them signs what there is.
                let (a, b) = tokio::join!(log.sealer.seal(), other.seal());
                let made = [a.expect("seals"), b.expect("seals")].into_iter().flatten();
                assert_eq!(made.map(|checkpoint| checkpoint.size).collect::<Vec<_>>(), [u64::from(n) + 1]);
                assert_eq!(log.verify().await.pending, 0, "after record {n}");
            }
        }
        log.sealer.seal().await.expect("seals");
        let report = log.verify().await;
        assert_eq!((report.findings, report.sealed), (Vec::new(), 120));
    }
}

/// Checkpoints are appended to a file elsewhere, each once, also after a start; the file is read back as it was signed.
#[tokio::test]
async fn checkpoints_are_kept_elsewhere() {
    let log = Log::filled(On::Sqlite, 200).await;
    let path = log.test.folder.path().join("checkpoints.txt");
    CheckpointFile::new(&path).append(&log.tree()).await.expect("appends");
    log.read(201).await;
    log.sealer.seal().await.expect("seals");
    let file = CheckpointFile::new(&path);
    file.append(&log.tree()).await.expect("appends");
    file.append(&log.tree()).await.expect("appends");
    let text = std::fs::read_to_string(&path).expect("reads");
    assert_eq!(text.matches("portal.example/log\n").count(), 3);
    let report = log.verify_with(&text).await;
    assert_eq!((report.findings, report.checkpoints), (Vec::new(), 6));
}
