//! The key of the log is given up for another: what was signed before counts on, and nothing newer that the former key signs.

mod log;

use log::{Log, SEED};
use merkle::{Checkpoint, Signer, VerifierKey};
use orda_audit::{Finding, Report, TreeStore};
use orda_audit_store::{Sealer, Trusted, verify, verify_archive, verify_archive_by};
use orda_store::testing::On;

fn sealer(log: &Log, seed: u8) -> Sealer {
    Sealer::new(log.db.clone(), log.env.clone(), "portal.example/log", [seed; 32]).expect("a name")
}

/// Hands the log over; says whether it was another's until then.
async fn hand_over(log: &Log, from: &Sealer, to: &Sealer) -> bool {
    let mut tx = log.db.begin().await.expect("begins");
    let taken = to.take_over(&mut tx, from).await.expect("takes over");
    tx.commit().await.expect("commits");
    taken
}

async fn verified(log: &Log, key: &VerifierKey, elsewhere: &str) -> Report {
    verify(&log.db, &log.archives, key, elsewhere).await.expect("verifies")
}

/// After a key was given up, and after the next one was too, all checkpoints and archives verify with the key in use, those kept
/// elsewhere as well; before it is taken over nothing does. The former key alone does not verify what came later, and what it
/// signs of later records does not count, nor does a former key for which the one in use does not vouch.
#[tokio::test]
async fn a_key_is_given_up() {
    for on in On::ALL {
        let log = Log::filled(on, 300).await;
        let (second, third) = (sealer(&log, 10), sealer(&log, 11));
        let (key2, key3) = (second.verifier().await.expect("a key"), third.verifier().await.expect("a key"));
        let old: String =
            log.tree().checkpoints(0, 10).await.expect("reads").iter().map(|c| c.note.clone() + "\n").collect();
        let rest = log.archives.copy_rest(log.test.folder.path(), &log.key).await.expect("writes").expect("a file");
        assert!(!verified(&log, &key2, "").await.is_intact(), "a stranger's");

        assert!(hand_over(&log, &log.sealer, &second).await);
        assert!(!hand_over(&log, &log.sealer, &second).await, "once");
        log.read(301).await;
        assert!(log.sealer.is_given_up().await.expect("reads") && !second.is_given_up().await.expect("reads"));
        assert!(log.sealer.seal().await.is_err(), "it signs nothing more");
        second.seal().await.expect("seals").expect("a checkpoint");
        let report = verified(&log, &key2, &old).await;
        assert_eq!((report.findings, report.sealed, report.checkpoints), (vec![], 301, 7));
        assert!(verified(&log, &log.key, "").await.findings.contains(&Finding::Forged(301)));
        assert!(!verify_archive(&rest, Some(&key2)).expect("reads").is_intact());
        let trusted = Trusted::of(&log.db, &key2).await.expect("reads");
        assert!(verify_archive_by(&rest, Some(&trusted)).expect("reads").is_intact());
        assert_eq!(
            trusted.former().map(|(key, until)| (key.clone(), until)).collect::<Vec<_>>(),
            [(log.key.clone(), 300)]
        );

        // Whoever learned the former key signs the right root of too many records, and vouches for a key of their own.
        let latest = log.tree().latest().await.expect("reads").expect("a checkpoint");
        let said = Checkpoint::open(&latest.note, &key2).expect("is signed");
        let thief = Signer::from_seed("portal.example/log", &SEED).expect("a name");
        assert_eq!(verified(&log, &key2, &said.sign(&thief)).await.findings, [Finding::Disagrees(301)]);
        let own = Signer::from_seed("portal.example/log", &[66; 32]).expect("a name");
        let note = thief.sign(&format!("orda former key\n{}\n999\n", own.verifier()));
        log.run(&format!("insert into audit_former_key (note) values ('{note}')")).await;
        assert_eq!(verified(&log, &key2, &said.sign(&own)).await.findings, [Finding::Disagrees(301)]);

        assert!(hand_over(&log, &second, &third).await);
        log.read(302).await;
        third.seal().await.expect("seals").expect("a checkpoint");
        let report = verified(&log, &key3, &old).await;
        assert_eq!((report.findings, report.sealed, report.checkpoints), (vec![], 302, 8));
        let untils: Vec<u64> = {
            let trusted = Trusted::of(&log.db, &key3).await.expect("reads");
            trusted.former().map(|(_, until)| until).collect()
        };
        assert!(untils.contains(&300) && untils.contains(&301) && untils.len() == 2, "{untils:?}");
        assert!(third.take_over(&mut log.db.begin().await.expect("begins"), &third).await.is_err());
    }
}
